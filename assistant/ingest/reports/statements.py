"""What a report states of a metric: its own year's figures, their sentences, what is told twice."""

import re
from collections.abc import Iterator

from assistant.ingest.reports.text import folded
from assistant.models.report import AnnualReport, ReportFigure

# Events such as trainings are told one by one.
TOTALS = (
    "publications_total",
    "publications_site",
    "publications_wechat",
    "publications_weibo",
    "requests_received",
    "permits_handled",
    "tickets_received",
    "tickets_handled",
    "tickets_closed",
    "service_items",
    "list_immediate",
    "list_online",
    "list_nearby",
    "list_once",
)
"""Metrics that count a whole year, so that two values contradict each other."""

_ENDS = re.compile(r"[。!?\n]")
# Characters; a report without any full stop would take hours otherwise.
_LONGEST = 3_000
_FILLING = re.compile("政府|政务|各类|累计|全年|共计?|了|我[局镇县区市]|本[局镇县区市]|数量?|主动")
_WHOLE_YEAR = re.compile(r"20\d\d\s*年|全年|本年|今年|年度|共|累计|总")
_PART_OF_YEAR = re.compile("月份|季度|上半年|下半年|本月|其中")


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """Where the sentence around a position begins and ends, at most so far from it."""
    floor, ceiling = max(0, at - _LONGEST), min(len(text), at + _LONGEST)
    flat = folded(text[floor:ceiling])
    start = max((end.end() for end in _ENDS.finditer(flat, 0, at - floor)), default=0)
    stop = _ENDS.search(flat, at - floor)
    return floor + start, floor + stop.start() if stop else ceiling


def sentence_of(report: AnnualReport, figure: ReportFigure) -> str:
    """The sentence of the narrative in which a figure stands."""
    texts = {section.no: section.text for section in report.sections}
    text = texts.get(figure.section, report.preface)
    start, stop = sentence_at(text, figure.offset)
    return text[start:stop]


def own_figures(report: AnnualReport, key: str) -> list[ReportFigure]:
    """Exact figures of a key that speak of the report's own year."""
    return [
        figure
        for figure in report.figures
        if figure.key == key
        and not (figure.qualifier or figure.comparison)
        and not speaks_of_before(report, figure)
    ]


def speaks_of_before(report: AnnualReport, figure: ReportFigure) -> bool:
    """Whether the words up to a figure name an earlier year."""
    sentence = sentence_of(report, figure)
    words = sentence[: sentence.find(figure.quote) + len(figure.quote)]
    earlier = "|".join(str(report.year - back) for back in (1, 2, 3)) if report.year else "(?!)"
    return bool(re.search(rf"去年|上年(?!度?结转)|上一年(?!度?结转)|(?:{earlier})\s*年", words))


def told_twice(report: AnnualReport, key: str) -> Iterator[tuple[ReportFigure, ReportFigure]]:
    """Totals of a year under one name that differ: what was told first, and what later."""
    first: dict[tuple[str, str, str], tuple[ReportFigure, str]] = {}
    for figure in own_figures(report, key):
        sentence = sentence_of(report, figure)
        words = sentence[: sentence.find(figure.quote) + len(figure.quote)]
        if not _WHOLE_YEAR.search(words) or _PART_OF_YEAR.search(words):
            continue
        named = (_FILLING.sub("", figure.metric), figure.scope, figure.unit)
        earlier, where = first.setdefault(named, (figure, sentence))
        if earlier.value != figure.value and where != sentence:
            yield earlier, figure
