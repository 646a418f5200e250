"""Checks of the identities (勾稽关系) inside one report's tables three and four."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from assistant.ingest.reports.against_tables import number
from assistant.language.amounts import shown
from assistant.models.report import Cell, Edition
from assistant.models.report_tables import (
    APPLICANTS,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    REQUEST_ROWS,
)
from assistant.reporting.checks.model import Case, Check, Spot

_BORDERS = ("new_received", "carried_over", "result_total", "carried_forward")
_ONLY_2021 = ("other_no_supplement", "other_fee_unpaid")


def results(case: Case) -> Iterator[Spot]:
    """C-SUM1: in every column the total is the sum of the results above it."""
    rows = case.report.tables.requests
    inner = [key for key in REQUEST_ROWS if key not in _BORDERS]
    if case.report.edition is not Edition.CURRENT:
        inner = [key for key in inner if key not in _ONLY_2021 or key in rows]
    for column, label in APPLICANTS.items():
        total = _value(rows, "result_total", column)
        parts = [_value(rows, key, column) for key in inner]
        known = [part for part in parts if part is not None]
        if total is None or len(known) < len(parts) or sum(known) == total:
            continue
        why = f"各项结果之和 {shown(Decimal(sum(known)))}，总计填 {shown(total)}"
        yield Spot(f"表三 （七）总计 {label}", why, "核对这一列各项结果和总计。", 3)


def balance(case: Case) -> Iterator[Spot]:
    """C-SUM2: what came in and over is what was closed and goes on, in every column."""
    rows = case.report.tables.requests
    for column, label in APPLICANTS.items():
        values = [_value(rows, key, column) for key in _BORDERS]
        known = [value for value in values if value is not None]
        if len(known) < len(values) or known[0] + known[1] == known[2] + known[3]:
            continue
        new, over, total, forward = (shown(value) for value in known)
        why = f"新收 {new} ＋ 上年结转 {over} ≠ 办理结果 {total} ＋ 结转下年 {forward}"
        yield Spot(f"表三 {label}", why, "核对这一列的四个数，使两边相等。", 3)


def applicants(case: Case) -> Iterator[Spot]:
    """C-SUM3: in every row the total is the sum of the applicants."""
    for key, columns in case.report.tables.requests.items():
        if why := _unequal(columns, tuple(APPLICANTS)):
            place = f"表三 {REQUEST_ROWS.get(key, key)}"
            yield Spot(place, why, "核对这一行各类申请人和总计。", 3)


def disputes(case: Case) -> Iterator[Spot]:
    """C-SUM4: in every group of table four the total is the sum of the outcomes."""
    for key, columns in case.report.tables.disputes.items():
        if why := _unequal(columns, tuple(DISPUTE_RESULTS)):
            place = f"表四 {DISPUTE_GROUPS.get(key, key)}"
            yield Spot(place, why, "核对这一组各种结果和总计。", 4)


def _unequal(columns: Mapping[str, Cell], order: tuple[str, ...]) -> str:
    """How the last column differs from the sum of the others, or ""."""
    values = [number(columns.get(column)) for column in order]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or sum(known[:-1]) == known[-1]:
        return ""
    return f"各列之和 {shown(Decimal(sum(known[:-1])))}，总计填 {shown(known[-1])}"


def _value(rows: Mapping[str, Mapping[str, Cell]], row: str, column: str) -> Decimal | None:
    return number(rows.get(row, {}).get(column))


CHECKS = (
    Check("C-SUM1", "error", "办理结果各项之和等于总计", results),
    Check("C-SUM2", "error", "新收加结转等于办结加结转下年", balance),
    Check("C-SUM3", "error", "各类申请人之和等于总计", applicants),
    Check("C-SUM4", "error", "复议诉讼各种结果之和等于总计", disputes),
)
