"""Rows of a log file (台账表格) with their fields by name: headers and words may be Chinese."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.ingest.rows import Row, read_rows
from assistant.ingest.values import date_value, text_of
from assistant.models.activity import KIND_OF, KINDS, Input, Kind

KIND_HEADER = "台账类别"
_KIND_BY_LABEL = {kind.label: kind.key for kind in KINDS}


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row of a log file: its number, its kind, and what was typed by field name.

    kind is "" where the row names none that there is; kind_text is what stands there.
    """

    number: int
    kind: str
    kind_text: str
    typed: Mapping[str, str]


def headers() -> dict[str, str]:
    """Every header that a log file may have, to the name of the field it fills."""
    known = {KIND_HEADER: "kind", "类别": "category", "日期": "happened_on", "更正编号": "replaces"}
    for kind in KINDS:
        # As the empty table calls a field, and as the form does.
        known |= {_header(field): field.name for field in kind.inputs}
        known |= {field.label: field.name for field in kind.inputs}
    return known | {name: name for name in (*known.values(), "on")}


def _header(field: Input) -> str:
    return field.label.partition("（")[0] if field.type != "number" else field.label


def template_headers(kind: Kind) -> list[str]:
    """The header line of an empty table for one kind."""
    return [KIND_HEADER, *(_header(field) for field in kind.inputs)]


def read_log(path: Path, limit_mb: int = 50) -> tuple[list[LogRow], tuple[str, ...]]:
    """Every row below the header with 台账类别, and the columns that nobody reads.

    Raises Refused or TooLarge for a file that cannot be read. Nothing is checked here but
    the form of dates: 2026/3/5 and a date cell become 2026-03-05.
    """
    known = headers()
    rows = read_rows(path, frozenset({KIND_HEADER, "kind"}), limit_mb)
    unread = {name: None for row in rows for name in row.cells if name not in known}
    return [_log_row(row, known) for row in rows], tuple(unread)


def _log_row(row: Row, known: Mapping[str, str]) -> LogRow:
    typed: dict[str, str] = {}
    for header, cell in row.cells.items():
        name = known.get(header, "")
        if name and text_of(cell) and not typed.get(name):
            typed[name] = text_of(cell)
    if "on" in typed:
        typed["happened_on"] = typed.pop("on")
    named = typed.pop("kind", "")
    kind = _KIND_BY_LABEL.get(named, named if named in KIND_OF else "")
    if kind:
        typed = {name: _value(KIND_OF[kind], name, text) for name, text in typed.items()}
    return LogRow(row.number, kind, named, typed)


def _value(kind: Kind, name: str, text: str) -> str:
    """A cell as the form would send it: an option's key for its label, a day as ISO text."""
    field = next((field for field in kind.inputs if field.name == name), None)
    if field is None:
        return text
    if field.type == "select":
        return {label: value for value, label in field.options}.get(text, text)
    return _day(text) if field.type == "date" else text


def _day(text: Any) -> str:
    try:
        return date_value(text) or ""
    except ValueError:
        # The check of the entry tells how a day is written.
        return str(text)
