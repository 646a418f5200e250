"""Features (特征): what speaks for each item, as numbers that a linear score adds up."""

import itertools
import math
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import rapidfuzz
from rapidfuzz import fuzz

from assistant.language.segment import bigrams, grams
from assistant.search.actions import ABOUT, COMPLAINT, FIRST, HEARING, Actions
from assistant.search.documents import Document
from assistant.search.namesakes import Namesakes
from assistant.search.reach import BEST, LexiconReach
from assistant.search.reading import Reading
from assistant.search.statistics import (
    PAIR,
    SINGLE,
    Flags,
    Numbers,
    Rows,
    Statistics,
)

# Lengths of a subject that may be too broad, and how many main items (主项) share such a one.
_BROAD, _MANY = (2, 6), 3
_MOST_KEPT = 1000
_BEHIND = 0.001
_NEAR = 0.67
_AS_MUCH, _WHOLLY = 0.95, 0.999
SHORT = 12
"""Characters of a subject that holds no more than a thing and what is to be done with it."""


class Features(NamedTuple):
    """Numbers of one candidate for one question.

    single, pair: BM25 of characters and of pairs, over the best candidate's. name_covered:
    share of its name that question and official terms say. asked_covered: share of the
    question in its name, called: in its aliases. meaning: best lexicon line, more: the other
    lines' sum up to 2, against: what demotes it. short: short names first. asked_often: from
    logged choices. action: fit among siblings, -0.6 to 1. alike: similarity of the whole
    strings. ordered: see _ordered, 0 for a question that is not bare.
    """

    single: float = 0.0
    pair: float = 0.0
    name_covered: float = 0.0
    asked_covered: float = 0.0
    called: float = 0.0
    meaning: float = 0.0
    more: float = 0.0
    against: float = 0.0
    short: float = 0.0
    asked_often: float = 0.0
    action: float = 0.0
    alike: float = 0.0
    ordered: float = 0.0


NAMES = Features._fields
# Those that the lines of Statistics, of LexiconReach and of the items themselves make, in their order.
_OF_SUMS, _OF_REACH, _STANDING = slice(0, 5), slice(5, 8), slice(8, 10)
_AGAINST, _ACTION, _ALIKE = map(NAMES.index, ("against", "action", "alike"))
_ORDERED = NAMES.index("ordered")
_COVERED, _CALLED = map(NAMES.index, ("asked_covered", "called"))


