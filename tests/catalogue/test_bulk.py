"""A change of many items: what it touches, and what it leaves alone."""

from dataclasses import replace

import pytest

from assistant.catalogue.bulk import changed, concerned, values_of
from assistant.models.bulk import VALUE_LABELS, PlaceChange, ValueChange
from assistant.models.item import Place

HALL = Place("政务大厅", "示例路1号", "9:00—17:00", "0000-1", window="1 号窗口")
TOWN = Place("城关镇便民中心", "示例街2号", "9:00—17:00", "0000-2", level="乡镇级")
MOVED = Place("政务大厅", "新区路8号", "9:00—17:00", "0000-1", window="A 区")


def test_a_hall_moves_with_all_its_windows_and_each_keeps_its_own(whole):
    other = replace(HALL, window="2 号窗口")
    hall, moved = replace(HALL, window=""), replace(MOVED, window="")
    items = [whole(code="1", places=(HALL, TOWN)), whole(code="2", places=(other, HALL))]

    after = [item.places for _, item in concerned(items, PlaceChange(hall, moved))]

    assert after == [
        (replace(moved, window="1 号窗口"), TOWN),
        (replace(moved, window="2 号窗口"), replace(moved, window="1 号窗口")),
    ]


def test_an_item_that_is_not_concerned_is_left_as_it_is_even_with_a_place_twice(whole):
    item = whole(places=(TOWN, TOWN))

    assert changed(item, PlaceChange(HALL, MOVED)) is item


def test_a_place_moves_in_every_item_that_has_it_and_in_no_other(whole):
    items = [whole(code="1", places=(HALL, TOWN)), whole(code="2", places=(TOWN,))]

    ((before, after),) = concerned(items, PlaceChange(HALL, MOVED))

    assert (before.code, after.places) == ("1", (MOVED, TOWN))


def test_two_places_that_become_the_same_are_kept_once(whole):
    item = whole(places=(HALL, MOVED))

    assert changed(item, PlaceChange(HALL, MOVED)).places == (MOVED,)


def test_a_place_that_differs_in_one_thing_is_another_place(whole):
    item = whole(places=(TOWN,))

    assert concerned([item], PlaceChange(HALL, MOVED)) == []


@pytest.mark.parametrize("field", VALUE_LABELS)
def test_each_value_can_be_replaced_where_it_stands(whole, field):
    item = whole(places=(HALL, TOWN), duty_office="审批股")
    ((old, _), *_) = values_of([item], field)

    ((_, after),) = concerned([item], ValueChange(field, old, "新的值"))

    assert "新的值" in [value for value, _ in values_of([after], field)]
    assert old not in [value for value, _ in values_of([after], field)]


def test_a_value_is_replaced_whole_never_in_part(whole):
    assert concerned([whole()], ValueChange("consult_phone", "0000", "0915")) == []


def test_with_an_office_only_its_items_change(whole):
    items = [whole(code="1"), whole(code="2", department="县人社局")]
    change = ValueChange("consult_phone", "0000-0000101", "0915-2520101", "县人社局")

    assert [after.code for _, after in concerned(items, change)] == ["2"]


def test_values_come_with_the_most_used_first(whole):
    items = [whole(code="1"), whole(code="2"), whole(code="3", consult_phone="12345")]

    assert values_of(items, "consult_phone") == (("0000-0000101", 2), ("12345", 1))
