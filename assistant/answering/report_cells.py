"""Cells of statutory tables by metric: which there are, what they are called, where they stand."""

from collections.abc import Iterator

from assistant.language.amounts import shown
from assistant.models.report import AnnualReport, Cell
from assistant.models.report_tables import (
    APPLICANTS,
    COLUMNS_2019,
    COLUMNS_2021,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    REQUEST_ROWS,
)
from assistant.models.table_metrics import ASKABLE

_COLUMNS = {block: named | COLUMNS_2021.get(block, {}) for block, named in COLUMNS_2019.items()}


def cells_of(report: AnnualReport, key: str) -> list[tuple[str, Cell]]:
    """The cells of a metric that the report's tables have, each with its path."""
    found = []
    for path in ASKABLE[key].cells:
        table, row, column = path.split(".")
        cell = _rows(report, table).get(row, {}).get(column)
        if cell is not None:
            found.append((path, cell))
    return found


def _rows(report: AnnualReport, table: str) -> dict[str, dict[str, Cell]]:
    tables = report.tables
    whole = {"requests": tables.requests, "disputes": tables.disputes}
    return whole[table] if table in whole else tables.art20.get(table, {})


def table_of(path: str) -> str:
    """Which of the statutory tables a path leads to: 表二, 表三 or 表四."""
    return {"requests": "表三", "disputes": "表四"}.get(path.partition(".")[0], "表二")


def cell_name(path: str) -> str:
    """How a cell is called: 表三“（一）予以公开”总计."""
    table, row, column = path.split(".")
    if table == "requests":
        return f"表三“{REQUEST_ROWS[row]}”{APPLICANTS[column]}"
    if table == "disputes":
        return f"表四“{DISPUTE_GROUPS[row]}”{DISPUTE_RESULTS[column]}"
    return f"表二“{row}”{_COLUMNS[table][column]}"


def cell_anchor(path: str) -> str:
    """The anchor of a table's cell on the page of its report."""
    table, row, column = path.split(".")
    return f"f-{table}-{row}-{column}"


def beside(report: AnnualReport, key: str) -> Iterator[str]:
    """What the row of table two that belongs to a metric says in its columns, cell by cell."""
    path = next((path for path in ASKABLE[key].cells if path.startswith("art20")), "")
    if not path:
        return
    table, row, _ = path.split(".")
    for column, cell in _rows(report, table).get(row, {}).items():
        if cell.value is not None:
            label = _COLUMNS[table].get(column, column)
            yield f"表格“{row}”一行的“{label}”为 {shown(cell.value)}"
