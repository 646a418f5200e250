"""The gaps of a draft (待补): every open one with who fills it, saved together."""

from collections.abc import Mapping
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.channels.desk_reports import page_context
from assistant.channels.drafts import BASE, address, hand_of, opened_draft
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.errors import BadInput
from assistant.reporting import drafting
from assistant.reporting.desk import OpenDraft

routes = web.RouteTableDef()
Place = tuple[str, str]
"""A paragraph's key, and what is missing there."""


@routes.get(BASE + "/gaps")
async def gaps(request: web.Request) -> web.StreamResponse:
    """Every open gap with who can fill it, in one form."""
    return _page(request, await opened_draft(request), {}, {})


@routes.post(BASE + "/gaps")
async def fill_gaps(request: web.Request) -> web.StreamResponse:
    """Put what was typed in the gaps' places; what is wrong stays typed, the rest is saved."""
    typed = await read_form(request)
    desk = await opened_draft(request)
    hand = hand_of(request)
    wrong: dict[Place, Mapping[str, str]] = {}
    texts = _texts(typed)
    for (key, what), (text, confirmed) in texts.items():
        try:
            await drafting.fill(hand, desk, key, what, text, confirmed=confirmed)
        except BadInput as error:
            if not error.fields:
                raise
            wrong[key, what] = error.fields
    if wrong:
        left = {place: text for place, (text, _) in texts.items()}
        return _page(request, await opened_draft(request), left, wrong)
    raise web.HTTPSeeOther(f"{address(desk.record)}/gaps?saved=1")


def _texts(typed: Mapping[str, str]) -> dict[Place, tuple[str, bool]]:
    """What was typed by place, and whether its numbers are answered for.

    Where nothing was typed at all, the place whose button was pressed stands with "".
    """
    numbers = [name.removeprefix("key-") for name in typed if name.startswith("key-")]
    told = {n: typed.get(f"text-{n}", "") for n in numbers}
    wanted = [n for n in numbers if told[n].strip()] or [typed.get("gap", "") or "1"]
    return {
        (typed.get(f"key-{n}", ""), typed.get(f"what-{n}", "")): (
            told.get(n, ""),
            f"confirmed-{n}" in typed,
        )
        for n in wanted
    }


def _page(
    request: web.Request,
    desk: OpenDraft,
    typed: Mapping[Place, str],
    wrong: Mapping[Place, Mapping[str, str]],
) -> web.StreamResponse:
    rows: list[dict[str, Any]] = []
    errors: dict[str, str] = {}
    open_gaps = [(one.key, gap) for one in desk.whole.paragraphs for gap in one.gaps]
    for number, (key, gap) in enumerate(open_gaps, start=1):
        place = (key, gap.what)
        rows.append({"key": key, "gap": gap, "n": number, "typed": typed.get(place, "")})
        errors |= {f"{name}-{number}": said for name, said in wrong.get(place, {}).items()}
    context: dict[str, Any] = page_context(desk) | {
        "gaps": rows,
        "errors": errors,
        "saved": request.app[SERVICE].clock()[11:16] if request.query.get("saved") else "",
    }
    status = 422 if wrong else 200
    return aiohttp_jinja2.render_template("desk_gaps.html", request, context, status=status)
