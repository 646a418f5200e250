"""The way to signature and publication: one route a step, so that each has its permission."""

from aiohttp import web

from assistant.channels.desk_reports import render_draft
from assistant.channels.drafts import BASE, address, hand_of, opened_draft
from assistant.channels.middleware import read_form
from assistant.errors import BadInput
from assistant.models.signing import StepKind
from assistant.reporting import drafting

routes = web.RouteTableDef()


async def _take(request: web.Request, kind: StepKind) -> web.StreamResponse:
    typed = await read_form(request)
    desk = await opened_draft(request)
    reason, seen = typed.get("reason", ""), typed.get("seen", "")
    try:
        await drafting.take(hand_of(request), desk, kind, reason, seen)
    except BadInput as error:
        if not error.fields:
            raise
        return render_draft(request, desk, {f"reason-{kind.value}": error.message}, reason)
    raise web.HTTPSeeOther(f"{address(desk.record)}?saved=1")


@routes.post(BASE + "/submit")
async def submit(request: web.Request) -> web.StreamResponse:
    """Editor to reviewer."""
    return await _take(request, StepKind.SUBMIT)


@routes.post(BASE + "/approve")
async def approve(request: web.Request) -> web.StreamResponse:
    """Reviewer to leader."""
    return await _take(request, StepKind.APPROVE)


@routes.post(BASE + "/return")
async def give_back(request: web.Request) -> web.StreamResponse:
    """Back to the editor, with a reason."""
    return await _take(request, StepKind.RETURN)


@routes.post(BASE + "/sign")
async def sign(request: web.Request) -> web.StreamResponse:
    """The leader's name under text and figures, which are frozen by it."""
    return await _take(request, StepKind.SIGN)


@routes.post(BASE + "/withdraw")
async def withdraw(request: web.Request) -> web.StreamResponse:
    """The signature is withdrawn, with a reason; the draft can be edited again."""
    return await _take(request, StepKind.WITHDRAW)


@routes.post(BASE + "/publish")
async def publish(request: web.Request) -> web.StreamResponse:
    """The signed text goes to /reports and into the index."""
    return await _take(request, StepKind.PUBLISH)


@routes.post(BASE + "/unpublish")
async def unpublish(request: web.Request) -> web.StreamResponse:
    """The report is taken down, with a reason; it is kept."""
    return await _take(request, StepKind.UNPUBLISH)
