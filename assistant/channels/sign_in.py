"""Signing in and out (登录、退出): plain forms, a cookie that scripts cannot read."""

import aiohttp_jinja2
from aiohttp import web

from assistant.accounts import signing_in
from assistant.accounts.signing_in import Begun, Caller
from assistant.channels.access import (
    COOKIE,
    SIGN_IN,
    SIGN_OUT,
    local_path,
    signed_in_of,
)
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import check_form_token, form_token, read_form
from assistant.errors import AssistantError, BadInput, TooMany
from assistant.storage.sessions import SignedIn

routes = web.RouteTableDef()
CODE = SIGN_IN + "/code"


@routes.get(SIGN_IN)
async def form(request: web.Request) -> web.StreamResponse:
    """The empty form; ?next= is where it leads afterwards."""
    return _page(request, "sign_in.html", request.query.get("next", ""))


@routes.post(SIGN_IN)
async def post_sign_in(request: web.Request) -> web.StreamResponse:
    """Begin a session by name and password; the name stays in the form where they do not fit."""
    typed = await read_form(request)
    check_form_token(request, typed.get("token", ""))
    name, after = typed.get("name", "").strip(), typed.get("next", "")
    office = request.app[SERVICE].accounts
    try:
        begun = await signing_in.sign_in(office, name, typed.get("password", ""), _caller(request))
    except (BadInput, TooMany) as error:
        return _page(request, "sign_in.html", after, error, name)
    return _begun(request, begun, after)


@routes.get(CODE)
async def code_form(request: web.Request) -> web.StreamResponse:
    """The form for the code of the phone, for those whose password was right."""
    await _waiting(request)
    return _page(request, "sign_in_code.html", request.query.get("next", ""))


@routes.post(CODE)
async def post_code(request: web.Request) -> web.StreamResponse:
    """Complete a session by the code of the phone."""
    waiting = await _waiting(request)
    typed = await read_form(request)
    check_form_token(request, typed.get("token", ""))
    code, after = typed.get("code", ""), typed.get("next", "")
    office = request.app[SERVICE].accounts
    try:
        begun = await signing_in.enter_code(office, waiting, code, _caller(request))
    except (BadInput, TooMany) as error:
        return _page(request, "sign_in_code.html", after, error)
    return _begun(request, begun, after)


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


def _begun(request: web.Request, begun: Begun, after: str) -> web.StreamResponse:
    """Lead on with the new session's cookie, which every sign-in replaces."""
    place = web.HTTPSeeOther(local_path(after, "/desk"))
    if begun.needs_code:
        place = web.HTTPSeeOther(
            str(request.url.with_path(CODE).with_query({"next": after}).relative())
        )
    place.set_cookie(
        COOKIE,
        begun.token,
        max_age=int(signing_in.LONGEST.total_seconds()),
        httponly=True,
        samesite="Strict",
        secure=request.secure,
    )
    raise place


def _page(
    request: web.Request,
    template: str,
    after: str,
    error: AssistantError | None = None,
    name: str = "",
) -> web.StreamResponse:
    token = form_token(request)
    context = {
        "next": after,
        "name": name,
        "message": error.message if error else "",
        "errors": error.fields if error else {},
        "token": token,
    }
    response = aiohttp_jinja2.render_template(template, request, context)
    if error:
        response.set_status(429 if isinstance(error, TooMany) else 422)
    response.set_cookie("token", token, httponly=True, samesite="Strict", secure=request.secure)
    response.headers["Cache-Control"] = "no-store"
    return response
