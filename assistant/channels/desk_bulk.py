"""Changes of many items at once at the desk (批量修改): seen, proposed, made by a second person."""

from collections.abc import Mapping
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.catalogue.bulk import concerned, values_of
from assistant.catalogue.bulk_deciding import concerned_now, discard, propose, publish
from assistant.channels.access import user_of
from assistant.channels.desk_catalogue import view_of
from assistant.channels.desk_item import hand_of, names_of, sides
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.channels.replying import parameter
from assistant.errors import BadInput, NotFound
from assistant.models.accounts import Permission
from assistant.models.bulk import VALUE_LABELS, BulkChange, Change, Reversal, ValueChange
from assistant.storage import bulk as store
from assistant.storage.items import save_agency

routes = web.RouteTableDef()
STATES = {"open": "待审核", "published": "已发布", "discarded": "已放弃"}
_PREVIEWED = 200
Typed = Mapping[str, str]


async def propose_if_asked(
    request: web.Request, typed: Typed, title: str, change: Change | Reversal
) -> None:
    """Hand a change in and lead to it, where that button was pressed."""
    if typed.get("action") != "propose":
        return
    service, hand = request.app[SERVICE], hand_of(request)
    note = typed.get("note", "").strip()
    bulk = BulkChange(service.new_id(), title, change, note, hand.name, hand.now)
    await propose(service.db, hand, bulk)
    raise web.HTTPSeeOther(f"/desk/places/changes/{bulk.id}")


async def preview_of(
    request: web.Request, change: Change | Reversal | None
) -> dict[str, Any] | None:
    """The items that a change concerns, and what it does to the first of them."""
    if change is None:
        return None
    if isinstance(change, Reversal):
        pairs = await concerned_now(request.app[SERVICE].db, change)
    else:
        pairs = concerned((await view_of(request)).items, change)
    return {
        "total": len(pairs),
        "listed": [before for before, _ in pairs[:_PREVIEWED]],
        "sides": sides(*pairs[0]) if pairs else [],
    }


@routes.get("/desk/places/values")
async def values_page(request: web.Request) -> web.StreamResponse:
    """The form in which a value is replaced wherever it stands."""
    return await _values_form(request, dict(request.query), {})


@routes.post("/desk/places/values")
async def post_values(request: web.Request) -> web.StreamResponse:
    """Show which items a replaced value concerns, or hand the change in for review."""
    typed = {name: text.strip() for name, text in (await read_form(request)).items()}
    field = typed.get("field", "")
    if field not in VALUE_LABELS:
        raise BadInput("请先选择要改的是哪一项。")
    missing = {name: say for name, say in _NEEDED.items() if not typed.get(name)}
    if missing:
        return await _values_form(request, typed, missing)
    change = ValueChange(field, typed["old"], typed["new"], typed.get("department", ""))
    try:
        await propose_if_asked(
            request, typed, f"{VALUE_LABELS[field]}：{typed['old'][:40]}", change
        )
    except BadInput as error:
        return await _values_form(request, typed, error.fields)
    return await _values_form(request, typed, {}, change)


_NEEDED = {"old": "请选择原来的内容。", "new": "请填写新的内容。"}


async def _values_form(
    request: web.Request, typed: Typed, errors: Mapping[str, str], change: Change | None = None
) -> web.StreamResponse:
    view = await view_of(request)
    field = typed.get("field", "")
    field = field if field in VALUE_LABELS else next(iter(VALUE_LABELS))
    context = {
        "field": field,
        "fields": VALUE_LABELS,
        "values": values_of(view.items, field),
        "offices": [office for office, _ in values_of(view.items, "department")],
        "typed": typed,
        "errors": errors,
        "preview": await preview_of(request, change),
    }
    status = 422 if errors else 200
    return aiohttp_jinja2.render_template("values_change.html", request, context, status=status)


@routes.get("/desk/places/changes/{id}")
async def bulk_page(request: web.Request) -> web.StreamResponse:
    """One change of many items: what it does, who proposed it, what became of it."""
    return await _page(request, await _found(request), {})


async def _found(request: web.Request) -> BulkChange:
    bulk = await store.find(request.app[SERVICE].db, request.match_info["id"])
    if bulk is None:
        raise NotFound("没有这张批量修改单，请从地点页面里选。")
    return bulk


async def _page(
    request: web.Request, bulk: BulkChange, errors: Mapping[str, str]
) -> web.StreamResponse:
    db, user = request.app[SERVICE].db, user_of(request)
    of = bulk.change.of if isinstance(bulk.change, Reversal) else ""
    context = {
        "bulk": bulk,
        "reversed": await store.find(db, of) if of else None,
        "may_undo": bulk.state == "published" and not of and user.may(Permission.EDIT_CATALOGUE),
        "errors": errors,
        "state": STATES[bulk.state],
        "preview": await preview_of(request, bulk.change) if bulk.state == "open" else None,
        "may_review": user.may(Permission.REVIEW_CATALOGUE),
        "own": user.name == bulk.proposed_by,
        "names": await names_of(db),
    }
    status = 422 if errors else 200
    return aiohttp_jinja2.render_template("bulk_change.html", request, context, status=status)


@routes.post("/desk/places/changes/{id}/publish")
async def post_publish(request: web.Request) -> web.StreamResponse:
    """A second person makes the change, in one transaction."""
    service, form = request.app[SERVICE], await read_form(request)
    agency, id = service.desk.knowledge.agency, request.match_info["id"]
    expected = parameter(form, "expected", -1, -1, 10**6)
    await save_agency(service.db, agency)
    note = form.get("note", "").strip()
    await publish(service.db, hand_of(request), agency, id, expected, note)
    raise web.HTTPSeeOther(f"/desk/places/changes/{id}")


@routes.post("/desk/places/changes/{id}/discard")
async def post_discard(request: web.Request) -> web.StreamResponse:
    """The change is given up."""
    service, form, id = request.app[SERVICE], await read_form(request), request.match_info["id"]
    await discard(service.db, hand_of(request), id, form.get("note", "").strip())
    raise web.HTTPSeeOther(f"/desk/places/changes/{id}")


@routes.post("/desk/places/changes/{id}/undo")
async def post_undo(request: web.Request) -> web.StreamResponse:
    """Propose that a change that was made is taken back."""
    bulk, typed = await _found(request), await read_form(request)
    if bulk.state != "published" or isinstance(bulk.change, Reversal):
        raise BadInput("只有已经发布的批量修改可以撤销。")
    try:
        change = Reversal(bulk.id, bulk.decided_at)
        await propose_if_asked(
            request, {**typed, "action": "propose"}, f"撤销：{bulk.title}", change
        )
    except BadInput as error:
        none = "note" not in error.fields
        told = "这些事项后来都改过或者已经撤销，没有可以撤销的。" if none else error.message
        return await _page(request, bulk, {"note": told})
    raise web.HTTPSeeOther(f"/desk/places/changes/{bulk.id}")
