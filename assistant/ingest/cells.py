"""Values become cells again (导出的单元格), in words that the readers of values.py take back."""

import json
from collections.abc import Callable
from dataclasses import Field
from typing import Any

from assistant.ingest.values import value_of
from assistant.models.item import columns

Cell = str | int


def cell_of(field: Field[Any], value: Any) -> Cell:
    """One field of an item as a cell: plain words where these are read back as the same
    value, JSON where they would not be; "" for an empty field.
    """
    kind = field.metadata["kind"]
    if value in (None, "", ()):
        return ""
    plain: Cell = _PLAIN[kind](value) if kind in _PLAIN else value
    return plain if _says(field, plain, value) else _JSON[kind](value)


def _says(field: Field[Any], cell: Cell, value: Any) -> bool:
    try:
        return bool(value_of(field, cell) == value)
    except ValueError:
        return False


def _names(records: tuple[Any, ...]) -> str:
    return "；".join(
        str(getattr(r, "address", "") or next(iter(_held(r).values()), "")) for r in records
    )


def _held(record: Any) -> dict[str, Any]:
    """A sub-record by its Chinese labels, empty fields left out."""
    given = {f.metadata["label"]: getattr(record, f.name) for f in columns(type(record))}
    return {label: _told(value) for label, value in given.items() if value not in (None, "", ())}


def _told(value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    return list(value) if isinstance(value, tuple) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


_PLAIN: dict[str, Callable[[Any], Cell]] = {
    "lines": "\n".join,
    "list": "；".join,
    "flag": lambda value: "是" if value else "否",
    "records": _names,
}
_JSON: dict[str, Callable[[Any], Cell]] = {
    "text": str,
    "int": int,
    "date": str,
    "flag": str,
    "lines": lambda value: _json(list(value)),
    "list": lambda value: _json(list(value)),
    "records": lambda value: _json([_held(record) for record in value]),
}
