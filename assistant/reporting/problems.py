"""Problems (存在的问题) of a year, each with the measure (改进措施) that answers it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models.log_words import OUTCOMES
from assistant.reporting.counting import happened_in
from assistant.reporting.wording import plain_words
from assistant.storage.activity import StoredActivity

_STATES = dict(OUTCOMES)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is done about a problem, by whom, until when (ISO-8601 text); id is the log's."""

    id: str
    title: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A problem with its evidence ("" for none) and its measure, None where none is logged."""

    id: str
    title: str
    evidence: str
    measure: Measure | None


@dataclass(frozen=True, slots=True)
class Followed:
    """A measure of last year and what became of it: state and result, "" where not logged."""

    id: str
    title: str
    owner: str
    state: str
    result: str


def answered_problems(entries: Sequence[StoredActivity], year: int) -> list[Answered]:
    """The year's problems in the order of the log, each with one measure.

    Those whose words have most in common go together; the rest by the order of the log.
    """
    problems = _of_kind("problem", entries, year)
    measures = _of_kind("measure", entries, year)
    pairs = dict(_pairs(problems, measures))
    return [
        Answered(
            problem.id,
            plain_words(problem.entry.title),
            plain_words(problem.entry.detail.get("evidence", "")),
            _measure(measures[pairs[number]]) if number in pairs else None,
        )
        for number, problem in enumerate(problems)
    ]


def followed_measures(entries: Sequence[StoredActivity], year: int) -> list[Followed]:
    """Measures that were logged the year before, each with the last outcome that names it.

    An outcome names a measure by its words or by its number in the log.
    """
    outcomes = {
        plain_words(stored.entry.detail.get("measure", "")): stored.entry
        for stored in _of_kind("outcome", entries, year)
    }
    found = []
    for measure in map(_measure, _of_kind("measure", entries, year - 1)):
        told = outcomes.get(measure.title) or outcomes.get(measure.id)
        state = _STATES.get(told.category, "") if told else ""
        result = plain_words(told.title) if told else ""
        found.append(Followed(measure.id, measure.title, measure.owner, state, result))
    return found


def _of_kind(kind: str, entries: Sequence[StoredActivity], year: int) -> list[StoredActivity]:
    return [s for s in entries if s.entry.kind == kind and happened_in(s.entry, year)]


def _pairs(
    problems: Sequence[StoredActivity], measures: Sequence[StoredActivity]
) -> list[tuple[int, int]]:
    """Numbers of problem and measure; each of them at most once."""
    ranked = sorted(
        (-_in_common(problem.entry.title, measure.entry.title), p, m)
        for p, problem in enumerate(problems)
        for m, measure in enumerate(measures)
    )
    found: dict[int, int] = {}
    for _, p, m in ranked:
        if p not in found and m not in found.values():
            found[p] = m
    return list(found.items())


def _in_common(one: str, other: str) -> int:
    """Pairs of neighbouring characters that both texts have."""
    return len(_bigrams(one) & _bigrams(other))


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _measure(stored: StoredActivity) -> Measure:
    entry = stored.entry
    return Measure(
        stored.id,
        plain_words(entry.title),
        plain_words(entry.detail.get("owner", "")),
        entry.detail.get("due", ""),
    )
