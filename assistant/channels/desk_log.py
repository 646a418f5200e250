"""The staff's form for the year's log (记台账)."""

from dataclasses import replace
from datetime import date
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.channels.access import user_of
from assistant.channels.case_views import fields_of
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.errors import BadInput
from assistant.models.accounts import Permission
from assistant.models.activity import KIND_OF, KINDS
from assistant.reporting.entries import entry_from, summary_of
from assistant.storage.activity import append_entries, recent_entries
from assistant.storage.sample import has_sample

routes = web.RouteTableDef()
_SHOWN = 20
_REPLACES = {
    "name": "replaces",
    "label": "更正哪一条",
    "type": "text",
    "options": (),
    "required": False,
    "group": "",
    "hint": "记错了才填：写上原来那一条的编号，原条目不再计入，但会留存",
}


@routes.get("/desk/log")
async def form(request: web.Request) -> web.StreamResponse:
    """The empty form of the chosen kind, and the latest entries."""
    kind = request.query.get("kind", KINDS[0].key)
    today = request.app[SERVICE].clock()[:10]
    values = {"happened_on": today, "quantity": "1"}
    saved = _told(request)
    return await _page(request, kind if kind in KIND_OF else KINDS[0].key, values, {}, saved)


@routes.post("/desk/log")
async def post_entry(request: web.Request) -> web.StreamResponse:
    """Store one entry; what was typed stays in the form where something is wrong."""
    service = request.app[SERVICE]
    typed = {key: value.strip() for key, value in (await read_form(request)).items()}
    typed.pop("token", "")
    kind = typed.pop("kind", "")
    today = date.fromisoformat(service.clock()[:10])
    try:
        entry = entry_from(kind, typed, today)
        entry = replace(entry, recorded_by=user_of(request).name)
        await append_entries(service.db, [(service.new_id(), entry)], service.clock())
    except BadInput as error:
        if not error.fields:
            raise
        return await _page(request, kind, typed, error.fields, "")
    raise web.HTTPSeeOther(f"/desk/log?kind={kind}&saved=1")


def _told(request: web.Request) -> str:
    """What was done just now, said at the top of the page."""
    if request.query.get("saved"):
        return f"已保存，{service_time(request)}。"
    if (imported := request.query.get("imported", "")).isdigit():
        return f"已导入 {imported} 条。"
    if (undone := request.query.get("undone", "")).isdigit():
        return f"已撤销这次导入，{undone} 条不再计入，改动有记录。"
    if request.query.get("sample"):
        return "已载入示例年度。每一条都标有“示例”，看过后请移除，再登记真实的台账。"
    return "示例年度已移除。" if request.query.get("removed") else ""


def service_time(request: web.Request) -> str:
    """The hour and minute now, as people read it."""
    return request.app[SERVICE].clock()[11:16]


async def _page(
    request: web.Request, kind: str, values: dict[str, str], errors: dict[str, str], saved: str
) -> web.StreamResponse:
    service = request.app[SERVICE]
    context = {
        "kinds": [_kind(k.key) for k in KINDS],
        "kind": kind,
        "values": values,
        "errors": errors,
        "saved": saved,
        "entries": [
            {
                "date": stored.entry.happened_on,
                "kind": KIND_OF[stored.entry.kind].label,
                "summary": f"{summary_of(stored.entry)}（编号 {stored.id}）",
                "quantity": f"{stored.entry.quantity} {KIND_OF[stored.entry.kind].unit}",
                "recorded_at": stored.recorded_at,
            }
            for stored in await recent_entries(service.db, _SHOWN)
        ],
        "year": service.clock()[:4],
        "imported_at": request.query.get("at", ""),
        "has_sample": await has_sample(service.db),
        "may_import": user_of(request).may(Permission.IMPORT),
    }
    status = 422 if errors else 200
    return aiohttp_jinja2.render_template("log.html", request, context, status=status)


def _kind(key: str) -> dict[str, Any]:
    kind = KIND_OF[key]
    return {"key": kind.key, "label": kind.label, "fields": [*fields_of(kind.inputs), _REPLACES]}
