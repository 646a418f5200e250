"""HTML pages as lines of text, with their tables as rows of pipes and merged cells spelled out."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MARKUP = re.compile(r"</(?:p|td|div|table|body|span)\s*>", re.IGNORECASE)
_DROPPED = "script, style, noscript, template, select, button, iframe, svg, nav, footer, head"
# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "fieldset",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on
# A cell this long is a page laid out with tables, not a table of figures.
_LONG_CELL = 200
_WIDEST = 40
# Real pages nest some thirty deep; a page made to break us must not exhaust the stack.
_DEEPEST = 150


def is_markup(text: str) -> bool:
    """Whether a text is HTML source, wherever in it the page begins."""
    return len(_MARKUP.findall(text[:200_000])) >= 3


def plain_text(html: str) -> str:
    """The page as text: a line per block, a row of pipes per table row.

    A cell that spans rows or columns stands once, at its first place; the places it covers
    are empty. The title of the page comes first where it names a report.
    """
    # Brought only where it is needed: the service reads pages in other processes.
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    title = tree.css_first("title")
    heading = title.text(strip=True) if title and "报" in title.text() else ""
    for node in tree.css(_DROPPED):
        node.decompose()
    body = tree.body or tree.root
    text = heading + "\n" + "".join(_render(body)) if body else heading
    return re.sub(r"[ \t]*\n[ \t\n]*", "\n", text)


def _render(node: "LexborNode", depth: int = 0) -> Iterator[str]:
    if depth > _DEEPEST:
        yield node.text()
        return
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield re.sub(r"[ \t\r\n]+", " ", child.text_content or "")
        elif child.tag == "table" and _is_data(child):
            yield "\n" + "\n".join(_rows(child)) + "\n"
        elif child.tag in _BLOCKS:
            yield "\n"
            yield from _render(child, depth + 1)
            yield "\n"
        elif child.tag and not child.tag.startswith("-"):
            yield from _render(child, depth + 1)


def _is_data(table: "LexborNode") -> bool:
    if len(table.css("table")) > 1:
        return False
    return all(len(cell.text(strip=True)) < _LONG_CELL for cell in table.css("td, th"))


def _rows(table: "LexborNode") -> Iterator[str]:
    """The grid of a table; a cell that hangs down from above leaves an empty place."""
    hanging: dict[int, int] = {}
    for row in table.css("tr"):
        line: list[str] = []
        for cell in row.css("td, th"):
            _skip_hanging(line, hanging)
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            start = len(line)
            line += [_text(cell)] + [""] * (width - 1)
            hanging |= dict.fromkeys(range(start, len(line)), height)
        _skip_hanging(line, hanging)
        hanging = {at: left - 1 for at, left in hanging.items() if left > 1}
        yield "| " + " | ".join(line) + " |"


def _skip_hanging(line: list[str], hanging: dict[int, int]) -> None:
    while hanging.get(len(line), 0) > 0:
        line.append("")


def _span(cell: "LexborNode", name: str) -> int:
    value = cell.attributes.get(name) or ""
    return min(max(int(value), 1), _WIDEST) if value.isdigit() else 1


def _text(cell: "LexborNode") -> str:
    words = "".join(_render(cell)).replace("|", "/").split()
    return re.sub(r"(?<=[\u3000-\uffef]) | (?=[\u3000-\uffef])", "", " ".join(words))
