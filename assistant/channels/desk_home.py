"""The desk's first page (今日工作): what there is to do, by task."""

import aiohttp_jinja2
from aiohttp import web

from assistant.channels.access import user_of
from assistant.channels.keys import SERVICE
from assistant.channels.waiting import waiting_for

routes = web.RouteTableDef()


@routes.get("/desk")
async def desk(request: web.Request) -> web.StreamResponse:
    """What waits for the account, then the sections that it may open."""
    waiting = await waiting_for(request.app[SERVICE], user_of(request))
    return aiohttp_jinja2.render_template("desk_home.html", request, {"waiting": waiting})
