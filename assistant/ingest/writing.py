"""Catalogues, tables and lexicons become files (导出) that can be loaded again."""

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from assistant.errors import BadInput
from assistant.ingest.cells import Cell, cell_of
from assistant.language.lexicon import COLUMNS
from assistant.models.item import ServiceItem, columns, to_record
from assistant.models.lexicon import LexiconLine

EXPORTS = (".xlsx", ".csv", ".json")
_FORMULA = re.compile(r"'*[=+\-@\t]")


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
    # Late: the library takes a fifth of a second and 8 MB, and a service seldom writes one.
    from assistant.ingest.workbook import write_workbook

    write_workbook(path, header, rows)
