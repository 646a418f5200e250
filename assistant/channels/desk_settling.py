"""Settling published reports at the desk (年报核定): doubts beside their print, sums checked at once."""

from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.answering.knowledge import KnownReport
from assistant.channels.drafts import hand_of
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.channels.paging import page_of
from assistant.errors import BadInput, Conflict
from assistant.ingest.reports.reader import READABLE
from assistant.models.report import EDITION_LABELS
from assistant.models.settling import SettledForm
from assistant.reporting.checks.model import Finding
from assistant.reporting.doubts import deeds_of, doubts_of, standing, sums_of
from assistant.reporting.settling import (
    BLANK_WORD,
    Loaded,
    SumsBroken,
    Typed,
    loaded,
    settle,
    withdraw,
)

routes = web.RouteTableDef()
HERE = "/desk/reports/read"
_ONE = HERE + r"/{agency}/{year:\d{4}}"
_NOTES = {
    "imported": "已导入，几秒钟后群众就能问到。",
    "settled": "已保存，几秒钟后答复和页面都用核定的数。",
    "withdrawn": "已撤回，这一处重新列为存疑；原来的核定仍在记录里。",
}


@routes.get(HERE)
async def every_report(request: web.Request) -> web.StreamResponse:
    """Every loaded report, those with open doubts first; ?open=1 shows these alone."""
    known = request.app[SERVICE].desk.knowledge.reports
    counted = [(one, len(doubts_of(one.report))) for one in known]
    wanted = request.query.get("open") == "1"
    counted = [(one, doubts) for one, doubts in counted if doubts or not wanted]
    counted.sort(key=_order)
    context = {
        "page": page_of(counted, request),
        "open": wanted,
        "doubtful": sum(doubts > 0 for _, doubts in counted),
        "editions": EDITION_LABELS,
        "endings": READABLE,
    }
    return aiohttp_jinja2.render_template("reports_read.html", request, context)


def _order(counted: tuple[KnownReport, int]) -> tuple[bool, str, int]:
    known, doubts = counted
    return not doubts, known.report.agency, -known.report.year


@routes.get(_ONE)
async def one_report(request: web.Request) -> web.StreamResponse:
    """One report's doubts, its sums, and what was settled.

    ?again= opens a row once more, ?withdraw= asks why its settlement is taken back.
    """
    return await _page(request, Typed(), {}, ())


@routes.post(_ONE)
async def post_settled(request: web.Request) -> web.StreamResponse:
    """Settle one row or passage, or take it back; what was typed stays where it cannot be stored."""
    typed = await _typed(request)
    agency, year = _named(request)
    withdrawn = typed.form == SettledForm.WITHDRAWN
    try:
        await (withdraw if withdrawn else settle)(hand_of(request), agency, year, typed)
    except SumsBroken as error:
        return await _page(request, typed, error.fields, error.findings)
    except BadInput as error:
        return await _page(request, typed, error.fields, ())
    except Conflict as error:
        return await _page(request, typed, {"base": error.message}, (), 409)
    raise web.HTTPSeeOther(f"{HERE}/{agency}/{year}?note={'withdrawn' if withdrawn else 'settled'}")


def _named(request: web.Request) -> tuple[str, int]:
    return request.match_info["agency"], int(request.match_info["year"])


async def _typed(request: web.Request) -> Typed:
    form = await read_form(request)
    values = {name: text for name, text in form.items() if name.count(".") == 2}
    return Typed(
        form.get("base", ""),
        form.get("place", ""),
        form.get("form", ""),
        values,
        form.get("reason", ""),
        form.get("anyway") == "1",
    )


async def _page(
    request: web.Request,
    typed: Typed,
    errors: Mapping[str, str],
    broken: Sequence[Finding],
    status: int = 422,
) -> web.StreamResponse:
    of = await loaded(request.app[SERVICE].db, *_named(request))
    place = "" if typed.form == SettledForm.WITHDRAWN else typed.place
    again = [place for place in (request.query.get("again", ""), place) if place]
    context: dict[str, Any] = {
        "of": of,
        "doubts": doubts_of(of.report, again),
        "sums": sums_of(of.report),
        "typed": typed,
        "errors": errors,
        "broken": broken,
        "settled": deeds_of(of.report, of.settlements),
        "withdrawing": _withdrawing(request, typed, of),
        "blank": BLANK_WORD,
        "path": f"{HERE}/{of.agency.id}/{of.stored.year}",
        "note": _NOTES.get(request.query.get("note", ""), ""),
    }
    shown = status if errors else 200
    return aiohttp_jinja2.render_template("report_settling.html", request, context, status=shown)


def _withdrawing(request: web.Request, typed: Typed, of: Loaded) -> str:
    """The place whose settlement the page asks to take back, "" where none is."""
    place = typed.place if typed.form == SettledForm.WITHDRAWN else ""
    place = place or request.query.get("withdraw", "")
    return place if place in standing(of.report, of.settlements) else ""
