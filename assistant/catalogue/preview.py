"""What a file would do to the catalogue (导入预览), row by row and field by field."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.catalogue.difference import differences
from assistant.catalogue.samples import without_replaced
from assistant.ingest.catalogue import Catalogue
from assistant.ingest.values import text_of
from assistant.models.importing import Preview, PreviewRow
from assistant.models.item import LABELS, ServiceItem, from_record, to_record
from assistant.models.validity import WITHDRAWN, effect_day, offered_on
from assistant.models.versions import (
    Compared,
    Held,
    Past,
    compared,
    overtaken,
    record_text,
    used_on,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The catalogue as an import meets it (现有目录).

    held is what storage.items.held_versions gives; records holds those versions' records
    by code and number; taken_back, the codes of items that the undoing of an import left.
    """

    held: Mapping[str, Sequence[Held]] = field(default_factory=dict)
    records: Mapping[tuple[str, int], str] = field(default_factory=dict)
    taken_back: frozenset[str] = frozenset()


def preview_of(file: str, catalogue: Catalogue, standing: Standing, today: str) -> Preview:
    """A read file against the catalogue as it stands: first what is stored, then what is refused.

    What a table has no column for stays as it is; JSON holds whole records.
    """
    items: Iterable[ServiceItem] = catalogue.items
    if catalogue.is_table:
        labels = {label for _, label in catalogue.matched_columns}
        told = frozenset(name for name, label in LABELS.items() if label in labels)
        items = (_completed(item, told, standing, today) for item in items)
    past = overtaken(catalogue.items, today)
    rows = [*_stored(items, past, standing, today), *_refused(catalogue)]
    return Preview(file, catalogue.matched_columns, catalogue.ignored_columns, tuple(rows))


def previewed_again(preview: Preview, standing: Standing, today: str) -> Preview:
    """The same rows against a catalogue that has changed meanwhile."""
    items = [from_record(json.loads(row.record)) for row in preview.rows if row.record]
    refused = [row for row in preview.rows if not row.record]
    rows = (*_stored(items, overtaken(items, today), standing, today), *refused)
    return Preview(preview.file, preview.matched, preview.ignored, rows)


def _completed(
    item: ServiceItem, told: frozenset[str], standing: Standing, today: str
) -> ServiceItem:
    """An item of a table with what the table does not tell, as the catalogue has it."""
    used = used_on(standing.held.get(item.code, ()), effect_day(item, today))
    if used is None:
        return item
    old: ServiceItem = from_record(json.loads(standing.records[item.code, used.version]))
    if old.status == WITHDRAWN and item.code in standing.taken_back:
        # As though it had never been there: else the mended file could not bring it back.
        return item
    # A limit of 7(工作日) brings its unit without a column; the region is only a default.
    given = {name for name in to_record(item) if name != "region_code"}
    new = replace(old, **{name: getattr(item, name) for name in told | given})
    return new if "sample_fields" in told else without_replaced(old, new)


def _stored(
    items: Iterable[ServiceItem], past: Past, standing: Standing, today: str
) -> Iterator[PreviewRow]:
    planned: dict[tuple[str, int], str] = {}
    for one in compared(items, standing.held, today, past):
        record = record_text(one.item)
        if one.number:
            planned[one.item.code, one.number] = record
        detail: dict[str, object] = {}
        if (one.item.code, one.item.valid_from) in past:
            detail = {"overtaken": True}
        elif one.outcome != "added":
            changes = _changes(one, standing, planned) if one.outcome == "changed" else []
            detail = {"differences": changes, **_not_offered(one.item, changes, today)}
        yield PreviewRow(one.outcome, one.item.code, one.item.name, record, detail)


_STANDING = frozenset({LABELS["status"], LABELS["valid_to"]})


def _not_offered(
    item: ServiceItem, changes: Sequence[tuple[str, str, str]], today: str
) -> dict[str, str]:
    """How an item stands that the import leaves withdrawn or suspended: nobody will find it."""
    told = any(label in _STANDING for label, _, _ in changes)
    if told or offered_on(item, max(today, item.valid_from)):
        return {}
    return {"status": item.status or "已过计划取消日期"}


def _changes(
    one: Compared, standing: Standing, planned: Mapping[tuple[str, int], str]
) -> list[tuple[str, str, str]]:
    key = (one.item.code, one.used.version) if one.used else None
    held = key and (standing.records.get(key) or planned.get(key))
    old = from_record(json.loads(held)) if held else None
    return [(d.label, d.old, d.new) for d in differences(old, one.item)]


def _refused(catalogue: Catalogue) -> Iterator[PreviewRow]:
    empty: list[dict[str, object]] = [{} for _ in catalogue.refused]
    for refusal, cells in zip(catalogue.refused, catalogue.refused_cells or empty, strict=True):
        told = {header: text_of(cell) for header, cell in cells.items()}
        detail = {
            "row": refusal.row,
            "column": refusal.column,
            "value": refusal.value,
            "reason": refusal.reason,
            "also": [(one.column, one.value, one.reason) for one in refusal.also],
            "cells": told,
        }
        yield PreviewRow("refused", "", told.get("事项名称", ""), "", detail)
