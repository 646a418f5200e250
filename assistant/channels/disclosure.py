"""The desk's pages of disclosure requests and disputes (依申请公开, 复议诉讼)."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp_jinja2
from aiohttp import web

from assistant.channels.access import user_of
from assistant.channels.case_views import (
    calendar_of,
    fields_of,
    history_rows,
    pressing,
    request_context,
    request_row,
    step_form,
)
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.errors import BadInput, NotFound
from assistant.logbook.cases import change_applicant, open_case, take_step, void_step
from assistant.models.disclosure import (
    APPLICANT_INPUTS,
    DISPUTE_STEPS,
    RECEIVED,
    STEP_OF,
    Case,
    CaseKind,
)
from assistant.reporting.disclosure.clock import Level
from assistant.reporting.disclosure.letter import reply_letter
from assistant.reporting.disclosure.steps import possible_steps
from assistant.reporting.disclosure.telling import option_label
from assistant.storage import disclosure

routes = web.RouteTableDef()
_FOLDERS: dict[str, CaseKind] = {"requests": "request", "disputes": "dispute"}
_OPENING = {
    "request": (*RECEIVED.inputs, *APPLICANT_INPUTS),
    "dispute": DISPUTE_STEPS[0].inputs,
}


@routes.get("/desk/requests")
async def requests(request: web.Request) -> web.StreamResponse:
    """Every request by the days it has left; ?show=all with the closed ones."""
    db, show = request.app[SERVICE].db, request.query.get("show", "open")
    calendar, today = await calendar_of(request)
    people = await disclosure.applicants(db)
    rows = [
        request_row(case, people.get(case.id), calendar, today)
        for case in await disclosure.cases(db, "request")
    ]
    waiting = sorted((r for r in rows if r["clock"].days_left is not None), key=pressing)
    context = {
        "rows": sorted(rows, key=pressing) if show == "all" else waiting,
        "show": show,
        "open": len(waiting),
        "every": len(rows),
        "late": sum(row["clock"].level is Level.OVERDUE for row in waiting),
    }
    return aiohttp_jinja2.render_template("requests.html", request, context)


@routes.get("/desk/disputes")
async def disputes(request: web.Request) -> web.StreamResponse:
    """Every review and lawsuit, newest first."""
    rows = [_dispute(case) for case in await disclosure.cases(request.app[SERVICE].db, "dispute")]
    return aiohttp_jinja2.render_template("disputes.html", request, {"rows": rows[::-1]})


@routes.get("/desk/requests/new")
@routes.get("/desk/disputes/new")
async def new(request: web.Request) -> web.StreamResponse:
    """The empty form of a new case."""
    return _new_page(request, {"happened_on": request.app[SERVICE].clock()[:10]}, {})


@routes.post("/desk/requests/new")
@routes.post("/desk/disputes/new")
async def post_new(request: web.Request) -> web.StreamResponse:
    """Open a case; what was typed stays in the form where something is wrong."""
    typed = await _typed(request)
    kind = _FOLDERS[_folder(request)]
    try:
        id = await open_case(request.app[SERVICE].accounts, kind, typed, user_of(request).shown)
    except BadInput as error:
        return _new_page(request, typed, error.fields)
    raise web.HTTPSeeOther(f"/desk/{_folder(request)}/{id}?saved=1")


@routes.get("/desk/requests/{id}")
@routes.get("/desk/disputes/{id}")
async def case_page(request: web.Request) -> web.StreamResponse:
    """One case: where it stands, the form of the chosen next step, its whole history."""
    case = await _case(request)
    today = request.app[SERVICE].clock()[:10]
    return await _case_page(request, case, _chosen(request, case), {"happened_on": today}, {})


@routes.post("/desk/requests/{id}")
@routes.post("/desk/disputes/{id}")
async def post_step(request: web.Request) -> web.StreamResponse:
    """One more step, or the correction of one."""
    case, typed = await _case(request), await _typed(request)
    kind, replaces = typed.pop("kind", ""), typed.pop("replaces", "")
    service, who = request.app[SERVICE], user_of(request).shown
    try:
        await take_step(service.accounts, case, kind, typed, who, replaces)
    except BadInput as error:
        if not error.fields or kind not in STEP_OF:
            raise
        return await _case_page(request, case, (kind, replaces), typed, error.fields)
    raise web.HTTPSeeOther(f"{request.path}?saved=1")


@routes.post("/desk/requests/{id}/void")
@routes.post("/desk/disputes/{id}/void")
async def post_void(request: web.Request) -> web.StreamResponse:
    """Say that a step never happened."""
    case, typed = await _case(request), await _typed(request)
    service, who = request.app[SERVICE], user_of(request).shown
    await void_step(service.accounts, case, typed.get("step", ""), typed.get("reason", ""), who)
    raise web.HTTPSeeOther(f"/desk/{_folder(request)}/{case.id}?saved=1")


@routes.get("/desk/requests/{id}/applicant")
async def applicant_form(request: web.Request) -> web.StreamResponse:
    """Who asks, in a form: the one page besides the request's own that shows it whole."""
    case = await _case(request)
    held = await disclosure.applicant_of(request.app[SERVICE].db, case.id)
    values = {"name": held.name, "contact": held.contact, "address": held.address} if held else {}
    return _applicant_page(request, case, values, {})


