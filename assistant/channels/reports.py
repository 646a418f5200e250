"""Pages of published reports: the list, and one report with its tables as real tables."""

from collections.abc import Sequence
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.answering.knowledge import KnownReport
from assistant.channels.api import fitting
from assistant.channels.keys import SERVICE
from assistant.channels.paging import page_of
from assistant.channels.report_views import disputed, figures_of, trends
from assistant.errors import NotFound
from assistant.models import report_tables as tables
from assistant.models.draft import Draft
from assistant.models.report import AnnualReport, Cell, CellState, Edition, ReportFigure
from assistant.reporting.published import published_of

routes = web.RouteTableDef()

Marked = list[list[tuple[str, str]]]
_ABSENT = Cell("", None, CellState.BLANK)


@routes.get("/reports")
async def reports(request: web.Request) -> web.StreamResponse:
    """Agencies with the years of their reports, by name; ?agency=, from and to leave some out."""
    knowledge = request.app[SERVICE].desk.knowledge
    found = fitting(knowledge.reports, request.query)
    by_agency: dict[str, list[KnownReport]] = {}
    for known in sorted(found, key=lambda k: (k.report.agency, -k.report.year)):
        by_agency.setdefault(known.report.agency, []).append(known)
    context = {
        "any": bool(knowledge.reports),
        "page": page_of(list(by_agency.items()), request),
        "total": len(found),
        "agency_asked": request.query.get("agency", "").strip()[:100],
        "first": request.query.get("from", "").strip()[:8],
        "last": request.query.get("to", "").strip()[:8],
    }
    return aiohttp_jinja2.render_template("reports.html", request, context)


@routes.get(r"/reports/{year:\d{4}}")
async def report_of_year(request: web.Request) -> web.StreamResponse:
    """The installation's own report of a year lives under its agency."""
    knowledge = request.app[SERVICE].desk.knowledge
    year = int(request.match_info["year"])
    of_year = [k for k in knowledge.reports if k.report.year == year]
    of_year.sort(key=lambda k: (k.agency_id != knowledge.agency.id, k.agency_id))
    if not of_year:
        raise NotFound(f"没有 {year} 年的年度报告，请从年度报告列表里选。")
    raise web.HTTPSeeOther(of_year[0].url)


@routes.get(r"/reports/{agency}/{year:\d{4}}")
async def report(request: web.Request) -> web.StreamResponse:
    """One report, every figure of the text with an anchor."""
    known = _find(
        request.app[SERVICE].desk.knowledge.reports,
        request.match_info["agency"],
        int(request.match_info["year"]),
    )
    db = request.app[SERVICE].db
    signed = await published_of(db, known.agency_id, known.report.year)
    context = {
        "report": known.report,
        "agency_name": known.report.agency,
        "files": [f"{known.url}/files/{form}" for form in ("docx", "html")] if signed else [],
        "blocks": blocks(known.report),
        "request_rows": request_rows(known.report),
        "applicants": list(tables.APPLICANTS.values()),
        "dispute_groups": dispute_groups(known.report),
        "marked": {s.no: marked(s.no, s.text, known.report) for s in known.report.sections},
        "preface": marked(0, known.report.preface, known.report),
        "figures": figures_of(known.report),
        "disputed": disputed(known),
        "trends": trends(known, request.app[SERVICE].desk.knowledge.reports),
        "agency_id": known.agency_id,
    }
    return aiohttp_jinja2.render_template("report.html", request, context)


def _find(known: Sequence[KnownReport], agency: str, year: int) -> KnownReport:
    for candidate in known:
        if (candidate.agency_id, candidate.report.year) == (agency, year):
            return candidate
    raise NotFound("没有这份年度报告，请从年度报告列表里选。")


def blocks(report: AnnualReport | Draft) -> list[dict[str, Any]]:
    """Table two, block by block, in the columns of the report's edition."""
    found: list[dict[str, Any]] = []
    for key, title in tables.ARTICLE_20.items():
        rows = report.tables.art20.get(key)
        if rows:
            columns = _columns(report, key)
            cells = [
                (label, [row.get(column, _ABSENT) for column in columns])
                for label, row in rows.items()
            ]
            shown = list(columns.items())
            found.append({"key": key, "title": title, "columns": shown, "rows": cells})
    return found


def _columns(report: AnnualReport | Draft, block: str) -> dict[str, str]:
    """The columns of the edition; where editions are mixed, of the one that the rows follow."""
    held = {column for row in report.tables.art20[block].values() for column in row}
    old, new = tables.COLUMNS_2019[block], tables.COLUMNS_2021.get(block, {})
    if report.edition is Edition.HYBRID:
        return new if held & set(new) else old
    return new if report.edition is Edition.CURRENT and new else old


def request_rows(report: AnnualReport | Draft) -> list[tuple[str, str, str, list[Cell]]]:
    """Table three: key, label, group ("" for none) and its seven cells."""
    group_of = {key: group for group, keys in tables.REQUEST_GROUPS.items() for key in keys}
    return [
        (
            key,
            label,
            group_of.get(key, ""),
            [report.tables.requests[key].get(column, _ABSENT) for column in tables.APPLICANTS],
        )
        for key, label in tables.REQUEST_ROWS.items()
        if key in report.tables.requests
    ]


def dispute_groups(report: AnnualReport | Draft) -> list[tuple[str, list[tuple[str, Cell]]]]:
    """Table four: three groups of five cells."""
    return [
        (
            title,
            [
                (label, report.tables.disputes[group].get(key, _ABSENT))
                for key, label in tables.DISPUTE_RESULTS.items()
            ],
        )
        for group, title in tables.DISPUTE_GROUPS.items()
        if group in report.tables.disputes
    ]


def marked(section: int, text: str, report: AnnualReport) -> Marked:
    """Paragraphs of a section as pieces of (text, anchor); a figure's quote carries its anchor."""
    figures = sorted(
        (f.offset, number, f) for number, f in enumerate(report.figures) if f.section == section
    )
    paragraphs: Marked = []
    start = 0
    for line in text.split("\n"):
        within = [(o, n, f) for o, n, f in figures if start <= o < start + len(line)]
        paragraphs.append(_pieces(line, start, within))
        start += len(line) + 1
    return paragraphs


def _pieces(
    line: str, start: int, figures: list[tuple[int, int, ReportFigure]]
) -> list[tuple[str, str]]:
    pieces, at = [], 0
    for offset, number, figure in figures:
        begin, end = offset - start, min(offset - start + len(figure.quote), len(line))
        pieces.append((line[at:begin], ""))
        # Figures that share their words (46期285条) follow each other with what is left of them.
        at = max(at, begin)
        pieces.append((line[at:end], f"f-{number}"))
        at = max(at, end)
    return [piece for piece in (*pieces, (line[at:], "")) if piece[0] or piece[1]]
