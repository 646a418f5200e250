"""Places and hours at the desk (地点): each place one page, its items, its history, one edit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.catalogue import form as forms
from assistant.catalogue import places
from assistant.catalogue.difference import shown
from assistant.catalogue.sections import CHOICES
from assistant.channels.desk_bulk import STATES, Typed, preview_of, propose_if_asked
from assistant.channels.desk_item import hand_of, names_of
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.channels.paging import page_of
from assistant.errors import BadInput, NotFound
from assistant.models.bulk import PlaceChange
from assistant.models.item import Place, ServiceItem, columns
from assistant.models.places import KnownPlace
from assistant.storage import bulk as bulk_store
from assistant.storage import places as store

routes = web.RouteTableDef()
USES = {"used": "有事项用", "unused": "还没有事项用", "off": "已停用"}
_LATEST = 20
_ROW = "places.0."
_DONE = {
    "added": "地点已保存。编辑事项时可以从“目录里已有的地点”里选它。",
    "saved": "已保存。",
    "off": "已停用，内容和历史都留着。",
}


@routes.get("/desk/places")
async def places_page(request: web.Request) -> web.StreamResponse:
    """Every place once with how many items use it, and the latest changes of many items."""
    db = request.app[SERVICE].db
    text, use = request.query.get("text", "").strip()[:200], request.query.get("use", "")
    known = await store.known_places(db, ended=use == "off")
    found = [one for one in known if text in shown("places", (one.place,))]
    if use in ("used", "unused"):
        found = [one for one in found if bool(one.items) == (use == "used")]
    context = {
        "page": page_of(found, request),
        "wanted": {"text": text, "use": use},
        "uses": USES.items(),
        "namesakes": Counter(one.place.name for one in known if one.place.name),
        "changes": await bulk_store.latest(db, _LATEST),
        "states": STATES,
        "names": await names_of(db),
        "done": _DONE.get(request.query.get("done", ""), ""),
    }
    return aiohttp_jinja2.render_template("places.html", request, context)


@routes.get("/desk/places/new")
async def new_page(request: web.Request) -> web.StreamResponse:
    """The form of a place that no item has yet."""
    return await _form(request, None, forms.row_added({}, "places"), {})


@routes.post("/desk/places/new")
async def post_new(request: web.Request) -> web.StreamResponse:
    """Keep a new place."""
    typed = await read_form(request)
    place, errors = _place_in(typed)
    if place is None:
        return await _form(request, None, typed, errors)
    try:
        id = await places.add(request.app[SERVICE].db, hand_of(request), place)
    except BadInput as error:
        return await _form(request, None, typed, error.fields)
    raise web.HTTPSeeOther(f"/desk/places/{id}?done=added")


@routes.get("/desk/places/{id}")
async def place_page(request: web.Request) -> web.StreamResponse:
    """One place: its content, the items that use it, every version."""
    db, id = request.app[SERVICE].db, request.match_info["id"]
    versions = await store.place_versions(db, id)
    if not versions:
        raise NotFound(_UNKNOWN)
    bulk = await bulk_store.made_at(db, versions[0].ended_at) if versions[0].ended_at else None
    into = bulk.change.into if bulk and isinstance(bulk.change, PlaceChange) else ""
    context = {
        "known": versions[0],
        "into": await store.find_place(db, into) if into else None,
        "fields": [(c.name, c.metadata["label"]) for c in own_columns()],
        "page": page_of(await store.items_at(db, id), request),
        "versions": [(one, shown("places", (one.place,))[3:]) for one in versions],
        "names": await names_of(db),
        "done": _DONE.get(request.query.get("done", ""), ""),
    }
    return aiohttp_jinja2.render_template("place.html", request, context)


@routes.post("/desk/places/{id}/off")
async def post_off(request: web.Request) -> web.StreamResponse:
    """A place that no item uses is taken off the list."""
    await places.switch_off(request.app[SERVICE].db, hand_of(request), request.match_info["id"])
    raise web.HTTPSeeOther(f"/desk/places/{request.match_info['id']}?done=off")


@routes.get("/desk/places/{id}/change")
async def change_page(request: web.Request) -> web.StreamResponse:
    """The form in which a place changes for all its items."""
    known = await known_place(request)
    return await _form(request, known, forms.row_filled({}, "places", known.place), {})


@routes.post("/desk/places/{id}/change")
async def post_change(request: web.Request) -> web.StreamResponse:
    """Show which items a changed place concerns, or hand the change in for review.

    A place that no item uses is changed at once.
    """
    typed, known = await read_form(request), await known_place(request)
    place, errors = _place_in(typed)
    if place is None:
        return await _form(request, known, typed, errors)
    change = PlaceChange(known.place, place, known.id)
    try:
        if typed.get("action") == "save":
            why = typed.get("note", "").strip()
            await places.change(request.app[SERVICE].db, hand_of(request), known.id, place, why)
            raise web.HTTPSeeOther(f"/desk/places/{known.id}?done=saved")
        title = f"地点变更：{known.place.name or known.place.address}"
        await propose_if_asked(request, typed, title, change)
    except BadInput as error:
        return await _form(request, known, typed, error.fields or {"new": error.message})
    return await _form(request, known, typed, {}, change)


_UNKNOWN = "没有这个地点，或者已经停用，请从地点页面里重新选。"


async def known_place(request: web.Request) -> KnownPlace:
    """The place in use that the address names; NotFound for another."""
    known = await store.find_place(request.app[SERVICE].db, request.match_info["id"])
    if known is None:
        raise NotFound(_UNKNOWN)
    return known


def _place_in(typed: Typed) -> tuple[Place | None, Mapping[str, str]]:
    """The place that a form holds, or what is wrong with it."""
    blank = ServiceItem(code="-", name="-")
    item, errors = forms.item_from({**typed, "rows.places": "1"}, blank)
    if errors or not item.places:
        return None, errors or {f"{_ROW}name": "请填写地点的名称或地址。"}
    return item.places[0], {}


def own_columns() -> list[Any]:
    """What a place has of its own: the window is its items'."""
    return [column for column in columns(Place) if column.name != "window"]


async def _form(
    request: web.Request,
    known: KnownPlace | None,
    typed: Typed,
    errors: Mapping[str, str],
    change: PlaceChange | None = None,
) -> web.StreamResponse:
    fields = [(f"{_ROW}{c.name}", c.metadata["label"], _options(c.name)) for c in own_columns()]
    context = {
        "known": known,
        "fields": fields,
        "labels": {name: label for name, label, _ in fields},
        "typed": typed,
        "errors": errors,
        "preview": await preview_of(request, change),
    }
    status = 422 if errors else 200
    return aiohttp_jinja2.render_template("place_change.html", request, context, status=status)


def _options(name: str) -> Sequence[str]:
    return ("是", "否") if name == "sample" else CHOICES.get(f"places.{name}", ())
