"""A report with what people settled of it put in: the print stays, the value is theirs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.models.report import AnnualReport, Cell, CellState, Tables, Uncertainty
from assistant.models.report_tables import REQUEST_ROWS
from assistant.models.settling import SettledForm, Settlement

PASSAGE = "passage:"
"""How the place of a settlement begins that is no cell."""


def settled(report: AnnualReport, settlements: Sequence[Settlement]) -> AnnualReport:
    """The report with the latest settlement of each place, oldest first as they are given.

    One holds only where the same text stands as when it was made: a corrected file is read
    anew. What was withdrawn is open again. A row of which nothing is open any more is no doubt any more.
    """
    last = {one.place: one for one in settlements}
    tables = Tables(
        {block: _rows(block, rows, last) for block, rows in report.tables.art20.items()},
        _rows("requests", report.tables.requests, last),
        _rows("disputes", report.tables.disputes, last),
    )
    open_rows = {row_place(path) for path, cell in cells(tables) if _open(cell)}
    touched = {
        row_place(path) for path, cell in cells(report.tables) if holds(last.get(path), cell)
    }
    doubts = [
        doubt
        for doubt in report.uncertain
        if not _is_settled(doubt, last) and doubt.place not in touched - open_rows
    ]
    return replace(report, tables=tables, uncertain=tuple(doubts))


def cells(tables: Tables) -> Iterator[tuple[str, Cell]]:
    """Every cell with its path: table or block, row and column, with points between."""
    blocks = {**tables.art20, "requests": tables.requests, "disputes": tables.disputes}
    for table, rows in blocks.items():
        for row, columns in rows.items():
            yield from ((f"{table}.{row}.{column}", cell) for column, cell in columns.items())


def row_place(path: str) -> str:
    """The place of a doubt about the row of a cell, as the reader tells it."""
    table, row, _ = path.split(".")
    if table == "disputes":
        return "表四"
    return f"表三 {REQUEST_ROWS[row]}" if table == "requests" else f"表二 {row}"


def passage_place(doubt: Uncertainty) -> str:
    """The place of a settlement of a doubt that is no cell."""
    return PASSAGE + doubt.place


def holds(settlement: Settlement | None, cell: Cell) -> bool:
    """Whether a settlement is about what stands in a cell."""
    return settlement is not None and settlement.raw == cell.raw


def _rows(
    table: str, rows: Mapping[str, Mapping[str, Cell]], last: Mapping[str, Settlement]
) -> dict[str, dict[str, Cell]]:
    return {
        row: {
            column: _cell(cell, last.get(f"{table}.{row}.{column}")) for column, cell in of.items()
        }
        for row, of in rows.items()
    }


def _cell(cell: Cell, settlement: Settlement | None) -> Cell:
    if settlement is None or not holds(settlement, cell):
        return cell
    if settlement.form is SettledForm.BLANK:
        return Cell(cell.raw, None, CellState.BLANK)
    if settlement.form is SettledForm.WITHDRAWN:
        return Cell(cell.raw, None, CellState.UNCERTAIN)
    return Cell(cell.raw, settlement.value, CellState.SETTLED)


def _open(cell: Cell) -> bool:
    return cell.state is CellState.UNCERTAIN


def _is_settled(doubt: Uncertainty, last: Mapping[str, Settlement]) -> bool:
    one = last.get(passage_place(doubt))
    return one is not None and one.raw == doubt.raw and one.form is not SettledForm.WITHDRAWN
