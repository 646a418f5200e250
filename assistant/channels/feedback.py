"""Whether an answer helped (评价答复), and, for those who like to say, what was wrong with it."""

from urllib.parse import urlencode

import aiohttp_jinja2
from aiohttp import web

from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.errors import BadInput, NotFound
from assistant.language.privacy import masked
from assistant.storage.answers import find_answer, save_feedback

routes = web.RouteTableDef()
REASONS = ("答的不是我问的", "内容不对或过时", "没说全", "看不懂")
_MOST_WORDS = 200
_GONE = "没有找到这条答复，可能已过期；您的意见可以拨打 12345 反映。"


@routes.post("/feedback")
async def post_feedback(request: web.Request) -> web.StreamResponse:
    """Whether an answer helped; who says that it did not is asked why, and need not say."""
    service = request.app[SERVICE]
    form = await read_form(request)
    value, answer_id = form.get("value", ""), form.get("answer", form.get("id", ""))
    if value not in ("up", "down"):
        raise BadInput("请选择“有帮助”或“没帮助”。")
    reason = reason_of(form)
    id, now = service.new_id(), service.clock()
    if not await save_feedback(service.db, id, answer_id, value, now, reason):
        raise NotFound(_GONE)
    if request.headers.get("X-Fragment"):
        return web.Response(
            text="谢谢您的意见，已记录。", content_type="text/plain", charset="utf-8"
        )
    if value == "up" or "reasons" in form:
        raise web.HTTPSeeOther("/?thanks=1")
    raise web.HTTPSeeOther(f"/feedback?{urlencode({'answer': answer_id})}")


@routes.get("/feedback")
async def feedback(request: web.Request) -> web.StreamResponse:
    """What was wrong with an answer: a few reasons to tick, and words of one's own."""
    row = await find_answer(request.app[SERVICE].db, request.query.get("answer", ""))
    if row is None:
        raise NotFound(_GONE)
    context = {"answer": row["id"], "question": row["question"], "reasons": REASONS}
    return aiohttp_jinja2.render_template("feedback.html", request, context)


def reason_of(form: dict[str, str]) -> str:
    """The reason that a form gives, masked: people leave their numbers here, too."""
    ticked = form.get("reason", "")
    words = masked(" ".join(form.get("words", "").split()))[:_MOST_WORDS]
    return "；".join(part for part in (ticked if ticked in REASONS else "", words) if part)
