"""Checks that a report does not tell the same thing twice and differently."""

import re
from collections.abc import Iterator

from assistant.ingest.reports.statements import TOTALS, told_twice
from assistant.ingest.reports.text import folded
from assistant.language.amounts import shown
from assistant.models.report import AnnualReport
from assistant.reporting.checks.model import Case, Check, Spot
from assistant.reporting.checks.views import place_of, texts_of

_BEGUN = re.compile(
    r"(?P<date>20\d\d年\d{1,2}月)(?:\d{1,2}日)?(?:正式|挂牌|组建|揭牌|开始)*"
    r"(?P<what>成立|运行|运营|挂牌|组建|揭牌|设立|投入使用)"
)
_OUR = re.compile(r"(?:我|本)(?:局|镇|乡|办|中心|街道|委|单位|机关|厅|大厅)[^。;,\n]{0,6}$")


def figures(case: Case) -> Iterator[Spot]:
    """C-NAR7: one metric has one value, one agency one beginning."""
    for key in TOTALS:
        yield from _different(case.report, key)
    yield from _beginnings(case.report)


def _different(report: AnnualReport, key: str) -> Iterator[Spot]:
    for earlier, figure in told_twice(report, key):
        yield Spot(
            place_of(figure.section),
            f"“{figure.quote}”，前面写的是“{earlier.quote}”",
            f"核对哪个数对（{shown(earlier.value)} 或 {shown(figure.value)}），全文统一。",
            figure.section,
            figure.offset,
        )


def _beginnings(report: AnnualReport) -> Iterator[Spot]:
    """自2019年1月成立, 自2019年5月运行: when did the agency begin?"""
    first = ""
    for no, text in texts_of(report):
        for found in _BEGUN.finditer(folded(text).replace(" ", "")):
            flat = folded(text).replace(" ", "")
            if not _OUR.search(flat[: found.start()]):
                continue
            told = f"{found['date']}{found['what']}"
            if first and found["date"] not in first:
                why = f"前面写“{first}”，这里写“{told}”"
                remedy = "写清机构成立和开始运行的时间，并说明数据从何时起算。"
                yield Spot(place_of(no), why, remedy, no, found.start(), "warning")
                return
            first = first or told


CHECKS = (Check("C-NAR7", "error", "同一事项前后说法一致", figures),)
