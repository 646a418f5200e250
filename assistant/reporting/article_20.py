"""Table two (主动公开政府信息情况): what the year made, decided, charged and bought, by edition."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.models.activity import Activity
from assistant.models.report import Cell, Edition, Tables
from assistant.models.report_tables import ROWS_2019, ROWS_2021
from assistant.reporting.counting import (
    YUAN_PER_WAN,
    cell_before,
    cell_of,
    documents_valid,
    happened_in,
    valid_before,
)
from assistant.reporting.numbers import Number

Columns = Mapping[str, Mapping[str, Number]]

_MATTERS: dict[str, tuple[str, str, str]] = {
    "行政许可": ("permit", "permit", "art20_5"),
    "其他对外管理服务事项": ("other_service", "service", "art20_5"),
    "行政处罚": ("penalty", "penalty", "art20_6"),
    "行政强制": ("coercion", "coercion", "art20_6"),
    "行政事业性收费": ("charge", "", "art20_8"),
}
"""Row of the 2019 edition to kind of power, kind of log entry for its decisions, block."""


def article_20(
    log: Sequence[Activity], year: int, before: Tables | None, edition: Edition
) -> dict[str, dict[str, dict[str, Cell]]]:
    """Table two of an edition, every cell counted; log and before as in tables_of."""
    if edition is Edition.TRIAL:
        columns, rows = _trial(log, year, before), ROWS_2019
    else:
        columns, rows = _current(log, year, before), ROWS_2021
    return {
        block: {row: {c: _cell(c, n) for c, n in columns[row].items()} for row in rows[block]}
        for block in rows
    }


def _cell(column: str, value: Number) -> Cell:
    return cell_of(value, "万元" if column == "amount" else "")


def _total(log: Sequence[Activity], year: int, kind: str, category: str = "") -> int:
    return sum(
        entry.quantity
        for entry in log
        if entry.kind == kind and category in ("", entry.category) and happened_in(entry, year)
    )


def _current(log: Sequence[Activity], year: int, before: Tables | None) -> Columns:
    def rules(kind: str, row: str) -> dict[str, Number]:
        made, repealed = (_total(log, year, kind, change) for change in ("made", "repealed"))
        valid = documents_valid(log, year, valid_before(before, row), kind)
        return {"made": made, "repealed": repealed, "valid": valid}

    return {
        "规章": rules("rule", "规章"),
        "行政规范性文件": rules("document", "行政规范性文件"),
        "行政许可": {"value": _total(log, year, "permit")},
        "行政处罚": {"value": _total(log, year, "penalty")},
        "行政强制": {"value": _total(log, year, "coercion")},
        "行政事业性收费": {"value": wan(_total(log, year, "charge"))},
    }


def _trial(log: Sequence[Activity], year: int, before: Tables | None) -> Columns:
    columns: dict[str, Mapping[str, Number]] = {
        "规章": _published("rule", log, year),
        "规范性文件": _published("document", log, year),
        "政府集中采购": {
            "projects": _total(log, year, "procurement"),
            "amount": wan(_spent(log, year)),
        },
    }
    for row, (matter, decision, block) in _MATTERS.items():
        held = _matters(matter, log, year, block, row, before)
        decided = {"decisions": _total(log, year, decision)} if decision else {}
        columns[row] = held | decided
    return columns


def wan(yuan: int) -> Number:
    """元 as 万元, exact."""
    return Decimal(yuan) / YUAN_PER_WAN


def _spent(log: Sequence[Activity], year: int) -> int:
    bought = [e for e in log if e.kind == "procurement" and happened_in(e, year)]
    return sum(int(entry.detail.get("amount") or 0) for entry in bought)


def _published(kind: str, log: Sequence[Activity], year: int) -> dict[str, Number]:
    """Made, newly published, and public in all at the end of the year.

    What is made is published where nothing else is logged; the total is at least what the
    year published and what is in force.
    """
    made = _total(log, year, kind, "made")
    new = _total(log, year, kind, "published") or made
    known = [e for e in log if e.kind == kind and int(e.happened_on[:4]) <= year]
    told = [e.quantity for e in known if e.category == "published_total"]
    total = told[-1] if told else documents_valid(log, year, kind=kind)
    return {"made_new": made, "published_new": new, "published_total": max(total, new)}


def _matters(
    matter: str, log: Sequence[Activity], year: int, block: str, row: str, before: Tables | None
) -> dict[str, Number]:
    """Items of a kind of power a year ago, and how many more or fewer there are now.

    The last total that was logged counts; for a year ago also last year's table.
    """
    totals = [e for e in log if e.kind == "matter" and e.category == matter]
    then = [e.quantity for e in totals if int(e.happened_on[:4]) < year]
    now = [e.quantity for e in totals if int(e.happened_on[:4]) <= year]
    start = then[-1] if then else _matters_before(before, block, row)
    return {"prev_items": start, "delta": now[-1] - start if now else 0}


def _matters_before(before: Tables | None, block: str, row: str) -> int:
    """Items at the end of last year by its table.

    A row that states a change but no decisions is not believed: such reports have put the
    decisions into the wrong column.
    """
    held, grown, decided = (
        cell_before(before, block, row, column) for column in ("prev_items", "delta", "decisions")
    )
    doubtful = decided is None and block != "art20_8"
    return 0 if doubtful else (held or 0) + (grown or 0)
