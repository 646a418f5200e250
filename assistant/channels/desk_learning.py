"""The learning queue (学习队列): what failed, by the word that nothing explained."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import aiohttp_jinja2
from aiohttp import web

from assistant.answering.publishing import Workshop, settle_group
from assistant.answering.suggesting import likely_items
from assistant.channels.access import user_of
from assistant.channels.keys import SERVICE, Service
from assistant.channels.middleware import read_form
from assistant.channels.replying import parameter
from assistant.errors import BadInput, NotFound
from assistant.models.learning import FAILURE_LABELS, STATE_LABELS, GroupState
from assistant.storage import learning as store

routes = web.RouteTableDef()
PERIODS = {"7": "近 7 天", "30": "近 30 天", "90": "近 90 天", "366": "近一年", "0": "全部"}
_SIZE = 30


@routes.get("/desk/learning")
async def queue(request: web.Request) -> web.StreamResponse:
    """The groups of a period in one state, most asked first."""
    service = request.app[SERVICE]
    state = state_of(request.query.get("state", ""))
    days = days_of(request)
    page = parameter(request.query, "page", 1, 1, 10_000)
    period = period_of(service.clock()[:10], int(days))
    found, total = await store.groups(service.db, period, state, _SIZE, (page - 1) * _SIZE)
    context = {
        "groups": found,
        "total": total,
        "state": state,
        "states": STATE_LABELS,
        "days": days,
        "periods": PERIODS,
        "page": page,
        "pages": max(1, -(-total // _SIZE)),
    }
    return aiohttp_jinja2.render_template("learning.html", request, context)


@routes.get("/desk/learning/group")
async def group(request: web.Request) -> web.StreamResponse:
    """One group: its questions, what people chose, and what can be made of it."""
    return await _group_page(request, request.query.get("word", ""), {})


@routes.post("/desk/learning/group")
async def post_state(request: web.Request) -> web.StreamResponse:
    """Say where the work on a group stands."""
    form = await read_form(request)
    word, reason = form.get("word", "")[:40], form.get("reason", "").strip()[:200]
    state = state_of(form.get("state", ""))
    try:
        await settle_group(shop_of(request), user_of(request), word, state, reason)
    except BadInput as error:
        return await _group_page(request, word, error.fields)
    raise web.HTTPSeeOther(
        f"/desk/learning/group?{urlencode({'word': word, 'saved': state.value})}"
    )


async def _group_page(
    request: web.Request, word: str, errors: dict[str, str]
) -> web.StreamResponse:
    service = request.app[SERVICE]
    group = await store.find_group(service.db, period_of(service.clock()[:10], 0), word)
    if group is None:
        raise NotFound("学习队列里没有这个词，请回到队列重新选择。")
    rows = await store.failed_questions(service.db, word)
    chosen = await store.chosen_after(service.db, word)
    context = {
        "group": group,
        "rows": rows,
        "labels": FAILURE_LABELS,
        "states": STATE_LABELS,
        "complaints": await store.complaints(service.db, word),
        "chosen": _named(service, chosen),
        "items": _likely(service, rows, chosen),
        "errors": errors,
        "saved": request.query.get("saved", ""),
    }
    status = 422 if errors else 200
    return aiohttp_jinja2.render_template("learning_group.html", request, context, status=status)


def _named(service: Service, chosen: list[tuple[str, int]]) -> list[tuple[str, int]]:
    items = service.desk.knowledge.items
    return [(items[code].item.name if code in items else code, times) for code, times in chosen]


def _likely(service: Service, rows: Any, chosen: list[tuple[str, int]]) -> list[tuple[str, str]]:
    questions = [row["question"] for row in rows]
    codes = [code for code, _ in chosen]
    return likely_items(service.desk.knowledge, service.settings.region, questions, codes)


def shop_of(request: web.Request) -> Workshop:
    """What every deed on edits needs."""
    service = request.app[SERVICE]
    return Workshop(service.db, service.clock, service.new_id)


def state_of(told: str) -> GroupState:
    """A state of the query or form; open where it names none."""
    return GroupState(told) if told in {state.value for state in GroupState} else GroupState.OPEN


def days_of(request: web.Request) -> str:
    """How many days back are asked for, one of PERIODS."""
    days = request.query.get("days", "")
    return days if days in PERIODS else "30"


def period_of(today: str, days: int) -> store.Period:
    """The last so many days, today among them; 0: everything."""
    end = date.fromisoformat(today) + timedelta(days=1)
    start = (end - timedelta(days=days)).isoformat() if days else ""
    return store.Period(start, end.isoformat())
