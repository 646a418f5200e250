"""Looking items up (查事项): what a search box finds, for the API, the list of items, the console."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web

from assistant.answering.understand import MOST_CHARACTERS
from assistant.channels.keys import Service
from assistant.models.answer import Answer, Hit, Outcome, Question
from assistant.search.retriever import Found, visible_in

MOST = 100
"""Most items that a search tells of."""

_REPLIES: dict[Outcome, str] = {
    Outcome.EMERGENCY: "紧急情况",
    Outcome.OUTSIDE: "不在事项目录里，由别处办理",
    Outcome.OUT_OF_SCOPE: "不归这里办理",
    Outcome.REPORT: "年度报告里的答复",
    Outcome.NOT_IN_REPORT: "年度报告里没有写明",
}


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a search box shows: how many items fit, the best of them, and the reply beside.

    The reply, its title and text, answers words that mean no item (an emergency, a report,
    another office); None where the words mean one, or the reply was not asked for.
    """

    total: int
    hits: Sequence[Hit]
    reply: Mapping[str, str] | None = None


def look_up(
    service: Service, request: web.Request, most: int = MOST, reply: bool = False
) -> LookedUp:
    """The best items, at most so many, for ?q=, list, department and region.

    All items of the region by name where q is empty.
    """
    q = request.query.get("q", "")[:MOST_CHARACTERS]
    region = request.query.get("region", "") or service.settings.region
    filters = request.query.get("list", ""), request.query.get("department", "")
    if not q.strip():
        fitting = _fitting(service, _by_name(service, region), *filters)
        return LookedUp(len(fitting), fitting[:most])
    answer, found = _told(service, q, region) if reply else (None, None)
    # The way to the reply looks for items, too, but keeps the first ten only.
    if found is None or any(filters) or len(found.hits) < min(most, len(found.ranking.rows)):
        retriever = service.desk.knowledge.retriever
        found = retriever.find(retriever.read(q), region, limit=MOST if any(filters) else most)
    told = _reply(answer) if answer else None
    if any(filters):
        fitting = _fitting(service, found.hits, *filters)
        return LookedUp(len(fitting), fitting[:most], told)
    return LookedUp(min(MOST, len(found.ranking.rows)), found.hits[:most], told)


def _told(service: Service, q: str, region: str) -> tuple[Answer, Found | None]:
    return service.desk.told(Question(q, "console", "", region))


def _reply(answer: Answer) -> Mapping[str, str] | None:
    title = _REPLIES.get(answer.outcome)
    return {"title": title, "text": answer.text} if title else None


def _by_name(service: Service, region: str) -> Sequence[Hit]:
    known = sorted(service.desk.knowledge.items.values(), key=lambda k: (k.item.name, k.item.code))
    here = [k.item for k in known if visible_in(region, k.item.region_code)]
    return [Hit(item.code, item.name, item.department, 0.0) for item in here]


def _fitting(service: Service, hits: Sequence[Hit], four: str, department: str) -> Sequence[Hit]:
    """The hits whose items are in one of the four lists, and of a department; "" takes all."""
    items = {hit.code: service.desk.knowledge.items[hit.code].item for hit in hits}
    return [
        hit
        for hit in hits
        if (not four or four in items[hit.code].four_lists)
        and department in ("", items[hit.code].department)
    ]
