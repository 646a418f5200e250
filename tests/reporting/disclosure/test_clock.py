"""The clock of a request: receipt, supplement, consultation, extension, payment, lateness."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models.disclosure import Case, CaseStep
from assistant.reporting.disclosure.clock import (
    Level,
    State,
    clock_of,
    in_time,
    received_on,
    reply_deadline,
)
from assistant.reporting.disclosure.telling import left_words
from assistant.workdays import Workdays

FRIDAY = "2026-10-16"
TODAY = date(2026, 10, 20)


def test_twenty_working_days_from_the_day_after_receipt(calendar, request_of):
    told = clock_of(request_of(FRIDAY), calendar, TODAY)
    assert (told.state, told.deadline.day) == (State.REVIEWING, date(2026, 11, 13))
    assert (told.days_left, told.level, told.deadline.provisional) == (18, Level.NORMAL, False)


@pytest.mark.parametrize(
    ("today", "left", "level"),
    [
        ("2026-11-04", 7, Level.SOON),
        ("2026-11-10", 3, Level.URGENT),
        ("2026-11-13", 0, Level.URGENT),
        ("2026-11-16", -1, Level.OVERDUE),
    ],
)
def test_a_request_grows_more_pressing(calendar, request_of, today, left, level):
    told = clock_of(request_of(FRIDAY), calendar, date.fromisoformat(today))
    assert (told.days_left, told.level) == (left, level)


@pytest.mark.parametrize("channel", ["ordinary_mail", "online", "fax"])
def test_what_both_sides_must_confirm_counts_from_that_day(calendar, request_of, channel):
    open_one = request_of(FRIDAY, channel=channel)
    assert clock_of(open_one, calendar, TODAY).state is State.UNCONFIRMED
    confirmed = request_of(FRIDAY, ("confirmed", "2026-10-19", {}), channel=channel)
    assert received_on(confirmed) == (date(2026, 10, 19), True)
    assert clock_of(confirmed, calendar, TODAY).deadline.day == date(2026, 11, 16)


def test_signed_mail_counts_from_the_signature(request_of):
    assert received_on(request_of(FRIDAY, channel="signed_mail")) == (date(2026, 10, 16), True)


def test_the_clock_starts_again_with_the_supplement(calendar, request_of):
    asked = ("supplement_asked", "2026-10-20", {"what": "写明年份", "due": "2026-11-03"})
    waiting = clock_of(request_of(FRIDAY, asked), calendar, TODAY)
    assert (waiting.state, waiting.days_left) == (State.SUPPLEMENT, 10)
    answered = request_of(FRIDAY, asked, ("supplemented", "2026-10-30", {}))
    assert clock_of(answered, calendar, date(2026, 10, 30)).deadline.day == date(2026, 11, 27)


def test_a_consultation_does_not_count(calendar, request_of):
    asked = ("third_party_asked", "2026-10-20", {"whom": "某公司"})
    answered = ("third_party_answered", "2026-10-27", {"opinion": "agreed"})
    told = clock_of(request_of(FRIDAY, asked, answered), calendar, date(2026, 11, 2))
    assert told.deadline.day == date(2026, 11, 20)
    running = clock_of(request_of(FRIDAY, asked), calendar, date(2026, 10, 23))
    assert (running.state, running.deadline.day) == (State.CONSULTING, date(2026, 11, 18))


def test_a_silent_third_party_stops_the_clock_for_fifteen_days_at_most(calendar, request_of):
    asked = ("third_party_asked", "2026-10-20", {"whom": "某公司"})
    late = clock_of(request_of(FRIDAY, asked), calendar, date(2026, 12, 30))
    assert late.deadline.day == date(2026, 12, 4)


def test_two_consultations_at_once_stop_the_clock_once(calendar, request_of):
    steps = (
        ("third_party_asked", "2026-10-20", {"whom": "某公司"}),
        ("body_asked", "2026-10-20", {"whom": "县水利局"}),
        ("third_party_answered", "2026-10-27", {"opinion": "agreed"}),
        ("body_answered", "2026-10-26", {"opinion": "agreed"}),
    )
    assert reply_deadline(request_of(FRIDAY, *steps), calendar, TODAY).day == date(2026, 11, 13)
    until = date(2026, 11, 2)
    assert reply_deadline(request_of(FRIDAY, *steps), calendar, until).day == date(2026, 11, 20)


def test_an_extension_adds_its_days_and_may_cross_into_an_unknown_year(calendar, request_of):
    extended = ("extended", "2026-11-12", {"days": "20", "approved_by": "主任", "reason": "量大"})
    told = clock_of(request_of(FRIDAY, extended), calendar, TODAY)
    assert (told.deadline.day, told.deadline.provisional) == (date(2026, 12, 11), False)
    crossing = ("extended", "2026-12-20", extended[2])
    later = clock_of(request_of("2026-12-01", crossing), calendar, date(2026, 12, 21))
    assert later.deadline.provisional


def test_payment_starts_the_clock_again(calendar, request_of):
    notice = ("fee_notice", "2026-10-20", {"basis": "pages", "count": "101"})
    waiting = clock_of(request_of(FRIDAY, notice), calendar, TODAY)
    assert (waiting.state, waiting.waiting.day) == (State.FEE, date(2026, 11, 17))
    paid = request_of(FRIDAY, notice, ("fee_paid", "2026-10-27", {}))
    assert clock_of(paid, calendar, date(2026, 10, 28)).deadline.day == date(2026, 11, 24)


def test_whoever_waits_for_the_applicant_is_not_late(calendar, request_of):
    notice = ("fee_notice", "2026-10-20", {"basis": "pages", "count": "101"})
    unpaid = request_of(FRIDAY, notice, ("replied", "2026-11-20", {"result": "other_fee_unpaid"}))
    assert in_time(unpaid, calendar) is True
    asked = ("supplement_asked", "2026-10-20", {"what": "年份", "due": "2026-11-10"})
    silent = ("replied", "2026-11-17", {"result": "other_no_supplement"})
    assert in_time(request_of(FRIDAY, asked, silent), calendar) is True
    late_notice = ("supplement_asked", "2026-11-16", {"what": "年份", "due": "2026-11-30"})
    too_late = ("replied", "2026-12-01", {"result": "other_no_supplement"})
    assert in_time(request_of(FRIDAY, late_notice, too_late), calendar) is False


def test_when_the_applicants_time_is_over_it_is_not_the_agency_that_is_late(calendar, request_of):
    notice = ("fee_notice", "2026-10-20", {"basis": "pages", "count": "101"})
    over = clock_of(request_of(FRIDAY, notice), calendar, date(2026, 11, 20))
    assert (over.days_left, over.level) == (-3, Level.URGENT)
    assert left_words(over) == "申请人的期限已过 3 个工作日"


def test_the_time_to_pay_runs_from_the_day_the_notice_arrived(calendar, request_of):
    told = {"basis": "pages", "count": "101", "delivered_on": "2026-10-23"}
    waiting = clock_of(request_of(FRIDAY, ("fee_notice", "2026-10-20", told)), calendar, TODAY)
    assert waiting.waiting.day == date(2026, 11, 20)


def test_a_closed_request_has_nothing_left_and_says_whether_it_was_in_time(calendar, request_of):
    on_time = request_of(FRIDAY, ("replied", "2026-11-13", {"result": "granted"}))
    late = request_of(FRIDAY, ("replied", "2026-11-16", {"result": "granted"}))
    assert clock_of(on_time, calendar, date(2027, 1, 1)).state is State.CLOSED
    assert clock_of(on_time, calendar, date(2027, 1, 1)).days_left is None
    assert (in_time(on_time, calendar), in_time(late, calendar)) == (True, False)
    assert in_time(request_of(FRIDAY), calendar) is None


def test_a_step_that_was_corrected_or_voided_no_longer_counts(request_of, calendar):
    asked = ("supplement_asked", "2026-10-20", {"what": "年份", "due": "2026-11-03"})
    case = request_of(FRIDAY, asked)
    void = CaseStep("void", "2026-10-21", {"reason": "登记错了"}, replaces="s-1", id="s-9")
    voided = Case(case.id, case.kind, case.number, case.opened_at, (*case.history, void))
    assert clock_of(voided, calendar, TODAY).state is State.REVIEWING
    assert len(voided.history) == 3


@given(st.dates(date(2019, 2, 1), date(2025, 10, 1)), st.integers(0, 30))
def test_a_consultation_never_makes_a_deadline_earlier(start, length):
    steps = (
        CaseStep("received", start.isoformat(), {"channel": "in_person"}, id="a"),
        CaseStep("body_asked", start.isoformat(), {}, id="b"),
        CaseStep("body_answered", (start + timedelta(days=length)).isoformat(), {}, id="c"),
    )
    plain = Case("c", "request", "n", "", steps[:1])
    paused = Case("c", "request", "n", "", steps)
    until = start + timedelta(days=90)
    calendar = Workdays()
    longer = (
        reply_deadline(paused, calendar, until).day - reply_deadline(plain, calendar, until).day
    )
    assert timedelta(0) <= longer
