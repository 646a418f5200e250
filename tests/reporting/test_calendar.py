"""The deadlines of the report, counted from any day."""

from datetime import date

import pytest

from assistant.reporting.calendar import deadlines, due_year, told


def test_a_bureaus_report_is_due_on_the_31st_of_january_of_the_next_year():
    own = [d for d in deadlines(2026, date(2027, 1, 21)) if d.own]

    assert [(d.on, d.days_left) for d in own] == [("2027-01-31", 10)]


def test_the_deadlines_stand_in_the_order_of_their_days():
    days = [d.on for d in deadlines(2026, date(2026, 11, 22))]

    assert days == ["2027-01-31", "2027-02-20", "2027-03-10", "2027-03-31"]


@pytest.mark.parametrize(
    ("today", "year"),
    [("2026-11-22", 2026), ("2027-01-31", 2026), ("2027-03-31", 2026), ("2027-04-01", 2027)],
)
def test_until_the_last_deadline_the_report_of_last_year_is_worked_on(today, year):
    assert due_year(date.fromisoformat(today)) == year


def test_days_are_told_in_words():
    assert [told(days) for days in (3, 0, -2)] == ["还有 3 天", "今天截止", "已过 2 天"]
