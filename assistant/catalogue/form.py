"""An item as the fields of a form (事项表单), and back; rows of sub-records come and go."""

import re
from collections.abc import Mapping
from dataclasses import Field, replace
from typing import Any

from assistant.catalogue.difference import shown
from assistant.catalogue.sections import CHECKS, SECTIONS
from assistant.ingest import values as cells
from assistant.models.item import RECORD_TYPES, ServiceItem, columns, field_names

Typed = Mapping[str, str]
"""Form fields by name: `name`, `materials.0.name`, `four_lists:马上办`, `rows.materials`."""
FIELDS: dict[str, Field[Any]] = {f.name: f for f in columns()}
MOST_ROWS = 60
_MOST_LETTERS = 5000
_NEW_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{2,60}")


def typed_of(item: ServiceItem) -> dict[str, str]:
    """The form's fields for an item."""
    typed: dict[str, str] = {}
    for name in (name for _, names in SECTIONS for name in names):
        value = getattr(item, name)
        if name in RECORD_TYPES:
            typed |= _typed_rows(name, value)
        elif name in CHECKS:
            typed[f"checks.{name}"] = "1"
            typed |= {f"{name}:{one}": "1" for one in value}
        else:
            typed[name] = shown(name, value) if name == "sample_fields" else _typed(value)
    return typed


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "\n".join(value)
    return "" if value is None else str(value)


def _typed_rows(field: str, entries: tuple[Any, ...]) -> dict[str, str]:
    typed = {f"rows.{field}": str(len(entries))}
    for number, entry in enumerate(entries):
        for column in columns(type(entry)):
            typed[f"{field}.{number}.{column.name}"] = _typed(getattr(entry, column.name))
    return typed


def row_count(typed: Typed, field: str) -> int:
    """How many rows of a sub-record the form shows."""
    given = typed.get(f"rows.{field}", "0")
    return min(int(given), MOST_ROWS) if given.isdecimal() and len(given) < 4 else 0


def row_added(typed: Typed, field: str) -> dict[str, str]:
    """The form with one more, empty row; not beyond MOST_ROWS."""
    return {**typed, f"rows.{field}": str(min(row_count(typed, field) + 1, MOST_ROWS))}


def row_removed(typed: Typed, field: str, number: int) -> dict[str, str]:
    """The form without one row; those after it move up."""
    rows = _rows(typed, field)
    return _with_rows(typed, field, rows[:number] + rows[number + 1 :])


def row_raised(typed: Typed, field: str, number: int) -> dict[str, str]:
    """The form with one row before the one above it."""
    rows = _rows(typed, field)
    if 0 < number < len(rows):
        rows[number - 1], rows[number] = rows[number], rows[number - 1]
    return _with_rows(typed, field, rows)


def row_filled(typed: Typed, field: str, entry: Any) -> dict[str, str]:
    """The form with a row more that holds a sub-record."""
    filled = {c.name: _typed(getattr(entry, c.name)) for c in columns(RECORD_TYPES[field])}
    return _with_rows(typed, field, [*_rows(typed, field), filled])


def _rows(typed: Typed, field: str) -> list[dict[str, str]]:
    names = [column.name for column in columns(RECORD_TYPES[field])]
    return [
        {name: typed.get(f"{field}.{number}.{name}", "") for name in names}
        for number in range(row_count(typed, field))
    ]


def _with_rows(typed: Typed, field: str, rows: list[dict[str, str]]) -> dict[str, str]:
    kept = {name: value for name, value in typed.items() if not name.startswith(f"{field}.")}
    kept[f"rows.{field}"] = str(len(rows))
    for number, row in enumerate(rows):
        kept |= {f"{field}.{number}.{name}": value for name, value in row.items()}
    return kept


def item_from(typed: Typed, base: ServiceItem) -> tuple[ServiceItem, dict[str, str]]:
    """The item that a form holds, and what is wrong, by the form's field.

    What the form does not show stays as in base; so does a field that is wrong.
    """
    errors: dict[str, str] = {}
    given: dict[str, Any] = {}
    for name, field in FIELDS.items():
        if name in RECORD_TYPES:
            if f"rows.{name}" in typed:
                given[name] = _records_from(typed, name, errors)
        elif name in CHECKS:
            if f"checks.{name}" in typed:
                given[name] = _ticked(typed, name, getattr(base, name))
        elif name in typed and name != "code":
            read = _read(field, typed[name], name, errors)
            read = field_names(read) if name == "sample_fields" else read
            given |= {} if name in errors else {name: read}
    if not given.get("name", base.name):
        errors["name"] = "请填写事项名称。"
    return replace(base, **given), errors


def check_code(code: str) -> str:
    """What is wrong with the code of a new item, "" if nothing."""
    if _NEW_CODE.fullmatch(code) and not code.isalpha():
        return ""
    return "请填写 3 到 60 位编码，用字母、数字和 - _ .，至少含一个数字。"


def _ticked(typed: Typed, name: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """What is ticked; in the order of before where nothing was ticked anew."""
    order = (*before, *CHECKS[name])
    ticked = [key.partition(":")[2] for key in typed if key.startswith(f"{name}:")]
    return tuple(sorted(ticked, key=lambda one: order.index(one) if one in order else len(order)))


def _records_from(typed: Typed, name: str, errors: dict[str, str]) -> tuple[Any, ...]:
    found = []
    for number, row in enumerate(_rows(typed, name)):
        if any(value.strip() for value in row.values()):
            found.append(_record_from(row, name, number, errors))
    return tuple(found)


def _record_from(row: dict[str, str], name: str, number: int, errors: dict[str, str]) -> Any:
    of = RECORD_TYPES[name]
    read = {
        column.name: _read(column, row[column.name], f"{name}.{number}.{column.name}", errors)
        for column in columns(of)
    }
    if not any(read[key] for key in ("name", "question", "address") if key in read):
        first = next(columns(of))
        errors.setdefault(
            f"{name}.{number}.{first.name}", f"请填写{first.metadata['label']}，或删去这一行。"
        )
    return of(**read)


def _read(field: Field[Any], text: str, name: str, errors: dict[str, str]) -> Any:
    text = text.replace("\r\n", "\n").strip()
    if len(text) > _MOST_LETTERS:
        errors[name] = f"请缩短到 {_MOST_LETTERS} 字以内。"
        return field.default
    kind = field.metadata["kind"]
    try:
        # One a line, never cut at 、: a value may hold it.
        return cells.READERS["lines" if kind == "list" else kind](text)
    except ValueError as error:
        errors[name] = f"{error}。"
        return field.default
