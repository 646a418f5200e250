"""Cells become values: each kind of field has one reader; ValueError tells the reason in Chinese."""

import functools
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import Field
from datetime import date, datetime
from typing import Any

from assistant.language.days import NO_SUCH_DAY
from assistant.models.item import RECORD_TYPES, columns

_YES = frozenset({"是", "y", "yes", "true", "1", "支持", "有", "收费", "√"})
_NO = frozenset({"否", "n", "no", "false", "0", "不支持", "无", "不收费", "免费", "×"})
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SEPARATORS = re.compile(r"[；;\n\r]+")
_LIST_SEPARATORS = re.compile(r"[；;、，,\n\r|]+")
_DAYS = re.compile(r"^\s*(\d{1,9})\s*[（(]?\s*(?:个)?\s*(工作日|自然日|日|天|次|份)?\s*[)）]?\s*$")
_DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s.*)?$")
_COMPACT_DATE = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:\s.*)?$")
_NO_LIMIT = frozenset({"无", "无时限", "不限", "/", "-", "—"})
_AT_ONCE = frozenset({"即办", "即时", "即时办结", "当场", "当场办结", "当场办理", "当日办结"})
_MOST_DAYS = 3650


def text_of(cell: object) -> str:
    """A cell as text; whole floats lose their .0, since .xlsx knows no integers."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    # One kind of line end, and nothing that an .xlsx cannot hold: so that what was
    # exported comes back as it is.
    return _NO_TEXT.sub("", str(cell).replace("\r\n", "\n").replace("\r", "\n")).strip()


def text_value(cell: object) -> str:
    """A text; lists and objects of JSON are no text."""
    if isinstance(cell, list | dict):
        raise ValueError("应为文字")
    return text_of(cell)


def lines_value(cell: object) -> tuple[str, ...]:
    """Several sentences (one a line, or a JSON list)."""
    parts = listed(cell)
    if parts is None:
        parts = text_value(cell).splitlines()
    return tuple(text for part in parts if (text := text_value(part)))


def list_value(cell: object) -> tuple[str, ...]:
    """Several short values, separated by ；、, or line breaks, or a JSON list."""
    parts = listed(cell)
    if parts is None:
        parts = _LIST_SEPARATORS.split(text_value(cell))
    return tuple(dict.fromkeys(text for part in parts if (text := text_value(part))))


def listed(cell: object) -> list[Any] | None:
    """A JSON list, or one that is written as text: ["甲", "乙"]; None for anything else."""
    if isinstance(cell, list):
        return cell
    if isinstance(cell, str) and cell.lstrip().startswith('["'):
        try:
            found = json.loads(cell)
        except (ValueError, RecursionError):
            return None
        if isinstance(found, list) and all(isinstance(part, str) for part in found):
            return found
    return None


def int_value(cell: object) -> int | None:
    """A whole number, with or without its unit: 5, 5个工作日, 30(工作日), 当场 (0)."""
    text = text_of(cell)
    if not text or text in _NO_LIMIT:
        return None
    if text in _AT_ONCE:
        return 0
    found = _DAYS.match(text)
    if not found:
        raise ValueError("应为整数（0 以上），可带单位，如 5 或 5个工作日")
    if int(found[1]) > _MOST_DAYS:
        raise ValueError(f"数值过大，应不超过 {_MOST_DAYS}")
    return int(found[1])


def unit_in(cell: object) -> str:
    """工作日 or 自然日 where a limit's cell says so, else ""."""
    found = _DAYS.match(text_of(cell))
    unit = found[2] if found else None
    return {"工作日": "工作日", "自然日": "自然日"}.get(unit or "", "")


def flag_value(cell: object) -> bool | None:
    """是 or 否 in the forms seen (Y, 1, 支持, 收费 …)."""
    if isinstance(cell, bool):
        return cell
    text = text_of(cell).lower()
    if not text:
        return None
    if text in _YES or text in _NO:
        return text in _YES
    raise ValueError("应填 是 或 否")


def date_value(cell: object) -> str:
    """A day as ISO-8601 text, from 2026-11-22, 2026/11/22, 20261122, 2026年11月22日."""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    text = text_of(cell)
    if not text:
        return ""
    found = _DATE.match(text) or _COMPACT_DATE.match(text)
    if not found:
        raise ValueError("应为日期，如 2026-11-22")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        raise ValueError(NO_SUCH_DAY.rstrip("。")) from None


def records_value(cell: object, field: str) -> tuple[Any, ...]:
    """Sub-records: a JSON list of objects, or names separated by ； for materials and places."""
    of = RECORD_TYPES[field]
    if isinstance(cell, str) and cell.lstrip().startswith("["):
        try:
            cell = json.loads(cell)
        except (ValueError, RecursionError):
            raise ValueError("以 [ 开头但不是完好的 JSON") from None
    if isinstance(cell, list):
        return tuple(_record(entry, of) for entry in cell)
    first = next(columns(of)).name if field != "places" else "address"
    names = [part.strip() for part in _SEPARATORS.split(text_value(cell))]
    return tuple(of(**{first: name}) for name in names if name)


@functools.cache
def _known(of: type) -> Mapping[str, Field[Any]]:
    """The fields of a sub-record by name and by label."""
    return {f.name: f for f in columns(of)} | {f.metadata["label"]: f for f in columns(of)}


def _record(entry: object, of: type) -> Any:
    if not isinstance(entry, dict):
        raise ValueError("每一条应为对象")
    known, given = _known(of), {}
    for key, held in entry.items():
        if key not in known:
            raise ValueError(f"不认识的字段“{key}”")
        field = known[key]
        given[field.name] = READERS[field.metadata["kind"]](held)
    return of(**given)


READERS: dict[str, Callable[[object], Any]] = {
    "text": text_value,
    "lines": lines_value,
    "list": list_value,
    "int": int_value,
    "flag": flag_value,
    "date": date_value,
}
"""Reader of each kind of field; records need the field's name too."""


def value_of(field: Field[Any], cell: object) -> Any:
    """What a cell says for a field of an item; ValueError tells in Chinese what is wrong."""
    kind = field.metadata["kind"]
    if kind == "records":
        return records_value(cell, field.name)
    return READERS[kind](cell)
