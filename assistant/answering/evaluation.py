"""Evaluation (测评): how often the right item comes first, with intervals, failures by cause."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from assistant.models.answer import Answer

RANKS = 10


@dataclass(frozen=True, slots=True)
class Trial:
    """One question of an evaluation file; an empty expected means "not in this catalogue".

    open: several matters are said alike (户口), so that to answer with one is wrong.
    """

    qid: str
    question: str
    body: str
    expected: frozenset[str]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one trial: rank of the first expected hit (0: not among ten).

    held: probability that the matter is in the catalogue. open: see Trial.
    """

    qid: str
    question: str
    rank: int
    inside: bool
    group: str
    confidence: float
    first: str
    cause: str
    held: float = 0.0
    open: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its 95 % interval (Wilson, 1927) and its count."""

    value: float
    low: float
    high: float
    count: int
    of: int


def result_of(trial: Trial, answer: Answer, reached: Sequence[str], held: float = 0.0) -> Result:
    """Judge one answer; reached are the codes that the lexicon pointed to, held see Result."""
    codes = [hit.code for hit in answer.hits[:RANKS]]
    rank = next((n for n, code in enumerate(codes, 1) if code in trial.expected), 0)
    return Result(
        trial.qid,
        trial.question,
        rank,
        bool(trial.expected),
        answer.outcome.group,
        answer.confidence,
        codes[0] if codes else "",
        _cause(trial, rank, answer.outcome.group, set(reached)),
        held,
        trial.open,
    )


def _cause(trial: Trial, rank: int, group: str, reached: set[str]) -> str:
    if not trial.expected:
        return "目录外却作答" if group == "answered" else ""
    if trial.open and group == "answered":
        return "该反问却作答"
    if rank == 1:
        return "" if group in ("answered", "clarify") else "在目录内却拒答"
    if not reached & trial.expected:
        return "词库没有指到" if rank else "没有找到，词库也没有指到"
    return "词库指到但排在后面"


def rate(count: int, of: int) -> Rate:
    """A share with its interval; all zero of nothing."""
    if not of:
        return Rate(0.0, 0.0, 0.0, 0, 0)
    share, z = count / of, 1.96
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return Rate(round(share, 4), round(middle - half, 4), round(middle + half, 4), count, of)


def summary(results: Sequence[Result]) -> dict[str, object]:
    """The figures of an evaluation, as data."""
    inside = [r for r in results if r.inside]
    outside = [r for r in results if not r.inside]
    answered = [r for r in results if r.group == "answered"]
    figures: dict[str, object] = {
        f"top{n}": asdict(rate(sum(0 < r.rank <= n for r in inside), len(inside)))
        for n in (1, 3, 5)
    }
    mrr = sum(1 / r.rank for r in inside if r.rank) / len(inside) if inside else 0.0
    return figures | {
        "mrr10": round(mrr, 4),
        "answered": asdict(rate(len(answered), len(results))),
        "answered_right": asdict(rate(sum(_right(r) for r in answered), len(answered))),
        "clarified": asdict(rate(_count(results, "clarify"), len(results))),
        "refused_outside": asdict(rate(_count(outside, "unanswered"), len(outside))),
        "refused_inside": asdict(rate(_count(inside, "unanswered"), len(inside))),
        "outside_auroc": round(auroc(results, lambda r: r.confidence), 4),
        "inside_auroc": round(auroc(results, lambda r: r.held), 4),
        "causes": dict(Counter(r.cause for r in results if r.cause).most_common()),
    }


def _right(result: Result) -> bool:
    """Whether its first hit may be answered."""
    return result.rank == 1 and not result.open


def _count(results: Sequence[Result], group: str) -> int:
    return sum(r.group == group for r in results)


def auroc(results: Sequence[Result], number: Callable[[Result], float]) -> float:
    """How well a number tells what is in the catalogue from what is not; 0.5 is chance."""
    inside = [number(r) for r in results if r.inside]
    outside = [number(r) for r in results if not r.inside]
    if not inside or not outside:
        return 0.0
    won = sum((a > b) + 0.5 * (a == b) for a in inside for b in outside)
    return won / (len(inside) * len(outside))


def compared(old: Mapping[str, int], new: Sequence[Result]) -> dict[str, object]:
    """Two runs over the same questions, by rank: which got better or worse, and the sign test's p.

    old maps a question's id to its rank in the earlier run.
    """
    better = [r.qid for r in new if r.inside and r.rank == 1 and old.get(r.qid, 1) != 1]
    worse = [r.qid for r in new if r.inside and r.rank != 1 and old.get(r.qid, 0) == 1]
    return {"better": better, "worse": worse, "p": round(_sign_test(len(better), len(worse)), 4)}


def _sign_test(better: int, worse: int) -> float:
    total = better + worse
    if not total:
        return 1.0
    tail = sum(math.comb(total, k) for k in range(min(better, worse) + 1)) / float(2**total)
    return min(1.0, 2 * tail)
