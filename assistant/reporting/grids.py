"""The statutory tables as grids: cells with the rows and columns they span, for every form of output."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.models.report import Edition, Tables
from assistant.models.report_tables import (
    APPLICANTS,
    ARTICLE_20,
    COLUMNS_2019,
    COLUMNS_2021,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    REQUEST_GROUPS,
    REQUEST_ROWS,
)

_SUM_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_RESULTS = "三、本年度办理结果"
_BORDER_ROWS = ("new_received", "carried_over", "carried_forward")
_ONE_ROW = "（六）其他处理"
_FIRST_ROW = {rows[0]: group for group, rows in REQUEST_GROUPS.items()}
_GROUPED = {row for rows in REQUEST_GROUPS.values() for row in rows}


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its text, how many rows and columns it spans, what it heads.

    scope is "col" above a column, "row" before a row, "" for a cell that heads nothing.
    """

    text: str
    rows: int = 1
    columns: int = 1
    scope: Literal["", "col", "row"] = ""

    @property
    def head(self) -> bool:
        """Whether it heads others."""
        return bool(self.scope)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: a row holds only the cells that begin in it; the first head_rows repeat.

    widths are shares of the table's width, one a column.
    """

    title: str
    rows: tuple[tuple[GridCell, ...], ...]
    head_rows: int
    widths: tuple[float, ...]

    def places(self) -> Iterator[tuple[str, ...]]:
        """Every place of each row from left to right; places that a cell covers are ""."""
        hanging = [0] * len(self.widths)
        for row in self.rows:
            line = [""] * len(self.widths)
            at = 0
            for cell in row:
                while hanging[at]:
                    at += 1
                line[at] = cell.text
                hanging[at : at + cell.columns] = [cell.rows] * cell.columns
                at += cell.columns
            hanging = [max(0, left - 1) for left in hanging]
            yield tuple(line)


def grids_of(tables: Tables, edition: Edition) -> dict[int, Grid]:
    """Tables two, three and four by the number of their section."""
    return {
        2: _publication(tables, edition),
        3: _requests(tables, edition),
        4: _disputes(tables),
    }


def _head(text: str, rows: int = 1, columns: int = 1) -> GridCell:
    return GridCell(text, rows, columns, "col")


def _label(text: str, rows: int = 1, columns: int = 1) -> GridCell:
    return GridCell(text, rows, columns, "row")


def _publication(tables: Tables, edition: Edition) -> Grid:
    """Table two: under a line for each 项 of Article 20 its headings and rows, four columns."""
    rows: list[tuple[GridCell, ...]] = []
    for block, columns in (COLUMNS_2019 if edition is Edition.TRIAL else COLUMNS_2021).items():
        widths = _spread(len(columns), 3)
        rows.append((_head(ARTICLE_20[block], columns=4),))
        rows.append((_head("信息内容"), *map(_wide_head, columns.values(), widths)))
        for label, cells in tables.art20[block].items():
            values = (
                GridCell(cells[c].raw, columns=w) for c, w in zip(columns, widths, strict=True)
            )
            rows.append((_label(label), *values))
    return Grid("主动公开政府信息情况", tuple(rows), 0, (0.28, 0.24, 0.24, 0.24))


def _wide_head(text: str, columns: int) -> GridCell:
    return _head(text, columns=columns)


def _spread(count: int, columns: int) -> list[int]:
    """Columns that each of `count` cells takes so that together they fill all of them."""
    return [1] * (count - 1) + [columns - count + 1]


def _requests(tables: Tables, edition: Edition) -> Grid:
    """Table three: three columns of labels under a note, seven of numbers."""
    first, *others = APPLICANTS.values()
    rows: list[tuple[GridCell, ...]] = [
        (_head(_SUM_NOTE, 3, 3), _head("申请人情况", columns=7)),
        (_head(first, 2), _head("法人或其他组织", columns=5), _head(others[-1], 2)),
        tuple(map(_head, others[:-1])),
    ]
    inside = [row for row in REQUEST_ROWS if row in tables.requests and row not in _BORDER_ROWS]
    for row, label in REQUEST_ROWS.items():
        if row in tables.requests:
            numbers = (GridCell(tables.requests[row][column].raw) for column in APPLICANTS)
            rows.append((*_labels(row, label, inside, edition), *numbers))
    widths = (0.05, 0.11, 0.32, 0.08, 0.07, 0.07, 0.07, 0.08, 0.07, 0.08)
    return Grid("收到和处理政府信息公开申请情况", tuple(rows), 3, widths)


def _labels(row: str, label: str, inside: list[str], edition: Edition) -> Iterator[GridCell]:
    if row in _BORDER_ROWS:
        yield _label(label, columns=3)
        return
    if row == inside[0]:
        yield _label(_RESULTS, len(inside))
    if edition is Edition.TRIAL and row == "other_misc":
        yield _label(_ONE_ROW, columns=2)
    elif row not in _GROUPED:
        yield _label(label, columns=2)
    else:
        if row in _FIRST_ROW:
            yield _label(_FIRST_ROW[row], len(REQUEST_GROUPS[_FIRST_ROW[row]]))
        yield _label(label)


def _disputes(tables: Tables) -> Grid:
    """Table four: fifteen columns under three rows of headings, and one row of numbers."""
    review, *suits = DISPUTE_GROUPS.values()
    results = list(DISPUTE_RESULTS.values())
    values = (
        GridCell(tables.disputes[group][result].raw)
        for group in DISPUTE_GROUPS
        for result in DISPUTE_RESULTS
    )
    rows = (
        (_head(review, columns=5), _head("行政诉讼", columns=10)),
        (*(_head(result, 2) for result in results), *(_head(suit, columns=5) for suit in suits)),
        tuple(_head(result) for _ in suits for result in results),
        tuple(values),
    )
    return Grid("政府信息公开行政复议、行政诉讼情况", rows, 3, (1 / 15,) * 15)
