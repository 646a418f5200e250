"""Catalogues, tables and lexicons become files (导出) that can be loaded again."""

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from assistant.errors import BadInput, Refused
from assistant.ingest.cells import Cell, cell_of
from assistant.language.lexicon import COLUMNS
from assistant.models.item import ServiceItem, columns, to_record
from assistant.models.lexicon import LexiconLine

EXPORTS = (".xlsx", ".csv", ".json")
_FORMULA = re.compile(r"'*[=+\-@\t]")
_MOST_IN_CELL = 32_767
_WIDTH = 22


def write_catalogue(
    path: Path, items: Iterable[ServiceItem], beside: Mapping[str, str] | None = None
) -> None:
    """Items as a file of the kind that its ending tells, one row or object each.

    read_catalogue takes every field back as it was. beside are further columns of a
    table, the same in every row. Raises BadInput for another ending.
    """
    more = beside or {}
    if path.suffix.lower() == ".json":
        write_json(path, [to_record(item) for item in items])
        return
    fields = list(columns())
    rows = (
        [*(cell_of(field, getattr(item, field.name)) for field in fields), *more.values()]
        for item in items
    )
    write_table(path, [*(field.metadata["label"] for field in fields), *more], rows)


def write_json(path: Path, entries: Sequence[object]) -> None:
    """A JSON list, readable by people and without spaces at line ends."""
    path.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", "utf-8")


def write_lexicon(folder: Path, lines: Sequence[LexiconLine]) -> None:
    """Lexicon lines as one .tsv for each table that has any, in a folder made if need be."""
    folder.mkdir(exist_ok=True)
    for kind, titles in COLUMNS.items():
        cells = [line.cells for line in lines if line.kind is kind]
        if cells:
            text = "".join("\t".join(row) + "\n" for row in (titles, *cells))
            (folder / f"{kind.value}.tsv").write_text(text, "utf-8", newline="\n")


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """A header and rows as .xlsx or .csv; cells stay what they are, never formulas."""
    writers = {".xlsx": _write_xlsx, ".csv": _write_csv}
    if path.suffix.lower() not in writers:
        raise BadInput(f"不能导出为 {path.name}，文件名请以 {'、'.join(EXPORTS)} 结尾。")
    writers[path.suffix.lower()](path, header, rows)


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([_escaped(cell) for cell in row] for row in rows)


def _escaped(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula gets a ' before it; read_rows takes it off."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _write_xlsx(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
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


_X_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
