"""One's own account (我的账号): the password, the codes of the phone, where one is signed in."""

import aiohttp_jinja2
from aiohttp import web

from assistant.accounts import own
from assistant.channels.access import PASSWORD, signed_in_of
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.errors import BadInput

routes = web.RouteTableDef()


@routes.get("/desk/account")
async def account(request: web.Request) -> web.StreamResponse:
    """Who one is here, and where one is signed in."""
    me = signed_in_of(request)
    context = {
        "sessions": await own.my_sessions(request.app[SERVICE].accounts, me.user),
        "this": me.session.id,
        "saved": request.query.get("saved", ""),
    }
    return aiohttp_jinja2.render_template("account.html", request, context)


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


def _password_page(request: web.Request, errors: dict[str, str]) -> web.StreamResponse:
    due = signed_in_of(request).user.must_change
    context = {"errors": errors, "due": due}
    response = aiohttp_jinja2.render_template("password.html", request, context)
    if errors:
        response.set_status(422)
    return response
