"""The deadlines of the report, counted from any day."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.models.agency import Agency
from assistant.reporting.calendar import deadlines, due_year, told

AGENCY = Agency("demo", "青川县行政审批服务局", "县审批局", "510822", "青川县")


def test_a_bureaus_report_is_due_on_the_31st_of_january_of_the_next_year():
    own = [d for d in deadlines(2026, date(2027, 1, 21), AGENCY) if d.own]

    assert [(d.on, d.days_left, d.source) for d in own] == [
        ("2027-01-31", 10, "《条例》第四十九条")
    ]


def test_a_county_may_want_it_earlier_and_it_is_told_who_does():
    wanted = replace(AGENCY, report_due="01-26", report_due_source="某政公开办〔2026〕3号")
    own, law, *_ = deadlines(2026, date(2027, 1, 21), wanted)

    assert (own.on, own.days_left, own.own) == ("2027-01-26", 5, True)
    assert own.source == "某政公开办〔2026〕3号"
    assert (law.on, law.own) == ("2027-01-31", False)


@pytest.mark.parametrize("day", ["01-31", "02-15"])
def test_nobody_can_be_given_longer_than_the_law_does(day):
    own = [d for d in deadlines(2026, date(2027, 1, 21), replace(AGENCY, report_due=day)) if d.own]

    assert [d.on for d in own] == ["2027-01-31"]


def test_the_deadlines_stand_in_the_order_of_their_days():
    days = [d.on for d in deadlines(2026, date(2026, 11, 22), AGENCY)]

    assert days == ["2027-01-31", "2027-02-20", "2027-03-10", "2027-03-31"]


@pytest.mark.parametrize(
    ("today", "year"),
    [("2026-11-22", 2026), ("2027-01-31", 2026), ("2027-03-31", 2026), ("2027-04-01", 2027)],
)
def test_until_the_last_deadline_the_report_of_last_year_is_worked_on(today, year):
    assert due_year(date.fromisoformat(today)) == year


def test_days_are_told_in_words():
    assert [told(days) for days in (3, 0, -2)] == ["还有 3 天", "今天截止", "已过 2 天"]
