"""Weights of characters and pairs in item names (BM25), computed before any question comes."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.language.normal import search_key
from assistant.language.segment import bigrams, grams
from assistant.search.documents import Document

_K1, _B = 1.2, 0.5
_FIELDS = {"name": 3.0, "aliases": 2.0, "parent": 1.0, "department": 0.7}
_GENERIC_SHARE = 0.35
# Words that stand in names of every kind and say little about which one is meant.
_GENERIC = [
    "办理",
    "申请",
    "登记",
    "审批",
    "许可",
    "审核",
    "核准",
    "备案",
    "管理",
    "服务",
    "政策",
    "咨询",
    "证明",
    "手续",
    "业务",
    "事项",
    "查询",
    "个人",
    "单位",
]
_GENERIC_GRAMS = frozenset(g for word in _GENERIC for g in grams(word))


@dataclass(frozen=True, slots=True)
class ItemText:
    """What is known of an item's words before any question comes.

    weights: BM25 weight by gram; grams: the same grams, for looking up; pairs: the pairs
    of its name, and their rarity added up; short: short names first among equals.
    """

    name: str
    weights: Mapping[str, float]
    grams: frozenset[str]
    pairs: frozenset[str]
    pairs_rarity: float
    short: float


class Statistics:
    """The words of a catalogue: how rare each gram is, and each item's weights."""

    def __init__(self, documents: Sequence[Document]) -> None:
        fields = [_fields_of(document) for document in documents]
        self._idf, self._unseen = _idf(set().union(*cut.values()) for cut in fields)
        averages = _averages(fields)
        self.texts = {
            document.key: self._text(document, cut, averages)
            for document, cut in zip(documents, fields, strict=True)
        }

    def idf(self, gram: str) -> float:
        """Rarity of a gram; unseen ones count most, generic ones little."""
        return self._idf.get(gram, self._unseen)

    def knows(self, gram: str) -> bool:
        """Whether any item has the gram."""
        return gram in self._idf

    def rarity(self, pairs: Iterable[str]) -> float:
        """Rarity of several pairs, added up."""
        idf, unseen = self._idf, self._unseen
        # fsum: a set has another order in each process, and plain sums differ by it.
        return math.fsum([idf.get(pair, unseen) for pair in pairs])

    def share(self, pairs: Iterable[str], inside: frozenset[str]) -> float:
        """How much of the pairs' rarity lies inside, from 0 to 1."""
        wanted = frozenset(pairs)
        total = self.rarity(wanted)
        return self.rarity(wanted & inside) / total if total else 0.0

    def _text(
        self, document: Document, cut: Mapping[str, Counter[str]], averages: Mapping[str, float]
    ) -> ItemText:
        weights: dict[str, float] = {}
        for field, counts in cut.items():
            length = counts.total() / averages[field]
            for gram, count in counts.items():
                strength = count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * length))
                weight = _FIELDS[field] * self._idf[gram] * strength
                weights[gram] = weights.get(gram, 0.0) + weight
        name = search_key(document.name)
        pairs = frozenset(bigrams(name)) or frozenset(grams(name))
        return ItemText(
            name,
            weights,
            frozenset(weights),
            pairs,
            self.rarity(pairs),
            1 / (1 + len(name) / 10),
        )


def _fields_of(document: Document) -> dict[str, Counter[str]]:
    told = {
        "name": document.name,
        "aliases": " ".join(document.aliases),
        "parent": document.parent,
        "department": document.department,
    }
    return {field: Counter(grams(search_key(text))) for field, text in told.items()}


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


def _averages(fields: Sequence[Mapping[str, Counter[str]]]) -> dict[str, float]:
    count = max(1, len(fields))
    return {name: sum(cut[name].total() for cut in fields) / count or 1.0 for name in _FIELDS}
