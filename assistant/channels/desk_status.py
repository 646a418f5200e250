"""An item is withdrawn, suspended or taken up again at the desk (停办和恢复): from when, and why."""

from collections.abc import Mapping
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.catalogue.dossier import Dossier, known_dossier
from assistant.catalogue.editing import hand_in
from assistant.catalogue.standing import CHOICES, standing_from
from assistant.channels.desk_item import address, hand_of, seen_in
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.errors import BadInput
from assistant.language.days import wrong_day
from assistant.models.item import ServiceItem

routes = web.RouteTableDef()
_HERE = "/desk/catalogue/{code}/status"
_WHY = "请写明为什么，审核的人要看。"


@routes.get(_HERE)
async def status_page(request: web.Request) -> web.StreamResponse:
    """The form: what becomes of the item, from which day, why."""
    held = await _held(request)
    return _form(request, held, {"day": request.app[SERVICE].clock()[:10]}, {})


@routes.post(_HERE)
async def post_status(request: web.Request) -> web.StreamResponse:
    """Hand the changed state in for review; a second person publishes it."""
    service, held = request.app[SERVICE], await _held(request)
    typed = {name: text.strip() for name, text in (await read_form(request)).items()}
    today = service.clock()[:10]
    if errors := _wrong(typed, today):
        return _form(request, held, typed, errors)
    item = standing_from(held.item, typed["status"], typed["day"], today)
    try:
        await hand_in(service.db, hand_of(request), item, seen_in(typed), typed["note"])
    except BadInput as error:
        if not error.fields:
            raise
        return _form(request, held, typed, {"status": "这个事项现在就是这样，不用再改。"})
    raise web.HTTPSeeOther(address(held.code, "?done=review"))


def _wrong(typed: Mapping[str, str], today: str) -> dict[str, str]:
    errors = {}
    if typed.get("status") not in CHOICES:
        errors["status"] = "请选择怎么处理。"
    if wrong := wrong_day(typed.get("day", "")):
        errors["day"] = wrong
    elif typed["day"] < today:
        errors["day"] = "请填今天或以后的日期；过去的日期改不了已经给出的答复。"
    if not typed.get("note"):
        errors["note"] = _WHY
    return errors


async def _held(request: web.Request) -> Dossier:
    held = await known_dossier(request.app[SERVICE].db, request.match_info["code"])
    if held.current is None:
        raise BadInput("这个事项还没有发布过，不用停办；不要的话请放弃草稿。")
    if held.draft:
        raise BadInput("这个事项有没办完的草稿，请先发布或放弃草稿，再来停办或恢复。")
    if held.current.effect_on > request.app[SERVICE].clock()[:10]:
        raise BadInput(
            f"这个事项已有 {held.current.effect_on} 起生效的版本，请用“修改”连同那一版一起改事项状态。"
        )
    return held


def _form(
    request: web.Request, held: Dossier, typed: Mapping[str, str], errors: Mapping[str, str]
) -> web.StreamResponse:
    item: ServiceItem = held.item
    context: dict[str, Any] = {
        "held": held,
        "item": item,
        "choices": CHOICES,
        "typed": typed,
        "errors": errors,
    }
    status = 422 if errors else 200
    return aiohttp_jinja2.render_template("catalogue_status.html", request, context, status=status)
