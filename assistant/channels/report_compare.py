"""The page that sets reports side by side (年报对比): one metric over years and agencies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp_jinja2
from aiohttp import web

from assistant.answering.comparison import chart_of, mixed, table_of_rows
from assistant.answering.knowledge import KnownReport
from assistant.answering.report_values import empty_row, row_of
from assistant.channels.keys import SERVICE
from assistant.channels.paging import csv_reply
from assistant.errors import BadInput
from assistant.models.figures import FigureRow
from assistant.models.table_metrics import ASKABLE

routes = web.RouteTableDef()

MOST_ROWS = 200
_MOST_METRICS = 4
_HEAD = ("机关", "年份", "指标", "数值", "单位", "报告里的话", "所在部分", "说明", "网址")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the form asks for, as typed, and what of it is wrong (field to sentence)."""

    metrics: tuple[str, ...]
    agency: str
    first: str
    last: str
    reports: tuple[KnownReport, ...]
    errors: dict[str, str]

    @property
    def rows(self) -> list[FigureRow]:
        """What each report says of each metric, by metric, agency and year."""
        told = [row_of(k, key) or empty_row(k, key) for key in self.metrics for k in self.reports]
        # Of agencies that were named a silent report is told too; of all agencies it is noise.
        return [row for row in told if self.agency or row.value is not None]


@routes.get("/reports/compare")
async def compare(request: web.Request) -> web.StreamResponse:
    """A form, and beneath it the chart and the table of what was chosen."""
    choice = chosen(request)
    rows = [] if choice.errors else choice.rows
    stated = [row for row in rows if row.value is not None]
    context = {
        "choice": choice,
        "metrics": sorted(((m.label, key) for key, m in ASKABLE.items())),
        "agencies": sorted({k.report.agency for k in request.app[SERVICE].desk.knowledge.reports}),
        "total": len(rows),
        "most": MOST_ROWS,
        "table": table_of_rows(rows[:MOST_ROWS]) if rows else None,
        "chart": chart_of(stated[:MOST_ROWS]) if stated else None,
        "mixed": mixed(stated),
        "query": urlencode(list(request.query.items())),
    }
    return aiohttp_jinja2.render_template("report_compare.html", request, context)


@routes.get("/reports/compare.csv")
async def compare_csv(request: web.Request) -> web.StreamResponse:
    """The same rows as a file."""
    choice = chosen(request)
    if choice.errors or not choice.metrics:
        raise BadInput("请先在对比页面选好指标再下载。", choice.errors)
    return csv_reply("年报对比.csv", _HEAD, (_cells(row) for row in choice.rows))


def _cells(row: FigureRow) -> Sequence[object]:
    value = "" if row.value is None else row.value
    notes = "；".join(row.notes)
    told = (row.quote, row.place, notes, row.url)
    return (row.agency, row.year, row.label, value, row.unit, *told)


def chosen(request: web.Request) -> Choice:
    """The choice of a request's query: metric (several), agency (names or ids), from, to."""
    query = request.query
    errors: dict[str, str] = {}
    metrics = tuple(dict.fromkeys(key for key in query.getall("metric", []) if key))
    if unknown := [key for key in metrics if key not in ASKABLE]:
        errors["metric"] = f"没有“{unknown[0][:40]}”这个指标，请从列表里选一个。"
    agency = "、".join(query.getall("agency", [])).strip()[:400]
    known = sorted(
        request.app[SERVICE].desk.knowledge.reports, key=lambda k: (k.report.agency, k.report.year)
    )
    names = [name for name in re.split(r"[、,，;；\s]+", agency) if name]
    for name in names:
        if not any(is_called(k, name) for k in known):
            errors["agency"] = (
                f"没有收录“{name[:40]}”的年度报告，请从提示的机关里选，或清空这一栏。"
            )
    first, last = query.get("from", "").strip()[:8], query.get("to", "").strip()[:8]
    for name, value in (("from", first), ("to", last)):
        if value and not re.fullmatch(r"20\d\d", value):
            errors[name] = "请写四位数的年份，例如 2022。"
    reports = [
        k
        for k in known
        if (not names or any(is_called(k, name) for name in names))
        and (not first or str(k.report.year) >= first)
        and (not last or str(k.report.year) <= last)
    ]
    return Choice(metrics[:_MOST_METRICS], agency, first, last, tuple(reports), errors)


def is_called(known: KnownReport, name: str) -> bool:
    """Whether a report is of the agency with that id, or with that in its name."""
    return name == known.agency_id or name in known.report.agency
