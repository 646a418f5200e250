"""Questions about published reports (年报问答): a figure with its sentence, or a passage."""

import re
from collections.abc import Sequence

from assistant.answering.knowledge import KnownReport
from assistant.answering.pipeline import Context
from assistant.models.answer import Answer, Aspect, Outcome, Source
from assistant.models.metrics import METRICS
from assistant.models.report import Edition, ReportFigure
from assistant.models.report_tables import COLUMNS_2019, COLUMNS_2021
from assistant.search.documents import Document
from assistant.search.retriever import visible_in

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# Years are also written 二〇一九年 or 二零一九年.
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_RELATIVE = {"去年": -1, "上年": -1, "前年": -2, "今年": 0, "本年": 0}
_ABOUT_REPORT = re.compile(
    r"年报|年度报告|工作报告|公开报告|信息公开.{0,6}(?:情况|多少(?![天钱])|几条)"
)
_SHORTEST = 12
_COUNTS = re.compile(r"多少|几[条件个项次期场人起]|好多|总数|数量|总共|一共|合计|[率度]")
# 培训补贴多少钱 and 12345电话多少 count nothing: they ask about an item.
_OF_ITEMS = (Aspect.FEE, Aspect.TIME_LIMIT, Aspect.MATERIALS, Aspect.PHONE, Aspect.HOURS)
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


# Where a report does not state a metric, these are the nearest that it may state.
_NEAR = {
    "publications_total": ("publications_site", "publications_wechat", "publications_other"),
    "tickets_handled": ("tickets_received", "tickets_closed"),
    "one_visit_items": ("list_once",),
    "requests_received": ("requests_answered",),
}
_TABLE_ROWS = {"permits_handled": ("art20_5", "行政许可")}


def passages_of(known: KnownReport) -> list[Document]:
    """A report's paragraphs as searchable passages, each under its heading.

    The key is the report's address, the section's anchor and the paragraph's number.
    """
    found = []
    for section in known.report.sections:
        heading = ""
        for number, line in enumerate(section.text.split("\n")):
            paragraph = line.strip()
            if len(paragraph) < _SHORTEST or paragraph in {t for t, _ in section.subsections}:
                heading = paragraph
                continue
            title = f"{known.report.year}年{section.title}"
            found.append(
                Document(
                    key=f"{known.url}#s-{section.no}/{number}",
                    kind="passage",
                    region_code=known.region_code,
                    name="",
                    parent=f"{title}\n{heading}" if heading else title,
                    body=paragraph,
                )
            )
    return found


def answer_from_reports(context: Context) -> Answer | None:
    """A figure or a passage of a report; None where the question is about something else.

    The year is the one named (去年 counts from today), else the latest that states the
    metric. A year without a report, or a report without the figure, is said to be so.
    """
    text = context.question.text
    keys = metrics_in(text)
    years = years_in(text, int(context.today[:4]))
    about = bool(_ABOUT_REPORT.search(text))
    counts = keys and _COUNTS.search(text) and context.aspect not in _OF_ITEMS
    if not (about or counts):
        return None
    reports = _of_region(context, years)
    if years and not reports:
        return _no_year(context, years)
    for known in reports:
        for key in keys:
            figures = [figure for figure in known.report.figures if figure.key == key]
            if figures:
                return _stated(context, known, figures[0])
    if keys and reports:
        return _not_stated(context, reports[0], keys[0])
    return _passage(context, reports) if about else None


def metrics_in(text: str) -> list[str]:
    """Keys of the metrics (指标) that a text asks for, the most particular first."""
    return [key for key, words in _ASKED if words.search(text)]


def years_in(text: str, this_year: int) -> list[int]:
    """Years that a text names, as 2019年 or 去年, in order."""
    found = [int(year) for year in _YEAR.findall(text.translate(_DIGITS))]
    found += [this_year + shift for word, shift in _RELATIVE.items() if word in text]
    return list(dict.fromkeys(found))


def _of_region(context: Context, years: Sequence[int]) -> list[KnownReport]:
    """Reports that may be meant: of the region and the named years, own agency first, latest first."""
    region, own = context.question.region, context.knowledge.agency.id
    fitting = [
        known
        for known in context.knowledge.reports
        if (not years or known.report.year in years)
        and (not region or visible_in(region, known.region_code))
    ]
    return sorted(fitting, key=lambda k: (k.agency_id != own, -k.report.year, k.agency_id))


def _stated(context: Context, known: KnownReport, figure: ReportFigure) -> Answer:
    section = next(s for s in known.report.sections if s.no == figure.section)
    quote = sentence_around(section.text, figure)
    said = _said(context, "report.figure", known, quote=quote)
    number = known.report.figures.index(figure)
    source = _source(known, f"“{section.title}”", f"#f-{number}")
    return Answer(Outcome.REPORT, said, confidence=1.0, sources=(source,))


def _said(context: Context, phrase: str, known: KnownReport, **values: object) -> str:
    report = known.report
    return context.knowledge.say(phrase, agency=report.agency, year=report.year, **values)


def _source(known: KnownReport, place: str, anchor: str) -> Source:
    return Source(f"{known.report.year}年度报告{place}", known.url + anchor, known.as_of)


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
    """The report does not say it; what it says nearest to it is said instead."""
    said = _said(context, "report.none_figure", known, metric=METRICS[key].label)
    near = [f for other in _NEAR.get(key, ()) for f in known.report.figures if f.key == other]
    told = list(dict.fromkeys(f.quote for f in near)) + _cells(known, key)
    if told:
        said += context.knowledge.say("report.instead", told="；".join(told))
    return Answer(Outcome.NOT_IN_REPORT, said, sources=(_source(known, "", ""),))


def _cells(known: KnownReport, key: str) -> list[str]:
    """What the row of table two says that belongs to a metric, cell by cell."""
    if key not in _TABLE_ROWS:
        return []
    block, label = _TABLE_ROWS[key]
    columns = COLUMNS_2021 if known.report.edition is Edition.CURRENT else COLUMNS_2019
    row = known.report.tables.art20.get(block, {}).get(label, {})
    return [
        f"表格“{label}”一行的“{columns[block].get(name, name)}”为 {cell.value}"
        for name, cell in row.items()
        if cell.value is not None
    ]


def _passage(context: Context, reports: Sequence[KnownReport]) -> Answer | None:
    """The passage that tells most of what is asked, word for word."""
    urls = {known.url: known for known in reports}
    for found in context.knowledge.retriever.passages(
        context.question.text, context.question.region, limit=5
    ):
        url, _, anchor = found.key.partition("#")
        if url in urls:
            known = urls[url]
            section = found.parent.partition("年")[2].partition("\n")[0]
            said = _said(context, "report.passage", known, section=section, quote=found.body)
            source = _source(known, f"“{section}”", f"#{anchor.partition('/')[0]}")
            return Answer(Outcome.REPORT, said, confidence=0.5, sources=(source,))
    return None
