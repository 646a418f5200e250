"""What one report says of one metric: the value, its words and place, and what contradicts it."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.answering.knowledge import KnownReport
from assistant.answering.report_cells import beside, cell_anchor, cell_name, cells_of, table_of
from assistant.ingest.reports.against_tables import dispute_figures, unlike_table
from assistant.ingest.reports.data import number
from assistant.ingest.reports.statements import TOTALS, speaks_of_before, told_twice
from assistant.language.amounts import in_base_unit, shown
from assistant.models.figures import FigureRow
from assistant.models.report import AnnualReport, Cell, CellState, ReportFigure
from assistant.models.table_metrics import ASKABLE

_NEAR = {
    "publications_total": ("publications_site", "publications_wechat", "publications_other"),
    "tickets_handled": ("tickets_received", "tickets_closed"),
    "tickets_received": ("tickets_handled", "tickets_closed"),
    "one_visit_items": ("list_once",),
    "requests_received": ("requests_answered",),
    "trained_people": ("trainings",),
}
_MOST_NOTES = 3


_FOUND_BY = {
    CellState.SOLVED: "原表数字连写，按表内合计关系拆分得出",
    CellState.SETTLED: "原表读不准，由工作人员对照原件核定",
}
"""What is told of a number that does not stand in print as it is."""


def row_of(known: KnownReport, key: str) -> FigureRow | None:
    """What a report states of a metric: its text before its tables; None where neither does.

    A text and a table, or two places of the text, that disagree are both told in notes.
    """
    figures = _own(known.report, key)
    if figures:
        return _from_text(known, key, figures)
    cells = cells_of(known.report, key)
    values = [cell.value for _, cell in cells if cell.value is not None]
    if not values or any(cell.state is CellState.UNCERTAIN for _, cell in cells):
        return None
    return _from_table(known, key, cells, Decimal(sum(values)))


def empty_row(known: KnownReport, key: str) -> FigureRow:
    """A row for a report that does not state a metric, with what it says nearest to it."""
    notes = ("没有写明", *nearest(known, key)[:1])
    return _row(known, key, value=None, unit=ASKABLE[key].unit, notes=notes)


def nearest(known: KnownReport, key: str) -> list[str]:
    """What a report says that comes nearest to a metric it does not state, in its own words."""
    near = [f for other in _NEAR.get(key, ()) for f in known.report.figures if f.key == other]
    told = list(dict.fromkeys(figure.quote for figure in near))
    doubtful = [
        f"{cell_name(path)}一栏为“{cell.raw}”，存疑"
        for path, cell in cells_of(known.report, key)
        if cell.state is CellState.UNCERTAIN
    ]
    return told + doubtful + list(beside(known.report, key))


def _own(report: AnnualReport, key: str) -> list[ReportFigure]:
    """Figures of the report's own year, exact or not."""
    every = [f for f in report.figures if f.key == key and not f.comparison]
    if key in ("reviews", "lawsuits"):
        about = dispute_figures(report, key)
        every = [figure for figure in every if figure in about]
    return [figure for figure in every if not speaks_of_before(report, figure)]


def _from_text(known: KnownReport, key: str, figures: list[ReportFigure]) -> FigureRow:
    report, figure = known.report, figures[0]
    titles = {section.no: section.title for section in report.sections}
    texts = {section.no: section.text for section in report.sections}
    quote = sentence_around(texts.get(figure.section, report.preface), figure)
    return _row(
        known,
        key,
        figure.value,
        figure.unit,
        qualifier=figure.qualifier,
        quote=quote,
        place=titles.get(figure.section, "引言"),
        anchor=f"#f-{report.figures.index(figure)}",
        notes=_notes(report, key, figures),
    )


