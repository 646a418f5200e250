"""Passages of reports (报告段落): the index finds a few, a closer look puts them in order."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.language.aspects import told_parts
from assistant.language.normal import search_key
from assistant.language.segment import Segmenter, bigrams
from assistant.search.documents import Document
from assistant.search.index import Index

_LOOKED_AT = 20
_LOOKED_AT_AMONG = 400
_WHOLE_SHARE = 0.4
_UNBROKEN_SHARE = 0.2
_TITLE = 60
_STEP = 50
# Windows of both lengths count: what answers stands close together, what it is about around it.
_WINDOWS = ((200, 0.4), (400, 0.2))


@dataclass(frozen=True, slots=True)
class _Keys:
    """What a passage is compared by: the beginning of its title and its text."""

    title: str
    text: str


class Passages:
    """Finds passages; holds how rare each token is among them."""

    def __init__(
        self,
        index: Index,
        segmenter: Segmenter,
        documents: Sequence[Document],
        before: "Passages | None" = None,
    ) -> None:
        self._index = index
        self._segmenter = segmenter
        self._documents = {document.key: document for document in documents}
        self._keys: dict[str, _Keys]
        self._idf: dict[str, float]
        self._unseen: float
        if before is not None and self._documents == before._documents:
            # Mostly it is an item that changes, and no report.
            self._keys, self._idf, self._unseen = before._keys, before._idf, before._unseen
            return
        self._keys = {
            d.key: _Keys(search_key(d.parent)[:_TITLE], search_key(d.body)) for d in documents
        }
        counts = Counter(token for one in self._keys.values() for token in set(bigrams(one.text)))
        total = len(documents)
        self._idf = {t: math.log(1 + (total - n + 0.5) / (n + 0.5)) for t, n in counts.items()}
        self._unseen = math.log(1 + (total + 0.5) / 0.5)

    def find(
        self,
        text: str,
        regions: Mapping[str, bool],
        limit: int,
        of: Collection[str] | None = None,
    ) -> tuple[Document, ...]:
        """Passages that tell of a question's words, best first, ties by key.

        of names the addresses of the reports that are asked, None asks them all.
        """
        key = search_key(text)
        parts = told_parts(key) or (key,)
        tokens = [token for part in parts for token in passage_tokens(self._segmenter, part)]
        # Of some reports only, the best may stand far behind those of the others.
        looked_at = _LOOKED_AT if of is None else _LOOKED_AT_AMONG
        found = self._index.candidates(tokens, "passage", regions, looked_at)
        asked = [one for one in found if of is None or one.key.partition("#")[0] in of]
        found = [one for one in asked if one.key in self._documents][:_LOOKED_AT]
        if not found:
            return ()
        wanted = self._wanted(parts)
        best = found[0].score
        scores = {
            one.key: _WHOLE_SHARE * one.score / best
            + _near(self._keys[one.key], wanted)
            + _UNBROKEN_SHARE * _unbroken(self._keys[one.key].text, parts)
            for one in found
        }
        ordered = sorted(scores, key=lambda key: (-scores[key], key))
        return tuple(self._documents[key] for key in ordered[:limit])

    def _wanted(self, parts: Sequence[str]) -> dict[str, float]:
        """The pairs of a question, each with its share of their rarity."""
        pairs = dict.fromkeys(pair for part in parts for pair in bigrams(part))
        rarity = {pair: self._idf.get(pair, self._unseen) for pair in pairs}
        total = sum(rarity.values()) or 1.0
        return {pair: rare / total for pair, rare in rarity.items()}


def _near(passage: _Keys, wanted: Mapping[str, float]) -> float:
    """How much of the question the best windows of a passage hold with its title, weighted."""
    titled = sum(share for pair, share in wanted.items() if pair in passage.title)
    places = [
        (share, _places(pair, passage.text))
        for pair, share in wanted.items()
        if pair not in passage.title
    ]
    score = 0.0
    for length, weight in _WINDOWS:
        held = [0.0] * max(1, -(-(len(passage.text) - length) // _STEP) + 1)
        for share, found in places:
            first = 0
            for at in found:
                # The windows that hold this place, but those that held the one before, too.
                first = max(first, -(-(at + 2 - length) // _STEP))
                for window in range(first, min(at // _STEP + 1, len(held))):
                    held[window] += share
                first = at // _STEP + 1
        score += weight * (titled + max(held))
    return score


def _places(pair: str, text: str) -> list[int]:
    """Where a pair of characters stands in a text."""
    found = []
    at = text.find(pair)
    while at >= 0:
        found.append(at)
        at = text.find(pair, at + 1)
    return found


def _unbroken(text: str, parts: Sequence[str]) -> float:
    """The longest piece of the question that a text holds word for word, as a share of it."""
    longest = 0
    for part in parts:
        for start in range(len(part)):
            while start + longest < len(part) and part[start : start + longest + 1] in text:
                longest += 1
    return longest / sum(map(len, parts))


def passage_tokens(segmenter: Segmenter, key: str) -> list[str]:
    """Tokens of a passage or of a question to it: pairs of characters, and longer words."""
    words = (word for word in segmenter.words(key) if len(word) > 2)
    return [*bigrams(key), *words]
