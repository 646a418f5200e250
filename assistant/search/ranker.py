"""The score (评分): two linear sums, one for everyday speech and one for official names, mixed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from assistant.search.features import NAMES, FeatureMaker, Features, LexiconReach, reach
from assistant.search.reading import Reading
from assistant.search.targets import Targets

BODY_SHARE = 0.4
# From which covered share to which the formal sum takes over.
_FORMAL_FROM, _FORMAL_FULLY = 0.3, 0.8


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features, in the order of features.NAMES; fitted by `assistant fit`."""

    colloquial: tuple[float, ...]
    formal: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """One item with its score and what it is made of."""

    code: str
    score: float
    features: Features


@dataclass(frozen=True, slots=True)
class Ranking:
    """All candidates, best first, ties by code; formal is the share of the formal sum (0 to 1)."""

    scored: tuple[Scored, ...]
    reached: LexiconReach
    formal: float


def weights_from(told: Mapping[str, Mapping[str, float]]) -> Weights:
    """Weights by feature name; KeyError where one is missing."""
    return Weights(
        tuple(told["colloquial"][name] for name in NAMES),
        tuple(told["formal"][name] for name in NAMES),
    )


class Ranker:
    """Scores candidates of one catalogue."""

    def __init__(self, maker: FeatureMaker, targets: Targets, weights: Weights) -> None:
        self._maker = maker
        self._targets = targets
        self._weights = weights

    def reached(self, reading: Reading) -> LexiconReach:
        """What the lexicon points to, before any candidate is fetched."""
        return reach(reading.fired, self._targets)

    def rank(
        self, reading: Reading, codes: Sequence[str], reached: LexiconReach, body: Reading | None
    ) -> Ranking:
        """Score the candidates; body is the reading of a longer message's following text."""
        features = self._maker.features(reading, codes, reached)
        scores, formal = self._scores(features, reading.bare)
        if body is not None and (body.subject or body.fired):
            beside = self._maker.features(body, codes, self.reached(body))
            for code, score in self._scores(beside, body.bare)[0].items():
                scores[code] += BODY_SHARE * score
        ordered = sorted(codes, key=lambda code: (-scores[code], code))
        scored = tuple(Scored(code, scores[code], features[code]) for code in ordered)
        return Ranking(scored, reached, formal)

    def _scores(
        self, features: Mapping[str, Features], bare: bool
    ) -> tuple[dict[str, float], float]:
        colloquial = {code: _dot(self._weights.colloquial, one) for code, one in features.items()}
        # A bare subject that already reads like an item's name is ranked by names: there
        # the lexicon was measured to do harm.
        covered = max((one.asked_covered for one in features.values()), default=0.0)
        reach_of_names = (covered - _FORMAL_FROM) / (_FORMAL_FULLY - _FORMAL_FROM)
        formal = min(1.0, max(0.0, reach_of_names)) if bare else 0.0
        if not formal:
            return colloquial, 0.0
        by_name = {code: _dot(self._weights.formal, one) for code, one in features.items()}
        most = max(map(abs, colloquial.values())) or 1.0
        most_formal = max(map(abs, by_name.values())) or 1.0
        mixed = {
            code: ((1 - formal) * colloquial[code] / most + formal * by_name[code] / most_formal)
            * most
            for code in features
        }
        return mixed, formal


def _dot(weights: Sequence[float], numbers: Sequence[float]) -> float:
    return float(sum(map(mul, weights, numbers)))
