"""Items of one name (同名事项), as several offices hold them: which of them comes first."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from assistant.language.normal import search_key
from assistant.language.segment import bigrams
from assistant.search.documents import Document
from assistant.search.statistics import Numbers, Rows

# The county's hall is where most go; of many townships and villages one is meant that was not named.
_NEAREST = ("县", "区", "乡", "镇", "街道", "村", "社区", "市", "省", "国家")


class Namesakes:
    """Tells items of one name apart; nothing else differs in what they are found by.

    Their scores differ by the length of the office's name alone, which says nothing.
    """

    def __init__(self, documents: Sequence[Document], asked_often: Numbers) -> None:
        self._asked_often = asked_often
        named = [(search_key(d.name), d.parent, d.aliases) for d in documents]
        times = Counter(named)
        numbers = {name: number for number, name in enumerate(n for n, t in times.items() if t > 1)}
        self._group = np.array([numbers.get(name, -1) for name in named], np.intp)
        self._alike = self._group >= 0
        alike = np.flatnonzero(self._alike).tolist()
        self._distance = {row: _distance(documents[row]) for row in alike}
        self._office = {row: _office(documents[row]) for row in alike}

    def in_order(self, key: str, rows: Rows) -> Rows | None:
        """The order of ranked rows in which namesakes have changed places; None: it stays.

        The one whose office or level (行使层级) a search key names comes first, then the one
        that is chosen more often, then the county's before those of other levels.
        """
        if np.count_nonzero(self._alike[rows]) < 2:
            return None
        groups = self._group[rows]
        places: dict[int, list[int]] = defaultdict(list)
        for place, group in enumerate(groups.tolist()):
            if group >= 0:
                places[group].append(place)
        order = np.arange(len(rows))
        for held in places.values():
            order[held] = sorted(held, key=lambda place: self._rank(key, int(rows[place])))
        return order

    def _rank(self, key: str, row: int) -> tuple[int, float, int, int]:
        named = sum(pair in key for pair in self._office[row])
        return -named, -self._asked_often[row], self._distance[row], row


def _office(document: Document) -> frozenset[str]:
    """Pairs of characters that name office and level; those of the item's name tell nothing."""
    told = bigrams(search_key(f"{document.level}\n{document.department}"))
    return frozenset(told).difference(bigrams(search_key(document.name)))


def _distance(document: Document) -> int:
    level = document.level or _level_of_region(document.region_code)
    return min((n for n, near in enumerate(_NEAREST) if near in level), default=len(_NEAREST))


def _level_of_region(code: str) -> str:
    """The level that a region code is of: its trailing zeros stand for "the whole of"."""
    length = len(code.rstrip("0"))
    return "省" if length <= 2 else "市" if length <= 4 else "县" if length <= 6 else "乡"
