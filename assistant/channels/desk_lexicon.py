"""The lexicon desk (词库): every line with its author, its use and its versions."""

import asyncio
from collections.abc import Sequence

import aiohttp_jinja2
from aiohttp import web

from assistant.answering.suggesting import TABLE_LABELS
from assistant.channels.keys import SERVICE
from assistant.channels.replying import parameter
from assistant.errors import NotFound
from assistant.language.lexicon import COLUMNS, line_name
from assistant.models.lexicon import LexiconKind
from assistant.storage.learning import Use, line_use
from assistant.storage.lexicon import StoredLine, latest_lines, versions_of_line

routes = web.RouteTableDef()
_SIZE = 30
_FIELD_AT = {LexiconKind.MEANING: 2, LexiconKind.OUTSIDE: 3}


@routes.get("/desk/lexicon")
async def lexicon(request: web.Request) -> web.StreamResponse:
    """Lines of one table by words, field and state, those changed last first."""
    service = request.app[SERVICE]
    table = table_of(request.query.get("table", ""))
    q, field = request.query.get("q", "").strip()[:100], request.query.get("field", "")
    off = request.query.get("state") == "off"
    every = await latest_lines(service.db, table)
    found = await asyncio.to_thread(_fitting, every, q, field, off)
    pages = max(1, -(-len(found) // _SIZE))
    page = parameter(request.query, "page", 1, 1, pages)
    shown = found[(page - 1) * _SIZE : page * _SIZE]
    context = {
        "lines": shown,
        "use": await line_use(service.db, [_name(one) for one in shown]),
        "name_of": _name,
        "table": table,
        "tables": TABLE_LABELS,
        "columns": COLUMNS[table],
        "fields": sorted({_field(line) for line in every} - {""}),
        "field": field,
        "q": q,
        "off": off,
        "total": len(found),
        "page": page,
        "pages": pages,
    }
    return aiohttp_jinja2.render_template("lexicon.html", request, context)


@routes.get("/desk/lexicon/line")
async def line(request: web.Request) -> web.StreamResponse:
    """One line: its present form, its use, all its versions."""
    service = request.app[SERVICE]
    table, key = table_of(request.query.get("table", "")), request.query.get("key", "")
    versions = await versions_of_line(service.db, table.value, key)
    if not versions:
        raise NotFound("词库里没有这条词条，请从词库列表里选择。")
    name = line_name(table, key)
    use = await line_use(service.db, [name])
    context = {
        "table": table,
        "tables": TABLE_LABELS,
        "columns": COLUMNS[table],
        "key": key,
        "versions": versions[::-1],
        "use": use.get(name, Use()),
    }
    return aiohttp_jinja2.render_template("lexicon_line.html", request, context)


def _name(stored: StoredLine) -> str:
    return line_name(stored.line.kind, stored.line.key)


def table_of(told: str) -> LexiconKind:
    """A table of the query; the meanings where it names none."""
    known = {kind.value for kind in LexiconKind}
    return LexiconKind(told) if told in known else LexiconKind.MEANING


def _fitting(lines: Sequence[StoredLine], q: str, field: str, off: bool) -> list[StoredLine]:
    return [
        stored
        for stored in lines
        if bool(stored.ended_at) == off
        and (not field or _field(stored) == field)
        and (not q or any(q in cell for cell in stored.line.cells))
    ]


def _field(stored: StoredLine) -> str:
    place = _FIELD_AT.get(stored.line.kind, -1)
    return stored.line.cells[place] if 0 <= place < len(stored.line.cells) else ""
