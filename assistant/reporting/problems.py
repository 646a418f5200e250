"""Problems (存在的问题) of a year, each with the measure (改进措施) that answers it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models.activity import Activity
from assistant.reporting.tables import happened_in
from assistant.storage.activity import StoredActivity

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is done about a problem, by whom, until when (ISO-8601 text)."""

    title: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A problem with its evidence ("" for none) and its measure, None where none is logged."""

    title: str
    evidence: str
    measure: Measure | None


def answered_problems(entries: Sequence[StoredActivity], year: int) -> list[Answered]:
    """The year's problems in the order of the log, each with one measure.

    Those whose words have most in common go together; the rest by the order of the log.
    """
    log = [stored.entry for stored in entries if happened_in(stored.entry, year)]
    problems = [entry for entry in log if entry.kind == "problem"]
    measures = [entry for entry in log if entry.kind == "measure"]
    pairs = dict(_pairs(problems, measures))
    return [
        Answered(
            _line(problem.title),
            _line(problem.detail.get("evidence", "")),
            _measure(measures[pairs[number]]) if number in pairs else None,
        )
        for number, problem in enumerate(problems)
    ]


def earlier_measures(entries: Sequence[StoredActivity], year: int) -> list[Measure]:
    """Measures that were logged the year before, whose follow-up this report owes."""
    log = [stored.entry for stored in entries if happened_in(stored.entry, year - 1)]
    return [_measure(entry) for entry in log if entry.kind == "measure"]


def ordinal(number: int) -> str:
    """一, 十, 二十一: a number from 1 to 99 in Chinese; above, in digits."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")


def _pairs(problems: Sequence[Activity], measures: Sequence[Activity]) -> list[tuple[int, int]]:
    """Numbers of problem and measure; each of them at most once."""
    ranked = sorted(
        (-_in_common(problem.title, measure.title), p, m)
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


def _measure(entry: Activity) -> Measure:
    return Measure(
        _line(entry.title), _line(entry.detail.get("owner", "")), entry.detail.get("due", "")
    )


def _line(text: str) -> str:
    """Logged words as part of a sentence: on one line, without the full stop."""
    return " ".join(text.split()).rstrip("。；;.")
