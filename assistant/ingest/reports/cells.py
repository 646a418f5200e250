"""What stands behind a row's label, cut into its cells, whatever the page used to separate them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from assistant.ingest.reports.text import folded
from assistant.models.report import Cell, CellState

_NUMBER = r"[+\-增减]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:亿元|万元|元|件|项|个)?"
_STROKE = r"/|[-—–_]+"
_TOKEN = re.compile(rf"{_NUMBER}|{_STROKE}|无|空白?")
# A number that opens a sentence or a list item (2024年, 2.其他) is no cell.
_VALUES = re.compile(rf"(?:[\s|]|(?:{_NUMBER})(?![\d年月.、,])|{_STROKE}|无(?![\u4e00-\u9fff]))*")
_AMOUNT = re.compile(r"([+\-增减]?)([\d,]+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was found: its cells, or the runs of digits that must first be cut into cells."""

    cells: tuple[Cell, ...] = ()
    runs: tuple[str, ...] = ()

    @property
    def raw(self) -> str:
        """The runs as they stand on the page."""
        return " ".join(self.runs)


def cell(raw: str) -> Cell:
    """One cell from its text; 增 and 减 are signs, units are left to `raw`."""
    text = folded(raw).strip()
    if not text:
        return Cell("", None, CellState.BLANK)
    if re.fullmatch(_STROKE, text):
        return Cell(text, None, CellState.SLASH)
    if text in ("无", "空", "空白"):
        return Cell(text, None, CellState.NONE)
    found = _AMOUNT.search(text)
    if not found or not re.fullmatch(_NUMBER, text):
        return Cell(text, None, CellState.UNCERTAIN)
    value = Decimal(found[2].replace(",", ""))
    return Cell(text, -value if found[1] in ("-", "减") else value, CellState.READ)


def solved(numbers: Sequence[int]) -> tuple[Cell, ...]:
    """Cells of a row whose numbers were found by an identity."""
    return tuple(Cell(str(n), Decimal(n), CellState.SOLVED) for n in numbers)


def blanks(count: int) -> tuple[Cell, ...]:
    """A row that stands there empty."""
    return (cell(""),) * count


def value_end(text: str, start: int, count: int) -> int:
    """Where the at most `count` values that begin at start give way to other text."""
    found = _VALUES.match(folded(text), start)
    end = found.end() if found else start
    tokens = list(_TOKEN.finditer(folded(text), start, end))
    return tokens[count].start() if len(tokens) > count else end


def read_row(source: str, count: int, *, right: bool = False) -> Row:
    """The `count` cells in the text between one label and the next.

    In a row of pipes with some blank cells the numbers are the first `count` cells behind
    the label, or with `right` the last ones of the row.
    """
    if "|" not in source:
        return _decide(_tabbed(source, count) or list(_lines(source)), count)
    if row := _before_pipes(source, count):
        return row
    parts = piped(source)
    return _read_pipes(parts if len(parts) >= count else _over_lines(source), count, right)


def _tabbed(source: str, count: int) -> list[str]:
    """The cells of a row that a browser copied, a tab before each; [] for another layout."""
    head, *cells = source.partition("\n")[0].split("\t")
    whole = not head.strip() and len(cells) == count and any(map(str.strip, cells))
    return [part.strip() for part in cells] if whole else []


def _before_pipes(source: str, count: int) -> Row | None:
    """The row where its numbers stand as text before the next row's pipes, else None.

    A page break may part a row from the rules of its table.
    """
    head = source[: source.index("|")].rpartition("\n")[0]
    head = head[: value_end(head, 0, count)]
    return _decide(list(_lines(head)), count) if re.search(r"\d", head) else None


def piped(source: str) -> list[str]:
    """The cells behind the label in a row of pipes, padding included."""
    line = next(line for line in source.split("\n") if "|" in line)
    parts = [part.strip() for part in line.split("|")[1:]]
    return parts[:-1] if parts and line.rstrip().endswith("|") else parts


def _over_lines(source: str) -> list[str]:
    """The cells of a row of pipes that breaks its lines inside the row, up to the next label."""
    parts = [part.strip() for part in source.replace("\n", " ").split("|")[1:]]
    return list(takewhile(lambda part: not re.search("[\u4e00-\u9fff]{3}", part), parts))


def _read_pipes(parts: list[str], count: int, right: bool) -> Row:
    filled = [part for part in parts if part]
    if len(filled) in (0, count):
        return _decide(filled, count)
    if len(parts) >= count:
        sides = (parts[-count:], parts[:count])
        for window in sides if right else reversed(sides):
            if [part for part in window if part] == filled:
                return _decide(window, count)
    # A cell that spans columns is printed once in each of them by some converters.
    if len(set(filled)) == 1 and count == 1:
        return _decide(filled[:1], count)
    return _decide([token for part in filled for token in _tokens(part)], count)


def _lines(source: str) -> Iterator[str]:
    """Cells of a layout with one or several to a line; a line of blanks is an empty cell.

    Tabs alone stand before every cell and for merged ones, so they are no cell.
    """
    for line in folded(source).split("\n"):
        if line.strip():
            yield from _tokens(line)
        elif line.strip("\t"):
            yield ""


def _tokens(line: str) -> Iterator[str]:
    for piece in line.split():
        if _TOKEN.fullmatch(piece):
            yield piece
        else:
            # The end of a wrapped label may be glued to the numbers.
            yield from re.findall(r"[+\-增减]?\d+(?:\.\d+)?(?:亿元|万元|元)?", piece)


def _decide(parts: list[str], count: int) -> Row:
    filled = [part for part in parts if part]
    if not filled:
        return Row(blanks(count))
    if len(filled) == count:
        parts = filled
    cells = tuple(cell(part) for part in parts)
    if len(cells) == count and not any(re.match(r"0\d", c.raw) for c in cells):
        return Row(cells)
    return Row(runs=tuple(filled))
