"""The statutory tables from the log."""

from decimal import Decimal

import pytest

from assistant.errors import BadInput
from assistant.models.activity import Activity
from assistant.models.report import CellState, Tables
from assistant.models.report_tables import (
    APPLICANTS,
    COLUMNS_2021,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    REQUEST_ROWS,
    ROWS_2021,
)
from assistant.reporting.tables import tables_of


def request(received: str, *, result: str = "", closed: str = "", who: str = "natural", n: int = 1):
    detail = {"applicant": who, "result": result, "closed_on": closed}
    return Activity("request", received, n, detail={k: v for k, v in detail.items() if v})


def dispute(day: str, category: str, result: str, n: int = 1):
    return Activity("dispute", day, n, category=category, detail={"result": result})


def document(day: str, category: str, n: int):
    return Activity("document", day, n, category=category)


def filled(tables: Tables, column: str = "total") -> dict[str, int]:
    """Rows of table three that are not 0 in a column."""
    return {
        row: int(cells[column].value)
        for row, cells in tables.requests.items()
        if cells[column].value
    }


def valid(tables: Tables) -> int:
    return int(tables.art20["art20_1"]["行政规范性文件"]["valid"].value)


def test_an_empty_log_gives_every_cell_of_the_edition_as_a_read_zero():
    tables = tables_of([], 2026)
    assert {b: tuple(rows) for b, rows in tables.art20.items()} == ROWS_2021
    assert all(
        list(cells) == list(COLUMNS_2021[block])
        for block, rows in tables.art20.items()
        for cells in rows.values()
    )
    assert {row: list(cells) for row, cells in tables.requests.items()} == {
        row: list(APPLICANTS) for row in REQUEST_ROWS
    }
    assert {g: list(cells) for g, cells in tables.disputes.items()} == {
        group: list(DISPUTE_RESULTS) for group in DISPUTE_GROUPS
    }
    cells = [c for rows in tables.art20.values() for row in rows.values() for c in row.values()]
    cells += [
        c for row in (*tables.requests.values(), *tables.disputes.values()) for c in row.values()
    ]
    assert {(c.raw, c.value, c.state) for c in cells} == {("0", Decimal(0), CellState.READ)}


def test_a_request_received_and_closed_in_the_year_is_new_and_has_its_result(log):
    tables = tables_of(log(request("2026-03-01", result="granted", closed="2026-03-20")), 2026)
    assert filled(tables) == {"new_received": 1, "granted": 1, "result_total": 1}
    assert filled(tables, "natural") == filled(tables)
    assert filled(tables, "company") == {}


@pytest.mark.parametrize(
    ("year", "rows"),
    [
        (2024, {}),
        (2025, {"new_received": 2, "carried_forward": 2}),
        (2026, {"carried_over": 2, "na_not_held": 2, "result_total": 2}),
        (2027, {}),
    ],
)
def test_a_late_reply_belongs_to_the_year_of_the_reply(log, year, rows):
    late = request("2025-12-28", result="na_not_held", closed="2026-01-09", n=2)
    assert filled(tables_of(log(late), year)) == rows


def test_an_open_request_is_carried_from_year_to_year(log):
    entries = log(request("2024-11-30", who="legal"))
    assert filled(tables_of(entries, 2024), "legal") == {"new_received": 1, "carried_forward": 1}
    assert filled(tables_of(entries, 2026), "legal") == {"carried_over": 1, "carried_forward": 1}


@pytest.mark.parametrize("half", [{"result": "granted"}, {"closed": "2026-02-01"}])
def test_a_request_with_half_a_reply_is_still_open(log, half):
    assert filled(tables_of(log(request("2026-01-05", **half)), 2026)) == {
        "new_received": 1,
        "carried_forward": 1,
    }


