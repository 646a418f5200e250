"""What people settled, put into a report as it was read."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.ingest.reports.reader import read_report_text
from assistant.models.report import CellState
from assistant.models.settling import SettledForm, Settlement
from assistant.reporting.doubts import doubts_of, is_used, place_name, sums_of
from assistant.reporting.settled import settled
from tests.reporting.checks.conftest import GOOD, spoilt

RAW = "1234567"
MADE, REPEALED, VALID = (f"art20_1.行政规范性文件.{c}" for c in ("made", "repealed", "valid"))


@pytest.fixture
def doubtful():
    return read_report_text(
        spoilt(("行政规范性文件 | 2 | 1 | 9 |", f"行政规范性文件 {RAW}"), ("一、总体情况\n", ""))
    )


def number(place, value, raw=RAW):
    return Settlement(place, raw, SettledForm.NUMBER, Decimal(value), "核对", "张三", "2026-11-23")


def row(report):
    return report.tables.art20["art20_1"]["行政规范性文件"]


def test_a_row_that_was_not_understood_is_listed_with_its_print_and_cells(doubtful):
    (of_row, passage) = doubts_of(doubtful)
    assert (of_row.place, of_row.raw) == ("表二 行政规范性文件", RAW)
    assert [one.label for one in of_row.cells] == ["本年制发件数", "本年废止件数", "现行有效件数"]
    assert (passage.place, passage.cells) == ("passage:第一部分", ())


def test_a_settled_cell_keeps_its_print_and_has_the_number(doubtful):
    report = settled(doubtful, [number(MADE, 12)])
    cell = row(report)["made"]
    assert (cell.raw, cell.value, cell.state) == (RAW, 12, CellState.SETTLED)
    assert row(report)["valid"].state is CellState.UNCERTAIN
    assert [one.path for one in doubts_of(report)[0].cells] == [REPEALED, VALID]


def test_a_row_is_no_doubt_any_more_once_every_cell_is_settled(doubtful):
    report = settled(
        doubtful, [number(p, n) for p, n in ((MADE, 12), (REPEALED, 34), (VALID, 567))]
    )
    assert [doubt.place for doubt in report.uncertain] == ["第一部分"]


def test_the_latest_settlement_counts(doubtful):
    report = settled(doubtful, [number(MADE, 1), number(MADE, 2)])
    assert row(report)["made"].value == 2


def test_what_stands_otherwise_in_a_corrected_file_is_read_anew(doubtful):
    other = number(MADE, 12, raw="765")
    assert settled(doubtful, [other]) == doubtful
    assert not is_used(doubtful, other)


@pytest.mark.parametrize(
    ("form", "state"),
    [(SettledForm.BLANK, CellState.BLANK), (SettledForm.PRINTED, CellState.SETTLED)],
)
def test_a_cell_may_be_empty_or_no_number_in_print(doubtful, form, state):
    report = settled(doubtful, [replace(number(MADE, 1), form=form, value=None)])
    assert (row(report)["made"].state, row(report)["made"].value) == (state, None)


def test_a_passage_is_settled_by_its_place_and_print(doubtful):
    one = replace(number("passage:第一部分", 0, raw=""), form=SettledForm.PRINTED, value=None)
    assert "第一部分" not in [doubt.place for doubt in settled(doubtful, [one]).uncertain]


def test_what_was_withdrawn_is_open_again(doubtful):
    back = replace(number(MADE, 0), form=SettledForm.WITHDRAWN, value=None)
    report = settled(settled(doubtful, [number(MADE, 12)]), [number(MADE, 12), back])
    assert (row(report)["made"].value, row(report)["made"].state) == (None, CellState.UNCERTAIN)
    assert settled(doubtful, [number(MADE, 12), back]) == doubtful


def test_a_passage_that_was_withdrawn_is_a_doubt_again(doubtful):
    one = replace(number("passage:第一部分", 0, raw=""), form=SettledForm.WITHDRAWN, value=None)
    assert "第一部分" in [doubt.place for doubt in settled(doubtful, [one]).uncertain]


def test_settling_twice_changes_nothing_more(doubtful):
    made = [number(MADE, 12), number(REPEALED, 3)]
    once = settled(doubtful, made)
    assert settled(once, made) == once


def test_a_settled_row_is_listed_again_where_it_is_asked_for(doubtful):
    report = settled(doubtful, [number(p, 1) for p in (MADE, REPEALED, VALID)])
    place = "表二 行政规范性文件"
    assert doubts_of(report, [place])[0].place == place


def test_the_sums_that_do_not_hold_are_told():
    assert sums_of(read_report_text(GOOD)) == []
    wrong = read_report_text(spoilt(("（一）予以公开 | 2 | 1 |", "（一）予以公开 | 2 | 5 |")))
    assert {finding.id for finding in sums_of(wrong)} == {"C-SUM1", "C-SUM3"}


def test_places_are_called_as_people_call_them():
    assert place_name("requests.granted.total") == "表三 （一）予以公开 总计"
    assert place_name("disputes.review.upheld") == "表四 行政复议 结果维持"
    assert place_name("passage:第一部分") == "第一部分"
