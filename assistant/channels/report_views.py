"""What the page of a report shows beside its text: figures, contradictions, earlier years."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.comparison import chart_of
from assistant.answering.knowledge import KnownReport
from assistant.answering.report_values import amount, row_of
from assistant.models.figures import Chart, FigureRow
from assistant.models.report import AnnualReport
from assistant.models.table_metrics import ASKABLE

_MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of the narrative as the page lists it, with the anchor of its words."""

    metric: str
    shown: str
    section: str
    anchor: str


def figures_of(report: AnnualReport) -> list[Told]:
    """Every figure of the narrative in its order."""
    titles = {section.no: section.title for section in report.sections}
    return [
        Told(
            figure.metric,
            amount(figure.value, figure.unit, figure.qualifier),
            titles.get(figure.section, "引言"),
            f"f-{number}",
        )
        for number, figure in enumerate(report.figures)
    ]


def disputed(known: KnownReport) -> list[FigureRow]:
    """Metrics on which a report contradicts itself, each with the words for it in notes."""
    rows = (row_of(known, key) for key in ASKABLE)
    return [
        row for row in rows if row and any("不一致" in note or "不同" in note for note in row.notes)
    ]


def trends(known: KnownReport, reports: Sequence[KnownReport]) -> list[tuple[str, Chart]]:
    """Key and chart of each metric that the agency's reports state for several years."""
    same = [k for k in reports if k.agency_id == known.agency_id]
    years = sorted(same, key=lambda k: k.report.year)[-_MOST_YEARS:]
    found = []
    if len(years) > 1:
        stated = [key for key in ASKABLE if row_of(known, key)]
        for key in stated:
            chart = chart_of([row for k in years if (row := row_of(k, key))])
            # Years of nothing but noughts teach nobody anything.
            if chart and any(bar.value for bar in chart.bars):
                found.append((key, chart))
    return found
