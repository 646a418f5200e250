"""Figures of a draft: value, last year's, change and meaning, and the log's rows behind each."""

import aiohttp_jinja2
from aiohttp import web

from assistant.channels.drafts import BASE, address, draft_of
from assistant.channels.keys import SERVICE
from assistant.errors import NotFound
from assistant.models.activity import KIND_OF
from assistant.models.report import Edition
from assistant.reporting.entries import summary_of
from assistant.reporting.figures import Figure
from assistant.reporting.numbers import change, written

routes = web.RouteTableDef()
_MOST_ROWS = 500


@routes.get(BASE + "/figures")
async def figures(request: web.Request) -> web.StreamResponse:
    """Every figure of the year."""
    record = await draft_of(request)
    of = await request.app[SERVICE].year_of(record.year, Edition(record.edition))
    shown = [_shown(figure) for figure in of.figures.values()]
    context = {"year": record.year, "base": address(record), "figures": shown}
    return aiohttp_jinja2.render_template("desk_figures.html", request, context)


def _shown(figure: Figure) -> dict[str, object]:
    return {
        "figure": figure,
        "value": "—" if figure.value is None else f"{written(figure.value)} {figure.unit}",
        "last": "—" if figure.last_year is None else f"{written(figure.last_year)} {figure.unit}",
        "change": change(figure.value, figure.last_year, figure.unit) or "—",
    }


@routes.get(BASE + "/figures/{key}")
async def figure(request: web.Request) -> web.StreamResponse:
    """One figure with its meaning and the rows behind it."""
    record = await draft_of(request)
    of = await request.app[SERVICE].year_of(record.year, Edition(record.edition))
    one = of.figures.get(request.match_info["key"])
    if one is None:
        raise NotFound("没有这个指标，请从数字表里选。")
    held = set(one.rows)
    rows = [stored for stored in of.entries if stored.id in held]
    context = {
        "year": record.year,
        "base": address(record),
        "one": _shown(one),
        "rows": [
            {
                "stored": stored,
                "kind": KIND_OF[stored.entry.kind],
                "summary": summary_of(stored.entry),
            }
            for stored in rows[:_MOST_ROWS]
        ],
        "total": len(rows),
    }
    return aiohttp_jinja2.render_template("desk_figure.html", request, context)
