"""A day that somebody typed: right, written otherwise, or in no calendar."""

import pytest

from assistant.language.days import wrong_day


@pytest.mark.parametrize("text", ["2026-11-22", "2024-02-29", "0001-01-01"])
def test_a_day_is_right(text):
    assert wrong_day(text) == ""


@pytest.mark.parametrize("text", ["2026-02-31", "2025-02-29", "2026-13-01", "2026-00-10"])
def test_a_day_that_no_calendar_has_is_told_as_that(text):
    assert wrong_day(text) == "没有这一天，请核对年月日。"


@pytest.mark.parametrize(
    "text", ["", "20261122", "2026-W47-7", "2026/11/22", "明天", "２０２６-11-22"]
)
def test_another_way_of_writing_is_told_with_an_example(text):
    assert wrong_day(text) == "请按 2026-11-22 的样子填写日期。"