@dataclass(frozen=True, slots=True)
class Shared:
    """What one question shares with every row: the sums of Statistics, and by what to divide them.

    by holds a number for each of their lines: the best row's of singles and of pairs, 1 for
    the share said, and twice the rarity of the question's pairs.
    """

    sums: Numbers
    by: Numbers
    reached: LexiconReach

    def touched(self) -> Flags:
        """The rows that may be meant at all: every other shares nothing with the question."""
        said: Flags = (self.sums[SINGLE] > 0) | (self.sums[PAIR] > 0)
        return said | (self.reached.lines[BEST] > 0) if self.reached.some else said


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
        self._standing = np.stack((statistics.short, self._asked_often))
        self.namesakes = Namesakes(documents, self._asked_often)
        bits = {name: 1 << place for place, name in enumerate(actions.names)}
        self._bits = bits
        self._kind_bits = {name: 1 << place for place, name in enumerate(actions.kinds)}
        # What meanings say does not change; only meanings are asked for, so these stay small.
        self._pairs_of: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._meant: dict[str, frozenset[str]] = {}
        named = [sum(bits[a] for a in actions.named(name)) for name in statistics.names]
        self._named = np.array(named, np.int64)
        # What an action in a name is worth where another is asked, and where none is.
        self._marked = np.where(self._named != 0, -0.6, 0.0)
        self._unasked = np.where(self._named & bits.get(FIRST, 0) != 0, 0.3, self._marked)
        kinds = self._kind_bits
        particular = [sum(kinds[a] for a in actions.particular(d.name)) for d in documents]
        self._particular = np.array(particular, np.int64)
        self._later = (self._named != 0) & (self._named & bits.get(FIRST, 0) == 0)
        self._about = self._named & sum(bits.get(name, 0) for name in ABOUT) != 0
        # How many main items share a short subject; the latest that were asked.
        self._sharing: OrderedDict[str, int] = OrderedDict()
        hearing = sum(bits.get(name, 0) for name in HEARING)
        self._hears = self._named & hearing != 0
        families: dict[str, int] = {}
        stems = [
            d.parent or actions.stem(n) for d, n in zip(documents, statistics.names, strict=True)
        ]
        self._family = np.array(
            [families.setdefault(stem, len(families)) for stem in stems], np.intp
        )

    def shared(self, reading: Reading, reached: LexiconReach) -> Shared:
        """What a question shares with every row."""
        every = grams(reading.subject)
        singles = dict.fromkeys(g for g in every if len(g) == 1)
        pairs = tuple(dict.fromkeys(bigrams(reading.subject) or every))
        official = [self._official(one.meaning.targets) for one in reading.fired]
        said = dict.fromkeys((*pairs, *itertools.chain.from_iterable(official)))
        sums = self._statistics.sums(singles, pairs, said)
        most, most_pair = sums[: PAIR + 1].max(axis=1, initial=0.0).tolist()
        rarity = self._statistics.rarity(pairs) or 1.0
        by = np.array((most or 1.0, most_pair or 1.0, 1.0, rarity, rarity))
        return Shared(sums, by, reached)

    def plain(self, shared: Shared, rows: Rows) -> Numbers:
        """The features of some rows (features x rows) but action, alike and ordered, which are 0."""
        table = np.zeros((len(NAMES), len(rows)))
        np.divide(shared.sums.take(rows, 1), shared.by[:, np.newaxis], table[_OF_SUMS])
        if shared.reached.some:
            table[_OF_REACH] = shared.reached.lines.take(rows, 1)
        table[_STANDING] = self._standing.take(rows, 1)
        return table

    def plain_sums(self, weights: Numbers) -> Callable[[Shared], Numbers]:
        """What adds up the plain features of every row (sums x rows) without laying them out.

        weights are those of some linear sums (sums x features).
        """
        of_sums, of_reach = weights[:, _OF_SUMS].copy(), weights[:, _OF_REACH].copy()
        standing = weights[:, _STANDING] @ self._standing

        def added(shared: Shared) -> Numbers:
            sums: Numbers = (of_sums / shared.by) @ shared.sums
            sums += standing
            if shared.reached.some:
                sums += of_reach @ shared.reached.lines
            return sums

        return added

    def _official(self, targets: tuple[str, ...]) -> tuple[str, ...]:
        """Pairs of a meaning's first two official terms."""
        held = self._pairs_of.get(targets)
        if held is None:
            held = tuple(pair for target in targets[:2] for pair in bigrams(target))
            self._pairs_of[targets] = held
        return held

    def complete(self, plain: Numbers, reading: Reading, rows: Rows) -> Numbers:
        """All features of the rows that are candidates (candidates x features), from the plain ones."""
        chosen = np.ascontiguousarray(plain.T)
        chosen[:, _ACTION] = self._action(reading, rows)
        if self._complains(reading):
            chosen[:, _AGAINST] = np.maximum(chosen[:, _AGAINST], ~self._hears[rows])
        names = [self._statistics.names[row] for row in rows.tolist()]
        chosen[:, _ALIKE] = rapidfuzz.process.cdist([reading.subject], names, scorer=fuzz.ratio)[0]
        chosen[:, _ALIKE] /= 100
        if reading.bare:
            chosen[:, _ORDERED] = self._ordered(reading, rows, chosen[:, _ALIKE])
        return chosen

    def _ordered(self, reading: Reading, rows: Rows, alike: Numbers) -> Numbers:
        """How much of a bare question each name holds in the same order, as short names do, squared."""
        length = len(reading.subject) or 1
        # Likeness is twice the characters in common order, over both lengths.
        share = alike * (length + self._statistics.lengths[rows]) / (2 * length)
        return share * share

    def named_so(self, reading: Reading, rows: Rows) -> Flags | None:
        """Which of the rows bear the question as their name, to the letter; None: no row does."""
        bearing = self._statistics.bearing(reading.key)
        return np.isin(rows, bearing) if len(bearing) else None

    def alias_first(self, reading: Reading, rows: Rows, scores: Numbers) -> Numbers:
        """Scores in which the item leads of which an alias is just what is asked of.

        Unless others are chosen more often; what comes close stays close.
        """
        bearing = self._statistics.known_as(reading.subject)
        if not len(bearing):
            bearing = self._statistics.known_as(reading.subject.removeprefix("办"))
        if not len(bearing):
            return scores
        called = np.isin(rows, bearing)
        if not called.any() or called[best := int(scores.argmax())]:
            return scores
        first = _best_of(called, scores)
        if self._asked_often[rows[best]] > self._asked_often[rows[first]]:
            return scores
        ahead = scores.copy()
        ahead[first] = scores[best] + _BEHIND
        return ahead

    def plain_first(
        self, reading: Reading, rows: Rows, chosen: Numbers, scores: Numbers
    ) -> Numbers:
        """Scores in which none that is for who has the thing already leads by its words alone.

        营业执照 alone says neither 补领 nor 设立: the plain item that it names as fully comes
        before 营业执照补领, unless that is chosen more often.
        """
        best = int(scores.argmax()) if len(scores) else 0
        if not len(scores) or not self._later[rows[best]]:
            return scores
        # The cheap question first: hardly anybody names a thing alone.
        if max(chosen[best, _COVERED], chosen[best, _CALLED]) <= _WHOLLY:
            return scores
        plain = (_held(chosen) > _WHOLLY) & ~self._later[rows]
        if not plain.any() or self.wanted(reading) - {FIRST}:
            return scores
        first = _best_of(plain, scores)
        often = self._asked_often[rows]
        return _put_first(first, self._later[rows] & (often <= often[first]), scores)

    def sibling_first(self, reading: Reading, rows: Rows, scores: Numbers) -> Numbers:
        """Scores in which none leads that is for another action than its sibling (同一主项) that is asked.

        药品经营许可证补办 is the 补发 of that permit, though its 核发 bears more of the words.
        """
        if len(reading.subject) > SHORT or not len(rows):
            return scores
        best = int(scores.argmax())
        done = self._actions.other_than(reading.key, self._statistics.names[rows[best]])
        if not done:
            return scores
        alike = self._family[rows] == self._family[rows[best]]
        wanted = self._named[rows] & sum(self._bits[action] for action in done) != 0
        if not (alike & wanted).any():
            return scores
        return _put_first(_best_of(alike & wanted, scores), alike & ~wanted, scores)

    def _action(self, reading: Reading, rows: Rows) -> Numbers:
        """Fit of actions, only where a candidate has siblings (同一主项) among the candidates.

        What is a service about a matter is judged without siblings, too, but half as much.
        """
        family = self._family[rows]
        siblings = np.bincount(family)[family] > 1
        asked = sum(self._bits[action] for action in self.wanted(reading))
        fit = (self._marked if asked else self._unasked)[rows]
        if asked:
            fit[self._named[rows] & asked != 0] = 1.0
        # 临时居民身份证 is meant by those alone who say so.
        unsaid = ~sum(self._kind_bits[kind] for kind in self._actions.kinds_said(reading.key))
        fit[self._particular[rows] & unsaid != 0] = -0.6
        return np.where(siblings, fit, np.where(self._about[rows], fit / 2, 0.0))

    def fitting(self, reading: Reading, rows: Rows) -> Flags | None:
        """Which of the rows bear no other action than one that the question says; None: it says none.

        营业执照注销 does not read like the name 营业执照补领, however much of it that holds.
        """
        said = sum(self._bits[action] for action in self._actions.asked(reading.key) - {FIRST})
        if not said:
            return None
        named = self._named[rows]
        fits: Flags = (named == 0) | (named & said != 0)
        return fits

    def amiss(self, reading: Reading, row: int) -> bool:
        """Whether something wrong is reported (投诉) and the row hears no complaints."""
        return self._complains(reading) and not self._hears[row]

    def broad(self, reading: Reading) -> bool:
        """Whether a question is no more than a word that many matters share: 户口, 公积金 (宽泛).

        Whoever says an item's whole name, or of a matter what is to be done, has said which;
        补办 alone is of no matter.
        """
        subject = reading.subject.removesuffix("的")
        if not _BROAD[0] <= len(subject) <= _BROAD[1]:
            return False
        if self._actions.asked(reading.key) - {FIRST} and self._actions.stem(subject):
            return False
        if subject not in self._sharing:
            bearing = [row for row, name in enumerate(self._statistics.names) if subject in name]
            whole = any(self._statistics.names[row] == subject for row in bearing)
            self._sharing[subject] = 0 if whole else len(set(self._family[bearing].tolist()))
            if len(self._sharing) > _MOST_KEPT:
                self._sharing.popitem(last=False)
        return self._sharing[subject] >= _MANY

    def spread(self, rows: Sequence[int], numbers: Numbers) -> float:
        """Over how many main items (主项) the question is spread that hold as much of it as the first.

        The logarithm of their number, times the share that they hold: 0 for one alone. rows are
        ranked, numbers their features.
        """
        held = _held(numbers)
        most = float(held[0])
        if not most:
            return 0.0
        as_much = np.flatnonzero(held >= _AS_MUCH * most).tolist()
        families = {self._family[rows[place]] for place in as_much}
        return min(1.0, most) * math.log(len(families))

    def _complains(self, reading: Reading) -> bool:
        return COMPLAINT in self._actions.asked(reading.key)

    def wanted(self, reading: Reading) -> frozenset[str]:
        """Actions that a question wants.

        新办 is said in passing (注册, 办): it counts only where neither the question nor the
        official word of its most particular meaning names another action.
        """
        said = self._actions.asked(reading.key)
        meant: frozenset[str] = frozenset()
        if reading.fired:
            target = reading.fired[0].meaning.targets[0]
            meant = self._meant.get(target) or self._actions.named(target)
            self._meant[target] = meant
        return (said - {FIRST}) or meant or said


def _best_of(flags: Flags, scores: Numbers) -> int:
    """The place of the best of those that are flagged, the earlier of equals; one must be."""
    return int(np.where(flags, scores, -np.inf).argmax())


def _put_first(first: int, others: Flags, scores: Numbers) -> Numbers:
    """Scores in which others that are ahead stand close behind the first, in their order.

    Unless the first is far from the best: then nothing changes.
    """
    most = scores.max()
    if scores[first] < _NEAR * most:
        return scores
    behind = scores[first] - _BEHIND * (1 + most - scores)
    return np.where(others & (scores >= scores[first]), behind, scores)


def _held(numbers: Numbers) -> Numbers:
    """How much of the question each row's name or aliases hold (candidates x features)."""
    return np.maximum(numbers[:, _COVERED], numbers[:, _CALLED])


def asked_often(times: Mapping[str, int]) -> dict[str, float]:
    """How often items were chosen, as shares from 0 to 1: by logarithm, so that none runs away."""
    most = max(times.values(), default=0)
    return {code: math.log1p(n) / math.log1p(most) for code, n in times.items()} if most else {}
