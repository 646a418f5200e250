"""Where a figure stands: its clause, the words before and behind it, and what went before."""

import re
from dataclasses import dataclass, field

from assistant.ingest.reports.naming import Phrase, counted, phrase
from assistant.ingest.reports.quantities import Quantity

_PAUSE = re.compile(r"[,。;:!?\n()]")
_SENTENCE = re.compile(r"[。!?\n]")


@dataclass(frozen=True, slots=True)
class Place:
    """One quantity in folded text, with its neighbours; start is where its clause begins."""

    flat: str
    quantity: Quantity
    before: Quantity | None
    after: Quantity | None
    start: int
    said: Phrase = field(init=False)
    noun: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "said", phrase(self.left))
        object.__setattr__(self, "noun", "" if self.paired else counted(self.right))

    @property
    def left(self) -> str:
        """The words of the clause before the number."""
        return self.flat[self.start : self.quantity.start]

    @property
    def right(self) -> str:
        """What follows the unit, up to the next quantity."""
        stop = self.after.start if self.after else len(self.flat)
        return self.flat[self.quantity.end : min(stop, self.quantity.end + 60)]

    @property
    def paired(self) -> bool:
        """Whether another quantity follows without a word between, as in 46期285条."""
        return bool(self.after and not self.flat[self.quantity.end : self.after.start].strip())

    @property
    def opens_sentence(self) -> bool:
        """Whether no quantity stands before it in its sentence."""
        start = self.before.end if self.before else 0
        return self.before is None or bool(_SENTENCE.search(self.flat, start, self.quantity.start))

    @property
    def sentence(self) -> str:
        """The sentence before the number."""
        return _SENTENCE.split(self.flat[: self.quantity.start])[-1]

    @property
    def ahead(self) -> str:
        """The rest of the sentence behind the unit."""
        return _SENTENCE.split(self.flat[self.quantity.end :])[0]

    @property
    def outside(self) -> str:
        """The words before the bracket or colon that the clause stands in, or ""."""
        if self.start == 0 or self.flat[self.start - 1] not in "(:":
            return ""
        return _PAUSE.split(self.flat[: self.start - 1])[-1]


def places(flat: str, found: list[Quantity]) -> list[Place]:
    """Every quantity with its clause and neighbours."""
    result = []
    for at, quantity in enumerate(found):
        before = found[at - 1] if at else None
        after = found[at + 1] if at + 1 < len(found) else None
        start = _clause_start(flat, before, quantity.start)
        result.append(Place(flat, quantity, before, after, start))
    return result


def _clause_start(flat: str, before: Quantity | None, stop: int) -> int:
    """Behind the last pause, or behind the quantity before where only 、 or nothing parts them."""
    floor = before.end if before else 0
    pauses = [m.end() for m in _PAUSE.finditer(flat, floor, stop)]
    start = pauses[-1] if pauses else floor
    while start < stop and flat[start] in " 、\"'":
        start += 1
    return start
