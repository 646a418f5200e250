"""Checks of this year's tables against last year's."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from assistant.ingest.reports.against_tables import number
from assistant.language.amounts import shown
from assistant.models.report import AnnualReport, Cell
from assistant.models.report_tables import APPLICANTS
from assistant.reporting.checks.cells import cells_of, column_label
from assistant.reporting.checks.model import Case, Check, Spot
from assistant.reporting.checks.views import NUMERALS, follows

Cells = Mapping[tuple[int, str, str], Cell]


def carried(case: Case) -> Iterator[Spot]:
    """C-X1: what last year carried forward is what this year took over."""
    before = case.last_year
    if before is None or not follows(case.report, before):
        return
    over = case.report.tables.requests.get("carried_over", {})
    forward = before.tables.requests.get("carried_forward", {})
    for column, label in APPLICANTS.items():
        now, then = number(over.get(column)), number(forward.get(column))
        if now is not None and then is not None and now != then:
            why = f"上年结转 {shown(now)}，上年报告的结转下年度为 {shown(then)}"
            remedy = "以上年报告为准核对，或说明差异原因。"
            yield Spot(f"表三 上年结转 {label}", why, remedy, 3)


def valid_documents(case: Case) -> Iterator[Spot]:
    """C-X2: documents in force follow from last year's, those made and those repealed."""
    before = case.last_year
    if before is None or not follows(case.report, before):
        return
    for row, now in case.report.tables.art20.get("art20_1", {}).items():
        then = before.tables.art20.get("art20_1", {}).get(row, {})
        values = [number(now.get(key)) for key in ("made", "repealed", "valid")]
        last = number(then.get("valid"))
        known = [value for value in values if value is not None]
        if last is None or len(known) < len(values) or last + known[0] - known[1] == known[2]:
            continue
        made, repealed, valid = (shown(value) for value in known)
        why = f"上年有效 {shown(last)} ＋ 制发 {made} － 废止 {repealed} ≠ 现行有效 {valid}"
        yield Spot(f"表二 {row}", why, "核对件数；重新清理或机构合并的，请加说明。", 2)


def leaps(case: Case) -> Iterator[Spot]:
    """C-X3: figures that rose or fell more than threefold, or from or to 0; small ones aside."""
    before = case.last_year
    if before is None or not follows(case.report, before):
        return
    then = _by_place(before)
    for place, cell in _by_place(case.report).items():
        no, row, column = place
        if (no, column) not in ((2, column), (3, "total"), (4, "total")) or place not in then:
            continue
        now, last = cell.value, then[place].value
        if now is None or last is None or not _leapt(now, last, case):
            continue
        why = f"本年 {shown(now)}，上年 {shown(last)}"
        label = f"表{NUMERALS[no]} {row} {column_label(no, row, column)}"
        yield Spot(label, why, "核对数字和口径；确有变化的，在报告中说明。", no)


def _leapt(now: Decimal, last: Decimal, case: Case) -> bool:
    low, high = sorted((abs(now), abs(last)))
    return high >= case.limits.small and high > low * case.limits.change


def _by_place(report: AnnualReport) -> Cells:
    return {(no, row, column): cell for no, row, column, cell in cells_of(report.tables)}


def changed_afterwards(case: Case) -> Iterator[Spot]:
    """C-X4: last year's report as once imported says what the published one says now."""
    if case.last_year is None or case.last_as_imported is None:
        return
    held = _by_place(case.last_as_imported)
    for place, cell in _by_place(case.last_year).items():
        no, row, column = place
        old = held.get(place)
        if old is None or None in (old.value, cell.value) or old.value == cell.value:
            continue
        why = f"导入时为 {old.raw}，现在公布的为 {cell.raw}"
        label = f"上年报告 表{NUMERALS[no]} {row} {column_label(no, row, column)}"
        yield Spot(label, why, "查明上年报告是否在公布后改过，并重新导入。", no)


CHECKS = (
    Check("C-X1", "error", "上年结转与上年报告一致", carried),
    Check("C-X2", "warning", "现行有效件数与上年衔接", valid_documents),
    Check("C-X3", "warning", "与上年相比没有突变", leaps),
    Check("C-X4", "warning", "上年报告公布后没有改动", changed_afterwards),
)
