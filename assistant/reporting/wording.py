"""Small words of a report: ordinals, days, logged words made fit to stand in a sentence."""

import re
from datetime import date

_TITLE_CHARACTERS = 20
_DIGITS = "零一二三四五六七八九"
# What the chapters mark figures, gaps and wordings with, and what begins a table in Markdown.
_SIGNS = str.maketrans({"⟨": "〈", "⟩": "〉", "|": "｜", **dict.fromkeys(map(chr, range(0xE000, 0xE003)))})  # fmt: skip


def ordinal(number: int) -> str:
    """一, 十, 二十一: a number from 1 to 99 in Chinese; above, in digits."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")


def day(iso: str) -> str:
    """2026-03-05 as 2026年3月5日."""
    it = date.fromisoformat(iso)
    return f"{it.year}年{it.month}月{it.day}日"


def plain_words(text: str) -> str:
    """Logged words as part of a sentence: on one line, without the full stop or our own signs."""
    return re.sub(r"\s+", " ", text.translate(_SIGNS)).strip().rstrip("。；;.")


def title_lines(title: str, agency: str) -> tuple[str, ...]:
    """The title on one line, or the agency on the first where it is too long for one."""
    rest = title.removeprefix(agency)
    if len(title) <= _TITLE_CHARACTERS or rest in ("", title):
        return (title,)
    return agency, rest
