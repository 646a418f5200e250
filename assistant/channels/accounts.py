"""Accounts at the desk (账号管理): added, given roles, reset and switched off by administrators."""

from collections.abc import Awaitable

import aiohttp_jinja2
from aiohttp import web

from assistant.accounts import keeping
from assistant.accounts.office import Office
from assistant.channels.access import user_of
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.errors import BadInput, NotFound
from assistant.models.accounts import ROLE_DUTIES, ROLE_LABELS
from assistant.storage import accounts as account_store
from assistant.storage import sessions as session_store

routes = web.RouteTableDef()
_SAVED = {"role": "角色已更改。", "state": "已更改。"}


@routes.get("/desk/accounts")
async def accounts(request: web.Request) -> web.StreamResponse:
    """Every account with role, state and last sign-in; the form for a new one."""
    return await _list(request, {}, {})


@routes.post("/desk/accounts")
async def post_account(request: web.Request) -> web.StreamResponse:
    """Add an account and show its one-time password, this once."""
    typed = {key: value.strip() for key, value in (await read_form(request)).items()}
    name, role, full_name = (typed.get(key, "") for key in ("name", "role", "full_name"))
    office = _office(request)
    try:
        password = await keeping.add_user(office, name, role, full_name, user_of(request).name)
    except BadInput as error:
        return await _list(request, typed, error.fields)
    return _password(request, name, password)


@routes.get("/desk/accounts/{name}")
async def account(request: web.Request) -> web.StreamResponse:
    """One account and what can be done with it."""
    return await _one(request, _SAVED.get(request.query.get("saved", ""), ""))


@routes.post("/desk/accounts/{name}/role")
async def post_role(request: web.Request) -> web.StreamResponse:
    """Give the account another role."""
    typed = await read_form(request)
    name, by = request.match_info["name"], user_of(request).name
    role, why = typed.get("role", ""), typed.get("why", "").strip()[:200]
    return await _changed(
        request, keeping.change_role(_office(request), name, role, by, why), "role"
    )


@routes.post("/desk/accounts/{name}/state")
async def post_state(request: web.Request) -> web.StreamResponse:
    """Switch the account on or off."""
    typed = await read_form(request)
    name, by = request.match_info["name"], user_of(request).name
    active, why = typed.get("state") == "on", typed.get("why", "").strip()[:200]
    return await _changed(request, keeping.switch(_office(request), name, active, by, why), "state")


@routes.post("/desk/accounts/{name}/reset")
async def post_reset(request: web.Request) -> web.StreamResponse:
    """Give the account a new one-time password and show it, this once."""
    name = request.match_info["name"]
    password = await keeping.reset(_office(request), name, user_of(request).name)
    return _password(request, name, password)


async def _changed(request: web.Request, change: Awaitable[None], saved: str) -> web.StreamResponse:
    try:
        await change
    except BadInput as error:
        return await _one(request, "", error.message)
    raise web.HTTPSeeOther(f"/desk/accounts/{request.match_info['name']}?saved={saved}")


async def _list(
    request: web.Request, typed: dict[str, str], errors: dict[str, str]
) -> web.StreamResponse:
    office = _office(request)
    context = {
        "accounts": await account_store.every_account(office.db),
        "seen": await session_store.last_sign_ins(office.db),
        "roles": ROLE_LABELS,
        "duties": ROLE_DUTIES,
        "typed": typed,
        "errors": errors,
    }
    status = 422 if errors else 200
    return aiohttp_jinja2.render_template("accounts.html", request, context, status=status)


async def _one(request: web.Request, saved: str, wrong: str = "") -> web.StreamResponse:
    office = _office(request)
    found = await account_store.by_name(office.db, request.match_info["name"])
    if found is None:
        raise NotFound("没有这个账号，请从账号管理里选。")
    context = {
        "account": found,
        "seen": (await session_store.last_sign_ins(office.db)).get(found.id, ""),
        "roles": ROLE_LABELS,
        "duties": ROLE_DUTIES,
        "saved": saved,
        "wrong": wrong,
    }
    status = 422 if wrong else 200
    return aiohttp_jinja2.render_template("account_of.html", request, context, status=status)


def _password(request: web.Request, name: str, password: str) -> web.StreamResponse:
    context = {"name": name, "password": password}
    return aiohttp_jinja2.render_template("one_time_password.html", request, context)


def _office(request: web.Request) -> Office:
    return request.app[SERVICE].accounts
