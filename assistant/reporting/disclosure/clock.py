"""The clock of a disclosure request (办理期限): where it stands, what is due, what is late."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from assistant.models.disclosure import CONFIRMED_CHANNELS, Case, CaseStep
from assistant.workdays import Deadline, Workdays

REPLY_DAYS = 20
SUPPLEMENT_NOTICE_DAYS = 7
CONSULTATION_DAYS = 15
PAYMENT_DAYS = 20
MOST_EXTENSION_DAYS = 20
CONSULTATIONS = (
    ("third_party_asked", "third_party_answered"),
    ("body_asked", "body_answered"),
)
_APPLICANTS_TURNS = (("supplement_asked", "supplemented"), ("fee_notice", "fee_paid"))
_URGENT, _SOON = 3, 7


class State(StrEnum):
    """Where a request stands (办理状态); closed and archived ones need nothing more."""

    UNCONFIRMED = "待确认收到"
    REVIEWING = "审查办理"
    SUPPLEMENT = "等待补正"
    CONSULTING = "征求意见"
    FEE = "等待缴费"
    CLOSED = "已答复"
    ARCHIVED = "已归档"


APPLICANTS_TURN = (State.SUPPLEMENT, State.FEE)
"""States in which the applicant has to act, and the agency waits."""


class Level(StrEnum):
    """How pressing a request is (提醒), in words that stand beside the colour."""

    OVERDUE = "已逾期"
    URGENT = "快到期"
    SOON = "临近"
    NORMAL = "正常"
    DONE = "已办结"


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a request stands on a day.

    deadline is the last day for the reply, as far as it is known on that day; while a
    consultation runs, or the applicant's turn lasts, it moves on with the day. waiting is the last day of what is waited
    for, None where nothing is. days_left counts working days to the nearer of the two that
    the desk must act on, negative when it is over, None for a closed request.
    """

    state: State
    received_on: date
    deadline: Deadline
    waiting: Deadline | None
    days_left: int | None
    level: Level


def received_on(case: Case) -> tuple[date, bool]:
    """The day of receipt by article 31, and whether it is certain.

    What came by ordinary mail, online or by fax is received when both sides confirm it;
    until then the day it arrived stands in.
    """
    received = case.first
    confirmed = case.last("confirmed")
    day = confirmed.happened_on if confirmed else received.detail.get("confirmed_on", "")
    if received.detail["channel"] not in CONFIRMED_CHANNELS:
        return date.fromisoformat(received.happened_on), True
    return date.fromisoformat(day or received.happened_on), bool(day)


def clock_of(case: Case, calendar: Workdays, today: date) -> Clock:
    """Where a request stands on a day, by its steps up to then."""
    received, certain = received_on(case)
    reply = case.last("replied")
    until = date.fromisoformat(reply.happened_on) if reply else today
    deadline = reply_deadline(case, calendar, until)
    if reply:
        state = State.ARCHIVED if case.last("archived") else State.CLOSED
        return Clock(state, received, deadline, None, None, Level.DONE)
    state, waiting = _waiting(case, calendar, certain)
    if waiting and state in APPLICANTS_TURN:
        # The reply is not due now, and whoever is late is not the agency.
        left = calendar.between(today, waiting.day)
        level = Level.URGENT if left < 0 else _level(left)
        return Clock(state, received, deadline, waiting, left, level)
    left = calendar.between(today, deadline.day)
    return Clock(state, received, deadline, waiting, left, _level(left))


def reply_deadline(case: Case, calendar: Workdays, until: date) -> Deadline:
    """The last day for the reply as known on a day (第三十三条).

    20 working days from receipt, from the supplement (第三十条) or from the payment,
    whichever came last, and the extension. Consultations do not count, each for at most
    its 15 working days, nor do days on which a supplement or payment is waited for.
    """
    begins = [received_on(case)[0]]
    for kind in ("supplemented", "fee_paid"):
        if step := case.last(kind):
            begins.append(_day(step))
    start = max(begins)
    extended = case.last("extended")
    allowed = REPLY_DAYS + (int(extended.detail["days"]) if extended else 0)
    return calendar.after(start, allowed + _paused(case, calendar, start, until))


def in_time(case: Case, calendar: Workdays) -> bool | None:
    """Whether the reply came by its last day (按期答复); None where there is none yet."""
    reply = case.last("replied")
    if reply is None:
        return None
    return _day(reply) <= reply_deadline(case, calendar, _day(reply)).day


def consultation_open(case: Case, asked: str, answered: str) -> CaseStep | None:
    """The consultation of a kind that nobody has answered yet, or None."""
    asking, answer = case.last(asked), case.last(answered)
    if asking is None or (answer and answer.happened_on >= asking.happened_on):
        return None
    return asking


def _waiting(case: Case, calendar: Workdays, certain: bool) -> tuple[State, Deadline | None]:
    if not certain:
        return State.UNCONFIRMED, None
    asked = case.last("supplement_asked")
    if asked and not case.last("supplemented"):
        return State.SUPPLEMENT, Deadline(date.fromisoformat(asked.detail["due"]), False)
    notice = case.last("fee_notice")
    if notice and not case.last("fee_paid"):
        return State.FEE, payment_deadline(notice, calendar)
    for asked_kind, answered in CONSULTATIONS:
        if step := consultation_open(case, asked_kind, answered):
            return State.CONSULTING, calendar.after(_day(step), CONSULTATION_DAYS)
    return State.REVIEWING, None


def payment_deadline(notice: CaseStep, calendar: Workdays) -> Deadline:
    """The last day to pay: 20 working days from the day after the notice arrived (109号)."""
    arrived = notice.detail.get("delivered_on") or notice.happened_on
    return calendar.after(date.fromisoformat(arrived), PAYMENT_DAYS)


def _paused(case: Case, calendar: Workdays, start: date, until: date) -> int:
    """Working days after start on which the clock stood still; a day of two reasons counts once.

    It stands while a consultation runs, and while it is the applicant's turn: were the
    days of an unpaid fee counted, whoever closes such a request would always be late.
    """
    days: set[date] = set()
    for asked, answered in _APPLICANTS_TURNS:
        step = case.last(asked)
        if step and not case.last(answered):
            days |= _days_after(max(_day(step), start), until)
    for asked, answered in CONSULTATIONS:
        answers = [_day(step) for step in case.steps if step.kind == answered]
        for step in case.steps:
            if step.kind == asked:
                began = _day(step)
                told = min((day for day in answers if day >= began), default=until)
                limit = calendar.after(began, CONSULTATION_DAYS).day
                days |= _days_after(max(began, start), min(told, limit, until))
    return sum(map(calendar.is_workday, days))


def _days_after(start: date, end: date) -> set[date]:
    return {start + timedelta(days=n) for n in range(1, (end - start).days + 1)}


def _level(left: int) -> Level:
    if left < 0:
        return Level.OVERDUE
    if left <= _URGENT:
        return Level.URGENT
    return Level.SOON if left <= _SOON else Level.NORMAL


def _day(step: CaseStep) -> date:
    return date.fromisoformat(step.happened_on)
