"""Passages of reports (报告段落): the index finds a few, a closer look puts them in order."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from assistant.language.normal import search_key
from assistant.language.segment import Segmenter, bigrams
from assistant.search.documents import Document
from assistant.search.index import Index

_LOOKED_AT = 20
_LOOKED_AT_AMONG = 400
_WHOLE_SHARE = 0.4
_TITLE = 60
_STEP = 50
# Windows of both lengths count: what answers stands close together, what it is about around it.
_WINDOWS = ((200, 0.4), (400, 0.2))


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
        self._idf: dict[str, float]
        self._unseen: float
        if before is not None and self._documents == before._documents:
            # Mostly it is an item that changes, and no report.
            self._idf, self._unseen = before._idf, before._unseen
            return
        keys = (search_key(document.body) for document in documents)
        counts = Counter(token for key in keys for token in set(bigrams(key)))
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
        tokens = passage_tokens(self._segmenter, search_key(text))
        # Of some reports only, the best may stand far behind those of the others.
        looked_at = _LOOKED_AT if of is None else _LOOKED_AT_AMONG
        found = self._index.candidates(tokens, "passage", regions, looked_at)
        asked = [one for one in found if of is None or one.key.partition("#")[0] in of]
        found = [one for one in asked if one.key in self._documents][:_LOOKED_AT]
        if not found:
            return ()
        wanted = dict.fromkeys(bigrams(search_key(text)))
        best = found[0].score
        scores = {
            one.key: _WHOLE_SHARE * one.score / best + self._near(one.key, tuple(wanted))
            for one in found
        }
        ordered = sorted(scores, key=lambda key: (-scores[key], key))
        return tuple(self._documents[key] for key in ordered[:limit])

    def _near(self, key: str, wanted: tuple[str, ...]) -> float:
        """How much of the question the best windows of a passage hold, weighted."""
        title = search_key(self._documents[key].parent)[:_TITLE]
        text = search_key(self._documents[key].body)
        total = sum(self._idf.get(token, self._unseen) for token in wanted) or 1.0
        score = 0.0
        for length, share in _WINDOWS:
            starts = range(0, max(1, len(text) - length + _STEP), _STEP)
            windows = (f"{title}\n{text[start : start + length]}" for start in starts)
            held = (sum(self._idf.get(t, 0.0) for t in wanted if t in w) for w in windows)
            score += share * max(held) / total
        return score


def passage_tokens(segmenter: Segmenter, key: str) -> list[str]:
    """Tokens of a passage or of a question to it: pairs of characters, and longer words."""
    words = (word for word in segmenter.words(key) if len(word) > 2)
    return [*bigrams(key), *words]
