"""Lists of parts under a total (共 X 条，其中甲 a 条、乙 b 条), read from running text."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from assistant.ingest.reports.quantities import Quantity, quantities
from assistant.ingest.reports.text import folded

_MARK = re.compile(
    r"其中[,:]?(?P<loose>(?:主要|部分)?(?:包括|包含|含|有)?(?:有)?)|(?P<bare>包括|包含|(?<=[,(])含)"
    r"|在[^,。;\d]{0,12}(?:信息|总数|申请)中[,:]"
    r"|(?<=[条件篇个则项次份])\((?!其中|含|包括|包含)"
)
_LOOSE = re.compile("主要|含|包括|包含")
_SENTENCE = re.compile(r"[。!?\n]")
_NO_PART = re.compile(
    r"(?:增加|减少|增长|下降|同比|环比|较|比[上去]|日均|月均|平均|人均)[^,;、。]{0,10}$|"
    r"[,;、]\s*(?:累计|共计|合计|总计|共)[^,;、。]{0,4}$"
)
_FOREIGN = re.compile(
    "收到|受理|接收|接到|办结|答复|回复|召开|举办|举行|开展|培训|完成|接待|访问|点击|浏览|阅读|关注|另|此外|同时|发生|行政复议|行政诉讼"
)
_UNCOUNTED = frozenset({"%", "‰", "分", "天", "分钟", "小时", "工作日", "倍", "个百分点"})
# What opens a new statement behind a semicolon, instead of the next part.
_ANEW = re.compile(
    "同时|此外|另|并|通过|利用|依托|借助|在|经|向|全年|累计|主动公开|公开|发布|推送|制作|编发|更新|我|本"
)
_FAR = 40
_LONGEST = 600
_MOST = 60
_MOST_LISTS = 500
_AS_PARTS = re.compile(r"(?:^|[,;、:(])\s*(?:按|从)[^,;:]{1,12}(?:分|看|划分|来看|类别|渠道)")


@dataclass(frozen=True, slots=True)
class Part:
    """One member of a list, and whether its clause has a deed that its total's lacks.

    segment counts the statements that semicolons open anew, semicolons all of them.
    """

    quantity: Quantity
    foreign: bool
    segment: int
    semicolons: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: totals it may belong to, the nearest first; its parts; where it stands.

    loose means that the parts need not be all (等, 主要, 包括).
    """

    totals: tuple[Quantity, ...]
    parts: tuple[Part, ...]
    loose: bool
    start: int
    stop: int


def lists_in(text: str) -> Iterator[Listed]:
    """Every list that 其中 or 包括 opens, in order of place, with two parts or more or one part."""
    flat = folded(text)
    every = [q for q in quantities(text) if q.unit not in _UNCOUNTED]
    starts = [q.start for q in every]
    for mark in islice(_MARK.finditer(flat), _MOST_LISTS):
        start, opened = _sentence_start(flat, mark.start()), _bracket(flat, mark.end())
        stop = _stop(flat, mark.end(), opened)
        # The list itself and what may be its total; a real one has some thirty parts.
        near = bisect_left(starts, start - _LONGEST), bisect_left(starts, stop)
        found = every[near[0] : near[1]][-_MOST:]
        totals = _totals(flat, found, start, mark.start())
        inside = _level(flat, found, mark.end(), stop)
        if not totals or not inside or not _opens(flat[mark.end() : inside[0].start]):
            continue
        deed = flat[max(start, totals[0].start - 40) : totals[0].end]
        parts = tuple(_parts(flat, inside, mark.end(), deed))
        if not parts or parts[0].quantity.unit != totals[0].unit:
            totals = tuple(q for q in totals if parts and q.unit == parts[0].quantity.unit)
        if totals and parts:
            loose = bool(_LOOSE.search(mark[0])) or _open_ended(flat, parts, stop)
            yield Listed(totals, parts, loose, totals[0].start, parts[-1].quantity.end)


def _sentence_start(flat: str, at: int) -> int:
    floor = max(0, at - _LONGEST)
    return max((end.end() for end in _SENTENCE.finditer(flat, floor, at)), default=floor)


def _bracket(flat: str, at: int) -> bool:
    """Whether a position stands inside a bracket of its sentence."""
    before = flat[_sentence_start(flat, at) : at]
    return before.count("(") > before.count(")")


def _stop(flat: str, at: int, opened: bool) -> int:
    """Where a list ends: with its sentence, or with the bracket it stands in."""
    depth = 1 if opened else 0
    for place in range(at, min(len(flat), at + 2 * _LONGEST)):
        char = flat[place]
        if char in "。!?\n":
            return place
        if opened:
            depth += (char == "(") - (char == ")")
            if depth == 0:
                return place
    return min(len(flat), at + 2 * _LONGEST)


def _totals(flat: str, found: Sequence[Quantity], start: int, mark: int) -> tuple[Quantity, ...]:
    """Quantities before the mark in its sentence, or else the only ones of the sentence before."""
    here = [q for q in found if start <= q.start and q.end <= mark]
    if not here and not flat[start:mark].strip(" ,(") and start:
        before = _sentence_start(flat, start - 1)
        if flat[start - 1] != "\n":
            here = [q for q in found if before <= q.start and q.end <= start]
    return tuple(reversed(here))


def _level(flat: str, found: Sequence[Quantity], start: int, stop: int) -> list[Quantity]:
    """Quantities between two places that stand in no bracket opened there."""
    inside = []
    for q in found:
        if start <= q.start and q.end <= stop:
            between = flat[start : q.start]
            if between.count("(") <= between.count(")"):
                inside.append(q)
    return inside


def _parts(flat: str, inside: Sequence[Quantity], start: int, deed: str) -> Iterator[Part]:
    end, segment = start, 0
    for q in inside:
        words = flat[end : q.start]
        clause = re.split("[,;、:]", words)[-1]
        if ";" in words:
            segment += bool(_ANEW.match(words.rsplit(";", 1)[1].strip(" ,(")))
        if not _NO_PART.search(words):
            other = _FOREIGN.search(clause)
            foreign = bool(other and other[0] not in deed) or bool(_AS_PARTS.search(words))
            yield Part(q, foreign, segment, flat.count(";", start, q.start))
        end = q.end


def _opens(between: str) -> bool:
    """Whether the first number still belongs to the mark (其中…) before it."""
    return len(between) <= _FAR and ";" not in between and "等内容" not in between


def _open_ended(flat: str, parts: Sequence[Part], stop: int) -> bool:
    last = parts[-1].quantity
    return bool(re.match(r"[^,;。]{0,6}等", flat[last.end : stop + 1])) or any(
        part.quantity.qualifier for part in parts
    )


def runs(listed: Listed) -> list[list[Quantity]]:
    """Ways to say which parts belong to the list, the likeliest first."""
    unit = listed.totals[0].unit
    main = [p for p in listed.parts if p.segment == listed.parts[0].segment]
    own = main[: next((i for i, p in enumerate(main) if i and p.foreign), len(main))]
    breaks = sorted({part.semicolons for part in listed.parts})
    heads = [[p for p in listed.parts if p.semicolons <= stop] for stop in breaks]
    ways = [own, main, *heads]
    same = [[p.quantity for p in way if p.quantity.unit == unit] for way in ways]
    return [*same, *([p.quantity for p in way] for way in ways)]


def total_of(run: Sequence[Quantity]) -> Decimal:
    """The sum of some parts."""
    return sum((q.value for q in run), Decimal(0))
