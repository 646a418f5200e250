"""Long lists in pages (翻页), and tables as .csv files."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import quote

from aiohttp import web

from assistant.channels.replying import parameter

T = TypeVar("T")
SIZE = 50
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: what it shows, its number from 1, how many there are."""

    shown: Sequence[T]
    number: int
    pages: int
    total: int


def page_of(found: Sequence[T], request: web.Request, size: int = SIZE) -> Page[T]:
    """The page that ?page= names, the nearest one where it names none that there is."""
    pages = max(1, -(-len(found) // size))
    number = parameter(request.query, "page", 1, 1, pages)
    return Page(found[(number - 1) * size : number * size], number, pages, len(found))


def csv_reply(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> web.Response:
    """A table to be saved as a file; with the mark by which Excel knows UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return web.Response(
        body=text.getvalue().encode("utf-8-sig"),
        content_type="text/csv",
        charset="utf-8",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
    )


def _harmless(cell: object) -> str:
    """A cell that begins like a formula is written as text, else Excel would run it."""
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
