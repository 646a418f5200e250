"""Features (特征): what speaks for an item, as numbers that a linear score adds up."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from assistant.language.segment import bigrams, grams
from assistant.search.actions import Actions, fit
from assistant.search.meanings import Fired
from assistant.search.reading import Reading
from assistant.search.statistics import ItemText, Statistics
from assistant.search.targets import Targets

_LEXICON_REST = 2.0
_REACHED_BY_ONE = 60


class Features(NamedTuple):
    """Numbers of one candidate for one question.

    single, pair: BM25 of characters and of pairs, over the best candidate's. meaning: best
    lexicon line, more: the other lines' sum up to 2, against: what demotes it. action: fit
    among siblings. alike: similarity of the whole strings. name_covered: share of its
    name that question and official terms say. asked_covered: share of the question in
    its name. short: short names first. asked_often: from logged choices.
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


NAMES = Features._fields


@dataclass(frozen=True, slots=True)
class LexiconReach:
    """What the fired meanings reach: values by item, and the meanings that reach nothing here."""

    best: Mapping[str, float]
    rest: Mapping[str, float]
    against: Mapping[str, float]
    by: Mapping[str, Fired]
    uncovered: tuple[Fired, ...]


def reach(fired: Sequence[Fired], targets: Targets) -> LexiconReach:
    """Values of the items that fired meanings point to: specificity times fit of the term."""
    best: dict[str, float] = {}
    total: dict[str, float] = {}
    against: dict[str, float] = {}
    by: dict[str, Fired] = {}
    uncovered = []
    for one in fired:
        reached = targets.strongest(one.meaning.targets, _REACHED_BY_ONE)
        if not reached:
            uncovered.append(one)
        for code, value in reached:
            worth = one.specificity * value
            total[code] = total.get(code, 0.0) + worth
            if worth > best.get(code, 0.0):
                best[code], by[code] = worth, one
        for code, value in targets.strongest(one.meaning.demoted, _REACHED_BY_ONE):
            against[code] = max(against.get(code, 0.0), value)
    rest = {code: min(total[code] - best[code], _LEXICON_REST) for code in best}
    return LexiconReach(best, rest, against, by, tuple(uncovered))


class FeatureMaker:
    """Makes the features of candidates; holds what does not depend on the question."""

    def __init__(
        self,
        statistics: Statistics,
        actions: Actions,
        parents: Mapping[str, str],
        asked_often: Mapping[str, float],
    ) -> None:
        self._statistics = statistics
        self._actions = actions
        self._asked_often = asked_often
        self._named = {c: actions.named(text.name) for c, text in statistics.texts.items()}
        self._family = {
            c: parents.get(c) or actions.stem(text.name) for c, text in statistics.texts.items()
        }

    def features(
        self, reading: Reading, codes: Sequence[str], reached: LexiconReach
    ) -> dict[str, Features]:
        """Features by code."""
        asked = _Asked(reading, self._statistics)
        texts = [self._statistics.texts[code] for code in codes]
        single = [_sum(text, asked.singles) for text in texts]
        pair = [_sum(text, asked.pairs) for text in texts]
        best_single, best_pair = max(single, default=0) or 1.0, max(pair, default=0) or 1.0
        action = self._action(reading, codes)
        best, rest, against = reached.best.get, reached.rest.get, reached.against.get
        often = self._asked_often.get
        rarity = self._statistics.rarity
        return {
            code: Features(
                single=single[n] / best_single,
                pair=pair[n] / best_pair,
                meaning=best(code, 0.0),
                more=rest(code, 0.0),
                against=against(code, 0.0),
                action=action[n],
                alike=fuzz.ratio(reading.subject, text.name) / 100,
                name_covered=rarity(text.pairs & asked.said) / text.pairs_rarity,
                asked_covered=rarity(asked.pairs & text.pairs) / asked.rarity,
                short=text.short,
                asked_often=often(code, 0.0),
            )
            for n, (code, text) in enumerate(zip(codes, texts, strict=True))
        }

    def _action(self, reading: Reading, codes: Sequence[str]) -> list[float]:
        """Fit of actions, only where a candidate has siblings among the candidates."""
        of = self._family
        families = Counter([of[code] for code in codes])
        asked = self._actions.asked(reading.key)
        named = self._named
        return [fit(asked, named[code]) if families[of[code]] > 1 else 0.0 for code in codes]


class _Asked:
    """The grams of one question."""

    def __init__(self, reading: Reading, statistics: Statistics) -> None:
        every = grams(reading.subject)
        self.singles = frozenset(g for g in every if len(g) == 1)
        self.pairs = frozenset(bigrams(reading.subject)) or frozenset(every)
        targets = {t for one in reading.fired for t in one.meaning.targets[:2]}
        self.said = self.pairs.union(*(bigrams(target) for target in targets))
        self.rarity = statistics.rarity(self.pairs) or 1.0


def _sum(text: ItemText, wanted: frozenset[str]) -> float:
    weights = text.weights
    return math.fsum([weights[gram] for gram in wanted & text.grams])
