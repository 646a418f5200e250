"""The card shows the record's own fields; what is missing is said to be missing."""

from dataclasses import replace

import pytest

from assistant.answering.card import CARD, LINE_OF, MISSING, card_of
from assistant.models.answer import Aspect
from assistant.models.item import FeeItem, Material, Place, ServiceItem, Step

HALL = Place(
    name="政务中心", address="人民路8号", window="3号窗口", hours="9:00—17:00", phone="1234"
)
VILLAGE = Place(name="便民站", hours="9:00—17:00")

CASES = [
    ("where", {"places": (HALL,)}, "政务中心，人民路8号，3号窗口"),
    ("where", {"places": (HALL, VILLAGE)}, "政务中心，人民路8号，3号窗口\n便民站"),
    ("where", {"places": (Place(name="政务中心", address="政务中心"),)}, "政务中心"),
    ("hours", {"places": (HALL, VILLAGE)}, "9:00—17:00"),
    ("phone", {"consult_phone": "5678", "places": (HALL,)}, "5678、1234"),
    ("phone", {"consult_phone": "1234", "places": (HALL,)}, "1234"),
    ("online", {"online": False}, "目前不能网上办理"),
    ("online", {"online": False, "mail_in": True}, "目前不能网上办理，材料可以邮寄"),
    ("online", {"online": True}, "可以网上办理"),
    (
        "online",
        {"online": True, "online_depth": "IV", "online_url": "https://x.cn"},
        "可以网上办理，全程不用跑现场：https://x.cn",
    ),
    ("online", {"online": True, "online_depth": "II"}, "可以网上办理，网上预约"),
    ("materials", {"materials": (Material(name="申请书"),)}, "1. 申请书"),
    (
        "materials",
        {
            "materials": (
                Material(name="户口簿", kind="原件", copies=1, need="必要"),
                Material(name="委托书", need="非必要", when="代办时"),
            )
        },
        "1. 户口簿（原件，1 份）\n2. 委托书（非必要：代办时）",
    ),
    ("time_limit", {"promised_days": 0}, "承诺当场办结"),
    (
        "time_limit",
        {"promised_days": 5, "statutory_days": 20, "statutory_unit": "自然日"},
        "承诺5 个工作日，法定20 个自然日",
    ),
    ("fee", {"fee": False}, "不收费"),
    ("fee", {"fee": True}, "收费，标准未填写"),
    (
        "fee",
        {"fee": True, "fee_items": (FeeItem("工本费", "每证10元", "某文件"),)},
        "工本费：每证10元（某文件）",
    ),
    ("fee", {"fee": True, "fee_items": (FeeItem("工本费", "每证10元"),)}, "工本费：每证10元"),
    ("fee", {"fee": True, "fee_items": (FeeItem("工本费"),)}, "工本费：标准未填写"),
    ("visits", {"visits": 0}, "不用到现场"),
    ("visits", {"visits": 1, "visit_reason": "核对原件"}, "到现场 1 次：核对原件"),
    ("conditions", {"conditions": ("年满十八岁",)}, "年满十八岁"),
    ("conditions", {"conditions": ("甲", "乙")}, "1. 甲\n2. 乙"),
    ("refusal", {"refusal_grounds": ("材料不齐",)}, "材料不齐"),
    (
        "steps",
        {"steps": (Step("受理", 0), Step("审核", 3, "核对"))},
        "1. 受理（当场办结）\n2. 审核（3 个工作日）：核对",
    ),
    ("steps", {"steps": (Step("审核", 3),), "promised_unit": "自然日"}, "1. 审核（3 个自然日）"),
    ("result", {"result_type": "无", "result_name": "证"}, "不发证件或文书"),
    (
        "result",
        {"result_name": "结婚证", "delivery": ("窗口", "邮寄"), "validity": "长期"},
        "结婚证，窗口、邮寄，有效期：长期",
    ),
    ("audience", {"audience": ("自然人", "企业")}, "自然人、企业"),
    ("basis", {"legal_basis": ("某法第七条",)}, "某法第七条"),
    ("complaint", {"complaint_phone": "12345"}, "12345"),
    (
        "remedies",
        {"review_body": "县政府", "court": "县法院"},
        "行政复议：县政府；行政诉讼：县法院",
    ),
]


def line(known_item, field):
    [found] = [line for line in card_of(known_item) if line.field == field]
    return found


@pytest.mark.parametrize(("field", "record", "value"), CASES)
def test_a_line_shows_what_the_record_says(item, known, field, record, value):
    assert line(known(item("A", "事项", **record)), field).value == value


def test_every_line_of_the_card_is_covered_above():
    assert {field for field, _, _ in CASES} == {line.field for line in CARD}


def test_a_field_without_a_value_stands_there_as_missing(item, known):
    card = card_of(known(item("A", "事项")))

    assert [entry.field for entry in card] == [line.field for line in CARD]
    assert all(entry.missing and entry.value == MISSING for entry in card)


def test_a_free_item_is_not_taken_for_one_whose_fee_is_unknown(item, known):
    free, unknown = (line(known(item("A", "事项", fee=fee)), "fee") for fee in (False, None))

    assert (free.missing, unknown.missing) == (False, True)


@pytest.mark.parametrize("field", ["visits", "time_limit"])
def test_zero_is_a_value(item, known, field):
    known_item = known(item("A", "事项", visits=0, promised_days=0))

    assert not line(known_item, field).missing


def test_every_line_names_its_source_and_day(item, known):
    assert {(e.source, e.as_of) for e in card_of(known(item("A", "事项")))} == {
        ("测试目录", "2026-01-02")
    }


@pytest.mark.parametrize(
    ("sample_fields", "sample"), [(("places",), True), (("fee",), False), ((), False)]
)
def test_a_line_of_sample_values_is_marked(item, known, sample_fields, sample):
    known_item = known(item("A", "事项", places=(HALL,), sample_fields=sample_fields))

    assert line(known_item, "where").sample is sample


def test_a_missing_line_is_no_sample(item, known):
    assert not line(known(item("A", "事项", sample_fields=("places",))), "where").sample


@pytest.mark.parametrize("aspect", [a for a in Aspect if a is not Aspect.GENERAL])
def test_every_aspect_is_answered_by_a_line_of_the_card(aspect):
    assert LINE_OF[aspect] in {line.field for line in CARD}


def test_every_line_reads_fields_that_an_item_has():
    assert all(hasattr(ServiceItem(), name) for line in CARD for name in line.reads)


def test_a_place_that_calls_itself_a_sample_marks_its_lines(item, known):
    known_item = known(item("A", "事项", places=(replace(HALL, sample=True),)))

    assert line(known_item, "where").sample and not line(known_item, "visits").sample
