"""The service item as plain data and back."""

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.models.item import (
    LABELS,
    RECORD_TYPES,
    Material,
    Place,
    ServiceItem,
    columns,
    from_record,
    label_of,
    to_record,
)

words = st.text(min_size=1, max_size=8)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": words,
    "date": words,
    "lines": st.lists(words, max_size=3).map(tuple),
    "list": st.lists(words, max_size=3).map(tuple),
    "int": st.none() | st.integers(0, 3650),
    "flag": st.none() | st.booleans(),
}


def values_of(of: type) -> st.SearchStrategy[Any]:
    """Any filling of a record's fields; a field may also be left at its default."""
    given: dict[str, st.SearchStrategy[Any]] = {
        field.name: st.lists(values_of(RECORD_TYPES[field.name]), max_size=2).map(tuple)
        if field.metadata["kind"] == "records"
        else VALUES[field.metadata["kind"]]
        for field in fields(of)
    }
    return st.fixed_dictionaries({}, optional=given).map(lambda chosen: of(**chosen))


@settings(deadline=None, max_examples=60)
@given(values_of(ServiceItem))
def test_every_item_comes_back_from_its_record(item: ServiceItem) -> None:
    assert from_record(json.loads(json.dumps(to_record(item)))) == item


def test_empty_fields_are_left_out_of_the_record() -> None:
    assert to_record(ServiceItem(name="开饭馆")) == {"name": "开饭馆"}


@pytest.mark.parametrize(("field", "value"), [("promised_days", 0), ("fee", False)])
def test_nought_and_no_are_values_and_stay_in_the_record(field: str, value: object) -> None:
    assert to_record(ServiceItem(**{field: value}))[field] is value


def test_sub_records_are_written_as_objects() -> None:
    item = ServiceItem(materials=(Material(name="申请书", copies=2),), places=(Place(sample=True),))

    assert to_record(item) == {
        "materials": [{"name": "申请书", "copies": 2}],
        "places": [{"sample": True}],
    }


@pytest.mark.parametrize(
    "record", [{"unknown": 1}, {"materials": [{"unknown": 1}]}], ids=["item", "material"]
)
def test_an_unknown_key_is_an_error(record: dict[str, Any]) -> None:
    with pytest.raises(KeyError, match="unknown"):
        from_record(record)


def test_every_field_has_a_chinese_label() -> None:
    assert [name for name, label in LABELS.items() if label.isascii()] == []
    assert len(set(LABELS.values())) == len(fields(ServiceItem))


@pytest.mark.parametrize("of", sorted(RECORD_TYPES.values(), key=lambda of: of.__name__))
def test_every_field_of_a_sub_record_has_a_label_of_its_own(of: type) -> None:
    labels = [field.metadata["label"] for field in columns(of)]

    assert len(set(labels)) == len(labels)
    assert not any(label.isascii() for label in labels)


def test_the_label_of_a_field_is_its_chinese_header() -> None:
    assert label_of("materials") == "申请材料"


def test_an_unknown_field_has_no_label() -> None:
    with pytest.raises(KeyError):
        label_of("unknown")


def test_columns_come_in_the_order_of_the_record() -> None:
    assert [field.name for field in columns()][:3] == ["code", "name", "region_code"]


def test_every_field_of_records_has_a_type() -> None:
    holding = {field.name for field in columns() if field.metadata["kind"] == "records"}

    assert holding == set(RECORD_TYPES)


def test_equal_parts_of_several_records_are_held_once():
    record = {
        "name": "甲",
        "visits": 1,
        "online": True,
        "conditions": ["年满十八周岁"],
        "places": [{"name": "政务大厅", "address": "县城"}],
    }
    same = {}

    one, other = (from_record(json.loads(json.dumps(record)), same=same) for _ in range(2))

    assert one == other
    assert one.places[0] is other.places[0]
    assert one.conditions is other.conditions
    assert (one.visits, one.online) == (1, True)
    assert type(other.visits) is int
