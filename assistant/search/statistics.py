"""Weights of characters and pairs in item names (BM25), computed before any question comes.

Items are rows, in the order in which they are given; what a question says of them is an
array with one number a row.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.language.normal import search_key
from assistant.language.segment import bigrams, grams
from assistant.search.documents import Document

Numbers = NDArray[np.float64]
Rows = NDArray[np.intp]
Flags = NDArray[np.bool_]

SINGLE, PAIR, SAID, NAMED, CALLED = range(5)
LINES = 5

_K1, _B = 1.2, 0.5
_FIELDS = {"name": 3.0, "aliases": 2.0, "parent": 1.0, "department": 0.7}
_WEIGHTS = np.array(list(_FIELDS.values()))
_GENERIC_SHARE = 0.35
# Words that stand in names of every kind and say little about which one is meant.
GENERIC = (
    "办理", "申请", "登记", "审批", "许可", "审核", "核准", "备案", "管理", "服务", "政策", "咨询",
    "证明", "手续", "业务", "事项", "查询", "个人", "单位", "投诉", "举报",
)  # fmt: skip
_GENERIC_GRAMS = frozenset(gram for word in GENERIC for gram in grams(word))


@dataclass(frozen=True, slots=True)
class _Cut:
    """One document's grams by their numbers: each field's with how often, the name's, the aliases'."""

    name: str
    aliases: tuple[str, ...]
    pairs: frozenset[str]
    fields: NDArray[np.int32]
    grams: NDArray[np.int32]
    times: NDArray[np.int32]
    named: NDArray[np.int32]
    called: NDArray[np.int32]


class _Filed:
    """Places and weights filed under the number of a gram, one after another."""

    def __init__(self, grams: NDArray[np.int32], places: Rows, weights: Numbers, most: int) -> None:
        order = np.argsort(grams, kind="stable")
        self.places, self.weights = places[order], weights[order]
        counts = np.bincount(grams, minlength=most)
        self._ends = np.cumsum(counts).tolist()
        # Under the grams that were asked for so far: of the catalogue's own, so they stay few.
        self.held: dict[str, tuple[Rows, Numbers]] = {}

    def under(self, gram: int) -> tuple[Rows, Numbers]:
        """The places and weights that are filed under a gram."""
        at = slice(self._ends[gram - 1] if gram else 0, self._ends[gram])
        return self.places[at], self.weights[at]


class Statistics:
    """The words of a catalogue: how rare each gram is, and which rows hold it.

    Given the statistics of the catalogue before, only documents that it had not are cut.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        key: Callable[[str], str] = search_key,
        before: "Statistics | None" = None,
    ) -> None:
        self._number: dict[str, int] = dict(before._number) if before else {}
        held: dict[Document, _Cut] = before._cuts if before else {}
        self._cuts: dict[Document, _Cut] = {d: held.get(d) or self._cut(d, key) for d in documents}
        cuts = [self._cuts[document] for document in documents]
        self.names = [cut.name for cut in cuts]
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for row, name in enumerate(self.names):
            self._by_name[name].append(row)
        self._by_alias: dict[str, list[int]] = defaultdict(list)
        for row, cut in enumerate(cuts):
            for alias in cut.aliases:
                self._by_alias[alias].append(row)
        self._pairs = [cut.pairs for cut in cuts]
        self._file(cuts)
        self._name_rarity: Numbers = np.array([self.rarity(cut.pairs) or 1.0 for cut in cuts])
        self.lengths = np.array([len(name) for name in self.names], np.float64)
        self.short = 1 / (1 + self.lengths / 10)

    def bearing(self, name: str) -> Rows:
        """Rows whose name is just this."""
        return np.array(self._by_name.get(name, ()), np.intp)

    def known_as(self, alias: str) -> Rows:
        """Rows of which an alias is just this."""
        return np.array(self._by_alias.get(alias, ()), np.intp)

    def idf(self, gram: str) -> float:
        """Rarity of a gram; unseen ones count most, generic ones little."""
        return self._idf.get(gram, self._unseen)

    def name_holds(self, pair: str, row: int) -> bool:
        """Whether a row's name holds a pair of characters."""
        return pair in self._pairs[row]

    def rarity(self, pairs: Iterable[str]) -> float:
        """Rarity of several pairs, added up exactly: their order does not matter."""
        idf, unseen = self._idf, self._unseen
        return math.fsum([idf.get(pair, unseen) for pair in pairs])

    def sums(self, singles: Iterable[str], pairs: Iterable[str], said: Iterable[str]) -> Numbers:
        """What each row holds of a question, in five lines (LINES x rows).

        BM25 of the singles and of the pairs, the share of the row's name that is said, by
        rarity, and the rarity of the pairs in its name and in its aliases; in the order
        SINGLE, PAIR, SAID, NAMED, CALLED. Each gram should be given once.
        """
        number = self._number
        places, weights = [], []
        for asked, filed in ((singles, self._single), (pairs, self._beside), (said, self._said)):
            held = filed.held
            for gram in asked:
                found = held.get(gram)
                if found is None:
                    if gram not in number:
                        continue
                    found = held[gram] = filed.under(number[gram])
                places.append(found[0])
                weights.append(found[1])
        count = LINES * len(self.names)
        if not places:
            return np.zeros((LINES, len(self.names)))
        # All lines in one sum: ten small ones would take several times as long.
        total = np.bincount(np.concatenate(places), np.concatenate(weights), count)
        lines = np.asarray(total, np.float64).reshape(LINES, -1)
        lines[SAID] /= self._name_rarity
        return lines

    def share_told(self, pairs: Iterable[str], row: int, also: frozenset[str]) -> float:
        """How much of the pairs' rarity the row's name holds, or `also` does, from 0 to 1."""
        wanted = frozenset(pairs)
        total = self.rarity(wanted)
        return self.rarity(wanted & (self._pairs[row] | also)) / total if total else 0.0

    def shared(self, pairs: Iterable[str], row: int) -> list[str]:
        """Those of the pairs that stand in the row's name, in the order given."""
        held = self._pairs[row]
        return [pair for pair in pairs if pair in held]

    def _cut(self, document: Document, key: Callable[[str], str]) -> _Cut:
        name, aliases = key(document.name), [key(alias) for alias in document.aliases]
        told = (
            name,
            key(" ".join(document.aliases)),
            key(document.parent),
            key(document.department),
        )
        counted = [Counter(grams(text)) for text in told]
        pairs = frozenset(bigrams(name)) or frozenset(grams(name))
        called = frozenset(pair for alias in aliases for pair in bigrams(alias))
        fields = [field for field, of_one in enumerate(counted) for _ in of_one]
        times = [n for of_one in counted for n in of_one.values()]
        return _Cut(
            name,
            tuple(aliases),
            pairs,
            np.array(fields, np.int32),
            self._numbers(gram for of_one in counted for gram in of_one),
            np.array(times, np.int32),
            self._numbers(pairs),
            self._numbers(called),
        )

    def _numbers(self, found: Iterable[str]) -> NDArray[np.int32]:
        """A number for each gram, a new one for one that has none."""
        number = self._number
        return np.array([number.setdefault(gram, len(number)) for gram in found], np.int32)

    def _file(self, cuts: Sequence[_Cut]) -> None:
        """File under each gram where its weights go in the five lines."""
        count, most = len(cuts), len(self._number)
        held, rows, strengths = _strengths(cuts)
        # How many rows hold a gram: those of one row stand side by side once they are sorted.
        order = np.argsort(held, kind="stable")
        held, rows, strengths = held[order], rows[order], strengths[order]
        first = np.flatnonzero(np.diff(held, prepend=-1) | np.diff(rows, prepend=-1))
        counts = np.bincount(held[first], minlength=most)
        idf = self._rate(counts.tolist(), count)
        weights = _WEIGHTS[strengths[:, 0].astype(np.intp)] * idf[held] * strengths[:, 1]
        summed = np.add.reduceat(weights, first) if len(first) else np.empty(0)
        held, rows = held[first], rows[first]
        named, called = _pairs_of([c.named for c in cuts]), _pairs_of([c.called for c in cuts])
        # A pair that only aliases cut one by one hold is in no field: nobody finds by it.
        called = called[:, counts[called[0]] > 0]
        self._single = _Filed(held, rows, summed, most)
        self._said = _Filed(named[0], named[1] + SAID * count, idf[named[0]], most)
        self._beside = _Filed(
            np.concatenate((held, named[0], called[0])),
            np.concatenate(
                (rows + PAIR * count, named[1] + NAMED * count, called[1] + CALLED * count)
            ),
            np.concatenate((summed, idf[named[0]], idf[called[0]])),
            most,
        )

    def _rate(self, counts: Sequence[int], total: int) -> Numbers:
        """Rarity by number, of grams that so many of all rows hold; kept by gram as well."""
        of = {n: math.log(1 + (total - n + 0.5) / (n + 0.5)) for n in {0, *counts}}
        self._unseen = of[0]
        self._idf: dict[str, float] = {}
        for gram, number in self._number.items():
            if counts[number]:
                share = _GENERIC_SHARE if gram in _GENERIC_GRAMS else 1.0
                self._idf[gram] = of[counts[number]] * share
        return np.array([self._idf.get(gram, self._unseen) for gram in self._number])


def _strengths(cuts: Sequence[_Cut]) -> tuple[NDArray[np.int32], Rows, Numbers]:
    """Each gram of each field of each row with its row, and with field and BM25 strength."""
    rows = np.repeat(np.arange(len(cuts)), [len(cut.grams) for cut in cuts])
    fields, held, times = (
        np.concatenate([np.empty(0, np.int32), *(getattr(cut, name) for cut in cuts)])
        for name in ("fields", "grams", "times")
    )
    places = rows * len(_FIELDS) + fields
    lengths = np.bincount(places, times, len(cuts) * len(_FIELDS)).reshape(-1, len(_FIELDS))
    average = lengths.sum(axis=0) / max(1, len(cuts))
    average[average == 0] = 1.0
    length = (lengths / average).reshape(-1)[places]
    strength = times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * length))
    return held, rows, np.stack((fields, strength), axis=1)


def _pairs_of(every: Sequence[NDArray[np.int32]]) -> NDArray[np.intp]:
    """Two lines: the pairs of every row, and their rows."""
    rows = np.repeat(np.arange(len(every)), [len(of_one) for of_one in every])
    return np.stack((np.concatenate([np.empty(0, np.intp), *every]), rows))
