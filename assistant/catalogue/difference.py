"""How two versions of an item differ (版本差异), field by field, in words."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.models.item import LABELS, RECORD_TYPES, ServiceItem, columns

Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it differs from the other side."""


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that differs (字段差异); old and new are texts, "" where it was empty."""

    field: str
    label: str
    old: str
    new: str


def differences(old: ServiceItem | None, new: ServiceItem) -> tuple[FieldDifference, ...]:
    """What is different in new, in the order of the record; all that is filled without old."""
    before = old or ServiceItem()
    found = []
    for field in columns():
        held = [shown(field.name, getattr(item, field.name)) for item in (before, new)]
        if held[0] != held[1]:
            found.append(FieldDifference(field.name, field.metadata["label"], *held))
    return tuple(found)


def shown(name: str, value: Any) -> str:
    """A field's value as people read it: 是 or 否, one entry a line, "" for nothing."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if value in (None, "", ()):
        return ""
    if name in RECORD_TYPES:
        return "\n".join(_record_line(number, entry) for number, entry in enumerate(value, 1))
    if name == "sample_fields":
        value = tuple(LABELS.get(one, one) for one in value)
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _record_line(number: int, entry: Any) -> str:
    told: list[str] = []
    for field in columns(type(entry)):
        text = shown(field.name, getattr(entry, field.name))
        if text:
            told.append(f"{field.metadata['label']} {text}" if told else text)
    return f"{number}. {'；'.join(told)}"


def marked(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces that together are the text, with what differs marked."""
    matcher = difflib.SequenceMatcher(None, _words(old), _words(new), autojunk=False)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        _append(left, _words(old)[a:b], kind != "equal")
        _append(right, _words(new)[c:d], kind != "equal")
    return tuple(left), tuple(right)


_MOST_LETTERS = 1500


def _words(text: str) -> Sequence[str]:
    """Letters of a short text, lines of a long one: comparing letters costs their square."""
    return text if len(text) <= _MOST_LETTERS else text.splitlines(keepends=True)


def _append(pieces: list[tuple[str, bool]], parts: Sequence[str], differs: bool) -> None:
    if parts:
        pieces.append(("".join(parts), differs))
