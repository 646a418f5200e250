"""Features (特征): what speaks for an item, as numbers that a linear score adds up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from rapidfuzz import fuzz

from assistant.language.segment import bigrams, grams
from assistant.search.actions import Actions, fit
from assistant.search.meanings import Fired
from assistant.search.reading import Reading
from assistant.search.statistics import Statistics
from assistant.search.targets import Targets

_LEXICON_REST = 2.0
_REACHED_BY_ONE = 60


@dataclass(frozen=True, slots=True)
class Features:
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


NAMES = tuple(f.name for f in fields(Features))


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
        texts = self._statistics.texts
        every = grams(reading.subject)
        singles = [g for g in every if len(g) == 1]
        pairs = tuple(dict.fromkeys(bigrams(reading.subject))) or every
        said = frozenset(pairs).union(
            *(bigrams(t) for one in reading.fired for t in one.meaning.targets[:2])
        )
        single = {c: _sum(texts[c].weights, singles) for c in codes}
        pair = {c: _sum(texts[c].weights, pairs) for c in codes}
        best_single, best_pair = max(single.values(), default=0), max(pair.values(), default=0)
        action = self._action(reading, codes)
        share = self._statistics.share
        return {
            c: Features(
                single=single[c] / best_single if best_single else 0.0,
                pair=pair[c] / best_pair if best_pair else 0.0,
                meaning=reached.best.get(c, 0.0),
                more=reached.rest.get(c, 0.0),
                against=reached.against.get(c, 0.0),
                action=action[c],
                alike=fuzz.ratio(reading.subject, texts[c].name) / 100,
                name_covered=share(texts[c].name_pairs, said),
                asked_covered=share(pairs, texts[c].pairs),
                short=texts[c].short,
                asked_often=self._asked_often.get(c, 0.0),
            )
            for c in codes
        }

    def _action(self, reading: Reading, codes: Sequence[str]) -> dict[str, float]:
        """Fit of actions, only where a candidate has siblings among the candidates."""
        families: dict[str, int] = {}
        for code in codes:
            families[self._family[code]] = families.get(self._family[code], 0) + 1
        asked = self._actions.asked(reading.key)
        return {
            code: fit(asked, self._named[code]) if families[self._family[code]] > 1 else 0.0
            for code in codes
        }


def _sum(weights: Mapping[str, float], wanted: Sequence[str]) -> float:
    get = weights.get
    return sum([get(gram, 0.0) for gram in wanted])