@routes.post("/desk/requests/{id}/applicant")
async def post_applicant(request: web.Request) -> web.StreamResponse:
    """Keep a new version of who asks."""
    case, typed = await _case(request), await _typed(request)
    who = user_of(request).shown
    try:
        await change_applicant(request.app[SERVICE].accounts, case, typed, who)
    except BadInput as error:
        return _applicant_page(request, case, typed, error.fields)
    raise web.HTTPSeeOther(f"/desk/requests/{case.id}?saved=1")


def _folder(request: web.Request) -> str:
    """requests or disputes, by the address."""
    return request.path.split("/")[2]


@routes.get("/desk/requests/{id}/reply.docx")
async def reply(request: web.Request) -> web.StreamResponse:
    """The reply as a Word document."""
    case, service = await _case(request), request.app[SERVICE]
    if not case.last("replied"):
        raise NotFound("这件申请还没有登记答复，请先登记“作出答复”。")
    # Late: a service seldom writes one, and the library takes its time to start.
    from assistant.reporting.docx.letter import letter_docx

    applicant = await disclosure.applicant_of(service.db, case.id)
    letter = reply_letter(case, applicant, service.desk.knowledge.agency)
    return web.Response(
        body=await asyncio.to_thread(letter_docx, letter),
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(case.number)}.docx"},
    )


async def _typed(request: web.Request) -> dict[str, str]:
    typed = {name: value.strip() for name, value in (await read_form(request)).items()}
    typed.pop("token", "")
    return typed


async def _case(request: web.Request) -> Case:
    kind = _FOLDERS[_folder(request)]
    return await disclosure.case_of(request.app[SERVICE].db, kind, request.match_info["id"])


def _chosen(request: web.Request, case: Case) -> tuple[str, str]:
    """The step whose form is shown: ?step=KIND, or ?correct=ID for a correction of it."""
    if corrected := request.query.get("correct", ""):
        held = next((step for step in case.steps if step.id == corrected), None)
        if held is None:
            raise NotFound("这一步已经更正过，请回到这一件的页面重新选择。")
        return held.kind, corrected
    kind = request.query.get("step", "")
    return (kind if kind in possible_steps(case) else ""), ""


async def _case_page(
    request: web.Request,
    case: Case,
    chosen: tuple[str, str],
    values: Mapping[str, str],
    errors: Mapping[str, str],
) -> web.StreamResponse:
    kind, replaces = chosen
    corrected = next((step for step in case.steps if step.id == replaces), None)
    if corrected and not errors:
        values = {"happened_on": corrected.happened_on, **corrected.detail}
    context: dict[str, Any] = {
        "folder": "requests" if case.kind == "request" else "disputes",
        "possible": [(key, STEP_OF[key].label) for key in possible_steps(case)],
        "form": step_form(kind) if kind else None,
        "replaces": replaces,
        "values": values,
        "errors": errors,
        "history": history_rows(case),
        "saved": bool(request.query.get("saved")),
        "void": next((s for s in case.steps if s.id == request.query.get("void")), None),
    }
    if case.kind == "request":
        calendar, today = await calendar_of(request)
        context |= request_context(case, calendar, today)
        context["applicant"] = await disclosure.applicant_of(request.app[SERVICE].db, case.id)
    else:
        context |= {"case": case, "dispute": _dispute(case)}
    return _rendered(request, f"{case.kind}.html", context)


def _new_page(
    request: web.Request, values: Mapping[str, str], errors: Mapping[str, str]
) -> web.StreamResponse:
    folder = _folder(request)
    fields = fields_of(_OPENING[_FOLDERS[folder]])
    context = {"folder": folder, "fields": fields, "values": values, "errors": errors}
    return _rendered(request, "case_new.html", context)


def _applicant_page(
    request: web.Request, case: Case, values: Mapping[str, str], errors: Mapping[str, str]
) -> web.StreamResponse:
    fields = fields_of(APPLICANT_INPUTS)
    context = {"case": case, "fields": fields, "values": values, "errors": errors}
    return _rendered(request, "applicant.html", context)


def _rendered(request: web.Request, page: str, context: dict[str, Any]) -> web.StreamResponse:
    status = 422 if context["errors"] else 200
    return aiohttp_jinja2.render_template(page, request, context, status=status)


def _dispute(case: Case) -> dict[str, str]:
    filed, decided = case.first, case.last("decided")
    return {
        "id": case.id,
        "number": case.number,
        "category": option_label("filed", "category", filed.detail),
        "body": filed.detail.get("body", ""),
        "about": filed.detail.get("about", ""),
        "filed_on": filed.happened_on,
        "result": option_label("decided", "result", decided.detail) if decided else "尚未审结",
        "decided_on": decided.happened_on if decided else "",
    }
