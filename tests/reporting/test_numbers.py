"""Numbers and comparisons in the words of a report."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reporting.numbers import change, percent, plain, written


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (100, "100"),
        (Decimal("0.0880"), "0.088"),
        (Decimal(10), "10"),
        (Decimal("1E+3"), "1000"),
    ],
)
def test_a_number_is_written_in_digits_without_trailing_zeros(value, text):
    assert written(value) == text


def test_a_whole_decimal_is_a_plain_int():
    assert isinstance(plain(Decimal("12.00")), int)
    assert plain(Decimal("0.5")) == Decimal("0.5")


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(0, 3, "0"), (3, 3, "100"), (430, 434, "99.1"), (1, 8, "12.5"), (9999, 10000, "99.99")],
)
def test_a_share_has_one_decimal(part, whole, share):
    assert written(percent(part, whole)) == share


@given(st.integers(1, 10**9), st.data())
def test_only_all_is_a_hundred_percent_and_only_none_is_zero(whole, data):
    part = data.draw(st.integers(0, whole))
    assert (percent(part, whole) == 100) == (part == whole)
    assert (percent(part, whole) == 0) == (part == 0)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (108, 100, "较上年增长8%"),
        (251, 240, "较上年增长4.6%"),
        (90, 100, "较上年下降10%"),
        (100, 100, "与上年持平"),
        (0, 0, "与上年持平"),
        (5, 0, "较上年增加5件（上年为零）"),
        (0, 5, "较上年减少5件"),
        (100_001, 100_000, "较上年增加1件"),
        (1, 100_000, "较上年减少99999件"),
        (800, 1, "较上年增加799件"),
        (Decimal("1.5"), Decimal("1.2"), "较上年增长25%"),
    ],
)
def test_growth_is_told_by_share_where_that_says_something(now, before, words):
    assert change(now, before, "件") == words


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (Decimal("99.1"), Decimal("98.6"), "较上年提高0.5个百分点"),
        (Decimal("97.5"), 100, "较上年降低2.5个百分点"),
        (100, 100, "与上年持平"),
    ],
)
def test_a_rate_changes_by_percentage_points(now, before, words):
    assert change(now, before, "%") == words


@pytest.mark.parametrize(("now", "before"), [(None, 3), (3, None), (None, None)])
def test_nothing_is_compared_with_what_is_not_known(now, before):
    assert change(now, before, "件") == ""


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_the_words_go_the_way_of_the_numbers(now, before):
    words = change(now, before, "件")
    assert ("增" in words) == (now > before)
    assert ("下降" in words or "减少" in words) == (now < before)
    assert ("持平" in words) == (now == before)
