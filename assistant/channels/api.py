"""The JSON API: /api/v1/…, described by /openapi.json."""

import time
from collections.abc import Mapping, Sequence

import pydantic
from aiohttp import web

from assistant.answering.card import card_of
from assistant.answering.knowledge import KnownReport
from assistant.channels.keys import SERVICE, Service
from assistant.channels.looking_up import MOST, look_up
from assistant.channels.replying import answer_body, json_reply, parameter
from assistant.errors import BadInput, NotFound
from assistant.ingest.reports.data import report_as_data
from assistant.models.answer import Answer, Question
from assistant.models.item import to_record
from assistant.models.validity import state_of

routes = web.RouteTableDef()


class AskBody(pydantic.BaseModel):
    """Body of POST /api/v1/ask."""

    model_config = pydantic.ConfigDict(extra="forbid", strict=True)

    question: str = pydantic.Field(min_length=1, max_length=1000, description="原话，至多 1000 字")
    conversation: str = pydantic.Field("", max_length=64, description="上一答复给出的会话号")
    channel: str = pydantic.Field("api", max_length=32, pattern=r"^[a-z_]+$")
    region: str = pydantic.Field("", max_length=12, pattern=r"^\d*$", description="区划代码")


_REASONS = {
    "missing": "缺少这一项，请补上",
    "string_type": "应为文字",
    "string_too_short": "不能为空",
    "string_too_long": "太长，请缩短",
    "string_pattern_mismatch": "格式不对",
    "extra_forbidden": "没有这一项，请删去",
}


async def read_body(request: web.Request) -> AskBody:
    """The body, checked; BadInput names each wrong field and what to do."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType()
    try:
        return AskBody.model_validate_json(await request.read())
    except pydantic.ValidationError as error:
        fields = {}
        for problem in error.errors(include_url=False, include_input=False):
            name = ".".join(str(part) for part in problem["loc"]) or "body"
            fields[name] = _REASONS.get(problem["type"], "请按接口说明填写") + "。"
        told = "；".join(f"{name}：{reason}" for name, reason in fields.items())
        raise BadInput(f"请求内容有误，请改正后再发。{told}", fields) from None


async def ask(service: Service, question: Question) -> Answer:
    """One question through the desk, counted; the region defaults to the installation's."""
    began = time.perf_counter()
    answer = await service.desk.ask(question)
    service.gauges.seconds.observe(time.perf_counter() - began)
    service.gauges.answers.labels(answer.outcome.value).inc()
    if not answer.id:
        service.gauges.unlogged.inc()
    return answer


@routes.post("/api/v1/ask")
async def post_ask(request: web.Request) -> web.Response:
    """Answer one question."""
    service = request.app[SERVICE]
    body = await read_body(request)
    region = body.region or service.settings.region
    question = Question(body.question, body.channel, body.conversation, region)
    return json_reply(answer_body(await ask(service, question)))


@routes.get("/api/v1/items")
async def get_items(request: web.Request) -> web.Response:
    """Search or list items: q, list (one of the four lists), department, region, limit, reply."""
    limit = parameter(request.query, "limit", 10, 1, MOST)
    reply = request.query.get("reply") == "1"
    found = look_up(request.app[SERVICE], request, limit, reply)
    told = {"total": found.total, "hits": found.hits}
    return json_reply(told | {"reply": found.reply} if reply else told)


@routes.get("/api/v1/items/{code}")
async def get_item(request: web.Request) -> web.Response:
    """One item: its record and its card; 404 for an unknown code."""
    knowledge = request.app[SERVICE].desk.knowledge
    known = knowledge.known(request.match_info["code"])
    if known is None:
        raise NotFound("没有这个编码的事项，请核对编码，或用名称搜索。")
    return json_reply(
        {
            "item": to_record(known.item),
            "card": card_of(known),
            "source": known.source,
            "as_of": known.as_of,
            "state": state_of(known.item, knowledge.day),
        }
    )


@routes.get("/api/v1/reports")
async def get_reports(request: web.Request) -> web.Response:
    """Published reports: agency, year, edition, address; by ?agency=, from and to."""
    reports = fitting(request.app[SERVICE].desk.knowledge.reports, request.query)
    return json_reply(
        {
            "total": len(reports),
            "reports": [
                {
                    "agency": known.report.agency,
                    "agency_id": known.agency_id,
                    "year": known.report.year,
                    "edition": known.report.edition.value,
                    "title": known.report.title,
                    "url": known.url,
                }
                for known in reports
            ],
        }
    )


def fitting(reports: Sequence[KnownReport], query: Mapping[str, str]) -> list[KnownReport]:
    """Reports of an agency (its id, or some of its name) and of the years from … to."""
    agency = query.get("agency", "").strip()
    first, last = query.get("from", "").strip(), query.get("to", "").strip()
    return [
        known
        for known in reports
        if (not agency or agency == known.agency_id or agency in known.report.agency)
        and (not first or str(known.report.year) >= first)
        and (not last or str(known.report.year) <= last)
    ]


@routes.get(r"/api/v1/reports/{year:\d{4}}")
async def get_report(request: web.Request) -> web.Response:
    """One year's report (of the agency named by ?agency=, else the installation's own)."""
    service = request.app[SERVICE]
    year = int(request.match_info["year"])
    agency = request.query.get("agency", "")
    of_year = [known for known in service.desk.knowledge.reports if known.report.year == year]
    own = service.desk.knowledge.agency.id
    of_year.sort(key=lambda known: (known.agency_id != own, known.agency_id))
    for known in of_year:
        if not agency or agency in (known.agency_id, known.report.agency):
            return json_reply(report_as_data(known.report))
    years = "、".join(str(k.report.year) for k in service.desk.knowledge.reports) or "无"
    raise NotFound(f"没有 {year} 年的年度报告，已有的年份：{years}。")