def test_a_reply_dated_before_the_request_counts_in_the_year_of_the_request(log):
    entries = log(request("2026-01-05", result="partial", closed="2025-12-30"))
    assert filled(tables_of(entries, 2026)) == {"new_received": 1, "partial": 1, "result_total": 1}
    assert filled(tables_of(entries, 2025)) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        Activity("request", "2026-01-05", detail={"applicant": "total"}),
        Activity("request", "2026-01-05"),
        request("2026-01-05", result="carried_over", closed="2026-02-01"),
        request("2026-01-05", result="shrugged", closed="2026-02-01"),
        dispute("2026-01-05", "review", "total"),
        dispute("2026-01-05", "review", ""),
        dispute("2026-01-05", "quarrel", "upheld"),
    ],
)
def test_an_entry_that_fits_no_column_is_named_not_guessed(log, wrong):
    with pytest.raises(BadInput, match="台账 a-0（2026-01-05）"):
        tables_of(log(wrong), 2026)


def test_table_two_sums_the_year_and_only_the_year(log):
    art20 = tables_of(
        log(
            Activity("permit", "2026-01-01", 40),
            Activity("permit", "2026-12-31", 2),
            Activity("permit", "2025-12-31", 500),
            Activity("permit", "2027-01-01", 500),
            Activity("penalty", "2026-05-01", 3),
            Activity("coercion", "2026-05-01", 1),
            Activity("charge", "2026-05-01", 880),
            Activity("charge", "2026-06-01", 1080),
        ),
        2026,
    ).art20
    assert art20["art20_5"]["行政许可"]["value"].raw == "42"
    assert art20["art20_6"]["行政处罚"]["value"].raw == "3"
    assert art20["art20_6"]["行政强制"]["value"].raw == "1"
    assert art20["art20_8"]["行政事业性收费"]["value"].value == Decimal("0.196")


def test_documents_in_force_follow_the_last_logged_total(log):
    entries = log(
        document("2025-01-10", "made", 9),
        document("2025-12-31", "valid", 50),
        document("2025-12-31", "made", 4),
        document("2026-03-01", "made", 3),
        document("2026-04-01", "repealed", 5),
        document("2027-01-02", "made", 7),
    )
    tables = tables_of(entries, 2026)
    row = tables.art20["art20_1"]["行政规范性文件"]
    assert (row["made"].raw, row["repealed"].raw, row["valid"].raw) == ("3", "5", "48")
    assert valid(tables_of(entries, 2025)) == 50


def test_of_two_totals_of_one_day_the_later_entry_holds(log):
    entries = log(document("2026-12-31", "valid", 5), document("2026-12-31", "valid", 6))
    assert valid(tables_of(entries, 2026)) == 6


def test_documents_in_force_start_from_what_last_years_report_says(log, last_report, cell):
    before = last_report(art20={"art20_1": {"行政规范性文件": {"valid": cell("70")}}}).tables
    entries = log(document("2025-06-01", "valid", 1), document("2026-03-01", "made", 3))
    assert valid(tables_of(entries, 2026, before)) == 73
    recount = log(document("2026-05-01", "valid", 60), document("2026-03-01", "made", 3))
    assert valid(tables_of(recount, 2026, before)) == 60


def test_without_any_total_documents_in_force_are_those_made_and_not_repealed(log):
    entries = log(document("2025-01-10", "made", 9), document("2026-03-01", "repealed", 2))
    assert valid(tables_of(entries, 2026)) == 7
    assert valid(tables_of(log(document("2026-03-01", "repealed", 2)), 2026)) == 0


def test_reviews_and_lawsuits_count_by_group_and_outcome(log):
    disputes = tables_of(
        log(
            dispute("2026-02-01", "review", "upheld", 2),
            dispute("2026-03-01", "review", "corrected"),
            dispute("2026-03-01", "suit_after_review", "pending"),
            dispute("2025-03-01", "suit_direct", "upheld"),
        ),
        2026,
    ).disputes
    assert {r: c.raw for r, c in disputes["review"].items()} == {
        "upheld": "2",
        "corrected": "1",
        "other": "0",
        "pending": "0",
        "total": "3",
    }
    assert disputes["suit_after_review"]["pending"].raw == "1"
    assert disputes["suit_direct"]["total"].raw == "0"


def test_a_dispute_of_an_earlier_year_without_outcome_is_still_pending(log):
    entries = log(dispute("2024-02-01", "review", "pending"))
    assert tables_of(entries, 2026).disputes["review"]["pending"].raw == "1"
    assert tables_of(entries, 2023).disputes["review"]["total"].raw == "0"
