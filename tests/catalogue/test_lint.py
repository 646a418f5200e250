"""Every rule of the lint: an item that breaks it, and one that breaks none."""

from dataclasses import replace

import pytest

from assistant.catalogue.lint import RULES, lint, lint_item, office_scores, same_names, score_of
from assistant.models.finding import Severity
from assistant.models.item import Faq, FeeItem, Material, Place, ServiceItem, Step

TODAY = "2026-11-23"
FEE = FeeItem("工本费", "10 元", "发改价格〔2019〕1号")
BREAKS = {
    "words.item_type": {"item_type": "许可"},
    "words.level": {"level": "县"},
    "words.case_type": {"case_type": "普通件"},
    "words.review_type": {"review_type": "审"},
    "words.statutory_unit": {"statutory_unit": "日"},
    "words.promised_unit": {"promised_unit": "日"},
    "words.online_depth": {"online_depth": "4"},
    "words.result_type": {"result_type": "证件"},
    "limit.case_type": {"case_type": "即办件"},
    "limit.review_type": {"review_type": "即审即办"},
    "limit.over_law": {"promised_days": 21},
    "limit.steps": {"steps": (Step("受理", 6),)},
    "result.certificate": {"result_type": "批文"},
    "result.paper": {"result_name": "准予许可决定书"},
    "visits.reason": {"visits": 0},
    "visits.no_way": {"visits": 0, "online": False, "mail_in": False},
    "online.deepest": {"online_depth": "IV"},
    "online.depth": {"online": False},
    "fee.items": {"fee_items": (FEE,)},
    "fee.online": {"pay_online": True},
    "phones.same": {"complaint_phone": "0000-0000101"},
    "phones.consult_phone": {"consult_phone": "86351130"},
    "phones.complaint_phone": {"complaint_phone": "投诉 3511300 转 2"},
    "audience.topics": {"audience": ("企业法人",), "topics": ("婚姻登记",)},
    "steps.permit": {"steps": (Step("受理"), Step("办结"))},
    "faq.whole": {"faq": (Faq("要多久？", ""),)},
    "materials.catch_all": {"materials": (Material("法律规定的其他材料"),)},
    "materials.when": {"materials": (Material("委托书", need="必要", when="代办时"),)},
    "validity.order": {"valid_to": "2025-12-31"},
    "validity.over": {"valid_to": TODAY},
    "four_lists.immediate": {"four_lists": ("马上办", "网上办", "一次办")},
    "four_lists.online": {"online": False, "online_depth": ""},
    "four_lists.nearby": {"four_lists": ("就近办", "网上办", "一次办")},
    "four_lists.once": {"visits": 2},
    "four_lists.immediate_left_out": {"promised_days": 0},
    "four_lists.online_left_out": {"four_lists": ("一次办",)},
    "four_lists.nearby_left_out": {"places": (Place("便民站", hours="全天", level="村级"),)},
    "four_lists.once_left_out": {"four_lists": ("网上办",)},
    "four_lists.words": {"four_lists": ("网上办", "一次办", "秒办")},
    "missing.item_type": {"item_type": ""},
    "missing.department": {"department": ""},
    "missing.level": {"level": ""},
    "missing.audience": {"audience": ()},
    "missing.legal_basis": {"legal_basis": ()},
    "missing.basis_place": {"legal_basis": ("《食品安全法》：经营食品要有许可",)},
    "missing.conditions": {"conditions": ()},
    "missing.case_type": {"case_type": ""},
    "missing.review_type": {"review_type": ""},
    "missing.materials": {"materials": ()},
    "missing.visits": {"visits": None},
    "missing.consult_phone": {"consult_phone": ""},
    "missing.complaint_phone": {"complaint_phone": ""},
    "missing.places": {"places": ()},
    "missing.limit": {"statutory_days": None, "promised_days": None},
    "missing.unit": {"promised_unit": ""},
    "missing.result": {"result_name": ""},
    "missing.result_type": {"result_type": ""},
    "missing.result_sample": {"result_sample": ""},
    "missing.visit_reason": {"visit_reason": ""},
    "missing.mail_in": {"visits": 0, "online": False},
    "missing.hours": {"places": (Place("政务大厅", level="县级"),)},
    "missing.online_depth": {"online_depth": ""},
    "missing.pay_online": {"fee": True, "fee_items": (FEE,)},
    "missing.fee_items": {"fee": True, "pay_online": False},
    "missing.fee_parts": {"fee": True, "fee_items": (replace(FEE, basis=""),)},
    "missing.material_when": {"materials": (Material("委托书", need="非必要"),)},
    "missing.steps": {"steps": ()},
    "missing.faq": {"faq": ()},
    "missing.aliases": {"aliases": ("卫生证", "卫生许可", "公共场所卫生许可新办")},
    "missing.four_lists": {"four_lists": ()},
}


