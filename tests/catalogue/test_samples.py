"""A sample that is replaced by a local value is no sample any more, by whatever way it comes."""

from dataclasses import replace

from assistant.catalogue.bulk import changed
from assistant.catalogue.form import item_from, typed_of
from assistant.catalogue.present import standing
from assistant.catalogue.preview import preview_of
from assistant.catalogue.samples import without_replaced
from assistant.ingest.catalogue import read_catalogue
from assistant.models.bulk import PlaceChange, ValueChange
from assistant.models.item import Place
from assistant.storage.items import save_items
from tests.catalogue.conftest import AGENCY, NOW

HALL = Place("政务大厅", "示例路1号", sample=True)
SAMPLES = ("places", "consult_phone", "promised_days")


def test_the_field_that_got_another_value_is_no_sample_and_the_others_are(whole):
    item = whole(sample_fields=SAMPLES)

    after = without_replaced(item, replace(item, consult_phone="0915-2520001"))

    assert after.sample_fields == ("places", "promised_days")


def test_what_somebody_says_of_the_samples_holds(whole):
    item = whole(sample_fields=SAMPLES)
    said = replace(item, consult_phone="0915-2520001", sample_fields=("consult_phone",))

    assert without_replaced(item, said) is said


def test_places_are_samples_as_long_as_one_of_them_is(whole):
    town = replace(HALL, name="镇便民中心")
    item = whole(places=(HALL, town), sample_fields=SAMPLES)
    moved = [
        PlaceChange(one, replace(one, address="新区路8号", sample=False)) for one in (HALL, town)
    ]

    once = changed(item, moved[0])
    twice = changed(once, moved[1])

    assert "places" in once.sample_fields and "places" not in twice.sample_fields


def test_a_phone_replaced_in_all_items_is_a_sample_in_none(whole):
    change = ValueChange("consult_phone", "0000-0000101", "0915-2520001")

    assert "consult_phone" not in changed(whole(sample_fields=SAMPLES), change).sample_fields


async def test_a_table_with_local_values_takes_their_marks_away(db, whole, tmp_path):
    await save_items(db, AGENCY, [whole(sample_fields=SAMPLES)], "test", NOW)
    path = tmp_path / "a.csv"
    path.write_text("实施编码,事项名称,咨询方式\nW-1,公共场所卫生许可新办,0915-2520001\n", "utf-8")
    _, held = await standing(db, NOW[:10])

    (row,) = preview_of("a.csv", read_catalogue(path, "610925", "a"), held, NOW[:10]).rows

    assert ("示例字段", "办理地点\n咨询方式\n承诺办结时限", "办理地点\n承诺办结时限") in row.detail[
        "differences"
    ]


def test_the_form_and_the_table_name_the_fields_in_chinese(whole, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("事项名称,示例字段\n甲事项,咨询方式；places\n", "utf-8")

    (item,) = read_catalogue(path, "610925", "a").items
    typed = typed_of(whole(sample_fields=SAMPLES))

    assert item.sample_fields == ("consult_phone", "places")
    assert typed["sample_fields"] == "办理地点\n咨询方式\n承诺办结时限"
    assert item_from(typed, whole())[0].sample_fields == SAMPLES
