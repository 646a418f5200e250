"""Aliases and frequent questions of all items (别名和常见问题): since when, by whom, of what use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import aiohttp_jinja2
from aiohttp import web

from assistant.answering.suggesting import TABLE_LABELS
from assistant.catalogue.dossier import Dossier, dossier_of
from assistant.channels.desk_catalogue import view_of
from assistant.channels.desk_item import names_of
from assistant.channels.keys import SERVICE
from assistant.channels.paging import page_of
from assistant.models.item import ServiceItem
from assistant.models.lexicon import alias_name
from assistant.models.validity import state_of
from assistant.storage.learning import Use, item_use, line_use

routes = web.RouteTableDef()
KINDS = {"alias": "事项别名", "faq": "常见问题"}
_SIZE = 30


@dataclass(frozen=True, slots=True)
class Word:
    """One alias, or one frequent question with its answer, of one item (说法、问答)."""

    item: ServiceItem
    text: str
    answer: str = ""


@routes.get("/desk/lexicon/items")
async def words_page(request: web.Request) -> web.StreamResponse:
    """Aliases or frequent questions, by item: ?kind= &q=; with author, date, hits, confirmed."""
    service = request.app[SERVICE]
    kind = request.query.get("kind", "")
    kind = kind if kind in KINDS else "alias"
    q = request.query.get("q", "").strip()[:100]
    view = await view_of(request)
    # What a withdrawn item is called leads nobody anywhere.
    items = [item for item in view.items if state_of(item, view.day) != "withdrawn"]
    words = [
        word
        for item in items
        for word in _words_of(item, kind)
        if q in word.text or q in word.answer or q in item.name
    ]
    page = page_of(words, request, _SIZE)
    dossiers = {w.item.code: await dossier_of(service.db, w.item.code) for w in page.shown}
    written = [_written(dossiers[word.item.code], word, kind) for word in page.shown]
    use = await _use(request, kind, page.shown, written)
    context = {
        "page": page,
        "rows": list(zip(page.shown, written, use, strict=True)),
        "kind": kind,
        "kinds": KINDS,
        "tables": TABLE_LABELS,
        "q": q,
        "names": await names_of(service.db),
    }
    return aiohttp_jinja2.render_template("item_words.html", request, context)


def _words_of(item: ServiceItem, kind: str) -> Iterator[Word]:
    if kind == "alias":
        return (Word(item, alias) for alias in item.aliases)
    return (Word(item, faq.question, faq.answer) for faq in item.faq)


def _written(held: Dossier, word: Word, kind: str) -> tuple[str, str]:
    """Who wrote it, or the file it came with, and when: of the first version that has had it since."""
    first = held.versions[-1]
    for stored in reversed(held.versions):
        if word.text not in (one.text for one in _words_of(stored.item, kind)):
            break
        first = stored
    # The state before the published one was handed in by its author; another one publishes it.
    steps = zip(held.drafts, held.drafts[1:], strict=False)
    by = next((handed.who for handed, done in steps if done.version == first.version), "")
    return by or first.origin, first.loaded_at


async def _use(
    request: web.Request, kind: str, words: Sequence[Word], written: Sequence[tuple[str, str]]
) -> list[Use]:
    """The use of each: an alias by the answers it led to, a question by its item's since then."""
    db = request.app[SERVICE].db
    if kind == "alias":
        names = [alias_name(word.item.code, word.text) for word in words]
        lines = await line_use(db, names)
        return [lines.get(name, Use()) for name in names]
    told = zip(words, written, strict=True)
    return await item_use(db, [(word.item.code, at) for word, (_, at) in told])