def broken(item, day=TODAY):
    return {finding.rule for finding in lint_item(item, day)}


def test_every_rule_has_an_example_here():
    assert [rule.id for rule in RULES if rule.id not in BREAKS] == []
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_a_whole_item_breaks_no_rule(whole):
    assert lint_item(whole(), TODAY) == ()


@pytest.mark.parametrize("rule", BREAKS)
def test_a_rule_tells_the_item_that_breaks_it(whole, rule):
    (found,) = [f for f in lint_item(whole(**BREAKS[rule]), TODAY) if f.rule == rule]

    assert found.code == "W-1"
    assert found.text and found.remedy.endswith("。")
    assert hasattr(whole(), found.field)


def test_a_bare_item_is_only_missing_things():
    found = lint_item(ServiceItem(code="B", name="只有名称"), TODAY)

    assert {finding.severity for finding in found} == {Severity.MISSING}
    assert "missing.steps" not in {finding.rule for finding in found}


def test_what_is_promised_at_once_is_no_matter_of_five_days(whole):
    item = whole(four_lists=("马上办", "网上办", "一次办"))

    (found,) = lint_item(item, TODAY)

    assert found.text == "在“马上办”清单里，但承诺时限不是 0：承诺 5 工作日"
    assert found.severity is Severity.ERROR


def test_limits_in_different_units_are_not_compared(whole):
    assert broken(whole(promised_days=25, promised_unit="自然日")) == set()


@pytest.mark.parametrize(
    "phone",
    [
        "工作日8:30-12:00，029-86351130",
        "0915-2520101",
        "029-86351130",
        "12345",
        "0915-2520101转8001",
    ],
)
def test_a_whole_phone_number_is_no_finding(whole, phone):
    assert broken(whole(consult_phone=phone)) == set()


def test_an_item_is_over_on_the_day_it_ends_and_not_before(whole):
    item = whole(valid_to="2026-11-23")

    assert (broken(item, "2026-11-22"), broken(item)) == (set(), {"validity.over"})


def test_two_items_of_one_name_and_office_name_each_other(whole):
    twins = [whole(), whole(code="W-2"), whole(code="W-3", department="乡政府")]

    assert [(f.code, f.text) for f in same_names(twins, TODAY)] == [
        ("W-1", "与另一事项同名：W-2"),
        ("W-2", "与另一事项同名：W-1"),
    ]


def test_a_withdrawn_item_is_no_finding_and_no_twin(whole):
    gone = whole(code="W-2", status="取消", visits=5, aliases=())

    assert lint([whole(), gone], TODAY) == ()


def test_findings_come_in_the_order_of_the_items_with_errors_first(whole):
    items = [
        whole(code="2", aliases=(), fee_items=(FEE,)),
        whole(code="1", name="另一项", visits=None),
    ]

    found = [(f.code, f.severity) for f in lint(items, TODAY)]

    assert found == [
        ("2", Severity.ERROR),
        ("2", Severity.MISSING),
        ("1", Severity.MISSING),
    ]


def test_an_offices_score_is_the_mean_of_its_items_and_the_lowest_comes_first(whole):
    items = [
        whole(code="1"),
        whole(code="2", fee_items=(FEE,), aliases=()),
        whole(code="3", department="县人社局"),
        whole(code="4", status="取消"),
    ]
    by_code = {item.code: lint_item(item, TODAY) for item in items}

    scores = office_scores(items, by_code, TODAY)

    assert [(s.office, s.items, s.score) for s in scores] == [
        ("县行政审批服务局", 2, 89.5),
        ("县人社局", 1, 100.0),
    ]
    assert (scores[0].errors, scores[0].warnings, scores[0].missing) == (1, 0, 1)


def test_no_score_is_below_nothing(whole):
    worst = lint_item(ServiceItem(code="B", name="x", item_type="?", level="?", case_type="?",
        review_type="?", online_depth="?", result_type="?"), TODAY)  # fmt: skip

    assert score_of(worst) == 0
