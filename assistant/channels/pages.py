"""Pages for citizens: the chat, the items, the reports, help; each works without JavaScript."""

from collections import OrderedDict
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.answering.card import card_of
from assistant.answering.knowledge import Knowledge
from assistant.channels.api import ask
from assistant.channels.help import TOPICS
from assistant.channels.keys import SERVICE
from assistant.channels.looking_up import MOST, look_up
from assistant.channels.middleware import read_form
from assistant.channels.replying import local_path, parameter
from assistant.errors import BadInput, NotFound
from assistant.models.answer import Answer, CardField, Question
from assistant.models.validity import state_of

routes = web.RouteTableDef()

Shown = dict[str, Any]
PAGE = 20
FOUR_LISTS = ("马上办", "网上办", "就近办", "一次办")
_TURNS, _CONVERSATIONS = 6, 300
TURNS: web.AppKey[OrderedDict[str, list[Shown]]] = web.AppKey("turns", OrderedDict)
_SECTIONS = (
    ("在哪里办、怎么联系", ("where", "hours", "phone", "online")),
    ("办理前要知道", ("conditions", "refusal", "audience", "time_limit", "visits", "fee")),
    ("材料和流程", ("materials", "steps", "result")),
    ("依据和监督", ("basis", "complaint", "remedies")),
)


@routes.get("/")
async def home(request: web.Request) -> web.StreamResponse:
    """The chat before the first question; ?question= fills the field, so that a link can ask."""
    return _chat(request, [], "", "", request.query.get("question", "")[:1000])


@routes.post("/")
async def post_question(request: web.Request) -> web.StreamResponse:
    """One question from the form; with X-Fragment: turn only the new turn's HTML."""
    service = request.app[SERVICE]
    form = await read_form(request)
    text, conversation = form.get("question", ""), form.get("conversation", "")[:64]
    fragment = request.headers.get("X-Fragment") == "turn"
    if not text.strip():
        message = service.desk.knowledge.say("input.empty")
        if fragment:
            raise BadInput(message)
        return _chat(request, _earlier(request, conversation), conversation, message, text)
    chosen = form.get("code", "")[:64]
    question = Question(text, "web", conversation, service.settings.region, chosen)
    answer = await ask(service, question)
    again = _is_again(_earlier(request, conversation), answer)
    turn: Shown = {"question": text, "answer": answer, "again": again}
    turns = _remember(request, turn)
    if fragment:
        return aiohttp_jinja2.render_template("_turn.html", request, {"turn": turn})
    return _chat(request, turns, turn["answer"].conversation, "", "")


def _chat(
    request: web.Request, turns: list[Shown], conversation: str, error: str, typed: str
) -> web.StreamResponse:
    context = {
        "turns": turns,
        "conversation": conversation,
        "examples": examples(request.app[SERVICE].desk.knowledge),
        "error": error,
        "typed": typed,
        "thanked": "thanks" in request.query,
    }
    return aiohttp_jinja2.render_template("ask.html", request, context)


def examples(knowledge: Knowledge) -> list[str]:
    """Sample questions: about items of persons that exist here, and about the latest report."""
    named = [known.item for known in knowledge.items.values() if known.item.aliases]
    # 动防证怎么办 tells little to most; what persons ask is understood by everybody.
    named = [item for item in named if item.audience == ("自然人",)] or named
    apart = max(1, len(named) // 4)
    asked = [f"{item.aliases[0]}怎么办" for item in named[apart // 2 :: apart][:4]]
    if knowledge.reports:
        year = max(known.report.year for known in knowledge.reports)
        asked.append(f"{year}年12345办了多少件")
    return asked


def _earlier(request: web.Request, conversation: str) -> list[Shown]:
    return list(request.app[TURNS].get(conversation, ()))


def _is_again(earlier: list[Shown], answer: Answer) -> bool:
    """Whether an answer is about the item of the answer before, whose facts the page shows."""
    before: Answer | None = earlier[-1]["answer"] if earlier else None
    if before is None or before.item is None or answer.item is None:
        return False
    return before.item.code == answer.item.code


def _remember(request: web.Request, turn: Shown) -> list[Shown]:
    """The latest turns of a conversation, so that the page shows them without JavaScript."""
    answer: Answer = turn["answer"]
    held = request.app[TURNS]
    held[answer.conversation] = [*_earlier(request, answer.conversation), turn][-_TURNS:]
    held.move_to_end(answer.conversation)
    if len(held) > _CONVERSATIONS:
        held.popitem(last=False)
    return held[answer.conversation]


@routes.get("/mode")
async def mode(request: web.Request) -> web.StreamResponse:
    """Switch the size of letters and go back to the page."""
    response = web.HTTPSeeOther(local_path(request.query.get("back", "/"), "/"))
    size = "large" if request.query.get("size") == "large" else "normal"
    response.set_cookie("mode", size, max_age=31_536_000, samesite="Lax", httponly=True)
    raise response


@routes.get("/items")
async def items(request: web.Request) -> web.StreamResponse:
    """Every item, by search, list and department."""
    service = request.app[SERVICE]
    knowledge = service.desk.knowledge
    q = request.query.get("q", "")
    found = look_up(service, request, MOST if q.strip() else len(knowledge.items), reply=True)
    hits = found.hits
    pages = max(1, -(-len(hits) // PAGE))
    page = parameter(request.query, "page", 1, 1, pages)
    shown = [
        {
            "code": hit.code,
            "name": hit.name,
            "department": hit.department,
            "four_lists": knowledge.items[hit.code].item.four_lists,
            "hint": "、".join(knowledge.items[hit.code].item.aliases[:3]),
        }
        for hit in hits[(page - 1) * PAGE : page * PAGE]
    ]
    context = {
        "hits": shown,
        "reply": found.reply if page == 1 else None,
        "total": len(hits),
        "q": q,
        "list": request.query.get("list", ""),
        "department": request.query.get("department", ""),
        "departments": sorted({k.item.department for k in knowledge.items.values()} - {""}),
        "page": page,
        "pages": pages,
    }
    return aiohttp_jinja2.render_template("items.html", request, context)


@routes.get("/items/{code}")
async def item(request: web.Request) -> web.StreamResponse:
    """The full guide of one item, printable."""
    knowledge = request.app[SERVICE].desk.knowledge
    known = knowledge.known(request.match_info["code"])
    if known is None:
        raise NotFound("没有这个编码的事项，请从事项大全里查找。")
    card = card_of(known)
    state = state_of(known.item, knowledge.day)
    context = {"item": known.item, "card": card, "sections": _sections(card), "state": state}
    return aiohttp_jinja2.render_template("item.html", request, context)


def _sections(card: tuple[CardField, ...]) -> list[tuple[str, list[CardField]]]:
    by_name = {field.field: field for field in card}
    return [(title, [by_name[name] for name in names]) for title, names in _SECTIONS]


@routes.get("/help")
async def help_page(request: web.Request) -> web.StreamResponse:
    """How to ask, and what the answers mean."""
    return aiohttp_jinja2.render_template("help.html", request, {"topics": TOPICS})
