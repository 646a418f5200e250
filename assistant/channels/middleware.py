"""Around every handler: errors become replies, headers are strict, asking has a limit."""

import secrets
import traceback
from collections.abc import Awaitable, Callable

import aiohttp_jinja2
import aiohttp_remotes
import limits
import structlog
from aiohttp import web
from aiohttp.typedefs import Middleware

from assistant.channels.keys import SERVICE
from assistant.channels.replying import error_data, json_reply
from assistant.errors import AssistantError, BadInput, NotFound, TooLarge, TooMany

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = structlog.get_logger()

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_HTTP_MESSAGES = {
    404: "没有这个地址，请检查网址，或回到首页。",
    405: "这个地址不接受这种请求方式，请对照接口说明 /openapi.json。",
    413: "发送的内容过大，请缩短后再试。",
    415: "请用 JSON 发送，并把 Content-Type 写成 application/json。",
}


@web.middleware
async def headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Strict content security policy on every reply."""
    try:
        response = await handler(request)
    except web.HTTPException as redirect:
        redirect.headers.update(_HEADERS)
        raise
    if not response.prepared:
        response.headers.update(_HEADERS)
    return response


@web.middleware
async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Ours and aiohttp's errors, mapped once: JSON under /api, a page elsewhere."""
    try:
        return await handler(request)
    except AssistantError as error:
        return await _error_reply(request, error, error.status)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        kind = {404: NotFound, 413: TooLarge}.get(error.status, BadInput)
        message = _HTTP_MESSAGES.get(error.status, "请求有误，请检查后再试。")
        response = await _error_reply(request, kind(message), error.status)
        if "Allow" in error.headers:
            response.headers["Allow"] = error.headers["Allow"]
        return response
    except Exception as error:
        # Kind and places only: the reason and the variables may hold a citizen's words.
        places = [f"{f.filename}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)]
        log.error("failed", path=request.path, kind=type(error).__name__, places=places[-5:])
        failed = AssistantError("系统出了故障，请稍后再试；急事请拨打 12345。")
        return await _error_reply(request, failed, 500)


async def _error_reply(
    request: web.Request, error: AssistantError, status: int
) -> web.StreamResponse:
    machine = request.path.startswith(("/api/", "/metrics", "/healthz", "/readyz", "/open/"))
    if machine or "text/html" not in request.headers.get("Accept", ""):
        return json_reply(error_data(error), status)
    # What every page shows is not there yet where a question was stopped by its limit.
    at_desk = request.path.startswith("/desk")
    context = {"status": status, "message": error.message, "back": "/desk" if at_desk else "/"}
    context |= await common_context(request)
    return aiohttp_jinja2.render_template("error.html", request, context, status=status)


def asking_limit(a_minute: int) -> Middleware:
    """At most so many questions a minute from one address; 0 lifts the limit."""
    limiter = limits.strategies.FixedWindowRateLimiter(limits.storage.MemoryStorage())
    allowed = limits.RateLimitItemPerMinute(max(a_minute, 1))

    @web.middleware
    async def limit(request: web.Request, handler: Handler) -> web.StreamResponse:
        asks = request.method == "POST" and request.path in ("/", "/api/v1/ask", "/feedback")
        if a_minute and asks and not limiter.hit(allowed, request.remote or "?"):
            raise TooMany("您问得太快了，请过一分钟再试；急事请拨打 12345。")
        return await handler(request)

    return limit


def through_proxies(trusted: frozenset[str]) -> Middleware:
    """The client's address from X-Forwarded-For, believed only where a trusted proxy sends it."""
    filtered = aiohttp_remotes.XForwardedFiltered(trusted=trusted)

    @web.middleware
    async def through(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.remote not in trusted:
            return await handler(request)
        return await filtered.middleware(request, handler)

    return through


async def common_context(request: web.Request) -> dict[str, object]:
    """What every page shows: the agency, the day, the reader's size of letters."""
    # Asked for every request, though what programs get is no page.
    if request.path.startswith("/api/"):
        return {}
    service = request.app[SERVICE]
    return {
        "agency": service.desk.knowledge.agency,
        "path": request.path,
        "today": service.clock()[:10],
        "mode": "large" if request.cookies.get("mode") == "large" else "normal",
    }


def form_token(request: web.Request) -> str:
    """The token of this browser's forms (防跨站令牌), a new one where there is none yet."""
    held = request.cookies.get("token", "")
    return held if held and held.isascii() else secrets.token_urlsafe(24)


async def read_form(request: web.Request) -> dict[str, str]:
    """The text fields of a posted form; BadInput where they cannot be read."""
    try:
        form = await request.post()
    except (ValueError, LookupError) as error:
        raise BadInput("表单内容无法识别，请刷新页面后重新填写。") from error
    return {name: value for name, value in form.items() if isinstance(value, str)}


def check_form_token(request: web.Request, given: str) -> None:
    """Raise BadInput unless the form came from a page that this browser got from us."""
    held = request.cookies.get("token", "")
    if not held or not secrets.compare_digest(
        held.encode(errors="replace"), given.encode(errors="replace")
    ):
        raise BadInput("页面已过期，请返回刷新后重新提交；您填写的内容请先复制保存。")
