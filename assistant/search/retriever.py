"""From a question's subject to explained hits (检索)."""

from collections.abc import Mapping, Sequence

from assistant.language.normal import search_key
from assistant.language.segment import Segmenter, bigrams, grams
from assistant.models.answer import Hit
from assistant.search.documents import Document
from assistant.search.features import WEIGHTS, Features, Rarity, features_of, text_of
from assistant.search.index import Index

CANDIDATES = 100


def visible_in(asked: str, owned: str) -> bool:
    """Whether what belongs to one region code is answered in another.

    A county sees its own, its townships' and its superiors'; trailing zeros of a code
    stand for "the whole of".
    """
    ours, theirs = _stem(asked), _stem(owned)
    return ours.startswith(theirs) or theirs.startswith(ours)


def _stem(code: str) -> str:
    while len(code) > 2 and code.endswith("00") and len(code) % 2 == 0:
        code = code[:-2]
    return code


class Retriever:
    """Finds items and passages; holds what can be computed before any question comes."""

    def __init__(self, index: Index, segmenter: Segmenter, documents: Sequence[Document]) -> None:
        self._index = index
        self._segmenter = segmenter
        self._documents = {document.key: document for document in documents}
        self._texts = {d.key: text_of(d) for d in documents}
        self._rarity = Rarity(self._texts[d.key] for d in documents if d.kind == "item")
        self._regions = {d.region_code for d in documents}

    def items(self, subject: str, region: str, limit: int = 10) -> tuple[Hit, ...]:
        """Items that may be meant, best first; equal scores are ordered by code."""
        key = search_key(subject)
        words = (*self._segmenter.words(key), *grams(key))
        found = self._index.candidates(words, self._asked(region), CANDIDATES)
        best = max((c.score for c in found), default=1.0)
        pairs = bigrams(key) or grams(key)
        hits = [self._hit(c.key, pairs, c.score / best) for c in found if c.kind == "item"]
        return tuple(sorted(hits, key=lambda h: (-h.score, h.code))[:limit])

    def passages(self, subject: str, region: str, limit: int = 3) -> tuple[Document, ...]:
        """Report passages that hold the question's words, best first."""
        key = search_key(subject)
        words = (*self._segmenter.words(key), *grams(key))
        found = self._index.candidates(words, self._asked(region), CANDIDATES)
        return tuple(self._documents[c.key] for c in found if c.kind == "passage")[:limit]

    def _asked(self, region: str) -> Mapping[str, bool]:
        return {code: visible_in(region, code) for code in self._regions} if region else {}

    def _hit(self, code: str, pairs: tuple[str, ...], lexical: float) -> Hit:
        document, text = self._documents[code], self._texts[code]
        features = features_of(pairs, text, lexical, self._rarity)
        shared = [pair for pair in dict.fromkeys(pairs) if pair in text.all_pairs]
        why = (f"与事项名称相同的字词：{'、'.join(shared[:6])}",) if shared else ()
        return Hit(code, document.name, document.department, _score(features), why)


def _score(features: Features) -> float:
    return round(sum(weight * getattr(features, name) for name, weight in WEIGHTS.items()), 4)
