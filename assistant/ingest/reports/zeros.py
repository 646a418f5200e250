"""Statements that there was none (未收到申请) as figures of value 0."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.ingest.reports.text import folded
from assistant.models.report import ReportFigure

_NONE = r"(?:未|没有|没|尚未|并未|均未|从未|无)"
_CLAUSE = re.compile(r"[^,。;!?\n]+")
_REQUEST = re.compile(
    rf"{_NONE}(?:再|有)?(?:收到|接到|接收到?|受理|接受|产生|收|出现|发生|办理)[^,。;因被]{{0,24}}?"
    r"(?:依申请公开|公开申请|公开的申请|申请公开|信息申请|信息的申请|申请件|依申请)(?!被|引|提)"
    r"|无(?:依申请公开|(?:政府)?信息公开)(?:申请|事项|件)"
    r"|(?:依申请公开|信息公开申请)[^,。;]{0,8}(?:为零|为0|无申请)"
)
_REVIEW = re.compile(
    rf"{_NONE}[^,。;]{{0,30}}(?:行政)?复议|行政复议[^,。;]{{0,20}}(?:均?为零|未发生|没有)"
)
_SUIT = re.compile(
    rf"{_NONE}[^,。;]{{0,40}}(?:行政)?诉讼|诉讼[^,。;]{{0,20}}(?:均?为零|未发生|没有)"
)
_FEE = re.compile(
    rf"{_NONE}[^,。;]{{0,20}}(?:收取|产生|收|发生)?[^,。;]{{0,12}}(?:信息处理费|信息公开(?:处理)?费)"
    r"|(?:信息处理费|信息公开(?:处理)?费)[^,。;]{0,8}(?:为零|未收取|没有收取)"
    r"|未[^,。;]{0,24}?收取(?:任何|相关)?费用"
)
_OUTSIDE = re.compile("不予|职能|如|若|应当|需要|不得")

_KINDS: tuple[tuple[re.Pattern[str], str, str, str], ...] = (
    (_REQUEST, "收到政府信息公开申请", "件", "requests_received"),
    (_REVIEW, "政府信息公开行政复议", "件", "reviews"),
    (_SUIT, "政府信息公开行政诉讼", "件", "lawsuits"),
    (_FEE, "信息处理费金额", "元", "fee_amount"),
)


def zeros(text: str, section: int) -> Iterator[ReportFigure]:
    """Figures of value 0 for what a section says did not occur, each metric once.

    Only where the metric is clear: requests, reviews, lawsuits and processing fees.
    """
    seen: set[str] = set()
    for clause in _CLAUSE.finditer(folded(text)):
        for pattern, name, unit, key in _KINDS:
            found = pattern.search(clause[0])
            if not found or key in seen or re.search(r"\d\s*[件元]", clause[0]):
                continue
            if _OUTSIDE.search(found[0]):
                continue
            seen.add(key)
            begin = clause.start() + len(clause[0]) - len(clause[0].lstrip())
            yield ReportFigure(
                _own_words(clause[0], key) or name,
                Decimal(0),
                unit,
                text[begin : clause.end()].rstrip(),
                section,
                begin,
                key,
            )


def _own_words(clause: str, key: str) -> str:
    """How the clause calls a request: 收到依申请公开 or 收到政府信息公开申请."""
    if key != "requests_received":
        return ""
    found = re.search(r"依申请公开(?:政府信息|信息)?(?:申请)?|(?:政府)?信息公开(?:的)?申请", clause)
    return "收到" + found[0] if found else ""
