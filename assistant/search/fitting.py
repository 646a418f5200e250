"""Fitting the weights (权重拟合): plain gradient descent, no chance in it, so it can be repeated."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

Row = Sequence[float]


@dataclass(frozen=True, slots=True)
class Group:
    """One question's candidates: their features, and which of them are right."""

    rows: tuple[Row, ...]
    right: tuple[bool, ...]

    @property
    def teaches(self) -> bool:
        """Whether there is both a right and a wrong candidate to tell apart."""
        return any(self.right) and not all(self.right)


def fit_ranking(
    groups: Sequence[Group],
    prior: Row,
    pull: float = 0.1,
    rounds: int = 200,
    free: Collection[int] | None = None,
) -> list[float]:
    """Weights that put right candidates before wrong ones (listwise softmax).

    pull draws the weights back to the prior ones: a few hundred questions are not
    enough to learn them afresh. free are the places of the weights that may change;
    None: all may.
    """
    weights = list(prior)
    taught = [group for group in groups if group.teaches]
    step = _Adam(len(weights), 0.03)
    for _ in range(rounds if taught else 0):
        slope = [pull * (w - p) for w, p in zip(weights, prior, strict=True)]
        for group in taught:
            for place, value in enumerate(_slope(group, weights)):
                slope[place] += value / len(taught)
        if free is not None:
            slope = [value if place in free else 0.0 for place, value in enumerate(slope)]
        weights = step(weights, slope)
    return weights


def _slope(group: Group, weights: Sequence[float]) -> list[float]:
    scores = [_dot(weights, row) for row in group.rows]
    every = _softmax(scores)
    good = _softmax([s if r else -math.inf for s, r in zip(scores, group.right, strict=True)])
    slope = [0.0] * len(weights)
    for row, p, q in zip(group.rows, every, good, strict=True):
        difference = p - q
        if abs(difference) > 1e-6:
            for place, number in enumerate(row):
                slope[place] += difference * number
    return slope


def fit_logistic(
    rows: Sequence[Row], truths: Sequence[bool], pull: float = 0.03, rounds: int = 800
) -> list[float]:
    """Weights of a logistic sum, the constant last; rows do not hold the constant."""
    means, spreads = _spread(rows)
    scaled = [
        [*((n - m) / s for n, m, s in zip(row, means, spreads, strict=True)), 1.0] for row in rows
    ]
    weights = [0.0] * (len(means) + 1)
    step = _Adam(len(weights), 0.03)
    for _ in range(rounds):
        slope = [pull * w for w in weights[:-1]] + [0.0]
        for row, truth in zip(scaled, truths, strict=True):
            miss = (1 / (1 + math.exp(-_dot(weights, row))) - truth) / len(scaled)
            for place, number in enumerate(row):
                slope[place] += miss * number
        weights = step(weights, slope)
    plain = [w / s for w, s in zip(weights[:-1], spreads, strict=True)]
    return [*plain, weights[-1] - _dot(plain, means)]


class _Adam:
    """Steps of even size in every direction (Kingma and Ba, 2015)."""

    def __init__(self, size: int, rate: float) -> None:
        self._first, self._second = [0.0] * size, [0.0] * size
        self._rate = rate
        self._count = 0

    def __call__(self, weights: Sequence[float], slope: Sequence[float]) -> list[float]:
        self._count += 1
        moved = []
        for place, (weight, value) in enumerate(zip(weights, slope, strict=True)):
            self._first[place] = 0.9 * self._first[place] + 0.1 * value
            self._second[place] = 0.999 * self._second[place] + 0.001 * value * value
            first = self._first[place] / (1 - 0.9**self._count)
            second = self._second[place] / (1 - 0.999**self._count)
            moved.append(weight - self._rate * first / (math.sqrt(second) + 1e-8))
        return moved


def _spread(rows: Sequence[Row]) -> tuple[list[float], list[float]]:
    columns = list(zip(*rows, strict=True))
    means = [sum(column) / len(column) for column in columns]
    spreads = [
        math.sqrt(sum((n - mean) ** 2 for n in column) / len(column)) or 1.0
        for column, mean in zip(columns, means, strict=True)
    ]
    return means, spreads


def _softmax(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    powers = [math.exp(score - most) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _dot(weights: Sequence[float], row: Row) -> float:
    return sum([w * n for w, n in zip(weights, row, strict=True)])
