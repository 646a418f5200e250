"""How sure we are (把握): that the first hit is right, and that the matter is in the catalogue."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from importlib import resources

from assistant.language.segment import bigrams, grams
from assistant.search.heard import Heard
from assistant.search.meanings import Fired
from assistant.search.ranker import Ranking, Weighed, Weights, weighed, weights_from
from assistant.search.reading import Reading
from assistant.search.statistics import Statistics

# Fields (领域) of the lexicon for which no office of a county answers: courts and disputes,
# banks, networks, journeys, everyday life.
_NO_OFFICE = frozenset(
    ("民事", "司法", "刑案", "金融", "通信", "邮政", "出行", "就医", "生活", "消费投诉")
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What certainty is judged by, of one ranking.

    top: the best score. lead, lead_of_five: the best score's lead over the second and the
    fifth, as shares of it. meaning: the best hit's lexicon value. name_covered,
    asked_covered: its shares. told: share of the question that the best hit or the
    meanings that reach it explain. heard: see Heard. reached, missed: specificity of the best
    meaning that reaches an item here, and of the best that reaches none; missed_more: 1 where
    the latter is greater. elsewhere: that of the best in a field that no office answers for.
    formal: see Ranking. amiss: 1 where something wrong is reported and
    the best hit hears no complaints. spread: see FeatureMaker.
    """

    top: float = 0.0
    lead: float = 0.0
    lead_of_five: float = 0.0
    meaning: float = 0.0
    name_covered: float = 0.0
    asked_covered: float = 0.0
    told: float = 0.0
    heard: float = 0.0
    reached: float = 0.0
    missed: float = 0.0
    missed_more: float = 0.0
    elsewhere: float = 0.0
    formal: float = 0.0
    amiss: float = 0.0
    spread: float = 0.0


EVIDENCE = tuple(f.name for f in fields(Evidence))


@dataclass(frozen=True, slots=True)
class Judge:
    """Two logistic sums over the evidence, fitted by `assistant fit`; the last weight is constant."""

    right: tuple[float, ...]
    inside: tuple[float, ...]

    def parts(self, evidence: Evidence) -> tuple[list[Weighed], list[Weighed]]:
        """What both sums are made of: of right, of inside."""
        names = (*EVIDENCE, "constant")
        numbers = (*(getattr(evidence, name) for name in EVIDENCE), 1.0)
        return weighed(names, numbers, self.right), weighed(names, numbers, self.inside)

    def certainty(self, evidence: Evidence) -> tuple[float, float]:
        """Probability that the first hit is right, and that the matter is in the catalogue."""
        numbers = (*(getattr(evidence, name) for name in EVIDENCE), 1.0)
        return _logistic(self.right, numbers), _logistic(self.inside, numbers)


def judge_from(told: Mapping[str, Mapping[str, float]]) -> Judge:
    """A judge by names of evidence; KeyError where one is missing."""
    names = (*EVIDENCE, "constant")
    return Judge(
        tuple(told["right"][name] for name in names),
        tuple(told["inside"][name] for name in names),
    )


def load_fitted() -> tuple[Weights, Judge]:
    """The fitted weights that come with the program."""
    told = json.loads((resources.files("assistant.search") / "weights.json").read_text("utf-8"))
    return weights_from(told), judge_from(told)


def evidence_of(
    reading: Reading,
    ranking: Ranking,
    statistics: Statistics,
    heard: Heard,
    by: Fired | None,
    amiss: bool = False,
    spread: float = 0.0,
) -> Evidence:
    """The evidence of one ranking; all zero where nothing was found.

    by is the meaning that reaches the best hit, if one does; amiss and spread see FeatureMaker.
    """
    if not ranking.rows:
        return Evidence()
    best = ranking.features(0)
    scores = ranking.scores[:5]
    most = max(abs(scores[0]), 1e-9)
    uncovered = ranking.reached.uncovered
    missed = max((one.specificity for one in uncovered), default=0.0)
    private = (one.specificity for one in uncovered if one.meaning.field in _NO_OFFICE)
    reached = ranking.reached.reached
    pairs = bigrams(reading.subject) or grams(reading.subject)
    return Evidence(
        top=scores[0],
        lead=(scores[0] - scores[1]) / most if len(scores) > 1 else 1.0,
        lead_of_five=(scores[0] - scores[-1]) / most if len(scores) > 1 else 1.0,
        meaning=best.meaning,
        name_covered=best.name_covered,
        asked_covered=best.asked_covered,
        told=_told(pairs, ranking.rows[0], statistics, by),
        heard=heard.of(dict.fromkeys(pairs)),
        reached=reached,
        missed=missed,
        missed_more=float(missed > reached),
        elsewhere=max(private, default=0.0),
        formal=ranking.formal,
        amiss=float(amiss),
        spread=spread,
    )


def _told(pairs: Sequence[str], row: int, statistics: Statistics, by: Fired | None) -> float:
    words = frozenset(g for word in by.words for g in bigrams(word) or grams(word)) if by else None
    return statistics.share_told(pairs, row, words or frozenset())


def _logistic(weights: tuple[float, ...], numbers: tuple[float, ...]) -> float:
    total = sum(w * n for w, n in zip(weights, numbers, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
