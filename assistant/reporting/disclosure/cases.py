"""Requests and disputes as entries of the log, so that tables three and four count one way."""

from collections.abc import Iterable

from assistant.models.activity import Activity
from assistant.models.disclosure import Case
from assistant.reporting.disclosure.clock import received_on
from assistant.storage.activity import StoredActivity


def as_entries(cases: Iterable[Case]) -> list[StoredActivity]:
    """One entry a case, numbered as the case is; they hold nothing of the applicant but the kind."""
    return [
        StoredActivity(case.id, _request(case) if case.kind == "request" else _dispute(case), "")
        for case in cases
    ]


def _request(case: Case) -> Activity:
    detail = {"applicant": case.first.detail["applicant"], "case": case.number}
    if reply := case.last("replied"):
        detail |= {"result": reply.detail["result"], "closed_on": reply.happened_on}
    return Activity("request", received_on(case)[0].isoformat(), detail=detail)


def _dispute(case: Case) -> Activity:
    filed, decided = case.first, case.last("decided")
    detail = {"result": "pending", "case": case.number}
    if decided:
        detail |= {"result": decided.detail["result"], "decided_on": decided.happened_on}
    return Activity("dispute", filed.happened_on, category=filed.detail["category"], detail=detail)
