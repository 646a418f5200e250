"""The desk's first page (今日工作): what there is to do, by task."""

import aiohttp_jinja2
from aiohttp import web

routes = web.RouteTableDef()


@routes.get("/desk")
async def desk(request: web.Request) -> web.StreamResponse:
    """The sections that the account may open, each with what it is for."""
    return aiohttp_jinja2.render_template("desk_home.html", request, {})
