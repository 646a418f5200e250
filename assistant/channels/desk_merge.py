"""A place goes into another one that is the same (合并地点): chosen, seen, handed in for review."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.catalogue.difference import marked, shown
from assistant.catalogue.places import alike
from assistant.channels.desk_bulk import Typed, preview_of, propose_if_asked
from assistant.channels.desk_places import known_place, own_columns
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.channels.paging import page_of
from assistant.errors import BadInput
from assistant.models.bulk import PlaceChange
from assistant.models.item import Place
from assistant.models.places import KnownPlace
from assistant.storage import places as store

routes = web.RouteTableDef()


@routes.get("/desk/places/{id}/merge")
async def merge_page(request: web.Request) -> web.StreamResponse:
    """The places that this one may go into, likeliest first; one of them is chosen by ?into=."""
    known = await known_place(request)
    into = request.query.get("into", "")
    if into:
        return await _chosen(request, known, into, {}, {})
    text = request.query.get("text", "").strip()[:200]
    others = alike(await store.known_places(request.app[SERVICE].db), known)
    found = [one for one in others if text in shown("places", (one.place,))]
    context = {"known": known, "target": None, "page": page_of(found, request), "text": text}
    return aiohttp_jinja2.render_template("place_merge.html", request, context)


@routes.post("/desk/places/{id}/merge")
async def post_merge(request: web.Request) -> web.StreamResponse:
    """Hand the merging in for review."""
    known, typed = await known_place(request), await read_form(request)
    into = typed.get("into", "")
    try:
        change = PlaceChange(known.place, (await _target(request, known, into)).place, known.id)
        title = f"合并地点：{known.place.name or known.place.address}"
        await propose_if_asked(request, typed, title, replace(change, into=into))
    except BadInput as error:
        if not error.fields:
            raise
        return await _chosen(request, known, into, typed, error.fields)
    raise web.HTTPSeeOther(f"/desk/places/{known.id}/merge")


async def _target(request: web.Request, known: KnownPlace, id: str) -> KnownPlace:
    target = await store.find_place(request.app[SERVICE].db, id)
    if target is None or target.id == known.id:
        raise BadInput("请另选一个在用的地点来并入。")
    return target


async def _chosen(
    request: web.Request, known: KnownPlace, id: str, typed: Typed, errors: Mapping[str, str]
) -> web.StreamResponse:
    target = await _target(request, known, id)
    context = {
        "known": known,
        "target": target,
        "rows": _beside(known.place, target.place),
        "preview": await preview_of(request, PlaceChange(known.place, target.place)),
        "typed": typed,
        "errors": errors,
    }
    status = 422 if errors else 200
    return aiohttp_jinja2.render_template("place_merge.html", request, context, status=status)


def _beside(place: Place, target: Place) -> list[dict[str, Any]]:
    """Both places field by field, with what differs marked."""
    rows = []
    for column in own_columns():
        told = [shown(column.name, getattr(one, column.name)) for one in (place, target)]
        old, new = marked(*told)
        rows.append({"label": column.metadata["label"], "old": old, "new": new})
    return rows
