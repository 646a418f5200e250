"""Signing in and out (登录、退出): plain forms, a cookie that scripts cannot read."""

from urllib.parse import urlencode

import aiohttp_jinja2
from aiohttp import web

from assistant.accounts import signing_in
from assistant.accounts.signing_in import Begun, Caller
from assistant.channels.access import COOKIE, SIGN_OUT, desk_token, signed_in_of
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import check_form_token, read_form
from assistant.channels.replying import local_path
from assistant.channels.sign_in_page import SIGN_IN, Kept, kept_from, sign_in_page
from assistant.errors import BadInput, TooMany
from assistant.storage.sessions import SignedIn

routes = web.RouteTableDef()
CODE, _CODE_PAGE = SIGN_IN + "/code", "sign_in_code.html"


@routes.get(SIGN_IN)
async def form(request: web.Request) -> web.StreamResponse:
    """The empty form; ?next= is where it leads afterwards."""
    return await sign_in_page(request, request.query.get("next", ""))


@routes.post(SIGN_IN)
async def post_sign_in(request: web.Request) -> web.StreamResponse:
    """Begin a session by name and password; the name stays in the form where they do not fit."""
    typed = await read_form(request)
    check_form_token(request, typed.get("token", ""))
    name, after = typed.get("name", "").strip(), typed.get("next", "")
    kept = kept_from(typed.get("kept", ""))
    office = request.app[SERVICE].accounts
    try:
        begun = await signing_in.sign_in(office, name, typed.get("password", ""), _caller(request))
    except (BadInput, TooMany) as error:
        return await sign_in_page(request, after, error, name, kept)
    await signing_in.leave(office, request.cookies.get(COOKIE, ""))
    return await _begun(request, begun, after, kept)


@routes.get(CODE)
async def code_form(request: web.Request) -> web.StreamResponse:
    """The form for the code of the phone, for those whose password was right."""
    await _waiting(request)
    return await sign_in_page(request, request.query.get("next", ""), template=_CODE_PAGE)


@routes.post(CODE)
async def post_code(request: web.Request) -> web.StreamResponse:
    """Complete a session by the code of the phone."""
    waiting = await _waiting(request)
    typed = await read_form(request)
    check_form_token(request, typed.get("token", ""))
    code, after = typed.get("code", ""), typed.get("next", "")
    kept = kept_from(typed.get("kept", ""))
    office = request.app[SERVICE].accounts
    try:
        begun = await signing_in.enter_code(office, waiting, code, _caller(request))
    except (BadInput, TooMany) as error:
        return await sign_in_page(request, after, error, kept=kept, template=_CODE_PAGE)
    return await _begun(request, begun, after, kept)


@routes.post(SIGN_OUT)
async def post_sign_out(request: web.Request) -> web.StreamResponse:
    """End this session, here and in the database."""
    await signing_in.sign_out(request.app[SERVICE].accounts, signed_in_of(request).session)
    response = web.HTTPSeeOther(SIGN_IN)
    response.del_cookie(COOKIE)
    raise response


async def _waiting(request: web.Request) -> SignedIn:
    held = await signing_in.signed_in(
        request.app[SERVICE].accounts, request.cookies.get(COOKIE, "")
    )
    if held is None or not held.needs_code:
        raise web.HTTPSeeOther(SIGN_IN)
    return held


def _caller(request: web.Request) -> Caller:
    return Caller(request.remote or "?", request.headers.get("User-Agent", ""))


async def _begun(request: web.Request, begun: Begun, after: str, kept: Kept) -> web.StreamResponse:
    """Lead on with the new session's cookie, which every sign-in replaces."""
    response: web.Response = web.HTTPSeeOther(local_path(after, "/desk"))
    if begun.needs_code and kept.path:
        response = await sign_in_page(request, after, kept=kept, template=_CODE_PAGE)
    elif begun.needs_code:
        response = web.HTTPSeeOther(f"{CODE}?{urlencode({'next': after})}")
    elif kept.path:
        context = {"kept": kept, "token": desk_token(begun.token)}
        response = aiohttp_jinja2.render_template("send_again.html", request, context)
        response.headers["Cache-Control"] = "no-store"
    response.set_cookie(
        COOKIE,
        begun.token,
        max_age=int(signing_in.LONGEST.total_seconds()),
        httponly=True,
        samesite="Strict",
        secure=request.secure,
    )
    if isinstance(response, web.HTTPException):
        raise response
    return response
