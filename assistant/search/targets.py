"""Which items an official term reaches (正式词对应的事项), and how well."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.language.normal import search_key
from assistant.language.segment import bigrams
from assistant.search.documents import Document
from assistant.search.statistics import Numbers, Rows

HELD_FROM = 0.5
"""From which value on a term's matter is held: 机动车登记 is none of 特种设备…场内机动车等, .3."""

_LEAST_SHARED = 0.65
_BY_POSITION = 0.93
_MOST = 60
# Of more changed documents, everything is looked up again.
_FEW = 40
_OTHER_SUBJECT = 0.6
_MOST_TIMES = 3


@dataclass(frozen=True, slots=True)
class _Keys:
    """What terms are looked up in, of one document."""

    name: str
    parent: str
    code: str
    aliases: tuple[str, ...]

    def may_be_reached(self, term: str) -> bool:
        """Whether a term may reach it; nothing else does."""
        pairs = frozenset(bigrams(term))
        shared = len(pairs.intersection((*bigrams(self.name), *bigrams(self.parent))))
        near = bool(pairs) and shared >= len(pairs) * _LEAST_SHARED
        return near or term == self.code or term in self.aliases


class Targets:
    """Official terms against the rows of one catalogue; what a term reaches is found once.

    Given the targets of the catalogue before, only terms that may reach what has changed
    since are looked up again.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        key: Callable[[str], str] = search_key,
        before: "Targets | None" = None,
    ) -> None:
        held: dict[Document, _Keys] = before._keys if before else {}
        self._keys: dict[Document, _Keys] = {d: held.get(d) or _keys_of(d, key) for d in documents}
        keys = [self._keys[document] for document in documents]
        self._documents = documents
        self._names = [one.name for one in keys]
        self._parents = [one.parent for one in keys]
        self._codes = {one.code: row for row, one in enumerate(keys)}
        self._aliases: dict[str, list[int]] = defaultdict(list)
        for row, one in enumerate(keys):
            for alias in one.aliases:
                self._aliases[alias].append(row)
        self._in_names: dict[str, Rows] = {}
        self._in_parents: dict[str, Rows] = {}
        self._known: dict[str, Mapping[int, float]] = {}
        self._lists: dict[tuple[str, ...], tuple[Rows, Numbers]] = {}
        if before is None or not self._take_over(before):
            self._in_names = _rows_by_pair(self._names)
            self._in_parents = _rows_by_pair(self._parents)

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self._names)

    def prepare(self, lists: Iterable[tuple[str, ...]]) -> None:
        """Find what lists of terms reach before a question needs it."""
        for terms in lists:
            self.strongest(terms)

    def reached(self, term: str) -> Mapping[int, float]:
        """Rows that a term covers, each with a value from 0 to 1.

        A term that is an item's code or name counts 1, one inside a name .8 and more by
        its share of the name, an alias .9, one in the main item's name .7; otherwise .8
        of the term's pairs that stand in the name, where these are more than half, and
        less where the name does not have what the term begins with.
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
            ordered = sorted(values, key=lambda row: (-values[row], row))[:_MOST]
            held = self._lists[terms] = (
                np.array(ordered, np.intp),
                np.array([values[row] for row in ordered]),
            )
        return held

    def _take_over(self, before: "Targets") -> bool:
        """What the same documents gave before stands now in the rows that they have now.

        False where too much has changed.
        """
        changed = [before._keys[d] for d in before._keys.keys() - self._keys.keys()]
        changed += [self._keys[d] for d in self._keys.keys() - before._keys.keys()]
        rows = {document: row for row, document in enumerate(self._documents)}
        place = np.array([rows.get(document, -1) for document in before._documents], np.intp)
        # Equal values stand by row: where the order of rows changed, theirs would be wrong.
        if len(changed) > _FEW or (np.diff(place[place >= 0]) < 0).any():
            return False
        came = [row for row, d in enumerate(self._documents) if d not in before._keys]
        self._in_names = _moved(before._in_names, place, self._names, came)
        self._in_parents = _moved(before._in_parents, place, self._parents, came)
        terms = {term for terms in before._lists for term in terms}
        again = {term for term in terms if any(one.may_be_reached(term) for one in changed)}
        for terms_of_one, (reached, values) in before._lists.items():
            if again.isdisjoint(terms_of_one):
                self._lists[terms_of_one] = place[reached], values
        return True

    def _values(self, terms: Sequence[str]) -> Mapping[int, float]:
        best: dict[int, float] = {}
        for position, term in enumerate(terms):
            factor = _BY_POSITION**position
            for row, value in self.reached(term).items():
                if value * factor > best.get(row, 0.0):
                    best[row] = value * factor
        return best

    def _find(self, term: str) -> Mapping[int, float]:
        if term in self._codes:
            return {self._codes[term]: 1.0}
        pairs = tuple(dict.fromkeys(bigrams(term)))
        values = dict.fromkeys(self._aliases.get(term, ()), 0.9)
        for row, shared in _shared(self._in_parents, pairs, len(pairs)):
            if shared == len(pairs) and term in self._parents[row]:
                values[row] = max(values.get(row, 0.0), 0.7)
        for row, shared in _shared(self._in_names, pairs, len(pairs) * _LEAST_SHARED):
            values[row] = max(values.get(row, 0.0), self._value(term, row, shared / len(pairs)))
        return values

    def _value(self, term: str, row: int, share: float) -> float:
        name = self._names[row]
        if term == name:
            return 1.0
        if share == 1.0 and term in name:
            return 0.8 + 0.2 * len(term) / len(name)
        if share <= _LEAST_SHARED:
            return 0.0
        # What a term begins with says of what: 机动车驾驶证期满换证 is not for 拖拉机.
        same = term[:2] in name or term[:2] in self._parents[row]
        # Of a name many times as long, scattered pairs tell little (机动车登记, 特种设备…机动车等).
        near = min(1.0, _MOST_TIMES * len(term) / len(name))
        return 0.8 * share * near * (1.0 if same else _OTHER_SUBJECT)


