"""The sign-in page, and what was typed into another form when the session had ended."""

import json
from dataclasses import dataclass, field

import aiohttp_jinja2
from aiohttp import hdrs, web

from assistant.channels.middleware import common_context, form_token, read_form
from assistant.channels.replying import local_path
from assistant.errors import AssistantError, TooMany

SIGN_IN = "/desk/sign-in"


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that came without a session (保留的内容): where it goes, and its fields."""

    path: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    def as_text(self) -> str:
        """As one hidden field carries it; kept_from takes it back."""
        return json.dumps([self.path, self.fields], ensure_ascii=False) if self.path else ""


def kept_from(text: str) -> Kept:
    """What as_text wrote; nothing for anything else, and for a path that is none of the desk's."""
    try:
        path, fields = json.loads(text)
        ours = local_path(path, "").startswith("/desk/")
        texts = all(isinstance(word, str) for pair in fields.items() for word in pair)
    except (ValueError, TypeError, AttributeError):
        return Kept()
    return Kept(path, fields) if ours and texts else Kept()


async def kept_of(request: web.Request) -> Kept:
    """The form of a request, without its token, to be sent again after signing in.

    Nothing for a form that does not say that it comes from a page of ours: after signing in
    nobody should send off what a stranger wrote.
    """
    said = hdrs.ORIGIN in request.headers or "Sec-Fetch-Site" in request.headers
    if not said or request.content_type != "application/x-www-form-urlencoded":
        return Kept()
    fields = await read_form(request)
    fields.pop("token", None)
    return Kept(request.path_qs, fields)


async def sign_in_page(
    request: web.Request,
    after: str,
    error: AssistantError | None = None,
    name: str = "",
    kept: Kept | None = None,
    template: str = "sign_in.html",
) -> web.Response:
    """The form for name and password, or the template's; what was kept goes along in it."""
    token = form_token(request)
    context = {
        **await common_context(request),
        "next": after,
        "name": name,
        "kept": kept.as_text() if kept else "",
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
