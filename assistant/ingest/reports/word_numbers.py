"""Automatic numbers of Word paragraphs (一、 （一） 1.), which stand nowhere in the text itself."""

import re
from collections import Counter
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml.etree import _Element

_DIGITS = "零一二三四五六七八九"
_CHINESE = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "ideographTraditional",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    )
)
_DECIMAL = frozenset(("decimal", "decimalZero", "decimalFullWidth", "decimalEnclosedCircle"))


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is written: its format, its pattern (%1、), where it starts."""

    format: str
    pattern: str
    start: int


class Numbers:
    """The numbers of one document's paragraphs; ask for each paragraph once, in order."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self._levels = _levels(numbering) if numbering is not None else {}
        self._styles = _styles(styles) if styles is not None else {}
        self._counts: Counter[tuple[str, int]] = Counter()

    def of(self, paragraph: _Element) -> str:
        """The number in front of a paragraph as Word shows it, "" where there is none."""
        list_id, level = self._place(paragraph)
        told = self._levels.get((list_id, level))
        if told is None:
            return ""
        self._counts[list_id, level] += 1
        for deeper in [key for key in self._counts if key[0] == list_id and key[1] > level]:
            del self._counts[deeper]

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            own = self._levels.get((list_id, at), told)
            return _written(own.start - 1 + max(1, self._counts[list_id, at]), told.format)

        return re.sub(r"%([1-9])", number, told.pattern)

    def _place(self, paragraph: _Element) -> tuple[str, int]:
        direct = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if direct is not None:
            return _numbered(direct)
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = style.get(qn("w:val")) if style is not None else None
        return self._styles.get(name or "", ("", 0))


def _numbered(properties: _Element) -> tuple[str, int]:
    level = _value(properties, "w:ilvl")
    return _value(properties, "w:numId"), int(level) if level.isdigit() else 0


def _styles(root: _Element) -> dict[str, tuple[str, int]]:
    found = {}
    for style in root.iter(qn("w:style")):
        properties = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is not None:
            found[style.get(qn("w:styleId")) or ""] = _numbered(properties)
    return found


def _levels(root: _Element) -> dict[tuple[str, int], _Level]:
    """List and level to how it is written; only numbers, since bullets say nothing."""
    abstract = {one.get(qn("w:abstractNumId")): one for one in root.iter(qn("w:abstractNum"))}
    found = {}
    for num in root.iter(qn("w:num")):
        for level in _level_elements(abstract.get(_value(num, "w:abstractNumId"))):
            kind, start = _value(level, "w:numFmt"), _value(level, "w:start")
            if kind in _CHINESE or kind in _DECIMAL:
                key = num.get(qn("w:numId")) or "", int(level.get(qn("w:ilvl")) or 0)
                first = int(start) if start.isdigit() else 1
                found[key] = _Level(kind, _value(level, "w:lvlText"), first)
    return found


def _level_elements(abstract: _Element | None) -> list[_Element]:
    return [] if abstract is None else list(abstract.iter(qn("w:lvl")))


def _value(element: _Element, name: str) -> str:
    child = element.find(qn(name))
    return "" if child is None else child.get(qn("w:val")) or ""


def _written(number: int, kind: str) -> str:
    if kind not in _CHINESE or not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return ten + (_DIGITS[ones] if ones else "")
