"""Questions replayed with an edit (重放): which answers change, better or worse."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.models.answer import Answer, Outcome

BETTER, WORSE, OTHER = "better", "worse", "other"
_EMERGENCY, _OUTSIDE = "emergency", "outside"
_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what it should lead to (标准问题).

    expected holds the codes of right items; wanted says, where there are none, that an
    emergency or an outside service is right; else the matter is not in the catalogue.
    """

    question: str
    expected: frozenset[str] = frozenset()
    wanted: str = ""
    golden: bool = True


@dataclass(frozen=True, slots=True)
class Changed:
    """One question whose answer an edit changes, and whether for the better."""

    question: str
    verdict: str
    before: str
    after: str
    golden: bool


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay told (重放结果): how many questions, which answers change.

    left_out counts golden questions whose items do not exist in this catalogue. version is
    the content version that it was tried against.
    """

    version: int
    golden: int
    left_out: int
    own: int
    better: int
    worse: int
    other: int
    changed: tuple[Changed, ...]

    def as_data(self) -> dict[str, Any]:
        """Plain data for keeping."""
        return asdict(self)


def golden_of(
    entries: Iterable[Mapping[str, Any]], codes: frozenset[str]
) -> tuple[list[Asked], int]:
    """Golden questions that this catalogue can answer, and how many were left out."""
    asked, left_out = [], 0
    for entry in entries:
        expected = frozenset(entry.get("expected", ()))
        if expected and not expected & codes:
            left_out += 1
        else:
            wanted = _EMERGENCY if entry.get("emergency") else ""
            asked.append(Asked(entry["question"], expected, wanted))
    return asked, left_out


def own_questions(questions: Sequence[str], aims: frozenset[str], outside: bool) -> list[Asked]:
    """A group's own questions, which should lead to what the edit aims at."""
    wanted = _OUTSIDE if outside else "" if aims else OTHER
    return [Asked(question, aims, wanted, golden=False) for question in dict.fromkeys(questions)]


def replayed(
    asked: Sequence[Asked],
    before: Sequence[Answer],
    after: Sequence[Answer],
    version: int,
    left_out: int,
) -> Replayed:
    """Compare what each question was answered before and after; same answers are only counted."""
    changed = []
    for one, was, now in zip(asked, before, after, strict=True):
        if told(was) != told(now):
            changed.append(
                Changed(one.question, _verdict(one, was, now), told(was), told(now), one.golden)
            )
    counts = {v: sum(c.verdict == v for c in changed) for v in (BETTER, WORSE, OTHER)}
    order = {WORSE: 0, BETTER: 1, OTHER: 2}
    changed.sort(key=lambda change: (order[change.verdict], change.golden))
    golden = sum(one.golden for one in asked)
    return Replayed(
        version,
        golden,
        left_out,
        len(asked) - golden,
        counts[BETTER],
        counts[WORSE],
        counts[OTHER],
        tuple(changed[:_MOST_SHOWN]),
    )


def told(answer: Answer) -> str:
    """What an answer comes to, in one line: two answers that say the same compare equal."""
    if answer.item is not None:
        return f"答：{answer.item.name}"
    if answer.outcome.group == "clarify":
        return f"反问：{'、'.join(choice.name for choice in answer.choices) or answer.text}"
    if answer.outcome is Outcome.OUTSIDE:
        return f"目录外：{answer.text.splitlines()[0]}"
    if answer.outcome.group == "unanswered":
        return "没有答案"
    return f"固定答复：{answer.text.splitlines()[0]}"


def _verdict(asked: Asked, was: Answer, now: Answer) -> str:
    grades = _grade(asked, was), _grade(asked, now)
    if grades[0] == grades[1]:
        return OTHER
    return BETTER if grades[1] > grades[0] else WORSE


def _grade(asked: Asked, answer: Answer) -> int:
    """0 to 3: told something wrong, asked back or declined, offered the right one, told it."""
    if asked.wanted == OTHER:
        return 0
    if asked.wanted == _EMERGENCY:
        return 3 if answer.outcome is Outcome.EMERGENCY else 0
    group = answer.outcome.group
    if not asked.expected:
        if asked.wanted == _OUTSIDE and answer.outcome is Outcome.OUTSIDE:
            return 3
        return {"unanswered": 2, "refused": 2, "clarify": 1}.get(group, 0)
    if answer.item is not None:
        return 3 if answer.item.code in asked.expected else 0
    if asked.expected & {choice.code for choice in answer.choices}:
        return 2
    return 1 if group in ("clarify", "unanswered") else 0
