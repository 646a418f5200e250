"""A year's publications by their real-name chain (实名签批): what is unfinished, what came late."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reporting.work_figures import last_days, missing_in
from assistant.storage.activity import Brief
from assistant.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Chains:
    """Numbers of a year's publications, unfinished chains first, then newest (签批情况)."""

    ids: Sequence[str]
    unfinished: int
    late: int


def chains_of(briefs: Sequence[Brief], calendar: Workdays) -> Chains:
    """The publications, newest first as given, put in order and counted."""
    unfinished: list[str] = []
    finished: list[str] = []
    for one in briefs:
        (unfinished if missing_in(one.detail) else finished).append(one.id)
    told = [(one.happened_on, day) for one in briefs if (day := one.detail.get("arose_on"))]
    last = last_days((arose_on for _, arose_on in told), calendar)
    late = sum(happened_on > last[arose_on] for happened_on, arose_on in told)
    return Chains((*unfinished, *finished), len(unfinished), late)
