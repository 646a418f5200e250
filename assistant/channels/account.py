"""One's own account (我的账号): the password, the codes of the phone, where one is signed in."""

from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.accounts import codes, own
from assistant.accounts.browsers import browser_named
from assistant.channels.access import PASSWORD, signed_in_of, user_of
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.errors import BadInput

routes = web.RouteTableDef()
_SAVED = {
    "password": "密码已改好，别处的登录已退出。",
    "session": "那一处登录已退出。",
    "codes_on": "已设好。以后登录除了密码，还要输手机上的验证码。",
    "codes_off": "已停用验证码，以后登录只要密码。",
}


@routes.get("/desk/account")
async def account(request: web.Request) -> web.StreamResponse:
    """Who one is here, and where one is signed in."""
    return await _account_page(request, {})


@routes.get(PASSWORD)
async def password_form(request: web.Request) -> web.StreamResponse:
    """The form for a new password; with a one-time password, the only page there is."""
    return _password_page(request, {})


@routes.post(PASSWORD)
async def post_password(request: web.Request) -> web.StreamResponse:
    """Replace the password; every other session ends."""
    typed = await read_form(request)
    words = [typed.get(name, "") for name in ("old", "new", "again")]
    try:
        await own.change_password(request.app[SERVICE].accounts, signed_in_of(request), *words)
    except BadInput as error:
        return _password_page(request, error.fields)
    raise web.HTTPSeeOther("/desk/account?saved=password")


@routes.post("/desk/account/sessions")
async def post_sessions(request: web.Request) -> web.StreamResponse:
    """End one of one's other sessions."""
    wanted = (await read_form(request)).get("session", "")
    await own.end_session(request.app[SERVICE].accounts, user_of(request), wanted)
    raise web.HTTPSeeOther("/desk/account?saved=session")


@routes.get("/desk/account/codes")
async def codes_form(request: web.Request) -> web.StreamResponse:
    """A fresh secret for the phone, as a picture and in letters."""
    return _codes_page(request, codes.new_secret(), {})


@routes.post("/desk/account/codes")
async def post_codes(request: web.Request) -> web.StreamResponse:
    """Ask for a code at every sign-in from now on, once the phone has shown a right one."""
    typed = await read_form(request)
    secret, office = typed.get("secret", ""), request.app[SERVICE].accounts
    try:
        await own.switch_codes_on(office, user_of(request), secret, typed.get("code", ""))
    except BadInput as error:
        return _codes_page(request, secret, error.fields)
    raise web.HTTPSeeOther("/desk/account?saved=codes_on")


@routes.post("/desk/account/codes/off")
async def post_codes_off(request: web.Request) -> web.StreamResponse:
    """Ask for no code any more."""
    password = (await read_form(request)).get("password", "")
    try:
        await own.switch_codes_off(request.app[SERVICE].accounts, signed_in_of(request), password)
    except BadInput as error:
        return await _account_page(request, error.fields)
    raise web.HTTPSeeOther("/desk/account?saved=codes_off")


def _password_page(request: web.Request, errors: dict[str, str]) -> web.StreamResponse:
    due = signed_in_of(request).user.must_change
    context = {"errors": errors, "due": due}
    return _rendered(request, "password.html", context)


async def _account_page(request: web.Request, errors: dict[str, str]) -> web.StreamResponse:
    me = signed_in_of(request)
    context = {
        "sessions": await own.my_sessions(request.app[SERVICE].accounts, me.user),
        "this": me.session.id,
        "browser_named": browser_named,
        "saved": _SAVED.get(request.query.get("saved", ""), ""),
        "errors": errors,
    }
    return _rendered(request, "account.html", context)


def _codes_page(request: web.Request, secret: str, errors: dict[str, str]) -> web.StreamResponse:
    agency = request.app[SERVICE].desk.knowledge.agency.name
    secret = secret if codes.is_secret(secret) else codes.new_secret()
    address = codes.address_of(secret, user_of(request).name, agency)
    context = {"secret": secret, "picture": codes.picture_of(address), "errors": errors}
    return _rendered(request, "codes.html", context)


def _rendered(request: web.Request, template: str, context: dict[str, Any]) -> web.StreamResponse:
    status = 422 if context["errors"] else 200
    return aiohttp_jinja2.render_template(template, request, context, status=status)
