"""What one answer may draw on (知识快照): a frozen view of one content version."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.answering.frequent import FrequentQuestions
from assistant.answering.outside import Outside
from assistant.models.agency import Agency
from assistant.models.answer import Outcome
from assistant.models.item import ServiceItem
from assistant.models.lexicon import OutsideService
from assistant.models.report import AnnualReport
from assistant.search.actions import COMPLAINT
from assistant.search.retriever import Found, Retriever


@dataclass(frozen=True, slots=True, eq=False)
class KnownItem:
    """An item with where it comes from (来源) and the day it speaks for.

    Compared by identity: cards are kept by it, and a record of sixty fields is slow to hash.
    """

    item: ServiceItem
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class KnownReport:
    """A published report with its agency's region and the day it was loaded."""

    report: AnnualReport
    agency_id: str
    region_code: str
    as_of: str

    @property
    def url(self) -> str:
        """Address of the report's page."""
        return f"/reports/{self.agency_id}/{self.report.year}"


_BEHIND = 20
_ANY_COMPLAINT = "投诉建议"


@dataclass(frozen=True, slots=True)
class Reply:
    """A reviewed reply (固定答复) to small talk, an emergency or a wish out of scope.

    It speaks where pattern is found and unless is not: 着火了 is an emergency, 着火了怎么
    理赔 a matter. offered are questions that it offers: of 车, 二手车过户.
    """

    id: str
    outcome: Outcome
    pattern: re.Pattern[str]
    text: str
    unless: re.Pattern[str] | None = None
    offered: tuple[str, ...] = ()

    def speaks_to(self, key: str) -> bool:
        """Whether this reply answers a search key.

        unless is looked for from the beginning of the sentence to a little behind what
        was found: what a long message says elsewhere does not make danger a matter.
        """
        found = self.pattern.search(key)
        if found is None:
            return False
        begin = max(key.rfind(mark, 0, found.start()) for mark in "。!?\n") + 1
        around = key[begin : found.end() + _BEHIND]
        return self.unless is None or not self.unless.search(around)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that answers come from; two answers from one Knowledge never differ.

    items are those that are offered on day; not_offered the rest, which have ended, are
    suspended or are still to come: they are told of only by their code.
    """

    version: int
    agency: Agency
    items: Mapping[str, KnownItem]
    reports: Sequence[KnownReport]
    replies: Sequence[Reply]
    phrases: Mapping[str, str]
    retriever: Retriever
    outside: Outside
    day: str = ""
    not_offered: Mapping[str, KnownItem] = field(default_factory=dict)
    frequent: FrequentQuestions = field(default_factory=FrequentQuestions)

    def known(self, code: str) -> KnownItem | None:
        """An item by its code, offered or not; None for an unknown one."""
        return self.items.get(code) or self.not_offered.get(code)

    def outside_of(self, found: Found) -> tuple[str, OutsideService] | None:
        """A matter that the catalogue does not hold, and who handles it, if the lexicon knows."""
        missed = [t for one in found.ranking.reached.uncovered for t in one.meaning.targets]
        if found.evidence.amiss:
            # A line that leads to a permit may name the body that hears complaints of it, too.
            said = [t for one in found.reading.fired for t in one.meaning.targets]
            missed += [term for term in said if COMPLAINT in term]
        terms = (*missed, found.reading.subject)
        for term in (*terms, _ANY_COMPLAINT) if found.evidence.amiss else terms:
            if service := self.outside.handling(term):
                return term, service
        return None

    def say(self, phrase: str, **values: object) -> str:
        """A phrase of templates/replies with its values put in; KeyError for an unknown one."""
        return self.phrases[phrase].format(**values)


Clock = Callable[[], str]
"""Gives the present moment as ISO-8601 text in Asia/Shanghai."""


def replies_from(told: Mapping[str, Any]) -> list[Reply]:
    """Replies as knowledge/replies.json holds them; the first whose pattern is found speaks.

    A pattern is one expression or several, any of which may be found. What matters lists
    makes a matter of every emergency, beside its own unless.
    """
    replies = []
    for entry in told["replies"]:
        outcome = Outcome(entry["outcome"])
        urgent = outcome is Outcome.EMERGENCY
        unless = [*_several(entry.get("unless", [])), *(told["matters"] if urgent else ())]
        pattern = re.compile("|".join(_several(entry["pattern"])))
        kept = re.compile("|".join(unless)) if unless else None
        offered = tuple(entry.get("offered", ()))
        replies.append(Reply(entry["id"], outcome, pattern, entry["text"], kept, offered))
    # Somebody in danger comes before 转人工, whatever the order in the file.
    return sorted(replies, key=lambda reply: reply.outcome is not Outcome.EMERGENCY)


def _several(written: str | Sequence[str]) -> Sequence[str]:
    return [written] if isinstance(written, str) else written
