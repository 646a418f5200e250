"""The operators' console (话务台): look an item up while the caller talks."""

import aiohttp_jinja2
from aiohttp import web

from assistant.answering.card import card_of
from assistant.channels.keys import SERVICE
from assistant.channels.looking_up import LookedUp, look_up

routes = web.RouteTableDef()
REPLY = "-"
"""Stands in ?code= for the reply that is no item."""


@routes.get("/console")
async def console(request: web.Request) -> web.StreamResponse:
    """Search, hits and one card; the page's script does the same as one types.

    What the words mean besides items (another office, a report, an emergency) comes first.
    """
    service = request.app[SERVICE]
    q, code = request.query.get("q", ""), request.query.get("code", "")
    found = look_up(service, request, 10, reply=True) if q.strip() else LookedUp(0, ())
    known = service.desk.knowledge.items.get(code)
    reply = found.reply
    context = {
        "q": q,
        "hits": found.hits,
        "reply": reply,
        "opened": reply if reply and code == REPLY else None,
        "code": code,
        "selected": known.item if known else None,
        "card": card_of(known) if known else (),
    }
    return aiohttp_jinja2.render_template("console.html", request, context)
