"""The information-processing fee: bands of pieces and pages as the notice sets them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reporting.disclosure.fees import fee_of, pages_fee, pieces_fee


@pytest.mark.parametrize(
    ("count", "yuan"), [(1, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (41, 4300)]
)
def test_pieces_cost_more_the_more_there_are(count, yuan):
    assert pieces_fee(count) == yuan


@pytest.mark.parametrize(
    ("count", "yuan"),
    [(30, 0), (31, 10), (57, 270), (100, 700), (109, 880), (119, 1080), (200, 2700), (201, 2740)],
)
def test_pages_cost_more_the_more_there_are(count, yuan):
    assert pages_fee(count) == yuan


@given(st.integers(0, 80), st.integers(1, 80))
def test_a_months_notices_add_up_to_the_fee_of_all_its_pieces(prior, count):
    notice = {"basis": "pieces", "count": str(count), "prior": str(prior)}
    assert pieces_fee(prior) + fee_of(notice) == pieces_fee(prior + count)


def test_a_notice_without_earlier_pieces_begins_at_nothing():
    assert fee_of({"basis": "pieces", "count": "12"}) == 200
    assert fee_of({"basis": "pages", "count": "101"}) == 720
