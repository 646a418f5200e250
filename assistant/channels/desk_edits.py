"""Edits of lexicon and items (改动): proposed in a form, tried, published or taken back."""

from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.answering.edits import wrong_cells
from assistant.answering.publishing import needs_second, propose, publish, why_not, withdraw
from assistant.answering.suggesting import (
    TABLE_LABELS,
    Suggestion,
    columns_of,
    edit_of,
    hint_of,
    likely_items,
    line_cells,
    suggestion,
)
from assistant.channels.access import user_of
from assistant.channels.desk_item import names_of
from assistant.channels.desk_learning import shop_of
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.errors import BadInput, Conflict, NotFound
from assistant.models.learning import ACTION_LABELS, Action, Edit
from assistant.models.lexicon import LexiconKind
from assistant.storage import knowledge as knowledge_store
from assistant.storage import learning as store
from assistant.storage.lexicon import versions_of_line
from assistant.storage.proposals import Proposal, find_proposal, latest_proposals

routes = web.RouteTableDef()
_SHOWN = 100


@routes.get("/desk/edits")
async def edits(request: web.Request) -> web.StreamResponse:
    """The latest proposals, newest first."""
    db = request.app[SERVICE].db
    found = await latest_proposals(db, _SHOWN)
    context = {"proposals": found, "names": await names_of(db)}
    return aiohttp_jinja2.render_template("edits.html", request, context)


@routes.get("/desk/edits/new")
async def new_edit(request: web.Request) -> web.StreamResponse:
    """The form of one kind of edit, filled in from a group or from the line it changes."""
    asked = dict(request.query)
    try:
        action = Action(asked.get("action", ""))
        columns_of(action, asked.get("table", ""))
    except ValueError as error:
        raise BadInput("没有这种改动，请从学习队列或词库重新进入。") from error
    begun = await _begun(request, action, asked)
    values = {f"c{place}": cell for place, cell in enumerate(begun.cells)}
    if begun.items:
        values["code"] = begun.items[0][0]
    return _form(request, asked | values, begun.items, {})


@routes.post("/desk/edits/new")
async def post_edit(request: web.Request) -> web.StreamResponse:
    """Keep the edit as a proposal and begin to try it; what is wrong stays in the form."""
    service = request.app[SERVICE]
    form = await read_form(request)
    edit = edit_of(form, service.desk.knowledge)
    wrong = wrong_cells(edit, service.desk.knowledge)
    if edit.action in (Action.ALIAS, Action.FAQ) and not edit.code:
        return await _unnamed(request, form, wrong)
    if wrong:
        items = await _items(request, form.get("word", ""))
        return _form(request, form, tuple(items), wrong)
    why = form.get("why", "").strip()[:200]
    id = await propose(shop_of(request), user_of(request), form.get("word", "")[:40], edit, why)
    service.beside.try_out(id)
    raise web.HTTPSeeOther(f"/desk/edits/{id}")


async def _unnamed(
    request: web.Request, form: dict[str, str], wrong: dict[str, str]
) -> web.StreamResponse:
    """The form again, with the items that are called nearly as somebody wrote, none chosen."""
    service, named = request.app[SERVICE], form.get("other", "").strip()
    if not named:
        items = await _items(request, form.get("word", ""))
        said = "请选一个事项，或写出事项的编码或全名。"
    else:
        items = likely_items(service.desk.knowledge, service.settings.region, [named], [])
        said = f"没有叫“{named[:40]}”的事项。" + (
            "上面是相近的，请选一个，或改写这里。" if items else "请写出事项的编码或全名。"
        )
    values = {**form, "code": "", "searched": named}
    return _form(request, values, tuple(items), {"other": said, **wrong})


@routes.get("/desk/edits/{id}")
async def edit(request: web.Request) -> web.StreamResponse:
    """One proposal with what its trial told, once it is there."""
    return await _page(request, await _found(request), "")


@routes.post("/desk/edits/{id}")
async def post_decision(request: web.Request) -> web.StreamResponse:
    """Publish a proposal, take it back, or try it again."""
    proposal = await _found(request)
    wanted = (await read_form(request)).get("do", "")
    beside = request.app[SERVICE].beside
    try:
        if wanted == "publish":
            await publish(shop_of(request), user_of(request), proposal)
        elif wanted == "withdraw":
            await withdraw(shop_of(request), user_of(request), proposal)
        else:
            beside.try_out(proposal.id)
    except Conflict as error:
        beside.try_out(proposal.id)
        return await _page(request, proposal, error.message)
    raise web.HTTPSeeOther(f"/desk/edits/{proposal.id}")


async def _found(request: web.Request) -> Proposal:
    found = await find_proposal(request.app[SERVICE].db, request.match_info["id"])
    if found is None:
        raise NotFound("没有这条改动，请从改动列表里选择。")
    return found


async def _page(request: web.Request, proposal: Proposal, message: str) -> web.StreamResponse:
    service = request.app[SERVICE]
    known = service.desk.knowledge.items.get(proposal.edit.code)
    current = await knowledge_store.version(service.db)
    context = {
        "proposal": proposal,
        "edit": proposal.edit,
        "cells": _labelled(proposal.edit),
        "item": known.item if known else None,
        "action": ACTION_LABELS[proposal.edit.action],
        "trial": proposal.trial,
        "trying": service.beside.trying(proposal.id),
        "stale": bool(proposal.trial) and proposal.trial["version"] != current,
        "second": needs_second(proposal),
        "why_not": why_not(proposal, user_of(request)),
        "message": message,
        "names": await names_of(service.db),
    }
    status = 409 if message else 200
    return aiohttp_jinja2.render_template("edit.html", request, context, status=status)


def _labelled(edit: Edit) -> list[tuple[str, str]]:
    titles = columns_of(edit.action, edit.table)
    return list(zip(titles, edit.cells, strict=False))


def _form(
    request: web.Request,
    values: dict[str, str],
    items: tuple[tuple[str, str], ...],
    errors: dict[str, str],
) -> web.StreamResponse:
    action, table = Action(values["action"]), values.get("table", "")
    titles = columns_of(action, table)
    context: dict[str, Any] = {
        "action": action,
        "table": table,
        "table_label": TABLE_LABELS[LexiconKind(table)] if table else "",
        "columns": [
            {"name": f"c{place}", "label": title, "hint": hint_of(title, table)}
            for place, title in enumerate(titles)
        ],
        "values": values,
        "items": items,
        "errors": errors,
    }
    status = 422 if errors else 200
    return aiohttp_jinja2.render_template("edit_new.html", request, context, status=status)


async def _begun(request: web.Request, action: Action, asked: dict[str, str]) -> Suggestion:
    table, replaces = asked.get("table", ""), asked.get("replaces", "")
    if replaces:
        versions = await versions_of_line(request.app[SERVICE].db, table, replaces)
        if not versions:
            raise NotFound("词库里没有这条词条，请从词库列表里选择。")
        return Suggestion(line_cells(versions[-1].line))
    word = asked.get("word", "")
    rows = await store.failed_questions(request.app[SERVICE].db, word) if word else []
    questions = [row["question"] for row in rows]
    return suggestion(action, table, word, questions, await _items(request, word))


async def _items(request: web.Request, word: str) -> list[tuple[str, str]]:
    service = request.app[SERVICE]
    if not word:
        return []
    rows = await store.failed_questions(service.db, word)
    chosen = [code for code, _ in await store.chosen_after(service.db, word)]
    questions = [row["question"] for row in rows]
    return likely_items(service.desk.knowledge, service.settings.region, questions, chosen)
