"""The statutory tables (法定表格) of the 2021 edition, counted from the log."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.errors import BadInput
from assistant.models.activity import Activity
from assistant.models.report import Cell, CellState, Tables
from assistant.models.report_tables import (
    APPLICANTS,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    REQUEST_ROWS,
    ROWS_2021,
)
from assistant.reporting.numbers import Number, written
from assistant.storage.activity import StoredActivity

_BORDER_ROWS = ("new_received", "carried_over", "result_total", "carried_forward")
RESULTS = tuple(row for row in REQUEST_ROWS if row not in _BORDER_ROWS)
"""Rows of table three that are a result (办理结果), one of which each closed request gets."""

YUAN_PER_WAN = 10_000

_COUNTED_APPLICANTS = tuple(column for column in APPLICANTS if column != "total")
_COUNTED_OUTCOMES = tuple(column for column in DISPUTE_RESULTS if column != "total")


def tables_of(entries: Sequence[StoredActivity], year: int, before: Tables | None = None) -> Tables:
    """Tables two to four for a calendar year; every cell READ, 0 where nothing was logged.

    entries reach from the first entry of the log to the end of the year or later, since
    requests of earlier years may still be open, and documents of earlier years valid.
    before are the tables that were published for the year before, where there are any.
    Raises BadInput, naming the entry, for a request or dispute without a known column.
    """
    return Tables(
        _article_20(entries, year, before), _requests(entries, year), _disputes(entries, year)
    )


def happened_in(entry: Activity, year: int) -> bool:
    """Whether an entry's day lies in the calendar year."""
    return entry.happened_on.startswith(f"{year}-")


def request_rows(entry: Activity, year: int) -> tuple[str, ...]:
    """The rows of table three in which a request counts: how it came, and how it ended.

    Empty where the year does not touch it. A request is closed when both its result and
    the day of the reply are logged; a late reply belongs to the year of the reply.
    """
    received = int(entry.happened_on[:4])
    result, closed_on = entry.detail.get("result"), entry.detail.get("closed_on")
    closed = max(received, int(closed_on[:4])) if result and closed_on else year + 1
    if received > year or closed < year:
        return ()
    came = "new_received" if received == year else "carried_over"
    return came, result if result and closed == year else "carried_forward"


def dispute_result(entry: Activity, year: int) -> str | None:
    """The column of table four in which a review or lawsuit counts; None for no column.

    One that began and has no outcome at the end of this year is 尚未审结; one that says when
    it was decided counts by its outcome in that year alone.
    """
    result, decided_on = entry.detail.get("result", ""), entry.detail.get("decided_on", "")
    began = int(entry.happened_on[:4])
    if result == "pending" or not decided_on:
        still_open = result == "pending" and began < year
        return result if began == year or still_open else None
    decided = int(decided_on[:4])
    if decided == year:
        return result
    return "pending" if began <= year < decided else None


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


def valid_before(before: Tables | None, row: str = "行政规范性文件") -> int | None:
    """The documents in force that a row of last year's table two states, or None."""
    rows = before.art20.get("art20_1", {}) if before else {}
    cell = rows.get(row, {}).get("valid")
    return int(cell.value) if cell and cell.value is not None else None


def _article_20(
    entries: Sequence[StoredActivity], year: int, before: Tables | None
) -> dict[str, dict[str, dict[str, Cell]]]:
    """Table two of the 2021 edition."""
    log = [stored.entry for stored in entries]
    this_year = [entry for entry in log if happened_in(entry, year)]

    def total(kind: str, category: str = "") -> int:
        fitting = (e for e in this_year if e.kind == kind and category in ("", e.category))
        return sum(entry.quantity for entry in fitting)

    def rules(kind: str, row: str) -> dict[str, Number]:
        valid = documents_valid(log, year, valid_before(before, row), kind)
        return {"made": total(kind, "made"), "repealed": total(kind, "repealed"), "valid": valid}

    columns: dict[str, dict[str, Number]] = {
        "规章": rules("rule", "规章"),
        "行政规范性文件": rules("document", "行政规范性文件"),
        "行政许可": {"value": total("permit")},
        "行政处罚": {"value": total("penalty")},
        "行政强制": {"value": total("coercion")},
        "行政事业性收费": {"value": Decimal(total("charge")) / YUAN_PER_WAN},
    }
    return {
        block: {row: {column: _cell(n) for column, n in columns[row].items()} for row in rows}
        for block, rows in ROWS_2021.items()
    }


def _requests(entries: Sequence[StoredActivity], year: int) -> dict[str, dict[str, Cell]]:
    counts: Counter[tuple[str, str]] = Counter()
    for stored in entries:
        if stored.entry.kind == "request" and (rows := request_rows(stored.entry, year)):
            applicant = stored.entry.detail.get("applicant", "")
            _check(stored, applicant, _COUNTED_APPLICANTS, "申请人")
            _check(stored, rows[-1], (*RESULTS, "carried_forward"), "办理结果")
            for row in rows:
                counts[row, applicant] += stored.entry.quantity
    for applicant in APPLICANTS:
        counts["result_total", applicant] = sum(counts[row, applicant] for row in RESULTS)
    return {row: _summed({a: counts[row, a] for a in APPLICANTS}) for row in REQUEST_ROWS}


def _disputes(entries: Sequence[StoredActivity], year: int) -> dict[str, dict[str, Cell]]:
    counts: Counter[tuple[str, str]] = Counter()
    for stored in entries:
        if stored.entry.kind != "dispute":
            continue
        result = dispute_result(stored.entry, year)
        if result is not None:
            _check(stored, stored.entry.category, tuple(DISPUTE_GROUPS), "类型")
            _check(stored, result, _COUNTED_OUTCOMES, "结果")
            counts[stored.entry.category, result] += stored.entry.quantity
    return {g: _summed({r: counts[g, r] for r in DISPUTE_RESULTS}) for g in DISPUTE_GROUPS}


def _summed(row: Mapping[str, int]) -> dict[str, Cell]:
    """Cells of a row whose "total" is the sum of the others."""
    total = sum(n for column, n in row.items() if column != "total")
    return {column: _cell(total if column == "total" else n) for column, n in row.items()}


def _cell(value: Number) -> Cell:
    return Cell(written(value), Decimal(value), CellState.READ)


def _check(stored: StoredActivity, value: str, known: Sequence[str], label: str) -> None:
    if value not in known:
        raise BadInput(
            f"台账 {stored.id}（{stored.entry.happened_on}）的{label}“{value}”无法计入表格，"
            "请更正这条台账。"
        )
