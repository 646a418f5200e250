"""The report as files: the draft's at the desk, the published one's for everybody."""

import asyncio
from dataclasses import replace
from urllib.parse import quote

from aiohttp import web

from assistant.channels.drafts import BASE, opened_draft
from assistant.channels.keys import SERVICE
from assistant.errors import NotFound
from assistant.models.signing import StepKind
from assistant.reporting.export import Export, exported
from assistant.reporting.frozen import draft_from, figures_then
from assistant.reporting.published import published_of
from assistant.reporting.signing import last_of

routes = web.RouteTableDef()

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "pdf": "application/pdf",
    "md": "text/markdown",
    "json": "application/json",
}


@routes.get(BASE + "/files/{form}")
async def draft_file(request: web.Request) -> web.StreamResponse:
    """The draft as a file, with the definitions of its figures where ?appendix=1 asks for them.

    What is not signed says 草稿 in its title and its name, what is of the sample year 示例.
    """
    desk = await opened_draft(request)
    signed = last_of(desk.steps, StepKind.SIGN) if desk.signed else None
    shown = desk.shown
    if signed is None:
        shown = replace(shown, title=f"{shown.title}（草稿）")
    wanted = request.query.get("appendix") == "1"
    appendix = figures_then(desk.of.figures, desk.signed) if wanted else {}
    pages = request.app[SERVICE].report_pages
    signed_on = signed.taken_at[:10] if signed else ""
    return await _file(request, Export(shown, pages, signed_on, appendix, desk.sample))


@routes.get(r"/reports/{agency}/{year:\d{4}}/files/{form}")
async def published_file(request: web.Request) -> web.StreamResponse:
    """A published report that was signed here, as it was signed."""
    service = request.app[SERVICE]
    agency, year = request.match_info["agency"], int(request.match_info["year"])
    published = await published_of(service.db, agency, year)
    if published is None:
        raise NotFound("这份报告没有可下载的文件，请在页面上查阅。")
    draft = draft_from(published.document)
    return await _file(request, Export(draft, service.report_pages, published.signed_on))


async def _file(request: web.Request, what: Export) -> web.StreamResponse:
    form = request.match_info["form"]
    if form not in _TYPES:
        raise NotFound(f"没有这种文件，可下载的有：{'、'.join(_TYPES)}。")
    # In a thread: a Word document of all tables takes longer than a question may wait.
    body = await asyncio.to_thread(exported, what, f".{form}")
    name = quote(f"{what.title}.{form}")
    return web.Response(
        body=body,
        content_type=_TYPES[form],
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )
