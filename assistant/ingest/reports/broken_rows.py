"""Rows of table three that a page break has cut in two, put together again."""

import re
from collections.abc import Sequence

_ORDINAL = re.compile(r"[（(]?[一二三四五六七\d]{1,2}[）).、．]")
_VALUE = re.compile(r"[\d,.]+|/|[-—–_]+|无")
# A page number at the foot, or 第 3 页 at the head, parts the halves of a row.
_PAGE_NUMBER = re.compile(r"[\s\-—–\d/第页共]*")


def joined(pages: Sequence[Sequence[str]]) -> list[str]:
    """The parts of all pages in their order, text and rows of pipes, each cut row as one.

    Every label of table three begins with an ordinal, so a row at the head of a page without
    one goes on with the row at the foot of the page before, if just one of them has values.
    """
    found: list[str] = []
    for page in pages:
        parts = list(page)
        above, below = _last(found), _first(parts)
        if above is not None and below is not None:
            whole = _whole(found[above], parts[below])
            if whole:
                found[above] = whole
                del parts[below]
        found += parts
    return found


def _last(parts: Sequence[str]) -> int | None:
    """Where the last part stands that is no page number; None where there is none."""
    real = (at for at in reversed(range(len(parts))) if not _PAGE_NUMBER.fullmatch(parts[at]))
    return next(real, None)


def _first(parts: Sequence[str]) -> int | None:
    return next((at for at, part in enumerate(parts) if not _PAGE_NUMBER.fullmatch(part)), None)


def _whole(above: str, below: str) -> str:
    """Both halves as one row, or "" where they are two rows, or none."""
    if not (above.startswith("| ") and below.startswith("| ")):
        return ""
    first, second = _cells(above), _cells(below)
    fits = len(first) == len(second) and _ORDINAL.match(_label(first))
    goes_on = bool(_label(second)) and not _ORDINAL.match(_label(second))
    if not fits or not goes_on or _has_values(first) == _has_values(second):
        return ""
    return "| " + " | ".join(a + b for a, b in zip(first, second, strict=True)) + " |"


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _label(cells: Sequence[str]) -> str:
    """The text that stands next to the values: further left are the merged cells of groups."""
    texts = [cell for cell in cells if cell and not _VALUE.fullmatch(cell)]
    return texts[-1] if texts else ""


def _has_values(cells: Sequence[str]) -> bool:
    return any(_VALUE.fullmatch(cell) for cell in cells)
