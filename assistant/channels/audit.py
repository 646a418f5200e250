"""The audit log at the desk (操作记录): newest first, filtered, taken along as .csv."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

import aiohttp_jinja2
from aiohttp import web

from assistant.channels.keys import SERVICE
from assistant.channels.replying import parameter
from assistant.models.accounts import Deed
from assistant.storage import audit as audit_store
from assistant.storage.audit import Filter

routes = web.RouteTableDef()
_PAGE = 50
_MOST_ROWS = 100_000
_HEADERS = ("时间", "账号", "对象", "改前", "改后", "原因", "编号")


@routes.get("/desk/audit")
async def audit(request: web.Request) -> web.StreamResponse:
    """One page of the deeds that were asked for."""
    db = request.app[SERVICE].db
    asked = {name: request.query.get(name, "").strip() for name in ("who", "words", "from", "to")}
    wanted = filter_of(asked)
    total = await audit_store.count(db, wanted)
    pages = max(1, -(-total // _PAGE))
    page = parameter(request.query, "page", 1, 1, pages)
    context = {
        "asked": asked,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "doers": await audit_store.doers(db),
        "deeds": await audit_store.deeds(db, wanted, _PAGE, (page - 1) * _PAGE),
        "total": total,
        "page": page,
        "pages": pages,
    }
    return aiohttp_jinja2.render_template("audit.html", request, context)


@routes.get("/desk/audit.csv")
async def export(request: web.Request) -> web.StreamResponse:
    """The same deeds as a table that spreadsheet programs open, newest first."""
    wanted = filter_of(request.query)
    deeds = await audit_store.deeds(request.app[SERVICE].db, wanted, _MOST_ROWS)
    headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
    return web.Response(
        body=as_csv(deeds), content_type="text/csv", charset="utf-8", headers=headers
    )


def filter_of(asked: Mapping[str, str]) -> Filter:
    """The filter of a query: who, words, from and to; both days belong to the period."""
    return Filter(
        who=asked.get("who", ""),
        words=asked.get("words", "").strip()[:100],
        start=_day(asked.get("from", ""), 0),
        end=_day(asked.get("to", ""), 1),
    )


def _day(text: str, later: int) -> str:
    """A typed day, so many days later; empty for what is no day."""
    try:
        return (date.fromisoformat(text.strip()) + timedelta(days=later)).isoformat()
    except (ValueError, OverflowError):
        return ""


def as_csv(deeds: Sequence[Deed]) -> bytes:
    """UTF-8 with its mark, so that spreadsheet programs know it; nothing in it is a formula."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(_HEADERS)
    for deed in deeds:
        cells = (deed.when, deed.who, deed.subject, deed.before, deed.after, deed.why, deed.id)
        # A cell that begins like a formula would be worked out by the program that opens it.
        table.writerow(["'" + c if c.startswith(("=", "+", "-", "@", "\t")) else c for c in cells])
    return text.getvalue().encode("utf-8-sig")
