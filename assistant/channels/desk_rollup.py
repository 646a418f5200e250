"""The roll-up page (汇总): reports that were checked together, their tables summed as one."""

import asyncio
from pathlib import Path
from urllib.parse import urlencode

import aiohttp_jinja2
from aiohttp import web

from assistant.channels.desk_check import HERE, results_of
from assistant.channels.files import attachment
from assistant.channels.keys import SERVICE
from assistant.errors import BadInput, NotFound
from assistant.models.report import AnnualReport
from assistant.reporting.export import FORMS, Export, exported
from assistant.reporting.rollup import Rollup, as_draft, by_unit, rolled_up

routes = web.RouteTableDef()
ROLLUP = HERE + "/{id}/rollup"


@routes.get(ROLLUP)
async def rollup(request: web.Request) -> web.StreamResponse:
    """Which year and units; beneath, the units summed, those missing and what is in doubt."""
    reports = await _reports(request)
    years = sorted({report.year for _, report in reports if report.year}, reverse=True)
    wrong, found = {}, None
    year = request.query.get("year", "")
    try:
        found = await _rolled_up(request, reports) if year else None
    except BadInput as error:
        wrong = {"files" if year in map(str, years) else "year": error.message}
    context = {
        "id": request.match_info["id"],
        "years": years,
        "files": [(name, report.agency, report.year) for name, report in reports],
        "left_out": _left_out(request, len(reports)),
        "form": {"agency": _county(request)} | dict(request.query),
        "found": found,
        "errors": wrong,
        "asked": urlencode(list(request.query.items())),
        "forms": [suffix.removeprefix(".") for suffix in FORMS],
    }
    status = 422 if wrong else 200
    return aiohttp_jinja2.render_template("rollup.html", request, context, status=status)


@routes.get(ROLLUP + "/files/{form}")
async def rollup_file(request: web.Request) -> web.StreamResponse:
    """The roll-up as a report to be written around its tables."""
    form = request.match_info["form"]
    if f".{form}" not in FORMS:
        raise NotFound(f"没有这种文件，可下载的有 {'、'.join(FORMS)}。")
    found = await _rolled_up(request, await _reports(request))
    agency = request.query.get("agency", "").strip() or _county(request)
    what = Export(as_draft(found, agency), request.app[SERVICE].report_pages)
    body = await asyncio.to_thread(exported, what, f".{form}")
    return attachment(body, f"{agency}{found.year}年年报汇总.{form}")


async def _reports(request: web.Request) -> list[tuple[str, AnnualReport]]:
    """The reports of the checked files that could be read, each with its file's name."""
    every = await results_of(request)
    return [(Path(one.name).stem, one.checked.report) for one in every if one.checked]


async def _rolled_up(request: web.Request, reports: list[tuple[str, AnnualReport]]) -> Rollup:
    year = request.query.get("year", "")
    if not year.isdigit():
        raise BadInput("请选择要汇总的年度。")
    left_out = _left_out(request, len(reports))
    reports = [one for number, one in enumerate(reports) if number not in left_out]
    if not reports:
        raise BadInput("请至少选一份报告。")
    units = [line.strip() for line in request.query.get("units", "").splitlines()]
    expected = [unit for unit in units if unit]
    return await asyncio.to_thread(
        lambda: rolled_up(by_unit(reports, int(year)), int(year), expected)
    )


def _left_out(request: web.Request, count: int) -> set[int]:
    """The numbers, from 0, of the files that were unticked; none before the form was sent."""
    if "picked" not in request.query:
        return set()
    return set(range(count)) - {int(n) for n in request.query.getall("file", []) if n.isdecimal()}


def _county(request: web.Request) -> str:
    """The government that our own agency belongs to."""
    return f"{request.app[SERVICE].desk.knowledge.agency.region_name}人民政府"
