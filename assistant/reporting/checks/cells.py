"""Checks of single cells: filled with numbers, of the right kind, in a place where they can be."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from assistant.language.amounts import shown
from assistant.models.report import AnnualReport, Cell, CellState, Tables
from assistant.models.report_tables import (
    APPLICANTS,
    COLUMNS_2019,
    COLUMNS_2021,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    REQUEST_ROWS,
)
from assistant.reporting.checks.model import Case, Check, Spot
from assistant.reporting.checks.views import NUMERALS, follows, is_government

_EMPTY = {CellState.BLANK: "空白", CellState.SLASH: "斜线或横线", CellState.NONE: "“无”"}
_SIGNED = ("delta",)
_DECIMAL = ("amount",)
# Only provinces, cities with districts and ministries make 规章; of a 市 or 州 the name alone
# does not tell.
_RULE_MAKERS = re.compile(r"(?:[省市州]|自治区)(?:人民政府)?$|^(?:国家|国务院|中国|中华)|部$|总局$")


def cells_of(tables: Tables) -> Iterator[tuple[int, str, str, Cell]]:
    """Number of the section, label of the row, key of the column and cell, in their order."""
    for block in tables.art20.values():
        for row, columns in block.items():
            yield from ((2, row, key, cell) for key, cell in columns.items())
    for key, columns in tables.requests.items():
        yield from ((3, REQUEST_ROWS.get(key, key), c, cell) for c, cell in columns.items())
    for group, columns in tables.disputes.items():
        yield from ((4, DISPUTE_GROUPS.get(group, group), c, cell) for c, cell in columns.items())


def column_label(no: int, row: str, column: str) -> str:
    """The heading of a column of table two, three or four."""
    if row == "行政事业性收费" and column == "value":
        return COLUMNS_2021["art20_8"]["value"]
    if no == 3:
        return APPLICANTS.get(column, column)
    if no == 4:
        return DISPUTE_RESULTS.get(column, column)
    blocks = [*COLUMNS_2019.values(), *COLUMNS_2021.values()]
    return next((block[column] for block in blocks if column in block), column)


def filled(case: Case) -> Iterator[Spot]:
    """C-CELL1: 0 is written as 0; no blanks, strokes or words."""
    found: dict[int, list[tuple[str, str]]] = {}
    for no, row, _, cell in cells_of(case.report.tables):
        if cell.state in _EMPTY:
            found.setdefault(no, []).append((row, _EMPTY[cell.state]))
        elif cell.state is CellState.UNCERTAIN and not re.search(r"\d", cell.raw):
            found.setdefault(no, []).append((row, f"“{cell.raw[:12]}”"))
    for no, empties in found.items():
        kinds = "、".join(dict.fromkeys(kind for _, kind in empties))
        labels = list(dict.fromkeys(row for row, _ in empties))
        more = "等" if len(labels) > 3 else ""
        why = f"{len(empties)} 个单元格填的是{kinds}（{'、'.join(labels[:3])}{more}）"
        yield Spot(f"表{NUMERALS[no]}", why, "每格都填数字；没有的填 0。", no)


def kinds(case: Case) -> Iterator[Spot]:
    """C-CELL2: whole numbers not below 0, signed only under 本年增/减, each in its column."""
    for no, row, column, cell in cells_of(case.report.tables):
        if cell.value is None or not (why := _wrong_kind(row, column, cell.value)):
            continue
        place = f"表{NUMERALS[no]} {row} {column_label(no, row, column)}"
        yield Spot(place, f"“{cell.raw}”{why}", "改为不小于 0 的整数。", no)
    yield from _misplaced(case)
    yield from _run_together(case.report.tables)


def _wrong_kind(row: str, column: str, value: Decimal) -> str:
    fee = column in _DECIMAL or (row == "行政事业性收费" and column == "value")
    if value < 0 and column not in _SIGNED:
        return "是负数"
    if value != value.to_integral_value() and not fee:
        return "不是整数"
    return ""


def _misplaced(case: Case) -> Iterator[Spot]:
    """A count of decisions in the column for the change of items (2019 edition)."""
    for rows in case.report.tables.art20.values():
        for row, columns in rows.items():
            delta, before = columns.get("delta"), columns.get("prev_items")
            decided = columns.get("decisions")
            if not (delta and before and decided and delta.value) or decided.value:
                continue
            if abs(delta.value) >= max(case.limits.misplaced_count, 10 * (before.value or 0)):
                why = f"“{delta.raw}”不像事项的增减数，而“处理决定数量”是 0 或没有填"
                remedy = "核对是否把处理决定数量填进了“本年增/减”一列。"
                yield Spot(f"表二 {row} 本年增/减", why, remedy, 2, severity="warning")


def _run_together(tables: Tables) -> Iterator[Spot]:
    found: dict[int, list[str]] = {}
    for no, row, _, cell in cells_of(tables):
        if cell.state is CellState.UNCERTAIN and re.search(r"\d", cell.raw):
            found.setdefault(no, []).append(row)
    for no, labels in found.items():
        rows = "、".join(dict.fromkeys(labels))
        why = f"数字连写，读不准：{rows}"
        yield Spot(f"表{NUMERALS[no]}", why, "请对照原件核对这些行。", no, severity="info")


def fee_unit(case: Case) -> Iterator[Spot]:
    """C-CELL3: the fee is plausibly in 万元."""
    fee = _fee(case.report)
    if not fee:
        return
    last = _fee(case.last_year) if case.last_year and follows(case.report, case.last_year) else None
    whole = fee == fee.to_integral_value() and not is_government(case.report.agency)
    if last and fee > last * case.limits.fee_rise:
        why = f"{shown(fee)} 万元，上年 {shown(last)} 万元"
    elif whole and fee >= case.limits.whole_fee:
        why = f"{shown(fee)}，单位是万元"
    else:
        return
    yield Spot("表二 行政事业性收费", why, "核对是否把“元”当成了“万元”。", 2)


def _fee(report: AnnualReport) -> Decimal | None:
    cell = report.tables.art20.get("art20_8", {}).get("行政事业性收费", {}).get("value")
    return cell.value if cell else None


def rules(case: Case) -> Iterator[Spot]:
    """C-CELL4: 规章 are 0 unless the issuer can make them."""
    agency = case.agency or case.report.agency
    if not agency or _RULE_MAKERS.search(agency):
        return
    columns: Mapping[str, Cell] = case.report.tables.art20.get("art20_1", {}).get("规章", {})
    values = [cell.raw for cell in columns.values() if cell.value]
    if values:
        remedy = "县级机关和部门不能制定规章；规范性文件请填入下一行。"
        yield Spot("表二 规章", f"填了 {'、'.join(values)}", remedy, 2)


CHECKS = (
    Check("C-CELL1", "error", "单元格都填数字", filled),
    Check("C-CELL2", "error", "数字的类型与栏目相符", kinds),
    Check("C-CELL3", "warning", "收费金额的单位是万元", fee_unit),
    Check("C-CELL4", "error", "无权制定规章的机关规章为 0", rules),
)
