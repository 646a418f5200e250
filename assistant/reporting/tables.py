"""The statutory tables (法定表格) of either edition, counted from the log."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.errors import BadInput
from assistant.models.activity import Activity
from assistant.models.report import Cell, Edition, Tables
from assistant.models.report_tables import (
    APPLICANTS,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    REQUEST_GROUPS,
    REQUEST_ROWS,
)
from assistant.reporting.article_20 import article_20
from assistant.reporting.counting import cell_of
from assistant.storage.activity import StoredActivity

_BORDER_ROWS = ("new_received", "carried_over", "result_total", "carried_forward")
RESULTS = tuple(row for row in REQUEST_ROWS if row not in _BORDER_ROWS)
"""Rows of table three that are a result (办理结果), one of which each closed request gets."""

_COUNTED_APPLICANTS = tuple(column for column in APPLICANTS if column != "total")
_COUNTED_OUTCOMES = tuple(column for column in DISPUTE_RESULTS if column != "total")


def tables_of(
    entries: Sequence[StoredActivity],
    year: int,
    before: Tables | None = None,
    edition: Edition = Edition.CURRENT,
) -> Tables:
    """Tables two to four for a calendar year; every cell READ, 0 where nothing was logged.

    entries reach from the first entry of the log to the end of the year or later, since
    requests of earlier years may still be open, and documents of earlier years valid.
    before are the tables that were published for the year before, where there are any.
    Raises BadInput, naming the entry, for a request or dispute without a known column.
    """
    log = [stored.entry for stored in entries]
    requests = _requests(entries, year)
    return Tables(
        article_20(log, year, before, edition),
        _without_sub_rows(requests) if edition is Edition.TRIAL else requests,
        _disputes(entries, year),
    )


def request_rows(entry: Activity, year: int) -> tuple[str, ...]:
    """The rows of table three in which a request counts: how it came, and how it ended.

    Empty where the year does not touch it. A request is closed when both its result and
    the day of the reply are logged; a late reply belongs to the year of the reply.
    """
    result, closed_on = entry.detail.get("result", ""), entry.detail.get("closed_on", "")
    return _request_rows(entry.happened_on[:4], result, closed_on[:4], year)


# A year of requests has few different ones, and each figure and each cell asks for all.
@lru_cache(maxsize=4096)
def _request_rows(came_in: str, result: str, closed_in: str, year: int) -> tuple[str, ...]:
    received = int(came_in)
    closed = max(received, int(closed_in)) if result and closed_in else year + 1
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


def _without_sub_rows(requests: dict[str, dict[str, Cell]]) -> dict[str, dict[str, Cell]]:
    """Table three of the 2019 edition, where 其他处理 is one row without rows below it."""
    *dropped, kept = REQUEST_GROUPS["（六）其他处理"]
    sums = {
        column: cell_of(sum(int(requests[row][column].value or 0) for row in (*dropped, kept)))
        for column in APPLICANTS
    }
    rows = {row: cells for row, cells in requests.items() if row not in dropped}
    return rows | {kept: sums}


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
    return {column: cell_of(total if column == "total" else n) for column, n in row.items()}


def _check(stored: StoredActivity, value: str, known: Sequence[str], label: str) -> None:
    if value not in known:
        raise BadInput(
            f"台账 {stored.id}（{stored.entry.happened_on}）的{label}“{value}”无法计入表格，"
            "请更正这条台账。"
        )
