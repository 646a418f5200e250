"""Open data (开放数据): the catalogue as files, what has changed as a feed, and what both are."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp_jinja2
import orjson
from aiohttp import hdrs, web

from assistant.catalogue.open_data import Terms, items_data, told, write_items_table
from assistant.channels.files import written
from assistant.channels.keys import SERVICE, Service
from assistant.channels.open_reports import reports_data
from assistant.models.item import ServiceItem
from assistant.storage.items import latest_changes
from assistant.storage.reports import current_reports

routes = web.RouteTableDef()
_CHANGES = 100
_MINUTES_KEPT = 5

KEPT: web.AppKey[dict[str, tuple[str, bytes]]] = web.AppKey("kept", dict)
"""The latest body of each file, with the tag of the knowledge that it was made from."""


@routes.get("/open")
async def page(request: web.Request) -> web.StreamResponse:
    """What the files hold and on what terms, in plain words."""
    knowledge = request.app[SERVICE].desk.knowledge
    context = {"total": len(knowledge.items), "as_of": knowledge.day}
    return aiohttp_jinja2.render_template("open.html", request, context)


@routes.get("/open/items.json")
async def items_json(request: web.Request) -> web.StreamResponse:
    """Every item that is offered, with licence, date and agency."""
    items, terms = _offered(request)

    async def body() -> bytes:
        return await asyncio.to_thread(lambda: orjson.dumps(items_data(items, terms)))

    return await _reply(request, "application/json", body)


@routes.get("/open/items.csv")
async def items_csv(request: web.Request) -> web.StreamResponse:
    """The same as a table."""
    items, terms = _offered(request)

    async def body() -> bytes:
        return await written("items.csv", lambda path: write_items_table(path, items, terms))

    return await _reply(request, "text/csv", body)


@routes.get("/open/reports.json")
async def reports_json(request: web.Request) -> web.StreamResponse:
    """Figures and tables of every published report."""
    knowledge = request.app[SERVICE].desk.knowledge

    async def body() -> bytes:
        return await asyncio.to_thread(lambda: orjson.dumps(reports_data(knowledge)))

    return await _reply(request, "application/json", body)


@routes.get("/open/changes.atom")
async def changes(request: web.Request) -> web.StreamResponse:
    """The latest changes of items and the reports that were published, newest first."""
    service = request.app[SERVICE]

    async def body() -> bytes:
        entries = await _entries(service)
        context = {
            "agency": service.desk.knowledge.agency,
            "entries": entries,
            "updated": entries[0]["updated"] if entries else service.clock(),
            "address": str(request.url.origin()),
        }
        environment = aiohttp_jinja2.get_env(request.app)
        return environment.get_template("changes.atom").render(context).encode()

    return await _reply(request, "application/atom+xml", body)


async def _entries(service: Service) -> list[dict[str, Any]]:
    items = [
        {
            "id": f"urn:banshi:item:{change.stored.item.code}:{change.stored.version}",
            "path": f"/items/{change.stored.item.code}",
            "updated": change.stored.loaded_at,
            "effect_on": change.stored.effect_on,
            **told(change.stored.item, change.before, change.stored.effect_on),
        }
        for change in await latest_changes(service.db, _CHANGES)
    ]
    reports = [
        {
            "id": f"urn:banshi:report:{stored.id}",
            "path": f"/reports/{stored.agency_id}/{stored.year}",
            "updated": stored.loaded_at,
            "effect_on": stored.loaded_at[:10],
            "title": f"年度报告：{stored.document['agency'] or '本机关'} {stored.year} 年",
            "summary": f"{stored.year} 年政府信息公开工作年度报告。",
        }
        for stored in await current_reports(service.db)
    ]
    ordered = sorted([*items, *reports], key=lambda entry: entry["updated"], reverse=True)
    return ordered[:_CHANGES]


def _offered(request: web.Request) -> tuple[list[ServiceItem], Terms]:
    knowledge = request.app[SERVICE].desk.knowledge
    items = [known.item for _, known in sorted(knowledge.items.items())]
    return items, Terms(knowledge.agency, knowledge.day)


async def _reply(
    request: web.Request, kind: str, make: Callable[[], Awaitable[bytes]]
) -> web.StreamResponse:
    """A body that is made once for each content version and day; 304 for who has it already."""
    knowledge = request.app[SERVICE].desk.knowledge
    # The host too: a feed names its own address.
    tag = f'"{knowledge.version}-{knowledge.day}"'
    place = f"{request.path} {request.host}" if kind.endswith("xml") else request.path
    headers = {hdrs.ETAG: tag, hdrs.CACHE_CONTROL: f"public, max-age={_MINUTES_KEPT * 60}"}
    if any(f'"{given.value}"' == tag for given in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    kept = request.app[KEPT]
    held = kept.get(place)
    if held is None or held[0] != tag:
        held = (tag, await make())
        if len(kept) > _PLACES:
            kept.clear()
        kept[place] = held
    return web.Response(body=held[1], content_type=kind, charset="utf-8", headers=headers)


_PLACES = 20
