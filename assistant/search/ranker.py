"""The score (评分): two linear sums, one for everyday speech and one for official names, mixed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.search.features import NAMES, FeatureMaker, Features, Shared
from assistant.search.reach import LexiconReach, reach
from assistant.search.reading import Reading
from assistant.search.statistics import Flags, Numbers, Rows
from assistant.search.targets import Targets

CANDIDATES = 60
BODY_SHARE = 0.5
_FROM_BODY = 30
_ASKED_COVERED = NAMES.index("asked_covered")
# From which covered share to which the formal sum takes over.
_FORMAL_FROM, _FORMAL_FULLY = 0.1, 0.5


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features, in the order of features.NAMES; fitted by `assistant fit`."""

    colloquial: Numbers
    formal: Numbers


@dataclass(frozen=True, slots=True)
class Weighed:
    """One number of a linear sum with its weight (得分组成)."""

    name: str
    value: float
    weight: float

    @property
    def worth(self) -> float:
        """What it adds to the sum."""
        return self.value * self.weight


def weighed(
    names: Sequence[str], values: Sequence[float], weights: Sequence[float]
) -> list[Weighed]:
    """The parts of a linear sum, in its order."""
    return [Weighed(n, v, w) for n, v, w in zip(names, values, weights, strict=True)]


@dataclass(frozen=True, slots=True)
class Ranking:
    """All candidates by row, best first, ties by row, with their scores and features.

    numbers holds the features (candidates x features). formal is the share of the formal
    sum in the scores (0 to 1).
    """

    rows: tuple[int, ...]
    scores: tuple[float, ...]
    numbers: Numbers
    reached: LexiconReach
    formal: float

    def features(self, place: int) -> Features:
        """What the score of one candidate is made of; place counts from 0, the best."""
        return Features(*self.numbers[place].tolist())


def weights_from(told: Mapping[str, Mapping[str, float]]) -> Weights:
    """Weights by feature name; KeyError where one is missing."""
    return Weights(
        np.array([told["colloquial"][name] for name in NAMES]),
        np.array([told["formal"][name] for name in NAMES]),
    )


class Ranker:
    """Scores the items of one catalogue."""

    def __init__(self, maker: FeatureMaker, targets: Targets, weights: Weights) -> None:
        self._maker = maker
        self._targets = targets
        self._weights = weights
        self._plain_sums = maker.plain_sums(np.stack((weights.colloquial, weights.formal)))

    def rank(self, reading: Reading, visible: Flags | None, body: Reading | None) -> Ranking:
        """Score what a question may mean.

        visible tells for each row whether it may be found; None: every row. body is the
        reading of a longer message's following text.
        """
        shared = self._shared(reading)
        rows = self._candidates(shared, visible, CANDIDATES)
        beside = self._shared(body) if body else None
        if beside:
            rows = np.union1d(rows, self._candidates(beside, visible, _FROM_BODY))
        chosen = self._maker.complete(self._maker.plain(shared, rows), reading, rows)
        scores, formal = self._scores(chosen, reading, rows)
        if body and beside:
            more = self._maker.complete(self._maker.plain(beside, rows), body, rows)
            # A mean, so that the certainty can judge it like the score of a line alone.
            beside_scores = self._scores(more, body, rows)[0]
            scores = (scores + BODY_SHARE * beside_scores) / (1 + BODY_SHARE)
        # Who says an item's whole name means it, whatever else sounds alike.
        called = self._maker.named_so(reading, rows)
        if called is None:
            scores = self._maker.plain_first(reading, rows, chosen, scores)
            scores = self._maker.sibling_first(reading, rows, scores)
            scores = self._maker.alias_first(reading, rows, scores)
        else:
            scores = np.where(called, scores + np.abs(scores).max(initial=0.0), scores)
        order = np.lexsort((rows, -scores))
        scores = scores[order]
        changed = self._maker.namesakes.in_order(reading.key, rows[order])
        if changed is not None:
            order = order[changed]
        return Ranking(
            tuple(rows[order].tolist()),
            tuple(scores.tolist()),
            chosen[order],
            shared.reached,
            formal,
        )

    def parts(self, ranking: Ranking, place: int) -> list[Weighed]:
        """What the score of one candidate is made of; rest is what the body and a name said whole add.

        The weights are those of both sums, mixed as for this question.
        """
        weights = self._weights.colloquial * (1 - ranking.formal)
        if ranking.formal:
            most = np.abs(ranking.numbers @ self._weights.colloquial).max() or 1.0
            most_named = np.abs(ranking.numbers @ self._weights.formal).max() or 1.0
            weights = weights + self._weights.formal * (ranking.formal * most / most_named)
        values = ranking.numbers[place]
        rest = ranking.scores[place] - float(values @ weights)
        return [*weighed(NAMES, values.tolist(), weights.tolist()), Weighed("rest", rest, 1.0)]

    def _shared(self, reading: Reading) -> Shared:
        return self._maker.shared(reading, reach(reading.fired, self._targets, self._targets.count))

    def _candidates(self, shared: Shared, visible: Flags | None, most: int) -> Rows:
        """The rows that may win, in their order: the best of both sums before the last features."""
        touched = shared.touched()
        if visible is not None:
            touched &= visible
        rows = np.flatnonzero(touched)
        if len(rows) <= most:
            return rows
        best = np.zeros(len(rows), np.bool_)
        first = len(rows) - most // 2
        for sums in self._plain_sums(shared).take(rows, 1):
            best[sums.argpartition(first)[first:]] = True
        return rows[best]

    def _scores(self, chosen: Numbers, reading: Reading, rows: Rows) -> tuple[Numbers, float]:
        spoken = chosen @ self._weights.colloquial
        # A bare subject that already reads like an item's name is ranked by names: there
        # the lexicon was measured to do harm.
        fitting = self._maker.fitting(reading, rows) if reading.bare else None
        held = chosen[:, _ASKED_COVERED]
        covered = (held if fitting is None else held * fitting).max(initial=0.0)
        share = (covered - _FORMAL_FROM) / (_FORMAL_FULLY - _FORMAL_FROM)
        formal = float(min(1.0, max(0.0, share))) if reading.bare else 0.0
        if not formal:
            return spoken, 0.0
        named = chosen @ self._weights.formal
        most = np.abs(spoken).max() or 1.0
        most_named = np.abs(named).max() or 1.0
        return ((1 - formal) * spoken / most + formal * named / most_named) * most, formal