def _from_table(
    known: KnownReport, key: str, cells: list[tuple[str, Cell]], value: Decimal
) -> FigureRow:
    stated = [(path, cell) for path, cell in cells if cell.value is not None]
    told = [f"{cell_name(path)} {shown(cell.value)}" for path, cell in stated if cell.value]
    total = [f"合计 {shown(value)}"] if len(stated) > 1 else []
    states = {cell.state for _, cell in stated}
    return _row(
        known,
        key,
        value,
        ASKABLE[key].unit,
        quote="；".join([*told, *total]) if value else "各栏均为 0",
        place=table_of(stated[0][0]),
        anchor=f"#{cell_anchor(stated[0][0])}",
        notes=tuple(note for state, note in _FOUND_BY.items() if state in states),
    )


def _row(
    known: KnownReport,
    key: str,
    value: Decimal | None,
    unit: str,
    *,
    qualifier: str = "",
    quote: str = "",
    place: str = "",
    anchor: str = "",
    notes: tuple[str, ...] = (),
) -> FigureRow:
    base = None if value is None else in_base_unit(value, unit)[0]
    return FigureRow(
        agency_id=known.agency_id,
        agency=known.report.agency,
        year=known.report.year,
        metric=key,
        label=ASKABLE[key].label,
        value=number(value),
        unit=unit,
        shown="没有写明" if value is None else amount(value, unit, qualifier),
        quote=quote,
        place=place,
        url=known.url + anchor,
        as_of=known.as_of,
        base=number(base),
        notes=notes,
    )


def amount(value: Decimal, unit: str, qualifier: str = "") -> str:
    """A value as a reader wants it: 约 12 件, 1.2 万元（12000 元）, 98%."""
    behind = qualifier in ("余", "以上", "以下", "左右", "多")
    said = shown(value) + ("%" if unit == "%" else f" {unit}" if unit else "")
    base, plain = in_base_unit(value, unit)
    said += f"（{shown(base)} {plain}）" if plain != unit and value else ""
    return said + qualifier if behind else f"{qualifier} {said}".strip()


def sentence_around(text: str, figure: ReportFigure) -> str:
    """The clause of the report in which a figure stands, from mark to mark, ended by 。"""
    start = max(text.rfind(mark, 0, figure.offset) for mark in "。；;\n") + 1
    ends = [
        at for mark in "。；;\n" if (at := text.find(mark, figure.offset + len(figure.quote))) >= 0
    ]
    return text[start : min(ends, default=len(text))].strip() + "。"


def _conflicts(report: AnnualReport, key: str) -> Iterator[str]:
    """Where the report contradicts itself on a metric, said for people."""
    if key in TOTALS:
        for earlier, later in told_twice(report, key):
            yield f"报告前后不一致：前面写“{earlier.quote}”，后面写“{later.quote}”"
    cells = cells_of(report, key)
    table = table_of(cells[0][0]) if cells else ""
    if found := unlike_table(report, key):
        figure, value = found
        yield f"正文与表格不一致：正文写“{figure.quote}”，{table}为 {shown(value)}"
    values = [cell.value for _, cell in cells if cell.value is not None]
    # Permits of a text and of table two often count different things: both are told.
    if table == "表二" and values and sum(values) not in [f.value for f in _own(report, key)]:
        yield f"表二为 {shown(Decimal(sum(values)))}，与正文不同，统计口径可能不同"


def _notes(report: AnnualReport, key: str, figures: list[ReportFigure]) -> tuple[str, ...]:
    """Contradictions first; what they name is not told again as another figure."""
    conflicts = list(_conflicts(report, key))
    told = "".join(conflicts)
    others = [f"另写有“{quote}”" for quote in _others(figures) if quote not in told]
    return tuple([*conflicts, *others][:_MOST_NOTES])


def _others(figures: list[ReportFigure]) -> list[str]:
    """Other figures of the metric, of a narrower scope or another channel: never mixed in."""
    first = figures[0]
    told = [f for f in figures[1:] if (f.value, f.unit) != (first.value, first.unit)]
    return list(dict.fromkeys(figure.quote for figure in told))
