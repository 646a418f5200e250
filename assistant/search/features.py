"""Features (特征) of a candidate item for a question: numbers from 0 to 1 that a score adds up."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.language.normal import search_key
from assistant.language.segment import bigrams
from assistant.search.documents import Document


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a candidate.

    lexical: its BM25 over the best one's. query_covered: share of the question's pairs of
    characters, by rarity, that stand in the item. name_covered: share of the item's
    name that the question says. short: short names first among equals.
    """

    lexical: float
    query_covered: float
    name_covered: float
    short: float


@dataclass(frozen=True, slots=True)
class ItemText:
    """What is known of an item before any question comes."""

    name_pairs: frozenset[str]
    all_pairs: frozenset[str]
    short: float


class Rarity:
    """How rare a pair of characters is among the items (逆文档频率); unseen ones count most."""

    def __init__(self, texts: Iterable[ItemText]) -> None:
        texts = list(texts)
        counts = Counter(pair for text in texts for pair in text.all_pairs)
        total = max(1, len(texts))
        self._weights = {
            pair: math.log(1 + (total - n + 0.5) / (n + 0.5)) for pair, n in counts.items()
        }
        self._unseen = math.log(1 + (total + 0.5) / 0.5)

    def of(self, pair: str) -> float:
        """Weight of one pair."""
        return self._weights.get(pair, self._unseen)

    def share(self, pairs: Iterable[str], inside: frozenset[str]) -> float:
        """How much of the pairs' weight lies inside, 0 to 1."""
        weights = {pair: self.of(pair) for pair in pairs}
        total = sum(weights.values())
        return sum(w for p, w in weights.items() if p in inside) / total if total else 0.0


def text_of(document: Document) -> ItemText:
    """The pairs of an item's name, and of name, main item and aliases together."""
    name = search_key(document.name)
    others = (document.parent, *document.aliases)
    every = frozenset(bigrams(name)).union(*(bigrams(search_key(o)) for o in others))
    return ItemText(frozenset(bigrams(name)), every, 1 / (1 + len(name) / 10))


def features_of(query: tuple[str, ...], text: ItemText, lexical: float, rarity: Rarity) -> Features:
    """Features of one candidate; query holds the question's pairs of characters."""
    return Features(
        lexical=lexical,
        query_covered=rarity.share(query, text.all_pairs),
        name_covered=rarity.share(text.name_pairs, frozenset(query)),
        short=text.short,
    )


WEIGHTS: Mapping[str, float] = {
    "lexical": 0.25,
    "query_covered": 0.5,
    "name_covered": 0.15,
    "short": 0.1,
}
