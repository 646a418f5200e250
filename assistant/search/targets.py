"""Which items an official term reaches (正式词对应的事项), and how well."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.language.normal import search_key
from assistant.language.segment import bigrams
from assistant.search.documents import Document
from assistant.search.statistics import Numbers, Rows

_LEAST_SHARED = 0.5
_BY_POSITION = 0.93
_MOST = 60


@dataclass(frozen=True, slots=True)
class _Name:
    key: str
    name: str
    parent: str
    aliases: frozenset[str]
    pairs: frozenset[str]


class Targets:
    """Official terms against the items of one catalogue; what a term reaches is found once."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._names = [_name(document) for document in documents]
        self._by_code = {search_key(name.key): name for name in self._names}
        self._by_pair: dict[str, list[_Name]] = defaultdict(list)
        for name in self._names:
            for pair in name.pairs | frozenset(bigrams(name.parent)):
                self._by_pair[pair].append(name)
        self._known: dict[str, Mapping[str, float]] = {}
        self._rows = {document.key: row for row, document in enumerate(documents)}
        self._lists: dict[tuple[str, ...], tuple[Rows, Numbers]] = {}

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self._names)

    def reached(self, term: str) -> Mapping[str, float]:
        """Codes of the items a term covers, each with a value from 0 to 1.

        A term that is an item's code or name counts 1, one inside a name .8 and more
        by its share of the name, one in the main item's name .7, an alias .9; otherwise
        .8 of the shared pairs where more than half are shared.
        """
        held = self._known.get(term)
        if held is None:
            held = self._known[term] = self._find(term)
        return held

    def strongest(self, terms: tuple[str, ...]) -> tuple[Rows, Numbers]:
        """Rows and values of what a list of terms reaches best, earlier terms counting more."""
        held = self._lists.get(terms)
        if held is None:
            values = self._values(terms)
            ordered = sorted(values, key=lambda code: (-values[code], code))[:_MOST]
            rows = np.array([self._rows[code] for code in ordered], np.intp)
            held = self._lists[terms] = (rows, np.array([values[code] for code in ordered]))
        return held

    def _values(self, terms: Sequence[str]) -> Mapping[str, float]:
        best: dict[str, float] = {}
        for position, term in enumerate(terms):
            factor = _BY_POSITION**position
            for code, value in self.reached(term).items():
                if value * factor > best.get(code, 0.0):
                    best[code] = value * factor
        return best

    def _find(self, term: str) -> Mapping[str, float]:
        if term in self._by_code:
            return {self._by_code[term].key: 1.0}
        shared: Counter[str] = Counter()
        names = {}
        pairs = frozenset(bigrams(term))
        for pair in pairs:
            for name in self._by_pair.get(pair, ()):
                shared[name.key] += 1
                names[name.key] = name
        values = {}
        for key, count in shared.items():
            value = _value(term, names[key], count / len(pairs))
            if value:
                values[key] = value
        return values


def _value(term: str, name: _Name, share: float) -> float:
    if term == name.name:
        return 1.0
    if term in name.name:
        return 0.8 + 0.2 * len(term) / len(name.name)
    if term in name.aliases:
        return 0.9
    if term in name.parent:
        return 0.7
    inside = len([pair for pair in bigrams(term) if pair in name.pairs]) / max(1, len(term) - 1)
    return 0.8 * inside if min(share, inside) > _LEAST_SHARED else 0.0


def _name(document: Document) -> _Name:
    name = search_key(document.name)
    return _Name(
        document.key,
        name,
        search_key(document.parent),
        frozenset(search_key(alias) for alias in document.aliases),
        frozenset(bigrams(name)),
    )
