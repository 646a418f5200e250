"""Weights of characters and pairs in item names (BM25), computed before any question comes.

Items are rows, in the order in which they are given; what a question says of them is an
array with one number a row.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.language.normal import search_key
from assistant.language.segment import bigrams, grams
from assistant.search.documents import Document

Numbers = NDArray[np.float64]
Rows = NDArray[np.intp]
Flags = NDArray[np.bool_]
_Lists = dict[str, tuple[Rows, Numbers]]

SINGLE, PAIR, SAID, NAMED, CALLED = range(5)
LINES = 5

_K1, _B = 1.2, 0.5
_FIELDS = {"name": 3.0, "aliases": 2.0, "parent": 1.0, "department": 0.7}
_GENERIC_SHARE = 0.35
# Words that stand in names of every kind and say little about which one is meant.
GENERIC = (
    "办理", "申请", "登记", "审批", "许可", "审核", "核准", "备案", "管理", "服务", "政策", "咨询",
    "证明", "手续", "业务", "事项", "查询", "个人", "单位", "投诉", "举报",
)  # fmt: skip
_GENERIC_GRAMS = frozenset(gram for word in GENERIC for gram in grams(word))


class Statistics:
    """The words of a catalogue: how rare each gram is, and which rows hold it."""

    def __init__(self, documents: Sequence[Document]) -> None:
        fields = [_fields_of(document) for document in documents]
        self._idf, self._unseen = _idf(set().union(*cut.values()) for cut in fields)
        self.names = [search_key(document.name) for document in documents]
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for row, name in enumerate(self.names):
            self._by_name[name].append(row)
        pairs = [frozenset(bigrams(name)) or frozenset(grams(name)) for name in self.names]
        self._pairs = pairs
        self._file(
            _postings(fields, self._idf),
            self._weighted(pairs),
            self._weighted([_alias_pairs(document) for document in documents]),
        )
        self.name_rarity: Numbers = np.array([self.rarity(sorted(p)) or 1.0 for p in pairs])
        self.short = np.array([1 / (1 + len(name) / 10) for name in self.names])

    def bearing(self, name: str) -> Rows:
        """Rows whose name is just this."""
        return np.array(self._by_name.get(name, ()), np.intp)

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

    def sum_up(
        self, out: Numbers, singles: Iterable[str], pairs: Iterable[str], said: Iterable[str]
    ) -> None:
        """Write what each row holds of a question into five lines (LINES x rows).

        BM25 of the singles and of the pairs, rarity of what is said in the row's name, and
        of the pairs in its name and in its aliases; in the order SINGLE, PAIR, SAID, NAMED,
        CALLED. Each gram should be given once.
        """
        out.fill(0.0)
        found = [self._singles[gram] for gram in singles if gram in self._singles]
        found += [self._beside[gram] for gram in pairs if gram in self._beside]
        found += [self._said[gram] for gram in said if gram in self._said]
        if found:
            # All lines in one sum: ten small ones would take several times as long.
            places = np.concatenate([entry[0] for entry in found])
            weights = np.concatenate([entry[1] for entry in found])
            np.add.at(out.reshape(-1), places, weights)

    def share_told(self, pairs: Iterable[str], row: int, also: frozenset[str]) -> float:
        """How much of the pairs' rarity the row's name holds, or `also` does, from 0 to 1."""
        wanted = frozenset(pairs)
        total = self.rarity(wanted)
        return self.rarity(wanted & (self._pairs[row] | also)) / total if total else 0.0

    def shared(self, pairs: Iterable[str], row: int) -> list[str]:
        """Those of the pairs that stand in the row's name, in the order given."""
        held = self._pairs[row]
        return [pair for pair in pairs if pair in held]

    def _file(self, postings: _Lists, named: _Lists, called: _Lists) -> None:
        """File under each gram where its weights go in the five lines."""
        count = len(self.names)
        self._singles = {gram: held for gram, held in postings.items() if len(gram) == 1}
        self._said = {pair: (rows + SAID * count, told) for pair, (rows, told) in named.items()}
        self._beside: _Lists = {}
        for gram in postings:
            held = [
                (lists[gram][0] + line * count, lists[gram][1])
                for line, lists in ((PAIR, postings), (NAMED, named), (CALLED, called))
                if gram in lists
            ]
            places, weights = zip(*held, strict=True)
            self._beside[gram] = np.concatenate(places), np.concatenate(weights)

    def _weighted(self, pairs: Sequence[frozenset[str]]) -> _Lists:
        """Rows by pair, each with the pair's rarity as its weight."""
        rows = _rows_by_gram(pairs)
        return {pair: (held, np.full(len(held), self.idf(pair))) for pair, held in rows.items()}


def _fields_of(document: Document) -> dict[str, Counter[str]]:
    told = {
        "name": document.name,
        "aliases": " ".join(document.aliases),
        "parent": document.parent,
        "department": document.department,
    }
    return {field: Counter(grams(search_key(text))) for field, text in told.items()}


def _alias_pairs(document: Document) -> frozenset[str]:
    return frozenset(pair for alias in document.aliases for pair in bigrams(search_key(alias)))


def _idf(sets: Iterable[set[str]]) -> tuple[dict[str, float], float]:
    counts: Counter[str] = Counter()
    total = 0
    for grams_of_one in sets:
        counts.update(grams_of_one)
        total += 1
    weights = {g: math.log(1 + (total - n + 0.5) / (n + 0.5)) for g, n in counts.items()}
    for gram in _GENERIC_GRAMS & weights.keys():
        weights[gram] *= _GENERIC_SHARE
    return weights, math.log(1 + (total + 0.5) / 0.5)


def _postings(fields: Sequence[Mapping[str, Counter[str]]], idf: Mapping[str, float]) -> _Lists:
    """Rows that hold a gram in any field, with their BM25 weights."""
    count = max(1, len(fields))
    average = {name: sum(cut[name].total() for cut in fields) / count or 1.0 for name in _FIELDS}
    rows: dict[str, dict[int, float]] = defaultdict(dict)
    for row, cut in enumerate(fields):
        for field, counts in cut.items():
            length = counts.total() / average[field]
            for gram, n in counts.items():
                strength = n * (_K1 + 1) / (n + _K1 * (1 - _B + _B * length))
                weight = _FIELDS[field] * idf[gram] * strength
                rows[gram][row] = rows[gram].get(row, 0.0) + weight
    return {
        gram: (np.array(list(held), np.intp), np.array(list(held.values())))
        for gram, held in rows.items()
    }


def _rows_by_gram(pairs: Sequence[frozenset[str]]) -> dict[str, Rows]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, held in enumerate(pairs):
        for pair in held:
            rows[pair].append(row)
    return {pair: np.array(held, np.intp) for pair, held in rows.items()}
