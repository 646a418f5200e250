"""From question sets to weights: lessons from a catalogue, fitted by halves and then whole."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answering.evaluation import Trial
from assistant.ingest.catalogue import read_catalogue
from assistant.ingest.lexicon import read_lexicon
from assistant.language.lexicon import lexicon_of
from assistant.language.segment import Segmenter
from assistant.search.certainty import EVIDENCE, load_fitted
from assistant.search.documents import document_of, domain_words
from assistant.search.features import NAMES
from assistant.search.fitting import Group, fit_logistic, fit_ranking
from assistant.search.index import Index
from assistant.search.retriever import Retriever

_CANDIDATES = 30
# A few hundred questions do not teach all weights afresh; for one alone they are enough.
_PULL, _PULL_ON_ONE = 0.1, 0.01


@dataclass(frozen=True, slots=True)
class Lesson:
    """One question: its candidates, whether it reads like a name, and the evidence on it."""

    qid: str
    group: Group
    bare: bool
    evidence: tuple[float, ...]
    right: bool
    inside: bool


def lessons_of(
    catalogue: Path, lexicon_folder: Path, trials: Sequence[Trial], folder: Path
) -> list[Lesson]:
    """Lessons of one question set against one catalogue; folder holds the index meanwhile.

    A catalogue is a file, or a folder of .json files.

    An expected item brings its namesakes along: which of two items of the same name
    was meant, no question can tell.
    """
    files = sorted(catalogue.glob("*.json")) if catalogue.is_dir() else [catalogue]
    items = [item for file in files for item in read_catalogue(file, "", "").items]
    documents = [document_of(item) for item in items]
    lines = [line for f in sorted(lexicon_folder.glob("*.tsv")) for line in read_lexicon(f)[0]]
    segmenter = Segmenter(folder)
    segmenter.learn(sorted(domain_words(documents)))
    index = Index(folder / "index", segmenter)
    index.bring_up_to_date(documents, 1)
    retriever = Retriever(index, segmenter, documents, lexicon_of(lines), load_fitted())
    names = {item.code: item.name for item in items}
    lessons = []
    for trial in trials:
        meant = {names[code] for code in trial.expected if code in names}
        lessons.append(_lesson(retriever, trial, {c for c, n in names.items() if n in meant}))
    return lessons


def _lesson(retriever: Retriever, trial: Trial, expected: set[str]) -> Lesson:
    found = retriever.find(retriever.read(trial.question), "")
    ranking = found.ranking
    right = [retriever.code(row) in expected for row in ranking.rows]
    kept = [n for n, good in enumerate(right) if good or n < _CANDIDATES]
    group = Group(tuple(ranking.features(n) for n in kept), tuple(right[n] for n in kept))
    return Lesson(
        trial.qid,
        group,
        found.reading.bare,
        tuple(getattr(found.evidence, name) for name in EVIDENCE),
        right[:1] == [True] and not trial.open,
        bool(trial.expected),
    )


def weights_of(lessons: Sequence[Lesson], rounds: int = 200, only: str = "") -> dict[str, Any]:
    """The weights file's content; held_apart says what each half reaches with the other's weights.

    With no rounds the ranking keeps its weights, and held_apart is what these reach. only
    names one feature: then nothing but its two weights changes.
    """
    told = _fitted(lessons, rounds, only)
    halves = [[le for le in lessons if _half(le) == number] for number in (0, 1)]
    told["held_apart"] = [
        _top1(halves[number], _fitted(halves[1 - number], rounds, only)) for number in (0, 1)
    ]
    return told


def _half(lesson: Lesson) -> int:
    """Slips of one question stay with it: the part before -typo decides."""
    key = lesson.qid.split("-typo")[0].encode()
    return hashlib.sha256(key).digest()[0] % 2


def _fitted(lessons: Sequence[Lesson], rounds: int, only: str) -> dict[str, Any]:
    weights, judge = load_fitted()
    free, pull = ({NAMES.index(only)}, _PULL_ON_ONE) if only else (None, _PULL)
    spoken, named = (
        fit_ranking(
            [le.group for le in lessons if le.bare is bare], before.tolist(), pull, rounds, free
        )
        for bare, before in ((False, weights.colloquial), (True, weights.formal))
    )
    right, inside = judge.right, judge.inside
    if not only:
        rows = [lesson.evidence for lesson in lessons]
        right = tuple(fit_logistic(rows, [lesson.right for lesson in lessons]))
        inside = tuple(fit_logistic(rows, [lesson.inside for lesson in lessons]))
    evidence = (*EVIDENCE, "constant")
    return {
        "colloquial": _named(NAMES, spoken),
        "formal": _named(NAMES, named),
        "right": _named(evidence, right),
        "inside": _named(evidence, inside),
    }


def _named(names: Sequence[str], numbers: Sequence[float]) -> dict[str, float]:
    return {name: round(number, 3) for name, number in zip(names, numbers, strict=True)}


def _top1(lessons: Sequence[Lesson], told: dict[str, Any]) -> dict[str, float]:
    """Share of right first hits, without mixing the two sums."""
    ours = [lesson for lesson in lessons if lesson.inside]
    won = sum(_first_is_right(lesson, told) for lesson in ours)
    return {"top1": round(won / len(ours), 4) if ours else 0.0, "questions": len(ours)}


def _first_is_right(lesson: Lesson, told: dict[str, Any]) -> bool:
    weights = told["formal" if lesson.bare else "colloquial"]
    score: Callable[[Sequence[float]], float] = lambda numbers: sum(  # noqa: E731
        weights[name] * number for name, number in zip(NAMES, numbers, strict=True)
    )
    pairs = zip(lesson.group.rows, lesson.group.right, strict=True)
    best = max(pairs, key=lambda pair: score(pair[0]), default=(None, False))
    return best[1]
