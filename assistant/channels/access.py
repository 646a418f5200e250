"""Who may reach which route (权限): one table, and the door that keeps to it."""

import hmac
import shutil
from collections.abc import Awaitable, Callable
from typing import Literal
from urllib.parse import quote, urlsplit

from aiohttp import hdrs, web

from assistant.accounts.signing_in import signed_in
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.channels.navigation import section_at, tasks_of
from assistant.channels.sign_in_page import SIGN_IN, kept_of, sign_in_page
from assistant.errors import BadInput, Forbidden
from assistant.models.accounts import PERMISSION_LABELS, ROLE_LABELS, Permission, User
from assistant.storage.sessions import SignedIn

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Access = Permission | Literal["public"]

PUBLIC: Literal["public"] = "public"
COOKIE = "desk"
PASSWORD, SIGN_OUT = "/desk/account/password", "/desk/sign-out"

_DRAFT = "/desk/reports/{year}/{edition}"

ACCESS: dict[tuple[str, str], Access] = {
    # Everybody: questions, items, reports, and what machines read.
    ("GET", "/"): PUBLIC,
    ("POST", "/"): PUBLIC,
    ("GET", "/feedback"): PUBLIC,
    ("POST", "/feedback"): PUBLIC,
    ("GET", "/mode"): PUBLIC,
    ("GET", "/items"): PUBLIC,
    ("GET", "/items/{code}"): PUBLIC,
    ("GET", "/reports"): PUBLIC,
    ("GET", "/open/reports.json"): PUBLIC,
    ("GET", "/reports/compare"): PUBLIC,
    ("GET", "/reports/compare.csv"): PUBLIC,
    ("GET", "/reports/{year}"): PUBLIC,
    ("GET", "/reports/{agency}/{year}"): PUBLIC,
    ("GET", "/reports/{agency}/{year}/files/{form}"): PUBLIC,
    ("GET", "/help"): PUBLIC,
    ("GET", "/open"): PUBLIC,
    ("GET", "/open/items.json"): PUBLIC,
    ("GET", "/open/items.csv"): PUBLIC,
    ("GET", "/open/changes.atom"): PUBLIC,
    ("GET", "/console"): PUBLIC,
    ("GET", "/static"): PUBLIC,
    ("POST", "/api/v1/ask"): PUBLIC,
    ("GET", "/api/v1/items"): PUBLIC,
    ("GET", "/api/v1/items/{code}"): PUBLIC,
    ("GET", "/api/v1/reports"): PUBLIC,
    ("GET", "/api/v1/reports/{year}"): PUBLIC,
    ("GET", "/healthz"): PUBLIC,
    ("GET", "/readyz"): PUBLIC,
    ("GET", "/metrics"): PUBLIC,
    ("GET", "/openapi.json"): PUBLIC,
    # Signing in.
    ("GET", SIGN_IN): PUBLIC,
    ("POST", SIGN_IN): PUBLIC,
    ("GET", "/desk/sign-in/code"): PUBLIC,
    ("POST", "/desk/sign-in/code"): PUBLIC,
    ("POST", SIGN_OUT): Permission.SEE_DESK,
    # The desk's first page, and one's own account.
    ("GET", "/desk"): Permission.SEE_DESK,
    ("GET", "/desk/account"): Permission.SEE_DESK,
    ("GET", PASSWORD): Permission.SEE_DESK,
    ("POST", PASSWORD): Permission.SEE_DESK,
    ("POST", "/desk/account/sessions"): Permission.SEE_DESK,
    ("GET", "/desk/account/codes"): Permission.SEE_DESK,
    ("POST", "/desk/account/codes"): Permission.SEE_DESK,
    ("POST", "/desk/account/codes/off"): Permission.SEE_DESK,
    # Everybody's accounts, and what was done.
    ("GET", "/desk/accounts"): Permission.MANAGE_ACCOUNTS,
    ("POST", "/desk/accounts"): Permission.MANAGE_ACCOUNTS,
    ("GET", "/desk/accounts/{name}"): Permission.MANAGE_ACCOUNTS,
    ("POST", "/desk/accounts/{name}/role"): Permission.MANAGE_ACCOUNTS,
    ("POST", "/desk/accounts/{name}/state"): Permission.MANAGE_ACCOUNTS,
    ("POST", "/desk/accounts/{name}/reset"): Permission.MANAGE_ACCOUNTS,
    ("GET", "/desk/audit"): Permission.SEE_AUDIT,
    ("GET", "/desk/audit.csv"): Permission.SEE_AUDIT,
    # The year's log.
    ("GET", "/desk/log"): Permission.LOG_ACTIVITY,
    ("POST", "/desk/log"): Permission.LOG_ACTIVITY,
    ("GET", "/desk/log/import"): Permission.IMPORT,
    ("POST", "/desk/log/import"): Permission.IMPORT,
    ("GET", "/desk/log/tables/{kind}.csv"): Permission.IMPORT,
    ("GET", "/desk/log/import/{file}"): Permission.IMPORT,
    ("POST", "/desk/log/import/{file}"): Permission.IMPORT,
    ("GET", "/desk/log/publications"): Permission.LOG_ACTIVITY,
    ("POST", "/desk/log/publications/{id}/sign"): Permission.LOG_ACTIVITY,
    ("POST", "/desk/log/imports/undo"): Permission.IMPORT,
    ("POST", "/desk/log/sample"): Permission.IMPORT,
    ("POST", "/desk/log/sample/remove"): Permission.IMPORT,
    # Disclosure requests, and reviews and lawsuits over them.
    ("GET", "/desk/requests"): Permission.EDIT_REQUESTS,
    ("GET", "/desk/disputes"): Permission.EDIT_REQUESTS,
    ("GET", "/desk/requests/new"): Permission.EDIT_REQUESTS,
    ("GET", "/desk/disputes/new"): Permission.EDIT_REQUESTS,
    ("POST", "/desk/requests/new"): Permission.EDIT_REQUESTS,
    ("POST", "/desk/disputes/new"): Permission.EDIT_REQUESTS,
    ("GET", "/desk/requests/{id}"): Permission.EDIT_REQUESTS,
    ("GET", "/desk/disputes/{id}"): Permission.EDIT_REQUESTS,
    ("POST", "/desk/requests/{id}"): Permission.EDIT_REQUESTS,
    ("POST", "/desk/disputes/{id}"): Permission.EDIT_REQUESTS,
    ("POST", "/desk/requests/{id}/void"): Permission.EDIT_REQUESTS,
    ("POST", "/desk/disputes/{id}/void"): Permission.EDIT_REQUESTS,
    ("GET", "/desk/requests/{id}/reply.docx"): Permission.EDIT_REQUESTS,
    ("GET", "/desk/requests/{id}/applicant"): Permission.EDIT_REQUESTS,
    ("POST", "/desk/requests/{id}/applicant"): Permission.EDIT_REQUESTS,
    # The catalogue in and out.
    ("GET", "/desk/catalogue/import"): Permission.IMPORT,
    ("POST", "/desk/catalogue/import"): Permission.IMPORT,
    ("GET", "/desk/catalogue/import/{id}"): Permission.IMPORT,
    ("POST", "/desk/catalogue/import/{id}"): Permission.IMPORT,
    ("POST", "/desk/catalogue/import/{id}/undo"): Permission.IMPORT,
    ("GET", "/desk/catalogue/import/{id}/refused.xlsx"): Permission.IMPORT,
    ("GET", "/desk/catalogue/export/{file}"): Permission.SEE_CATALOGUE,
    # Published reports: checked by anybody at the desk, imported by some.
    ("GET", "/desk/check"): Permission.SEE_DESK,
    ("POST", "/desk/check"): Permission.SEE_DESK,
    ("GET", "/desk/check/{id}"): Permission.SEE_DESK,
    ("GET", "/desk/check/{id}/files/{form}"): Permission.SEE_DESK,
    ("GET", "/desk/check/{id}/rollup"): Permission.SEE_DESK,
    ("GET", "/desk/check/{id}/rollup/files/{form}"): Permission.SEE_DESK,
    ("GET", "/desk/check/{id}/import/{number}"): Permission.SETTLE_REPORTS,
    ("POST", "/desk/check/{id}/import/{number}"): Permission.SETTLE_REPORTS,
    ("GET", "/desk/reports/read"): Permission.SETTLE_REPORTS,
    ("GET", "/desk/reports/read/reports.json"): Permission.SETTLE_REPORTS,
    ("GET", "/desk/reports/read/{agency}/{year}"): Permission.SETTLE_REPORTS,
    ("POST", "/desk/reports/read/{agency}/{year}"): Permission.SETTLE_REPORTS,
    # The report's drafts, and their way to signature and publication.
    ("GET", "/desk/reports"): Permission.SEE_DESK,
    ("POST", "/desk/reports"): Permission.EDIT_DRAFTS,
    ("GET", "/desk/reports/{year}"): Permission.SEE_DESK,
    ("GET", _DRAFT): Permission.SEE_DESK,
    ("GET", _DRAFT + "/files/{form}"): Permission.SEE_DESK,
    ("GET", _DRAFT + "/compare"): Permission.SEE_DESK,
    ("GET", _DRAFT + "/figures"): Permission.SEE_DESK,
    ("GET", _DRAFT + "/figures/{key}"): Permission.SEE_DESK,
    ("GET", _DRAFT + "/paragraphs/{key}"): Permission.EDIT_DRAFTS,
    ("POST", _DRAFT + "/paragraphs/{key}"): Permission.EDIT_DRAFTS,
    ("GET", _DRAFT + "/gaps"): Permission.SEE_DESK,
    ("POST", _DRAFT + "/gaps"): Permission.EDIT_DRAFTS,
    ("POST", _DRAFT + "/notes"): Permission.EDIT_DRAFTS,
    ("POST", _DRAFT + "/comments"): Permission.REVIEW_DRAFTS,
    ("POST", _DRAFT + "/comments/settled"): Permission.EDIT_DRAFTS,
    ("POST", _DRAFT + "/submit"): Permission.EDIT_DRAFTS,
    ("POST", _DRAFT + "/approve"): Permission.REVIEW_DRAFTS,
    ("POST", _DRAFT + "/return"): Permission.REVIEW_DRAFTS,
    ("POST", _DRAFT + "/sign"): Permission.SIGN_DRAFTS,
    ("POST", _DRAFT + "/withdraw"): Permission.SIGN_DRAFTS,
    ("POST", _DRAFT + "/publish"): Permission.PUBLISH_DRAFTS,
    ("POST", _DRAFT + "/unpublish"): Permission.PUBLISH_DRAFTS,
    # The catalogue.
    ("GET", "/desk/catalogue"): Permission.SEE_CATALOGUE,
    ("GET", "/desk/catalogue/lint"): Permission.SEE_CATALOGUE,
    ("GET", "/desk/catalogue/lint.csv"): Permission.SEE_CATALOGUE,
    ("GET", "/desk/catalogue/ledger"): Permission.SEE_CATALOGUE,
    ("GET", "/desk/catalogue/new"): Permission.EDIT_CATALOGUE,
    ("POST", "/desk/catalogue/new"): Permission.EDIT_CATALOGUE,
    ("GET", "/desk/catalogue/{code}"): Permission.SEE_CATALOGUE,
    ("GET", "/desk/catalogue/{code}/versions"): Permission.SEE_CATALOGUE,
    ("GET", "/desk/catalogue/{code}/edit"): Permission.EDIT_CATALOGUE,
    ("POST", "/desk/catalogue/{code}/edit"): Permission.EDIT_CATALOGUE,
    ("GET", "/desk/catalogue/{code}/status"): Permission.EDIT_CATALOGUE,
    ("POST", "/desk/catalogue/{code}/status"): Permission.EDIT_CATALOGUE,
    ("POST", "/desk/catalogue/{code}/discard"): Permission.EDIT_CATALOGUE,
    ("POST", "/desk/catalogue/{code}/review"): Permission.REVIEW_CATALOGUE,
    ("GET", "/desk/places"): Permission.SEE_CATALOGUE,
    ("GET", "/desk/places/new"): Permission.EDIT_CATALOGUE,
    ("POST", "/desk/places/new"): Permission.EDIT_CATALOGUE,
    ("GET", "/desk/places/{id}"): Permission.SEE_CATALOGUE,
    ("GET", "/desk/places/{id}/change"): Permission.EDIT_CATALOGUE,
    ("POST", "/desk/places/{id}/change"): Permission.EDIT_CATALOGUE,
    ("GET", "/desk/places/{id}/merge"): Permission.EDIT_CATALOGUE,
    ("POST", "/desk/places/{id}/merge"): Permission.EDIT_CATALOGUE,
    ("POST", "/desk/places/{id}/off"): Permission.EDIT_CATALOGUE,
    ("GET", "/desk/places/values"): Permission.EDIT_CATALOGUE,
    ("POST", "/desk/places/values"): Permission.EDIT_CATALOGUE,
    ("GET", "/desk/places/changes/{id}"): Permission.SEE_CATALOGUE,
    ("POST", "/desk/places/changes/{id}/publish"): Permission.REVIEW_CATALOGUE,
    ("POST", "/desk/places/changes/{id}/discard"): Permission.EDIT_CATALOGUE,
    ("POST", "/desk/places/changes/{id}/undo"): Permission.EDIT_CATALOGUE,
    # What failed, and the lexicon that mends it.
    ("GET", "/desk/learning"): Permission.SEE_QUESTIONS,
    ("GET", "/desk/learning/group"): Permission.SEE_QUESTIONS,
    ("POST", "/desk/learning/group"): Permission.EDIT_LEXICON,
    ("GET", "/desk/lexicon"): Permission.SEE_CATALOGUE,
    ("GET", "/desk/lexicon/items"): Permission.SEE_CATALOGUE,
    ("GET", "/desk/lexicon/export/{file}"): Permission.SEE_CATALOGUE,
    ("GET", "/desk/lexicon/line"): Permission.SEE_CATALOGUE,
    ("GET", "/desk/edits"): Permission.SEE_QUESTIONS,
    ("GET", "/desk/edits/new"): Permission.EDIT_LEXICON,
    ("POST", "/desk/edits/new"): Permission.EDIT_LEXICON,
    ("GET", "/desk/edits/{id}"): Permission.SEE_QUESTIONS,
    ("POST", "/desk/edits/{id}"): Permission.EDIT_LEXICON,
    ("GET", "/desk/why"): Permission.SEE_QUESTIONS,
}
"""Every route as registered (without patterns), with who may reach it; a test misses none."""

