"""One item at the desk: its dossier, review, and any two of its versions side by side."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp_jinja2
from aiohttp import web

from assistant.catalogue.difference import differences, marked, shown
from assistant.catalogue.dossier import Dossier, clock, known_dossier
from assistant.catalogue.editing import discard, give_back, publish
from assistant.catalogue.lint import lint_item
from assistant.catalogue.sections import SECTIONS
from assistant.channels.access import user_of
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.channels.replying import parameter
from assistant.errors import BadInput, NotFound
from assistant.models.accounts import Permission
from assistant.models.drafts import DEED_LABELS, STATE_LABELS, DraftState, Hand, Seen
from assistant.models.finding import SEVERITY_LABELS
from assistant.models.item import LABELS, ServiceItem
from assistant.storage.accounts import every_account
from assistant.storage.bulk import made_at
from assistant.storage.database import Database
from assistant.storage.items import save_agency
from assistant.storage.places import places_of_item

routes = web.RouteTableDef()
_DONE = {
    "review": "已送审，等另一位审核员发布。",
    "returned": "已退回起草人。",
    "published": "已发布，群众现在就能查到。",
    "discarded": "草稿已放弃，历史里还查得到。",
}


def hand_of(request: web.Request) -> Hand:
    """Who sent the request, now."""
    service = request.app[SERVICE]
    return Hand(user_of(request).name, service.clock(), service.new_id())


def seen_in(form: Mapping[str, str], before: str = "") -> Seen:
    """What the sender had before him, from the form's hidden fields."""
    number, version = (form.get(before + name, "") for name in ("number", "version"))
    if not (number + version).isdecimal() or len(number + version) > 12:
        raise BadInput("页面内容不完整，请刷新后重新填写。")
    return Seen(int(number or 0), int(version or 0))


async def names_of(db: Database) -> dict[str, str]:
    """How each account is called, by the name it signs in with."""
    return {user.name: user.shown for user in await every_account(db)}


def sides(old: ServiceItem | None, new: ServiceItem) -> list[dict[str, Any]]:
    """What differs between two items, for the table of both sides."""
    rows = []
    for one in differences(old, new):
        left, right = marked(one.old, one.new)
        rows.append({"field": one.field, "label": one.label, "old": left, "new": right})
    return rows


@routes.get("/desk/catalogue/{code}")
async def item_page(request: web.Request) -> web.StreamResponse:
    """State, review, findings, history and content of one item."""
    return await _page(request, {}, "")


async def _page(request: web.Request, errors: Mapping[str, str], note: str) -> web.StreamResponse:
    service, user = request.app[SERVICE], user_of(request)
    held = await known_dossier(service.db, request.match_info["code"])
    in_review = bool(held.draft) and held.draft.state is DraftState.REVIEW  # type: ignore[union-attr]
    context = {
        "held": held,
        "item": held.item,
        "state": STATE_LABELS[held.draft.state] if held.draft else "",
        "done": _DONE.get(request.query.get("done", ""), ""),
        "changes": sides(held.current.item if held.current else None, held.item)
        if held.draft
        else [],
        "may_review": in_review and user.may(Permission.REVIEW_CATALOGUE),
        "own": user.name in held.authors,
        "findings": lint_item(held.item, service.clock()[:10]),
        "severities": SEVERITY_LABELS,
        "history": await _history(service.db, held),
        "content": _content(held.item),
        "places": await places_of_item(service.db, held.code),
        "names": await names_of(service.db),
        "errors": errors,
        "note": note,
    }
    status = 422 if errors else 200
    return aiohttp_jinja2.render_template("catalogue_item.html", request, context, status=status)


async def _history(db: Database, held: Dossier) -> list[dict[str, Any]]:
    """Every version and every step of a draft, newest first, with who, when and why."""
    desk = {draft.version for draft in held.drafts if draft.version}
    events = [
        {
            "at": draft.at,
            "what": DEED_LABELS[draft.state] + (f"第 {draft.version} 版" if draft.version else ""),
            "who": draft.who,
            "why": draft.note,
        }
        for draft in held.drafts
    ]
    for stored in held.versions:
        if stored.version not in desk:
            bulk = await made_at(db, stored.loaded_at)
            events.append(
                {
                    "at": stored.loaded_at,
                    "what": f"第 {stored.version} 版，来自{stored.origin}",
                    "who": bulk.decided_by if bulk else "",
                    "why": f"{bulk.title}：{bulk.note}" if bulk else "",
                }
            )
    events.sort(key=lambda event: event["at"], reverse=True)
    return [{**event, "shown_at": clock(event["at"])} for event in events]


def _content(item: ServiceItem) -> list[tuple[str, list[tuple[str, str]]]]:
    """The filled fields by section, as label and text."""
    found = []
    for title, names in SECTIONS:
        filled = [(LABELS[n], text) for n in names if (text := shown(n, getattr(item, n)))]
        if filled:
            found.append((title, filled))
    return found


@routes.post("/desk/catalogue/{code}/review")
async def post_review(request: web.Request) -> web.StreamResponse:
    """A reviewer publishes the draft, or sends it back."""
    service, code = request.app[SERVICE], request.match_info["code"]
    form = await read_form(request)
    note, seen, hand = form.get("note", "").strip(), seen_in(form), hand_of(request)
    try:
        if form.get("decision") == "publish":
            agency = service.desk.knowledge.agency
            await save_agency(service.db, agency)
            await publish(service.db, hand, agency, code, seen, note)
            raise web.HTTPSeeOther(address(code, "?done=published"))
        await give_back(service.db, hand, code, seen, note)
    except BadInput as error:
        if not error.fields:
            raise
        return await _page(request, error.fields, note)
    raise web.HTTPSeeOther(address(code, "?done=returned"))


@routes.post("/desk/catalogue/{code}/discard")
async def post_discard(request: web.Request) -> web.StreamResponse:
    """The draft is given up."""
    service, code = request.app[SERVICE], request.match_info["code"]
    draft = await discard(service.db, hand_of(request), code, seen_in(await read_form(request)))
    if draft.base_version == 0:
        raise web.HTTPSeeOther("/desk/catalogue")
    raise web.HTTPSeeOther(address(code, "?done=discarded"))


def address(code: str, more: str = "") -> str:
    """The address of an item's page at the desk."""
    return f"/desk/catalogue/{quote(code, safe='')}{more}"


@routes.get("/desk/catalogue/{code}/versions")
async def versions_page(request: web.Request) -> web.StreamResponse:
    """Any two versions side by side; the latest two where the address names none."""
    db = request.app[SERVICE].db
    held = await known_dossier(db, request.match_info["code"])
    if not held.versions:
        raise NotFound("这个事项还没有发布过，没有可以对照的版本。")
    last = held.seen.version
    old = parameter(request.query, "old", max(1, last - 1), 1, last)
    new = parameter(request.query, "new", last, 1, last)
    before, after = held.numbered(old), held.numbered(new)
    context = {
        "held": held,
        "item": held.item,
        "old": old,
        "new": new,
        "rows": sides(before, after) if after else [],
        "versions": [
            (s.version, f"第 {s.version} 版，{clock(s.loaded_at)}") for s in held.versions
        ],
    }
    return aiohttp_jinja2.render_template("catalogue_versions.html", request, context)
