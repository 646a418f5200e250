"""A table becomes an Excel workbook (工作簿): one sheet, its header bold and in sight."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from assistant.errors import Refused
from assistant.ingest.cells import Cell

_MOST_IN_CELL = 32_767
_WIDTH = 22
_X_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_workbook(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write the file; Refused where a text is longer than a cell of Excel holds."""
    held = [list(row) for row in rows]
    _check_lengths(held)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("事项目录")
    sheet.freeze_panes = "A2"
    for number in range(1, len(header) + 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].width = _WIDTH
    titles = [WriteOnlyCell(sheet, value=title) for title in header]
    for title in titles:
        title.font = Font(bold=True)
    sheet.append(titles)
    for row in held:
        sheet.append([_xlsx_cell(sheet, cell) for cell in row])
    book.save(path)


def _check_lengths(rows: Sequence[Sequence[Cell]]) -> None:
    """Before a line is written: openpyxl would cut a long text without a word."""
    for cell in (cell for row in rows for cell in row if isinstance(cell, str)):
        if len(cell) > _MOST_IN_CELL:
            raise Refused(
                f"有一格内容（{cell[:20]}…）超过 Excel 的上限 {_MOST_IN_CELL} 字，"
                "请改为导出 .csv 或 .json。"
            )


def _xlsx_cell(sheet: object, cell: Cell) -> object:
    if isinstance(cell, int):
        return cell
    if not cell:
        return None
    written = WriteOnlyCell(sheet, value=_X_ESCAPE.sub(r"_x005F\g<0>", cell))
    # As text, whatever it begins with: openpyxl would make a formula of "=…".
    written.data_type = "s"
    return written
