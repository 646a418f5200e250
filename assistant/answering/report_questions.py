"""Questions about published reports (年报问答): a figure with its sentence, or a passage."""

import re
from collections.abc import Sequence

from assistant.answering.knowledge import KnownReport
from assistant.answering.pipeline import Context
from assistant.models.answer import Answer, Outcome, Source
from assistant.models.metrics import METRICS
from assistant.models.report import ReportFigure
from assistant.search.documents import Document

_YEAR = re.compile(r"(20\d\d)\s*年?")
_RELATIVE = {"去年": -1, "上年": -1, "前年": -2, "今年": 0, "本年": 0}
_ABOUT_REPORT = re.compile(r"年报|年度报告|工作报告|公开报告|信息公开.{0,6}(?:情况|多少|几条)")
_COUNTS = re.compile(r"多少|几[条件个项次期场人起]|好多|总数|数量|总共|一共|合计|[率度]")
# How people name a metric; the first that fits is meant, so the particular stand first.
_ASKED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(words))
    for key, words in (
        (
            "tickets_on_time_rate",
            "(?:12345|热线|工单|诉求).*(?:按期|按时|回复率|办结率)|按期回复率",
        ),
        ("satisfaction_rate", "满意[率度]|好评率"),
        ("tickets_handled", "12345|热线|工单|诉求"),
        ("list_immediate", "马上办"),
        ("list_online", "网上办(?!理)|网办事项"),
        ("list_nearby", "就近办"),
        ("list_once", "一次办"),
        ("one_visit_items", "跑一次"),
        ("publications_wechat", "微信|公众号"),
        ("publications_weibo", "微博"),
        ("publications_site", "(?:政府|门户|官方|县)网站?.*(?:公开|发布)|网站.*(?:公开|发布|信息)"),
        ("interpretations", "政策解读|解读"),
        ("requests_received", "依申请|申请公开|公开申请"),
        ("reviews", "行政复议"),
        ("lawsuits", "行政诉讼"),
        ("trained_people", "培训.*人次?"),
        ("trainings", "培训"),
        ("permits_handled", "行政许可|许可.*(?:办|件)|审批.*件"),
        ("publications_total", "(?:公开|发布|公布).*(?:信息|条)|信息公开"),
    )
)


def passages_of(known: KnownReport) -> list[Document]:
    """A report's paragraphs as searchable passages; the key is the paragraph's address."""
    found = []
    for section in known.report.sections:
        for number, paragraph in enumerate(section.text.split("\n")):
            if len(paragraph.strip()) >= 8:
                found.append(
                    Document(
                        key=f"{known.url}#s{section.no}-{number}",
                        kind="passage",
                        region_code=known.region_code,
                        name="",
                        parent=f"{known.report.year}年{section.title}",
                        body=paragraph,
                    )
                )
    return found


def answer_from_reports(context: Context) -> Answer | None:
    """A figure of the report that is asked for; None where the question is about something else.

    The year is the one named (去年 counts from today), else the latest that states the
    metric. A year without a report, or a report without the figure, is said to be so.
    """
    text = context.question.text
    keys = metrics_in(text)
    years = years_in(text, int(context.today[:4]))
    if not (_ABOUT_REPORT.search(text) or (keys and _COUNTS.search(text))):
        return None
    reports = _of_region(context, years)
    if years and not reports:
        return _no_year(context, years)
    for known in reports:
        for key in keys:
            figures = [figure for figure in known.report.figures if figure.key == key]
            if figures:
                return _stated(context, known, figures)
    if keys and reports:
        return _not_stated(context, reports[0], keys[0])
    return None


def metrics_in(text: str) -> list[str]:
    """Keys of the metrics (指标) that a text asks for, the most particular first."""
    return [key for key, words in _ASKED if words.search(text)]


def years_in(text: str, this_year: int) -> list[int]:
    """Years that a text names, as 2019年 or 去年, in order."""
    found = [int(year) for year in _YEAR.findall(text)]
    found += [this_year + shift for word, shift in _RELATIVE.items() if word in text]
    return list(dict.fromkeys(found))


def _of_region(context: Context, years: Sequence[int]) -> list[KnownReport]:
    """Reports that may be meant: of the named years, own agency first, latest first."""
    own = context.knowledge.agency.id
    fitting = [k for k in context.knowledge.reports if not years or k.report.year in years]
    return sorted(fitting, key=lambda k: (k.agency_id != own, -k.report.year, k.agency_id))


def _stated(context: Context, known: KnownReport, figures: Sequence[ReportFigure]) -> Answer:
    figure = figures[0]
    section = next(s for s in known.report.sections if s.no == figure.section)
    number = known.report.figures.index(figure)
    said = context.knowledge.say(
        "report.figure",
        agency=known.report.agency,
        year=known.report.year,
        quote=sentence_around(section.text, figure),
    )
    source = Source(
        f"{known.report.year}年度报告“{section.title}”", f"{known.url}#f-{number}", known.as_of
    )
    return Answer(Outcome.REPORT, said, confidence=1.0, sources=(source,))


def sentence_around(text: str, figure: ReportFigure) -> str:
    """The clause of the report in which a figure stands, from mark to mark, ended by 。"""
    start = max(text.rfind(mark, 0, figure.offset) for mark in "。；;\n") + 1
    ends = [
        at for mark in "。；;\n" if (at := text.find(mark, figure.offset + len(figure.quote))) >= 0
    ]
    return text[start : min(ends, default=len(text))].strip() + "。"


def _no_year(context: Context, years: Sequence[int]) -> Answer:
    have = "、".join(
        str(year) for year in sorted({k.report.year for k in context.knowledge.reports})
    )
    said = context.knowledge.say(
        "report.none_year", year="、".join(map(str, years)), years=have or "无"
    )
    return Answer(Outcome.NOT_IN_REPORT, said)


def _not_stated(context: Context, known: KnownReport, key: str) -> Answer:
    said = context.knowledge.say(
        "report.none_figure",
        agency=known.report.agency,
        year=known.report.year,
        metric=METRICS[key].label,
    )
    source = Source(f"{known.report.year}年度报告", known.url, known.as_of)
    return Answer(Outcome.NOT_IN_REPORT, said, sources=(source,))
