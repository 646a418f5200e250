"""Titles of the six sections as reports really print them, found by their words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.ingest.reports.text import Squeezed

_ABOUT = "(?:本机关|行政机关|政府信息公开|政务公开|信息公开)?(?:工作)?(?:的)?"
_DISPUTES = (
    "(?:因)?(?:政府)?(?:信息公开)?(?:工作)?(?:被)?(?:申请|提起|引起|引发)?(?:的)?"
    "行政复议(?:和|及|与|、|,)?(?:被)?(?:提起)?(?:的)?行政诉讼(?:的)?(?:情况)?"
)

TITLES: Mapping[int, re.Pattern[str]] = {
    no: re.compile(pattern)
    for no, pattern in {
        1: rf"{_ABOUT}(?:总体|基本|整体)(?:工作)?(?:情况|概述|概况)|(?:总体)?(?:概述|概况)",
        2: "(?:行政机关)?(?:政府信息)?主动公开(?:政府|信息)*(?:的)?(?:工作)?(?:情况)",
        3: (
            "(?:行政机关)?(?:(?:收到|接收|受理)(?:和|及|、)?(?:处理|办理)?(?:的)?(?:依申请公开)?"
            "(?:政府信息公开申请|政府信息公开的申请|政府信息申请|依申请公开政府信息|政府信息依申请公开)"
            "|政府信息公开申请|依申请公开政府信息|政府信息依申请公开)(?:的)?(?:办理|处理)?(?:情况)"
        ),
        4: rf"{_DISPUTES}",
        5: (
            rf"{_ABOUT}(?:中)?(?:存在|主要存在)(?:的)?(?:主要)?(?:问题|困难|不足)"
            "(?:(?:和|及|与|以及|、|,)(?:困难|不足))?"
            "(?:(?:和|及|与|以及|、|,)?(?:下一步|今后|下步|主要)?(?:的)?"
            "(?:改进|整改|解决|工作|打算|努力)(?:的)?(?:情况|措施|办法|方向|打算|计划|思路|建议)?)?"
        ),
        6: "(?:其他|其它)(?:需要|需|应当|应)?(?:报告|说明)(?:的)?(?:重要)?(?:事项|情况)",
    }.items()
}

_WORDS: Mapping[int, re.Pattern[str]] = {
    1: re.compile("总体|概述|概况|基本情况"),
    2: re.compile("主动公开"),
    3: re.compile("申请(?!.*(?:复议|诉讼))"),
    4: re.compile("复议|诉讼"),
    5: re.compile("问题|不足|改进"),
    6: re.compile("其他|其它"),
}
_NUMERALS = "一二三四五六七八"
# An ordinal of its own number that opens a line.
_SURE = 7
_ORDINAL = re.compile(rf"(?:第?([{_NUMERALS}])(?:部分)?[、.,:]?|([1-8])[、.](?!\d)|(-))$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A place that may open a section: from its ordinal to the end of its title, and how likely.

    start and end are positions in the source, title is squeezed. by_digit tells that 1. or 2.
    is its ordinal.
    """

    no: int
    start: int
    title_start: int
    end: int
    score: int
    by_digit: bool = False


def headings(page: Squeezed) -> Iterator[Heading]:
    """Places that read like one of the six titles; scores tell real ones from mere mentions.

    Where sections have Chinese ordinals, 2.主动公开信息情况 is a heading within one of them.
    """
    found = [*_by_titles(page), *_by_words(page)]
    chinese = any(not heading.by_digit and heading.score >= _SURE for heading in found)
    return (heading for heading in found if not (chinese and heading.by_digit))


def _by_titles(page: Squeezed) -> Iterator[Heading]:
    for no, pattern in TITLES.items():
        for found in pattern.finditer(page.text):
            if heading := _weigh(page, no, found.start(), found.end()):
                yield heading


def _by_words(page: Squeezed) -> Iterator[Heading]:
    """Short lines with an ordinal that hold a section's key word: misspelt or unheard-of titles."""
    for line in re.finditer(r"[^\n]+", page.source):
        start, end = page.index(line.start()), page.index(line.end())
        found = re.match(rf"[{_NUMERALS}][、.]", page.text[start:end])
        title = page.text[start + 2 : end]
        if not found or len(title) > 32 or re.search("[。;]|第二十条|申请数量|继续办理", title):
            continue
        for no, words in _WORDS.items():
            if words.search(title):
                ours = page.text[start] == _NUMERALS[no - 1]
                yield Heading(
                    no, line.start(), page.origin(start + 2), line.end(), 4 if ours else 1
                )


def _weigh(page: Squeezed, no: int, begin: int, end: int) -> Heading | None:
    ordinal = _ORDINAL.search(page.text[max(0, begin - 5) : begin])
    first = begin - len(ordinal[0]) if ordinal else begin
    text, start, stop = page.source, page.origin(first), page.end(end)
    before = text[:start].rstrip(" \t\u00a0\u3000#*|>")[-1:]
    opens = before in ("", "\n")
    closes = text[stop : stop + 1] in ("", "\n", " ", "\u3000", "\u00a0", "*")
    if not ordinal and not (opens and closes):
        return None
    score = 3 * opens + 2 * closes + (before in "。!?;)）！？” ") - 3 * _listed(page.text, end)
    if ordinal:
        score += 4 if _number(ordinal[0]) == no else 1
    if score < 4:
        return None
    marks = len(text[:start]) - len(text[:start].rstrip(" #*"))
    digit = bool(ordinal and ordinal[2])
    return Heading(no, start - marks, page.origin(begin), stop, score, digit)


def _number(ordinal: str) -> int:
    return next(
        (_NUMERALS.find(c) + 1 or int(c) for c in ordinal if c in _NUMERALS + "12345678"), 0
    )


def _listed(text: str, end: int) -> bool:
    """Whether the words go on as one of a list of titles, as in a preface."""
    return text[end : end + 1] in ("、", ";", ",") or text[end : end + 2] in (
        "和其",
        "及其",
        "以及",
    )


def best_sequence(found: list[Heading]) -> list[Heading]:
    """The headings with rising numbers and places whose scores sum up highest.

    Of two equal ones the later is taken: a table of contents stands before the text.
    """
    ordered = sorted(found, key=lambda h: (h.start, h.no))
    best: list[tuple[int, list[Heading]]] = []
    for heading in ordered:
        ahead = [
            (score, chain)
            for score, chain in best
            if chain[-1].no < heading.no and chain[-1].end <= heading.start
        ]
        score, chain = max(reversed(ahead), key=lambda pair: pair[0], default=(0, []))
        best.append((score + heading.score, [*chain, heading]))
    return max(reversed(best), key=lambda pair: pair[0])[1] if best else []
