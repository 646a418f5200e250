"""An answer from one figure of one report: its sentence, what contradicts it, what is not stated."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.comparison import table_of_rows
from assistant.answering.knowledge import KnownReport
from assistant.answering.pipeline import Context
from assistant.answering.report_asks import ReportAsk
from assistant.answering.report_scope import visible
from assistant.answering.report_values import empty_row, nearest, row_of
from assistant.language.years import Years
from assistant.models.answer import Answer, Outcome, Source
from assistant.models.figures import FigureRow
from assistant.models.table_metrics import ASKABLE

_MOST_OTHER_YEARS = 3


def visible_reports(context: Context, ask: ReportAsk) -> list[KnownReport]:
    """Reports that the question may mean, the latest first."""
    knowledge = context.knowledge
    return visible(ask, knowledge.reports, context.question.region, knowledge.agency.id)


def no_agency(context: Context, ask: ReportAsk) -> Answer:
    """A place is named of which no report is here; those that are here are said instead."""
    names = sorted({known.report.agency for known in context.knowledge.reports})
    said = context.knowledge.say(
        "report.none_agency", place="、".join(ask.unknown), agencies="、".join(names[:8]) or "无"
    )
    return Answer(Outcome.NOT_IN_REPORT, said, topic=ask.as_text())


def no_year(context: Context, ask: ReportAsk) -> Answer:
    """No report of the year that is named; the years that there are, are said instead."""
    reports = visible_reports(context, ask)
    have = "、".join(str(year) for year in sorted({k.report.year for k in reports}))
    agencies = {k.report.agency for k in reports}
    said = context.knowledge.say(
        "report.none_year",
        agency=agencies.pop() if len(agencies) == 1 else "",
        year="、".join(map(str, ask.years.named)) or "相应",
        years=have or "无",
    )
    return Answer(Outcome.NOT_IN_REPORT, said, topic=ask.as_text())


def single_answer(context: Context, ask: ReportAsk, reports: Sequence[KnownReport]) -> Answer:
    """The figure of the first report that states it; the first report speaks where none does."""
    if not reports:
        return no_year(context, ask)
    [key] = ask.metrics
    for known in reports:
        if row := row_of(known, key):
            return told(context, ask, row)
    return not_stated(context, ask, reports[0], key)


def told(context: Context, ask: ReportAsk, row: FigureRow, more: Sequence[str] = ()) -> Answer:
    """One figure with its sentence, what contradicts it, and more lines."""
    phrase = "report.cell" if row.place.startswith("表") else "report.figure"
    said = context.knowledge.say(
        phrase, agency=row.agency, year=row.year, quote=row.quote, label=row.label, shown=row.shown
    )
    lines = [*said.split("\n"), *(f"{note}。" for note in row.notes), *more]
    return Answer(
        Outcome.REPORT,
        "\n".join(lines),
        confidence=1.0,
        sources=(source_of(row),),
        table=table_of_rows([row]),
        topic=settled(ask, [row]),
    )


def settled(ask: ReportAsk, rows: Sequence[FigureRow]) -> str:
    """The ask as a line for the log, with the agency and year that were found to be meant."""
    agencies = ask.agencies or tuple(dict.fromkeys(row.agency_id for row in rows))
    years = ask.years if ask.years or len(rows) > 1 else Years((rows[0].year,))
    return replace(ask, agencies=() if ask.who else agencies, years=years).as_text()


def source_of(row: FigureRow) -> Source:
    """The report's place from which a row was taken."""
    return Source(f"{row.year}年度报告“{row.place}”", row.url, row.as_of)


def not_stated(context: Context, ask: ReportAsk, known: KnownReport, key: str) -> Answer:
    """The report does not say it; what it says nearest to it, and other years, are said instead."""
    report = known.report
    say = context.knowledge.say
    said = say(
        "report.none_figure", agency=report.agency, year=report.year, metric=ASKABLE[key].label
    )
    if told := nearest(known, key):
        said += say("report.instead", told="；".join(told))
    every = (k for k in context.knowledge.reports if k.agency_id == known.agency_id)
    others = [row for other in every if (row := row_of(other, key))][-_MOST_OTHER_YEARS:]
    if others:
        said += say("report.other_years", told="；".join(f"{r.year}年 {r.shown}" for r in others))
    source = Source(f"{report.year}年度报告", known.url, known.as_of)
    sources = (source, *(source_of(row) for row in others))
    topic = settled(ask, [empty_row(known, key)])
    return Answer(Outcome.NOT_IN_REPORT, said, sources=sources, topic=topic)
