"""Digits without separators are cut back by the sums of the table."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest.reports.digits import readings, repeated, splits

SMALL = st.integers(0, 400)


def row_of(parts: list[int]) -> tuple[int, ...]:
    return (*parts, sum(parts))


@given(st.lists(SMALL, min_size=6, max_size=6))
@settings(max_examples=60, deadline=None)
def test_the_true_row_is_always_among_the_readings(parts):
    row = row_of(parts)
    assert row in readings(["".join(map(str, row))], 7, 7)


@given(st.lists(SMALL, min_size=6, max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_reading_adds_up_and_spells_the_same_digits(parts):
    run = "".join(map(str, row_of(parts)))
    for reading in readings([run], 7, 7):
        assert sum(reading[:6]) == reading[6]
        assert "".join(map(str, reading)) == run


@given(st.lists(st.lists(st.integers(0, 30), min_size=4, max_size=4), min_size=3, max_size=3))
@settings(max_examples=40, deadline=None)
def test_the_true_row_of_table_four_is_among_the_readings(groups):
    row = tuple(number for group in groups for number in row_of(group))
    assert row in readings(["".join(map(str, row))], 15, 5)


@given(st.lists(SMALL, min_size=6, max_size=6), st.integers(0, 6))
@settings(max_examples=40, deadline=None)
def test_a_blank_between_digits_is_a_border(parts, place):
    row = row_of(parts)
    runs = ["".join(map(str, part)) for part in (row[:place], row[place:]) if part]
    assert row in readings(runs, 7, 7)
    assert set(readings(runs, 7, 7)) <= set(readings(["".join(runs)], 7, 7))


def test_a_known_row_of_table_four_has_one_reading():
    found = readings(["21317000001324019"], 15, 5)
    assert found == ((2, 1, 3, 1, 7, 0, 0, 0, 0, 0, 13, 2, 4, 0, 19),)


def test_one_zero_too_many_is_forgiven():
    assert readings(["23", "0", "0", "00", "0", "023"], 7, 7) == ((23, 0, 0, 0, 0, 0, 23),)


def test_two_zeros_too_many_are_not():
    assert readings(["000000000"], 7, 7) == ()


def test_numbers_have_no_leading_zeros():
    assert list(splits(["021"], 3)) == [(0, 2, 1)]
    assert list(splits(["012"], 2)) == [(0, 12)]


def test_more_runs_than_cells_have_no_reading():
    assert readings(["1", "2", "3"], 2, 2) == ()


def test_a_hopeless_run_is_given_up():
    # Without a limit there is no end to the tries: this test would never come back.
    assert readings(["987654321" * 9], 15, 5) == ()


def test_one_number_printed_thrice_is_recognised():
    assert repeated("898989", 3) == (89, 89, 89)
    assert repeated("898988", 3) is None
    assert repeated("000", 3) is None
