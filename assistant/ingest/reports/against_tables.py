"""Figures of a report's narrative against its statutory tables three and four."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.ingest.reports.statements import own_figures, sentence_of
from assistant.models.report import AnnualReport, Cell, CellState, ReportFigure
from assistant.models.report_tables import REQUEST_GROUPS

_ROWS: Mapping[str, tuple[str, ...]] = {
    "requests_granted": ("granted",),
    "requests_partial": ("partial",),
    "requests_denied": REQUEST_GROUPS["（三）不予公开"],
    "requests_unavailable": REQUEST_GROUPS["（四）无法提供"],
    "requests_unprocessed": REQUEST_GROUPS["（五）不予处理"],
    "requests_carried_over": ("carried_over",),
    "requests_carried_forward": ("carried_forward",),
}
_DISPUTES: Mapping[str, tuple[str, ...]] = {
    "reviews": ("review",),
    "lawsuits": ("suit_direct", "suit_after_review"),
}
_BY_CHANNEL = re.compile("网络|网上|线上|在线|信函|信件|当面|现场|邮件|邮箱|邮寄|传真|平台|其中")
# 予以公开及部分公开 42 件 counts two rows at once.
_SEVERAL = re.compile(
    "公开(?:、|和|及|与|或|以及)(?:部分|不予|予以)?公开|公开[、和及与](?:无法|不予)"
)
_ABOUT_OPENNESS = re.compile("公开|依申请")
REQUEST_KEYS = ("requests_received", *_ROWS)
"""Metrics that table three tells as well."""
DISPUTE_KEYS = tuple(_DISPUTES)
"""Metrics that table four tells as well."""


def number(cell: Cell | None) -> Decimal | None:
    """A cell's number; one that was left empty counts as 0, an uncertain or absent one is None.

    So is one of which a person has said that it is no number in print either.
    """
    if cell is None or cell.state is CellState.UNCERTAIN:
        return None
    if cell.state is CellState.SETTLED:
        return cell.value
    return cell.value if cell.value is not None else Decimal(0)


def unlike_table(report: AnnualReport, key: str) -> tuple[ReportFigure, Decimal] | None:
    """A figure of the narrative and the number of the table, where the two disagree."""
    found = _unlike_requests if key in REQUEST_KEYS else _unlike_disputes
    return found(report, key) if key in (*REQUEST_KEYS, *DISPUTE_KEYS) else None


def _unlike_requests(report: AnnualReport, key: str) -> tuple[ReportFigure, Decimal] | None:
    every = own_figures(report, key)
    figures = [f for f in every if f.value > 0 and not _SEVERAL.search(f.metric)]
    accepted = request_values(report, key)
    if not figures or not accepted or fits(figures, accepted):
        return None
    by_channel = _BY_CHANNEL.search(sentence_of(report, figures[0]))
    if key == "requests_received" and by_channel and figures[0].value <= max(accepted):
        return None
    return figures[0], accepted[0]


def _unlike_disputes(report: AnnualReport, key: str) -> tuple[ReportFigure, Decimal] | None:
    figures = [f for f in dispute_figures(report, key) if f.value > 0]
    accepted = dispute_values(report, key)
    if figures and accepted and not fits(figures, accepted):
        return figures[0], accepted[0]
    return None


def request_values(report: AnnualReport, key: str) -> list[Decimal]:
    """Values that table three allows, the plainest first; empty where it does not tell."""
    if not report.tables.requests:
        return []
    if key == "requests_received":
        new, over = (_total(report, row) for row in ("new_received", "carried_over"))
        return [] if new is None else [new, new + (over or 0)]
    parts = [_total(report, row) for row in _ROWS[key]]
    known = [part for part in parts if part is not None]
    if not known or (len(known) < len(parts) and key != "requests_denied"):
        return []
    return [Decimal(sum(known)), *(part for part in known if part)]


def _total(report: AnnualReport, row: str) -> Decimal | None:
    return number(report.tables.requests.get(row, {}).get("total"))


def fits(figures: Sequence[ReportFigure], accepted: Sequence[Decimal]) -> bool:
    """Whether a figure, or all of them together, is one of the values."""
    values = [figure.value for figure in figures]
    return not {*values, Decimal(sum(values))}.isdisjoint(accepted)


def dispute_figures(report: AnnualReport, key: str) -> list[ReportFigure]:
    """Those about disclosure: a justice bureau also counts the reviews it hears."""
    return [
        figure
        for figure in own_figures(report, key)
        if figure.section == 4 or _ABOUT_OPENNESS.search(sentence_of(report, figure))
    ]


def dispute_values(report: AnnualReport, key: str) -> list[Decimal]:
    """Values that table four allows, the plainest first; empty where it does not tell."""
    groups = report.tables.disputes
    values = {g: {c: number(cell) for c, cell in columns.items()} for g, columns in groups.items()}
    own = [values.get(group, {}).get("total") for group in _DISPUTES[key]]
    every = [columns.get("total") for columns in values.values()]
    if not groups or None in own or None in every:
        return []
    cells = [v for g in _DISPUTES[key] for v in values[g].values() if v]
    return [
        sum(v for v in own if v) or Decimal(0),
        sum(v for v in every if v) or Decimal(0),
        *cells,
    ]
