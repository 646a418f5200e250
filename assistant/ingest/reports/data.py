"""An annual report as plain data for JSON, and the same data as a report again."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from assistant.ingest.reports.table_publication import amount_in_yuan
from assistant.models.report import (
    AnnualReport,
    Cell,
    CellState,
    Edition,
    ReportFigure,
    Section,
    Tables,
    Uncertainty,
)
from assistant.models.report_tables import DISPUTE_GROUPS, REQUEST_ROWS

Data = dict[str, Any]


def report_as_data(report: AnnualReport) -> Data:
    """The report as `assistant read --json` prints it; numbers are int or float, blanks None.

    `cells` repeats the tables with what was printed and how sure we are, so that
    report_from_data gives back the same report.
    """
    return {
        "agency": report.agency,
        "year": report.year,
        "edition": report.edition.value,
        "title": report.title,
        "preface": report.preface,
        "sections": [_section(section) for section in report.sections],
        "tables": _tables(report),
        "figures": [_figure(figure) for figure in report.figures],
        "uncertain": [{"place": u.place, "raw": u.raw, "why": u.why} for u in report.uncertain],
        "signature": report.signature,
        "cells": _cells(report.tables),
    }


def report_from_data(data: Mapping[str, Any]) -> AnnualReport:
    """The report that report_as_data turned into this; KeyError where a key is missing."""
    cells = data["cells"]
    return AnnualReport(
        agency=data["agency"],
        year=data["year"],
        edition=Edition(data["edition"]),
        title=data["title"],
        preface=data["preface"],
        sections=tuple(
            Section(
                s["no"],
                s["title"],
                s["text"],
                tuple((part["title"], part["text"]) for part in s["subsections"]),
            )
            for s in data["sections"]
        ),
        tables=Tables(
            {block: _rows(rows) for block, rows in cells["art20"].items()},
            _rows(cells["requests"]),
            _rows(cells["disputes"]),
        ),
        figures=tuple(_read_figure(figure) for figure in data["figures"]),
        uncertain=tuple(Uncertainty(u["place"], u["raw"], u["why"]) for u in data["uncertain"]),
        signature=data["signature"],
    )


def number(value: Decimal | None) -> int | float | None:
    """A value as JSON has it: whole numbers without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _section(section: Section) -> Data:
    parts = [{"title": title, "text": text} for title, text in section.subsections]
    return {"no": section.no, "title": section.title, "text": section.text, "subsections": parts}


def _figure(figure: ReportFigure) -> Data:
    return {
        "metric": figure.metric,
        "value": number(figure.value),
        "unit": figure.unit,
        "quote": figure.quote,
        "section": figure.section,
        "offset": figure.offset,
        "key": figure.key,
        "scope": figure.scope,
        "qualifier": figure.qualifier,
        "comparison": figure.comparison,
    }


def _read_figure(data: Mapping[str, Any]) -> ReportFigure:
    return ReportFigure(**{**data, "value": Decimal(str(data["value"]))})


def _tables(report: AnnualReport) -> Data:
    """The tables as the reviewers' files have them; a row the edition lacks is None."""
    tables = report.tables
    data: Data = {"format": report.edition.value}
    if any(cell.state is CellState.SLASH for cell in _every_cell(tables)):
        data["blank_marker"] = "/"
    if tables.art20:
        data["table2"] = {
            block: {_name(row, cells): _publication(cells) for row, cells in rows.items()}
            for block, rows in tables.art20.items()
        }
    if tables.requests:
        rows = tables.requests
        data["table3"] = {k: _values(rows[k]) if k in rows else None for k in REQUEST_ROWS}
    if tables.disputes:
        data["table4"] = {group: _values(tables.disputes[group]) for group in DISPUTE_GROUPS}
    if not _whole(tables):
        data["partial"] = True
    return data


def _whole(tables: Tables) -> bool:
    return bool(tables.art20 and "carried_forward" in tables.requests and tables.disputes)


def _every_cell(tables: Tables) -> list[Cell]:
    rows = [row for block in tables.art20.values() for row in block.values()]
    rows += [*tables.requests.values(), *tables.disputes.values()]
    return [cell for row in rows for cell in row.values()]


def _name(row: str, cells: Mapping[str, Cell]) -> str:
    return f"{row}_万元" if row == "行政事业性收费" and "value" in cells else row


def _publication(cells: Mapping[str, Cell]) -> Data | int | float | None:
    if "value" in cells:
        return number(cells["value"].value)
    data: Data = {}
    for column, cell in cells.items():
        if column == "amount":
            data["amount_raw"] = cell.raw or None
            data["amount_yuan"] = number(amount_in_yuan(cell))
            continue
        data[column] = number(cell.value)
        if column == "delta" and cell.value is not None and cell.raw != str(cell.value):
            data["delta_raw"] = cell.raw
    return data


def _values(cells: Mapping[str, Cell]) -> Data:
    return {column: number(cell.value) for column, cell in cells.items()}


def _cells(tables: Tables) -> Data:
    return {
        "art20": {block: _states(rows) for block, rows in tables.art20.items()},
        "requests": _states(tables.requests),
        "disputes": _states(tables.disputes),
    }


def _states(rows: Mapping[str, Mapping[str, Cell]]) -> Data:
    return {
        row: {column: [c.raw, number(c.value), c.state.value] for column, c in cells.items()}
        for row, cells in rows.items()
    }


def _rows(data: Mapping[str, Mapping[str, list[Any]]]) -> dict[str, dict[str, Cell]]:
    return {
        row: {column: _cell(*parts) for column, parts in cells.items()}
        for row, cells in data.items()
    }


# Most cells of most reports are 0: each is kept once, for the sake of memory and time.
@lru_cache(maxsize=20_000)
def _cell(raw: str, value: float | None, state: str) -> Cell:
    return Cell(raw, None if value is None else Decimal(str(value)), CellState(state))
