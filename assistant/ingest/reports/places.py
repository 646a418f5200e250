"""Where a figure stands: its clause, the words before and behind it, and what went before."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from assistant.ingest.reports.naming import BLOT, Phrase, counted, phrase
from assistant.ingest.reports.quantities import Quantity
from assistant.ingest.reports.verbs import FIRST_VERB

_PAUSE = re.compile(r"[,。;:!?\n()…\]]")
_SENTENCE = re.compile(r"[。!?\n]")
_MEANS = re.compile(
    r"(?:主要|还|又|并|同时|我[局县镇委办区市])?(?:通过|利用|依托|借助|运用)[^\d]{2,56}"
)
_DEED = re.compile(rf"\s*(?:累计|全年|共|共计|总共)*{FIRST_VERB.pattern}")
# 《甲办法》《乙规定》等文件和95项标准: the number counts only what follows it.
_ANOTHER = re.compile(r"[》>](?:等[^》>]{1,20})?(?:[和及与]|以及)\s*$")
# 新制作了《某通知》等8件文件: the title is but an example.
_EXAMPLES = re.compile(r"[《<][^》>]*[》>][^,。;《<]{0,24}等\s*$")
# 印发了《某办法》1件规范性文件.
_TITLED = re.compile(r"[《<][^》>]*[》>]\s*$")
_MEANS_WITHIN = re.compile("通过|利用|依托|借助")
_ASIDE = re.compile(r"\((?![\d一二三四五六七八九十]{1,2}\))[^()\n]{1,24}\)")


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
        object.__setattr__(self, "said", phrase(self._means + self.left))
        object.__setattr__(self, "noun", "" if self.paired else counted(self.right))

    @property
    def left(self) -> str:
        """The words of the clause before the number, without the noun of the quantity before."""
        words = self.flat[self.start : self.quantity.start]
        if _ANOTHER.search(words):
            return ""
        words = _EXAMPLES.sub("", words)
        if counted(self.right):
            words = _TITLED.sub("", words)
        between = self.flat[self.before.end : self.start] if self.before else ","
        if self.before and not between.strip():
            # 17245条执法信息、许可信息22549条: the first noun is that of the number before.
            words = re.sub(r"^[\u4e00-\u9fff]{1,10}、(?=[\u4e00-\u9fff])", "", words)
        if re.search(r"[,。;:!?\n()…\]、]", between):
            return words
        if re.search(r"(?:[、和及与]|以及)\s*$", words):
            return ""
        # 26家机关通过公众号公开5994条: the means belongs to what follows.
        if means := _MEANS_WITHIN.search(words):
            return words[means.start() :]
        deed = FIRST_VERB.search(words)
        return words[deed.start() :] if deed else words

    @property
    def _means(self) -> str:
        """The clause before, where it only tells the means (通过门户网站，公开信息63条), or ""."""
        if self.start == 0 or self.flat[self.start - 1] != "," or not _DEED.match(self.left):
            return ""
        floor = max(self.before.end if self.before else 0, self.start - 80)
        clause = _PAUSE.split(self.flat[floor : self.start - 1])[-1]
        return clause if _MEANS.fullmatch(clause.strip()) else ""

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
    def anew(self) -> bool:
        """Whether a semicolon parts it from the quantity before."""
        return ";" in self.flat[self.before.end if self.before else 0 : self.quantity.start]

    @property
    def sentence(self) -> str:
        """The sentence before the number."""
        start = max(self.flat.rfind(end, 0, self.quantity.start) for end in "。!?\n")
        return self.flat[start + 1 : self.quantity.start]

    @property
    def ahead(self) -> str:
        """The rest of the sentence behind the unit."""
        end = _SENTENCE.search(self.flat, self.quantity.end)
        return self.flat[self.quantity.end : end.start() if end else len(self.flat)]

    @property
    def outside(self) -> str:
        """The words before the bracket or colon that the clause stands in, or ""."""
        if self.start == 0 or self.flat[self.start - 1] not in "(:":
            return ""
        return _PAUSE.split(self.flat[max(0, self.start - 80) : self.start - 1])[-1]


def places(flat: str, found: list[Quantity]) -> list[Place]:
    """Every quantity with its clause and neighbours."""
    result = []
    flat = _without_asides(flat, found)
    for at, quantity in enumerate(found):
        before = found[at - 1] if at else None
        after = found[at + 1] if at + 1 < len(found) else None
        start = _clause_start(flat, before, quantity.start)
        result.append(Place(flat, quantity, before, after, start))
    return result


def _without_asides(flat: str, found: list[Quantity]) -> str:
    """The text with brackets that hold no quantity blotted out, since they end no clause."""

    starts = [quantity.start for quantity in found]

    def blot(aside: re.Match[str]) -> str:
        holds = bisect_left(starts, aside.start()) < bisect_left(starts, aside.end())
        return aside[0] if holds else BLOT * len(aside[0])

    return _ASIDE.sub(blot, flat)


def _clause_start(flat: str, before: Quantity | None, stop: int) -> int:
    """Behind the last pause, or behind the quantity before where only 、 or nothing parts them."""
    floor = before.end if before else 0
    pauses = [m.end() for m in _PAUSE.finditer(flat, floor, stop)]
    start = pauses[-1] if pauses else floor
    while start < stop and flat[start] in " 、":
        start += 1
    return start
