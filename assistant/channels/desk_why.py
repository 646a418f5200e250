"""Why this answer (为什么这样答): a question or a logged answer, step by step."""

import aiohttp_jinja2
from aiohttp import web

from assistant.answering.desk import question_of, turn_from
from assistant.answering.pipeline import Turn
from assistant.answering.understand import MOST_CHARACTERS
from assistant.answering.why import Why, differences
from assistant.channels.keys import SERVICE, Service
from assistant.errors import NotFound
from assistant.models.answer import OUTCOME_LABELS, Question
from assistant.storage.answers import find_answer, last_turn
from assistant.storage.database import Row

routes = web.RouteTableDef()


@routes.get("/desk/why")
async def why(request: web.Request) -> web.StreamResponse:
    """Every step of a question (?q=), or of a logged answer (?id=) now and then."""
    service = request.app[SERVICE]
    q = request.query.get("q", "").strip()[:MOST_CHARACTERS]
    id = request.query.get("id", "").strip()[:40]
    context: dict[str, object] = {"q": q, "id": id, "now": None, "then": None, "row": None}
    context["outcomes"] = OUTCOME_LABELS
    if id:
        row = await _logged(service, id)
        now = await _explained(service, row)
        same = row["knowledge_version"] == now.version
        context |= {"row": row, "now": now, "then": now if same else service.beside.then(id)}
        then = context["then"]
        context |= {"same": same, "waiting": service.beside.trying(id)}
        context["differences"] = differences(then, now) if isinstance(then, Why) else []
    elif q:
        question = Question(q, "why", "", service.settings.region)
        context |= {"now": service.desk.explain(question)}
    return aiohttp_jinja2.render_template("why.html", request, context)


async def _logged(service: Service, id: str) -> Row:
    row = await find_answer(service.db, id)
    if row is None:
        raise NotFound("没有这个编号的答复，请核对编号；编号写在答复记录里。")
    return row


async def _explained(service: Service, row: Row) -> Why:
    before = Turn()
    if row["conversation"]:
        before = turn_from(await last_turn(service.db, row["conversation"], row["asked_at"]))
    return service.desk.explain(question_of(row), before)
