"""Features (特征): what speaks for each item, as numbers that a linear score adds up."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz

from assistant.language.segment import bigrams, grams
from assistant.search.actions import FIRST, Actions
from assistant.search.documents import Document
from assistant.search.meanings import Fired
from assistant.search.reading import Reading
from assistant.search.statistics import Flags, Numbers, Rows, Statistics
from assistant.search.targets import Targets

_LEXICON_REST = 2.0


class Features(NamedTuple):
    """Numbers of one candidate for one question.

    single, pair: BM25 of characters and of pairs, over the best candidate's. meaning: best
    lexicon line, more: the other lines' sum up to 2, against: what demotes it. action: fit
    among siblings, -0.6 to 1. alike: similarity of the whole strings. name_covered: share
    of its name that question and official terms say. asked_covered: share of the question
    in its name, called: in its aliases. short: short names first. asked_often: from logged
    choices.
    """

    single: float = 0.0
    pair: float = 0.0
    meaning: float = 0.0
    more: float = 0.0
    against: float = 0.0
    action: float = 0.0
    alike: float = 0.0
    name_covered: float = 0.0
    asked_covered: float = 0.0
    short: float = 0.0
    asked_often: float = 0.0
    called: float = 0.0


NAMES = Features._fields
_ACTION, _ALIKE = NAMES.index("action"), NAMES.index("alike")


@dataclass(frozen=True, slots=True)
class LexiconReach:
    """What the fired meanings reach, as numbers by row, and the meanings that reach nothing here.

    reached: specificity of the most particular meaning that reaches something.
    """

    best: Numbers
    rest: Numbers
    against: Numbers
    reached: float
    uncovered: tuple[Fired, ...]


def reach(fired: Sequence[Fired], targets: Targets, count: int) -> LexiconReach:
    """Values of the rows that fired meanings point to: specificity times fit of the term."""
    best, total, against = np.zeros(count), np.zeros(count), np.zeros(count)
    uncovered = []
    strongest = 0.0
    for one in fired:
        rows, values = targets.strongest(one.meaning.targets)
        if not len(rows):
            uncovered.append(one)
            continue
        worth = one.specificity * values
        total[rows] += worth
        best[rows] = np.maximum(best[rows], worth)
        strongest = max(strongest, one.specificity)
        if one.meaning.demoted:
            rows, values = targets.strongest(one.meaning.demoted)
            against[rows] = np.maximum(against[rows], values)
    rest = np.minimum(total - best, _LEXICON_REST)
    return LexiconReach(best, rest, against, strongest, tuple(uncovered))


class FeatureMaker:
    """Makes features; holds what does not depend on the question."""

    def __init__(
        self,
        documents: Sequence[Document],
        statistics: Statistics,
        actions: Actions,
        asked_often: Mapping[str, float],
    ) -> None:
        self._statistics = statistics
        self._actions = actions
        self._asked_often = np.array([asked_often.get(d.key, 0.0) for d in documents])
        bits = {name: 1 << place for place, name in enumerate(actions.names)}
        self._bits = bits
        named = [sum(bits[a] for a in actions.named(name)) for name in statistics.names]
        self._named = np.array(named, np.int64)
        families: dict[str, int] = {}
        stems = [
            d.parent or actions.stem(n) for d, n in zip(documents, statistics.names, strict=True)
        ]
        self._family = np.array(
            [families.setdefault(stem, len(families)) for stem in stems], np.intp
        )

    def everywhere(self, reading: Reading, reached: LexiconReach) -> Numbers:
        """Features of every row (rows x features) but action and alike, which need candidates."""
        every = grams(reading.subject)
        singles = dict.fromkeys(g for g in every if len(g) == 1)
        pairs = tuple(dict.fromkeys(bigrams(reading.subject) or every))
        targets = [t for one in reading.fired for t in one.meaning.targets[:2]]
        said = dict.fromkeys((*pairs, *(p for target in targets for p in bigrams(target))))
        statistics = self._statistics
        table = np.zeros((len(statistics.names), len(NAMES)))
        table[:, 0] = _over_best(statistics.strength(singles))
        table[:, 1] = _over_best(statistics.strength(pairs))
        table[:, 2], table[:, 3], table[:, 4] = reached.best, reached.rest, reached.against
        table[:, 7] = statistics.name_share(statistics.named(said))
        rarity = statistics.rarity(pairs) or 1.0
        table[:, 8] = statistics.named(pairs) / rarity
        table[:, 11] = statistics.called(pairs) / rarity
        table[:, 9], table[:, 10] = statistics.short, self._asked_often
        return table

    def complete(self, table: Numbers, reading: Reading, rows: Rows) -> Numbers:
        """The rows that are candidates, with all their features."""
        chosen = table[rows]
        chosen[:, _ACTION] = self._action(reading, rows)
        names = self._statistics.names
        chosen[:, _ALIKE] = [fuzz.ratio(reading.subject, names[row]) / 100 for row in rows.tolist()]
        return chosen

    def named_so(self, reading: Reading, rows: Rows) -> Flags:
        """Which of the rows bear the question as their name, to the letter."""
        return np.isin(rows, self._statistics.bearing(reading.key))

    def _action(self, reading: Reading, rows: Rows) -> Numbers:
        """Fit of actions, only where a candidate has siblings (同一主项) among the candidates."""
        asked = sum(self._bits[action] for action in self._wanted(reading))
        named, family = self._named[rows], self._family[rows]
        marked = np.where(named != 0, -0.6, 0.0)
        if asked:
            fit = np.where(named & asked != 0, 1.0, marked)
        else:
            fit = np.where(named & self._bits.get(FIRST, 0) != 0, 0.3, marked)
        siblings = np.bincount(family)[family] > 1
        return np.where(siblings, fit, 0.0)

    def _wanted(self, reading: Reading) -> frozenset[str]:
        """Actions that a question wants.

        新办 is said in passing (注册, 办): it counts only where neither the question nor the
        official word of its most particular meaning names another action.
        """
        said = self._actions.asked(reading.key)
        meant: frozenset[str] = frozenset()
        if reading.fired:
            meant = self._actions.named(reading.fired[0].meaning.targets[0])
        return (said - {FIRST}) or meant or said


def asked_often(times: Mapping[str, int]) -> dict[str, float]:
    """How often items were chosen, as shares from 0 to 1: by logarithm, so that none runs away."""
    most = max(times.values(), default=0)
    return {code: math.log1p(n) / math.log1p(most) for code, n in times.items()} if most else {}


def _over_best(numbers: Numbers) -> Numbers:
    best = numbers.max(initial=0.0)
    return numbers / best if best else numbers
