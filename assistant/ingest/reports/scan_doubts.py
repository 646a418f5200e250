"""Numbers of a scan that contradict their own row (勾稽关系): one of them was misread."""

from dataclasses import replace

from assistant.models.report import AnnualReport, Cell, CellState, Uncertainty
from assistant.models.report_tables import REQUEST_ROWS

_WHY = "由扫描件识别的数与本行合计不符，请对照原件填写。"

Row = dict[str, Cell]


def with_scan_doubts(report: AnnualReport) -> AnnualReport:
    """The report of a scan in which no row that does not add up passes for read."""
    requests = {key: _checked(row) for key, row in report.tables.requests.items()}
    disputes = {key: _checked(row) for key, row in report.tables.disputes.items()}
    doubts = [
        Uncertainty(f"表三 {REQUEST_ROWS[key]}", _raw(row), _WHY)
        for key, row in requests.items()
        if row is not report.tables.requests[key]
    ]
    if any(row is not report.tables.disputes[key] for key, row in disputes.items()):
        raw = " ".join(_raw(row) for row in disputes.values())
        doubts.append(Uncertainty("表四", raw, _WHY))
    tables = replace(report.tables, requests=requests, disputes=disputes)
    return replace(report, tables=tables, uncertain=(*report.uncertain, *doubts))


def _checked(row: Row) -> Row:
    """The row itself where its numbers add up to its total, else its cells as uncertain."""
    values = [cell.value for cell in row.values()]
    known = [value for value in values if value is not None]
    if len(known) == len(values) and sum(known[:-1]) == known[-1]:
        return row
    if all(cell.state is not CellState.READ for cell in row.values()):
        return row
    return {key: Cell(cell.raw, None, CellState.UNCERTAIN) for key, cell in row.items()}


def _raw(row: Row) -> str:
    return " ".join(cell.raw or "（空）" for cell in row.values())
