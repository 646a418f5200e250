"""What counting a year rests on: which day lies in it, totals that stand at its end, cells."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.models.activity import Activity
from assistant.models.report import Cell, CellState, Tables
from assistant.reporting.numbers import Number, written

YUAN_PER_WAN = 10_000


def happened_in(entry: Activity, year: int) -> bool:
    """Whether an entry's day lies in the calendar year."""
    return entry.happened_on.startswith(f"{year}-")


def cell_of(value: Number, unit: str = "") -> Cell:
    """A counted cell; a unit stands only behind what is not 0."""
    return Cell(f"{written(value)}{unit if value else ''}", Decimal(value), CellState.READ)


def documents_valid(
    entries: Sequence[Activity], year: int, before: int | None = None, kind: str = "document"
) -> int:
    """Normative documents (行政规范性文件), or rules (规章), in force on 31 December.

    The last known total, and what was made and repealed on later days: the last one that
    was logged, or `before`, the one published for the end of last year, where that is
    later. Without any, all that was made less all that was repealed, at least 0.
    """
    known = [e for e in entries if e.kind == kind and int(e.happened_on[:4]) <= year]
    totals = [(e.happened_on, e.quantity) for e in known if e.category == "valid"]
    if before is not None:
        totals.insert(0, (f"{year - 1}-12-31", before))
    start, valid = max(reversed(totals), key=lambda told: told[0], default=("", 0))
    later = [e for e in known if e.happened_on > start]
    made = sum(e.quantity for e in later if e.category == "made")
    repealed = sum(e.quantity for e in later if e.category == "repealed")
    return max(0, valid + made - repealed)


def cell_before(before: Tables | None, block: str, row: str, column: str) -> int | None:
    """The number that a cell of last year's table two states, or None."""
    rows = before.art20.get(block, {}) if before else {}
    cell = rows.get(row, {}).get(column)
    return int(cell.value) if cell and cell.value is not None else None


def valid_before(before: Tables | None, row: str = "行政规范性文件") -> int | None:
    """The documents in force that a row of last year's table two states, or None."""
    return cell_before(before, "art20_1", row, "valid")