UPLOADS: frozenset[tuple[str, str]] = frozenset(
    {
        ("POST", "/desk/catalogue/import"),
        ("POST", "/desk/log/import"),
        ("POST", "/desk/check"),
    }
)
"""The routes whose forms carry files; they read them with `read_upload`, which checks the token."""

_WHILE_PASSWORD_IS_DUE = (PASSWORD, SIGN_OUT)


@web.middleware
async def access(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let through whom the table lets: else to the sign-in page, or refused in words.

    What is not in the table is shut. Every form beneath /desk must come from a page of ours.
    """
    if request.match_info.http_exception is not None:
        return await handler(request)
    route = route_of(request)
    if request.method == "POST" and route[1].startswith("/desk"):
        check_origin(request)
    wanted = ACCESS.get(route)
    if wanted == PUBLIC:
        return await handler(request)
    held = await signed_in(request.app[SERVICE].accounts, request.cookies.get(COOKIE, ""))
    if held is None or held.needs_code:
        return await _sign_in_first(request)
    request["signed_in"] = held
    if held.user.must_change and route[1] not in _WHILE_PASSWORD_IS_DUE:
        raise web.HTTPSeeOther(PASSWORD)
    _check_permission(held.user, wanted)
    if request.method == "POST":
        await _check_token(request, route)
    return await _answered(request, handler)


async def _answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        response = await handler(request)
    finally:
        for folder in request.get("upload_folders", ()):
            shutil.rmtree(folder, ignore_errors=True)
    if not response.prepared:
        # After signing out, the browser's own copy must not show the desk again.
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def route_of(request: web.Request) -> tuple[str, str]:
    """Method and path of the route as registered; HEAD counts as GET."""
    resource = request.match_info.route.resource
    method = "GET" if request.method == "HEAD" else request.method
    return method, resource.canonical if resource else ""


def signed_in_of(request: web.Request) -> SignedIn:
    """The session and account of a request that came through the door; KeyError elsewhere."""
    held: SignedIn = request["signed_in"]
    return held


def user_of(request: web.Request) -> User:
    """The signed-in account; KeyError on a public route."""
    return signed_in_of(request).user


def desk_token(session: str) -> str:
    """The token of every form of a session (防跨站令牌), from what the session's cookie holds."""
    return hmac.digest(session.encode(errors="replace"), b"form", "sha256").hex()


def check_desk_token(request: web.Request, given: str) -> None:
    """Raise BadInput unless the form came from a page that this session got from us."""
    true = desk_token(request.cookies.get(COOKIE, ""))
    if not hmac.compare_digest(true.encode(), given.encode(errors="replace")):
        raise BadInput("页面已过期，请返回刷新后重新提交；您填写的内容请先复制保存。")


def check_origin(request: web.Request) -> None:
    """Raise Forbidden for a form that a browser says it sends from another site's page."""
    site = request.headers.get("Sec-Fetch-Site")
    sender = request.headers.get(hdrs.ORIGIN) or request.headers.get(hdrs.REFERER, "")
    ours = not sender or urlsplit(sender).netloc == request.host
    # A browser that names the site itself is believed: a proxy may have changed the host.
    if site not in ("same-origin", "none") and (site or not ours):
        raise Forbidden(
            "这份表单不是从本站页面发来的，没有执行。请从工作台的页面重新提交；"
            "经代理访问时，请管理员检查代理是否传递了 Host。"
        )


async def _sign_in_first(request: web.Request) -> web.StreamResponse:
    """To the sign-in page and back; a form that was sent meanwhile is kept there."""
    if request.method == "POST":
        kept = await kept_of(request)
        if kept.path:
            response = await sign_in_page(request, "", kept=kept)
            response.set_status(401)
            return response
    back = request.path_qs if request.method in ("GET", "HEAD") else "/desk"
    raise web.HTTPSeeOther(f"{SIGN_IN}?next={quote(back, safe='')}")


def _check_permission(user: User, wanted: Access | None) -> None:
    if wanted is None:
        raise Forbidden("这个页面还没有开放，请联系管理员。")
    if wanted != PUBLIC and not user.may(wanted):
        raise Forbidden(
            f"您现在的角色是{ROLE_LABELS[user.role]}，不能{PERMISSION_LABELS[wanted]}。"
            "工作需要的话，请管理员调整您的角色。"
        )


async def _check_token(request: web.Request, route: tuple[str, str]) -> None:
    if route in UPLOADS and request.content_type == "multipart/form-data":
        return  # read_upload checks it: the body is too large to be read twice.
    check_desk_token(request, (await read_form(request)).get("token", ""))


async def desk_context(request: web.Request) -> dict[str, object]:
    """What every page of the desk shows besides: who is signed in, the token, the sections."""
    if "signed_in" not in request:
        return {"user": None}
    user = user_of(request)
    return {
        "user": user,
        "role": ROLE_LABELS[user.role],
        "token": desk_token(request.cookies.get(COOKIE, "")),
        # With a one-time password nothing but its change is open.
        "tasks": [] if user.must_change else tasks_of(user),
        "section": section_at(request.path),
    }
