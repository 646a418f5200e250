"""The county's roll-up (汇总): the tables of several units' reports summed cell by cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.errors import BadInput
from assistant.models.draft import Draft, DraftSection, Gap, Paragraph
from assistant.models.report import AnnualReport, Cell, Edition, Tables
from assistant.models.report_tables import (
    APPLICANTS,
    COLUMNS_2019,
    COLUMNS_2021,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    REQUEST_GROUPS,
    REQUEST_ROWS,
    ROWS_2019,
    ROWS_2021,
    SECTION_TITLES,
)
from assistant.reporting.checks.cells import cells_of, column_label
from assistant.reporting.checks.registry import check_report
from assistant.reporting.counting import cell_of
from assistant.reporting.wording import plain_words

_MONEY = "amount"
_YUAN = {"亿": Decimal(10_000), "万": Decimal(1)}
_IDENTITIES = ("C-SUM1", "C-SUM2", "C-SUM3", "C-SUM4", "C-STR4", "C-CELL2")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place (存疑处) of a unit's report that the sum cannot vouch for."""

    unit: str
    place: str
    why: str


_MOST_EMPTY = 3
"""More empty cells of one table are told together: a unit that left it blank has a hundred."""


@dataclass(frozen=True, slots=True)
class Rollup:
    """Several units' tables as one (汇总表), who is in it, who is missing, what is in doubt."""

    year: int
    edition: Edition
    units: tuple[str, ...]
    missing: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    tables: Tables


def by_unit(named: Iterable[tuple[str, AnnualReport]], year: int) -> dict[str, AnnualReport]:
    """The reports by the name of their unit; by the file's where a report names none.

    Raises BadInput for two reports of one unit for the year that is summed.
    """
    found: dict[str, AnnualReport] = {}
    for file, report in sorted(named, key=lambda one: one[1].year != year):
        unit = report.agency or file
        if unit in found and report.year == year:
            raise BadInput(f"“{unit}”有两份报告（{file} 是第二份），请只留一份。")
        found[unit if unit not in found else f"{unit}（{file}）"] = report
    return found


def rolled_up(
    reports: Mapping[str, AnnualReport], year: int, expected: Sequence[str] = ()
) -> Rollup:
    """The sum of the reports of one year, each under the name of its unit.

    A cell without a number counts 0 and is in doubt, as is a unit whose sums do not hold
    or whose report is of another year; a unit of another year is not summed. expected
    names every unit that should be there. Raises BadInput where there is nothing to sum,
    and for reports of two editions, whose tables have other rows.
    """
    own = {unit: report for unit, report in reports.items() if report.year == year}
    editions = {report.edition for report in own.values()}
    if not own:
        raise BadInput(f"这些文件里没有 {year} 年度的报告，请核对年度和文件。")
    if len(editions) > 1:
        raise BadInput("各单位用了不同年版的表格，不能相加，请先统一格式。")
    edition = editions.pop()
    doubts = [
        Doubt(unit, "全文", f"是 {report.year or '年度不明'} 年度的报告，没有汇总")
        for unit, report in reports.items()
        if unit not in own
    ]
    for unit, report in own.items():
        doubts += _doubts(unit, report)
    tables = _sum([report.tables for report in own.values()], edition)
    missing = tuple(unit for unit in expected if not any(unit in name for name in own))
    return Rollup(year, edition, tuple(own), missing, tuple(doubts), tables)


def _doubts(unit: str, report: AnnualReport) -> Iterator[Doubt]:
    empty: dict[str, list[str]] = {}
    for no, row, column, cell in cells_of(report.tables):
        if cell.value is None:
            table, place = f"表{'零一二三四'[no]}", f"{row} {column_label(no, row, column)}"
            if cell.raw.strip():
                yield Doubt(unit, f"{table} {place}", f"没有数字（“{cell.raw}”），按 0 计")
            else:
                empty.setdefault(table, []).append(place)
    for table, places in empty.items():
        if len(places) > _MOST_EMPTY:
            yield Doubt(unit, table, f"有 {len(places)} 格空着，都按 0 计")
        else:
            yield from (Doubt(unit, f"{table} {place}", "空着，按 0 计") for place in places)
    for finding in check_report(report):
        if finding.id in _IDENTITIES:
            yield Doubt(unit, finding.place, finding.evidence)


def _sum(every: Sequence[Tables], edition: Edition) -> Tables:
    """Cell by cell over the edition's rows and columns; what a unit lacks is 0."""
    trial = edition is Edition.TRIAL
    rows, columns = (ROWS_2019, COLUMNS_2019) if trial else (ROWS_2021, COLUMNS_2021)
    dropped = REQUEST_GROUPS["（六）其他处理"][:2] if trial else ()
    art20 = [tables.art20 for tables in every]
    return Tables(
        {
            block: _rows([one.get(block, {}) for one in art20], rows[block], columns[block])
            for block in rows
        },
        _rows(
            [tables.requests for tables in every],
            [row for row in REQUEST_ROWS if row not in dropped],
            APPLICANTS,
        ),
        _rows([tables.disputes for tables in every], DISPUTE_GROUPS, DISPUTE_RESULTS),
    )


def _rows(
    every: Sequence[Mapping[str, Mapping[str, Cell]]],
    rows: Sequence[str] | Mapping[str, str],
    columns: Mapping[str, str],
) -> dict[str, dict[str, Cell]]:
    return {
        row: {c: _total([one.get(row, {}).get(c) for one in every], c) for c in columns}
        for row in rows
    }


def _total(cells: Sequence[Cell | None], column: str) -> Cell:
    known = [cell for cell in cells if cell is not None and cell.value is not None]
    if column != _MONEY:
        return cell_of(sum((cell.value or Decimal(0) for cell in known), Decimal(0)))
    return cell_of(sum((_wan(cell) for cell in known), Decimal(0)), "万元")


def _wan(cell: Cell) -> Decimal:
    """A procurement amount in 万元, by the unit written in the cell, 元 where there is none."""
    value = cell.value or Decimal(0)
    return next((value * n for sign, n in _YUAN.items() if sign in cell.raw), value / 10_000)


def as_draft(rollup: Rollup, agency: str) -> Draft:
    """The roll-up as a report to be written around its tables.

    Section one names the units, those missing and what is in doubt; the rest are gaps.
    """
    told = [_told("units", f"汇总了{len(rollup.units)}个单位的报告：{'、'.join(rollup.units)}。")]
    if rollup.missing:
        told.append(_told("missing", f"尚未报送的单位：{'、'.join(rollup.missing)}。"))
    told += [
        _told(f"doubt-{n}", f"存疑：{plain_words(d.unit)}，{d.place}，{plain_words(d.why)}。")
        for n, d in enumerate(rollup.doubts, 1)
    ]
    gaps = {1: "汇总后的总体情况", 5: "全县存在的主要问题及改进情况", 6: "其他需要报告的事项"}
    return Draft(
        year=rollup.year,
        edition=rollup.edition,
        agency=agency,
        title=f"{agency}{rollup.year}年政府信息公开工作年度报告",
        preface=(),
        sections=tuple(
            DraftSection(no, title, (*(told if no == 1 else ()), *_gap(no, gaps.get(no, ""))))
            for no, title in SECTION_TITLES.items()
        ),
        tables=rollup.tables,
    )


def _told(key: str, words: str) -> Paragraph:
    return Paragraph(f"rollup.{key}", (words,))


def _gap(no: int, what: str) -> tuple[Paragraph, ...]:
    return (Paragraph(f"rollup.gap-{no}", (Gap(what, "县级主管部门"),)),) if what else ()