def _keys_of(document: Document, key: Callable[[str], str]) -> _Keys:
    aliases = tuple(key(alias) for alias in document.aliases)
    return _Keys(key(document.name), key(document.parent), key(document.key), aliases)


def _rows_by_pair(texts: Sequence[str]) -> dict[str, Rows]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        for pair in dict.fromkeys(bigrams(text)):
            rows[pair].append(row)
    return {pair: np.array(held, np.intp) for pair, held in rows.items()}


def _moved(
    before: Mapping[str, Rows], place: Rows, texts: Sequence[str], came: Sequence[int]
) -> dict[str, Rows]:
    """_rows_by_pair of texts, from that of the texts before.

    place tells the row of each text of then, -1 where it is gone; came are rows of new texts.
    """
    gone = bool((place < 0).any())
    found = {}
    for pair, rows in before.items():
        now = place[rows]
        if gone:
            now = now[now >= 0]
        if len(now):
            found[pair] = now
    for row in came:
        for pair in dict.fromkeys(bigrams(texts[row])):
            found[pair] = np.sort(np.append(found.get(pair, np.empty(0, np.intp)), row))
    return found


def _shared(
    rows_by_pair: Mapping[str, Rows], pairs: Sequence[str], least: float
) -> Iterable[tuple[int, int]]:
    """Rows that share at least so many of the pairs, with how many."""
    found = [rows_by_pair[pair] for pair in pairs if pair in rows_by_pair]
    if len(found) < least or not found:
        return ()
    counts = np.bincount(np.concatenate(found))
    (rows,) = np.nonzero(counts >= max(least, 1))
    return zip(rows.tolist(), counts[rows].tolist(), strict=True)
