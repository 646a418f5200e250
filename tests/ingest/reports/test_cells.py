"""What stands behind a label becomes cells, or runs of digits that are still to be cut."""

from decimal import Decimal

import pytest

from assistant.ingest.reports.cells import cell, read_row, value_end
from assistant.models.report import CellState


@pytest.mark.parametrize(
    ("raw", "value", "state"),
    [
        ("0", 0, CellState.READ),
        ("１２", 12, CellState.READ),
        ("1,234", 1234, CellState.READ),
        ("18651.064104", Decimal("18651.064104"), CellState.READ),
        ("增10", 10, CellState.READ),
        ("减10", -10, CellState.READ),
        ("+3", 3, CellState.READ),
        ("-35", -35, CellState.READ),
        ("5件", 5, CellState.READ),
        ("1276.5万元", Decimal("1276.5"), CellState.READ),
        ("\u3000", None, CellState.BLANK),
        ("／", None, CellState.SLASH),
        ("——", None, CellState.SLASH),
        ("无", None, CellState.NONE),
        ("约三件", None, CellState.UNCERTAIN),
    ],
)
def test_a_cell_is_a_number_a_sign_or_open(raw, value, state):
    found = cell(raw)
    assert (found.value, found.state) == (value, state)


def values(source: str, count: int, *, right: bool = False):
    return [c.value for c in read_row(source, count, right=right).cells]


def test_blank_cells_keep_their_place_in_lines():
    assert values("\n\t0\n\t\u00a0\n\t5\n\n", 3) == [0, None, 5]


def test_tabs_alone_are_no_cells():
    assert values("\n\t\n\t\n\t0\n\t1\n\t2", 3) == [0, 1, 2]


def test_cells_that_a_browser_copied_keep_their_places():
    assert values("\t5\t\t\t\t\t\t5\n（三）不予公开", 7) == [5, None, None, None, None, None, 5]


def test_numbers_before_the_pipes_of_the_next_row_are_this_row():
    source = " 0 3 0\n11/23/26, 5:34 AM\n| 1 | 2 | 3 |"
    assert values(source, 3) == [0, 3, 0]


def test_a_sign_between_digits_opens_the_next_cell():
    assert values("12345-3", 2) == [12345, -3]


def test_padding_stands_on_the_side_of_the_labels():
    assert values(" | 5 | | 0 | | |", 3) == [5, None, 0]
    assert values(" | | | 5 | | 0 |", 3, right=True) == [5, None, 0]


def test_a_spanning_cell_may_be_repeated():
    assert values(" | 7 | 7 | 7 |", 1) == [7]


def test_the_rest_of_a_label_is_no_cell():
    assert values("形，不计其他情形） 1 0 0", 3) == [1, 0, 0]


def test_numbers_that_do_not_fill_the_row_stay_runs():
    row = read_row("0 0 0 0 0 00", 7)
    assert row.cells == ()
    assert row.runs == ("0", "0", "0", "0", "0", "00")


def test_a_leading_zero_shows_that_cells_were_merged():
    assert read_row("10 0 02", 3).runs == ("10", "0", "02")


@pytest.mark.parametrize(
    ("text", "count", "values"),
    [
        ("18651.064104 (二)类别", 1, "18651.064104 "),
        ("0 2024年，我局", 1, "0 "),
        ("0五、存在", 3, "0"),
        ("0\n0\n2.其他", 3, "0\n0\n"),
        ("1 2 3 4 5", 3, "1 2 3 "),
        ("/\n—\n无\n三、", 3, "/\n—\n无\n"),
    ],
)
def test_values_end_where_other_text_begins(text, count, values):
    assert text[: value_end(text, 0, count)] == values
