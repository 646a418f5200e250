"""What the pages of requests and disputes show: rows, history, the form of a step."""

from datetime import date
from typing import Any

from aiohttp import web

from assistant.channels.keys import SERVICE
from assistant.models.activity import Input
from assistant.models.disclosure import STEP_OF, Applicant, Case, CaseStep
from assistant.reporting.disclosure.clock import Clock, clock_of, in_time
from assistant.reporting.disclosure.telling import (
    advice,
    left_words,
    option_label,
    step_label,
    step_words,
)
from assistant.storage import holidays
from assistant.workdays import Workdays

LEVEL_CLASSES = {"已逾期": "bad", "快到期": "bad", "临近": "warn", "正常": "good", "已办结": "soft"}


def fields_of(inputs: tuple[Input, ...]) -> list[dict[str, Any]]:
    """The fields of a form as the templates take them."""
    return [
        {
            "name": field.name,
            "label": field.label,
            "type": field.type,
            "options": field.options,
            "required": field.required,
            "hint": field.hint,
            "group": field.group,
        }
        for field in inputs
    ]


async def calendar_of(request: web.Request) -> tuple[Workdays, date]:
    """The working-day calendar and today."""
    service = request.app[SERVICE]
    return await holidays.calendar(service.db), date.fromisoformat(service.clock()[:10])


def request_row(
    case: Case, applicant: Applicant | None, calendar: Workdays, today: date
) -> dict[str, Any]:
    """One line of the list: the applicant masked, the deadline with its pressing words."""
    clock = clock_of(case, calendar, today)
    late = in_time(case, calendar) is False
    return {
        "id": case.id,
        "number": case.number,
        "subject": case.first.detail["subject"],
        "applicant": applicant.masked().name if applicant else "",
        "kind": option_label("received", "applicant", case.first.detail),
        "clock": clock,
        "left": left_words(clock),
        "css": LEVEL_CLASSES[clock.level],
        "result": _result(case),
        "late": late,
    }


def _result(case: Case) -> str:
    reply = case.last("replied")
    return option_label("replied", "result", reply.detail) if reply else ""


def pressing(row: dict[str, Any]) -> tuple[bool, int, str]:
    """Order of the list: open ones by the days they have left, closed ones behind."""
    clock: Clock = row["clock"]
    return clock.days_left is None, clock.days_left or 0, row["number"]


def history_rows(case: Case) -> list[dict[str, Any]]:
    """Every step ever recorded, newest last, with what became of it."""
    replaced = {step.replaces: step for step in case.history if step.replaces}
    return [_history_row(step, replaced.get(step.id)) for step in case.history]


def _history_row(step: CaseStep, by: CaseStep | None) -> dict[str, Any]:
    return {
        "id": step.id,
        "kind": step.kind,
        "day": step.happened_on,
        "label": step_label(step),
        "words": step_words(step),
        "by": step.recorded_by,
        "at": step.recorded_at[:16].replace("T", " "),
        "ended": "" if by is None else "已撤销" if by.kind == "void" else "已更正",
        "corrects": bool(step.replaces) and step.kind != "void",
    }


def request_context(case: Case, calendar: Workdays, today: date) -> dict[str, Any]:
    """The head of a request's page: facts, clock, advice."""
    clock = clock_of(case, calendar, today)
    return {
        "case": case,
        "clock": clock,
        "left": left_words(clock),
        "css": LEVEL_CLASSES[clock.level],
        "advice": advice(case, clock, calendar, today),
        "subject": case.first.detail["subject"],
        "facts": step_words(case.first),
        "result": _result(case),
        "late": in_time(case, calendar) is False,
    }


def step_form(kind: str) -> dict[str, Any]:
    """The form of one kind of step."""
    form = STEP_OF[kind]
    return {"kind": kind, "label": form.label, "fields": fields_of(form.inputs)}
