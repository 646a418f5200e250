"""An item as a form and back: nothing is lost, what is wrong is named."""

import json
from dataclasses import fields, replace

import pytest

from assistant.catalogue.form import (
    check_code,
    item_from,
    row_added,
    row_count,
    row_filled,
    row_raised,
    row_removed,
    typed_of,
)
from assistant.catalogue.sections import CHECKS, CHOICES, HINTS, LONG, SECTIONS
from assistant.models.item import (
    RECORD_TYPES,
    Faq,
    FeeItem,
    Material,
    Place,
    ServiceItem,
    Step,
    columns,
    from_record,
)
from tests.conftest import ROOT

FULL = ServiceItem(
    code="F-1",
    name="全",
    audience=("自然人", "驻军单位"),
    keywords=("甲、乙", "丙"),
    legal_basis=("一条", "二条"),
    materials=(Material("申请书", copies=2, note="第一行\n第二行"), Material("照片", when="换证")),
    steps=(Step("受理", 0), Step("办结")),
    fee_items=(FeeItem("工本费", "10 元", "依据"),),
    places=(Place(address="无名之地", sample=True), Place("大厅", sample=False)),
    faq=(Faq("问？", "答。"),),
    promised_days=0,
    online=False,
    fee=True,
    valid_from="2026-01-01",
)


def test_every_field_but_the_code_stands_in_one_section():
    placed = [name for _, names in SECTIONS for name in names]

    assert sorted(placed) == sorted(f.name for f in fields(ServiceItem) if f.name != "code")


def test_every_word_about_a_field_is_about_one_that_there_is():
    known = {f.name for f in columns()} | {
        f"{name}.{f.name}" for name, of in RECORD_TYPES.items() for f in columns(of)
    }

    assert {*CHECKS, *CHOICES, *LONG, *HINTS} - known == set()


@pytest.mark.parametrize("item", [FULL, ServiceItem(code="E", name="空")])
def test_a_form_gives_back_the_item_it_shows(item):
    blank = ServiceItem(code=item.code)

    assert item_from(typed_of(item), blank) == (item, {})


def test_every_starter_item_comes_back_from_its_form():
    files = sorted((ROOT / "knowledge/catalogue").glob("*.json"))
    items = [from_record(r) for file in files for r in json.loads(file.read_text("utf-8"))]

    bare = [
        replace(ServiceItem(i.code), **{name: getattr(i, name) for name in CHECKS}) for i in items
    ]
    back = [item_from(typed_of(item), base) for item, base in zip(items, bare, strict=True)]
    changed = [i.code for i, got in zip(items, back, strict=True) if got != (i, {})]

    assert len(items) > 200
    assert changed == []


def test_what_the_form_does_not_show_stays():
    item, errors = item_from({"department": "县医保局"}, FULL)

    assert (item.department, item.materials, item.four_lists, errors) == (
        "县医保局",
        FULL.materials,
        (),
        {},
    )


def test_the_code_of_an_item_cannot_be_typed_over():
    assert item_from({"code": "OTHER"}, FULL)[0].code == "F-1"


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"name": " "}, "name", "请填写事项名称。"),
        ({"promised_days": "五天"}, "promised_days", "应为整数"),
        ({"valid_to": "2026-02-30"}, "valid_to", "没有这一天"),
        ({"fee": "也许"}, "fee", "应填 是 或 否"),
        ({"rights": "长" * 5001}, "rights", "5000 字以内"),
        ({"materials.0.copies": "两份"}, "materials.0.copies", "应为整数"),
        ({"materials.1.name": ""}, "materials.1.name", "请填写材料名称，或删去这一行。"),
    ],
)
def test_a_wrong_field_is_named_and_the_others_are_taken(wrong, field, message):
    item, errors = item_from(typed_of(FULL) | {"quota": "限一次"} | wrong, FULL)

    assert list(errors) == [field]
    assert message in errors[field]
    assert item.quota == "限一次"


def test_rows_are_added_empty_and_dropped_when_left_so():
    typed = row_added(typed_of(FULL), "steps")

    assert row_count(typed, "steps") == 3
    assert item_from(typed, FULL) == (FULL, {})


def test_rows_are_removed_and_raised_with_all_they_hold():
    removed = item_from(row_removed(typed_of(FULL), "materials", 0), FULL)[0]
    raised = item_from(row_raised(typed_of(FULL), "materials", 1), FULL)[0]

    assert removed.materials == FULL.materials[1:]
    assert raised.materials == FULL.materials[::-1]


def test_the_first_row_cannot_be_raised_and_no_row_beyond_the_last_removed():
    assert row_raised(typed_of(FULL), "steps", 0) == typed_of(FULL)
    assert item_from(row_removed(typed_of(FULL), "steps", 9), FULL)[0] == FULL


def test_a_known_place_fills_a_row():
    hall = Place("新大厅", "示例路9号", "全天")

    item = item_from(row_filled(typed_of(FULL), "places", hall), FULL)[0]

    assert item.places == (*FULL.places, hall)


@pytest.mark.parametrize("count", ["-1", "x", "", "9999999", "６"])
def test_a_strange_number_of_rows_harms_nothing(count):
    assert row_count({"rows.steps": count}, "steps") <= 60


@pytest.mark.parametrize(
    ("code", "good"),
    [("SL-HUK-016", True), ("11-22.3_4", True), ("lint", False), ("a b1", False), ("a1", False),
     ("../1", False), ("码001", False)],
)  # fmt: skip
def test_a_new_code_is_what_an_address_can_hold(code, good):
    assert (check_code(code) == "") == good
