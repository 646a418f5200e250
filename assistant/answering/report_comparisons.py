"""An answer from several figures: which is the most, how much it grew, a table and a chart."""

from collections.abc import Sequence

from assistant.answering.comparison import (
    best,
    chart_of,
    comparable_rows,
    difference,
    label_of,
    mixed,
    table_of_rows,
)
from assistant.answering.knowledge import KnownReport
from assistant.answering.pipeline import Context
from assistant.answering.report_answers import no_year, not_stated, settled, source_of, told
from assistant.answering.report_asks import ReportAsk, Wanted
from assistant.answering.report_values import empty_row, row_of
from assistant.models.answer import Answer, Outcome
from assistant.models.figures import FigureRow

_MOST_SOURCES = 6
_MOST_LINES = 12


def compared(
    context: Context, ask: ReportAsk, reports: Sequence[KnownReport], missing: Sequence[str]
) -> Answer:
    """Figures side by side: the sentence that was asked for, a table, a chart, the sources.

    missing names reports that are not here; a report that does not state the metric has a
    row that says so.
    """
    if not reports:
        return no_year(context, ask)
    every = [
        row_of(known, key) or empty_row(known, key) for key in ask.metrics for known in reports
    ]
    rows = [row for row in every if row.value is not None]
    if not rows:
        return not_stated(context, ask, reports[-1], ask.metrics[0])
    more = [*_silent(every), *_missing(context, ask, missing)]
    if len(rows) == 1:
        return told(context, ask, rows[0], more)
    lines = [_sentence(context, ask, rows), mixed(rows), *_notes(rows), *more]
    if len({row.agency_id for row in rows}) == len({row.year for row in rows}) == len(rows):
        lines.insert(1, context.knowledge.say("report.years_differ"))
    return Answer(
        Outcome.REPORT,
        "\n".join([line for line in lines if line][:_MOST_LINES]),
        confidence=1.0,
        sources=tuple(dict.fromkeys(source_of(row) for row in rows))[:_MOST_SOURCES],
        table=table_of_rows(every),
        chart=chart_of(rows),
        topic=settled(ask, rows),
    )


def _sentence(context: Context, ask: ReportAsk, rows: Sequence[FigureRow]) -> str:
    """The one sentence that answers."""
    if ask.wanted in (Wanted.MOST, Wanted.LEAST):
        return _extreme(context, ask, rows)
    subject = _subject(rows)
    listed = "；".join(f"{label_of(row, rows)} {row.shown}" for row in rows)
    said = context.knowledge.say("report.compared", subject=subject, told=listed)
    pair = _pair(ask, rows)
    if not pair:
        return said
    earlier, later = pair
    by = difference(earlier, later)
    if not by:
        return said
    phrase = "report.same" if by == "两者相同" else "report.difference"
    return said + context.knowledge.say(
        phrase, earlier=label_of(earlier, rows), later=label_of(later, rows), by=by
    )


def _extreme(context: Context, ask: ReportAsk, rows: Sequence[FigureRow]) -> str:
    most = ask.wanted is Wanted.MOST
    found = best(rows, most=most)
    return context.knowledge.say(
        "report.extreme",
        subject=_subject(rows),
        word=("最高" if most else "最低") if found[0].unit == "%" else ("最多" if most else "最少"),
        label="、".join(label_of(row, rows) for row in found),
        shown=found[0].shown,
    )


def _subject(rows: Sequence[FigureRow]) -> str:
    """What the rows have in common: agency, year, metric."""
    agencies = {row.agency for row in rows}
    years = {row.year for row in rows}
    labels = {row.label for row in rows}
    whose = agencies.pop() if len(agencies) == 1 else ""
    when = f"{years.pop()}年" if len(years) == 1 else ""
    return whose + when + (labels.pop() if len(labels) == 1 else "") or "各项指标"


def _pair(ask: ReportAsk, rows: Sequence[FigureRow]) -> tuple[FigureRow, FigureRow] | None:
    """The two rows whose difference is told: both of two, or first and last of a trend."""
    comparable = comparable_rows(rows)
    if len(rows) == 2 and len(comparable) == 2:
        return comparable[0], comparable[1]
    one_line = len({row.agency for row in rows}) == 1 and len({row.metric for row in rows}) == 1
    if one_line and len(comparable) > 2:
        return comparable[0], comparable[-1]
    return None


def _notes(rows: Sequence[FigureRow]) -> list[str]:
    return [f"{label_of(row, rows)}：{note}。" for row in rows for note in row.notes]


def _silent(every: Sequence[FigureRow]) -> list[str]:
    return [
        f"{row.agency}{row.year}年度报告{'；最近的是：'.join(row.notes)}。"
        for row in every
        if row.value is None
    ]


def _missing(context: Context, ask: ReportAsk, missing: Sequence[str]) -> list[str]:
    lines = [context.knowledge.say("report.no_report", which="、".join(missing))] if missing else []
    if ask.unknown:
        places = "、".join(ask.unknown)
        lines.append(context.knowledge.say("report.no_report", which=places))
    return lines
