"""Which step of a request may follow which, and what is wrong with one that may not."""

from datetime import date

import pytest

from assistant.errors import BadInput
from assistant.models.disclosure import DISPUTE_STEPS, REQUEST_STEPS, STEP_OF, Case
from assistant.models.report_tables import REQUEST_ROWS
from assistant.reporting.disclosure.results import GROUNDS, RESULTS, remedies
from assistant.reporting.disclosure.steps import possible_steps, step_from
from assistant.reporting.tables import RESULTS as RESULT_ROWS

TODAY = date(2026, 11, 22)
RECEIVED = {
    "channel": "online",
    "happened_on": "2026-10-16",
    "confirmed_on": "2026-10-19",
    "applicant": "company",
    "subject": "某路口改造方案",
    "delivery": "电子邮件",
}
ASKED = ("supplement_asked", "2026-10-20", {"what": "年份", "due": "2026-11-03"})


def wrong(kind, typed, case=None):
    with pytest.raises(BadInput) as caught:
        step_from(kind, typed, TODAY, case)
    return caught.value.fields


def test_a_receipt_keeps_everything_that_was_typed():
    step = step_from("received", RECEIVED, TODAY)
    assert (step.kind, step.happened_on) == ("received", "2026-10-16")
    assert step.detail == {k: v for k, v in RECEIVED.items() if k != "happened_on"}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"channel": "in_person"}, "confirmed_on"),
        ({"confirmed_on": "2026-10-15"}, "confirmed_on"),
        ({"subject": ""}, "subject"),
        ({"applicant": "somebody"}, "applicant"),
        ({"mood": "good"}, "mood"),
    ],
)
def test_a_wrong_receipt_is_told_by_field(more, field):
    assert set(wrong("received", RECEIVED | more)) == {field}


def test_an_unknown_step_is_refused():
    with pytest.raises(BadInput, match="没有这一种办理步骤"):
        step_from("party", {}, TODAY)


@pytest.mark.parametrize(
    ("steps", "kind", "typed", "field"),
    [
        ((ASKED,), "supplement_asked", {"what": "再补", "due": "2026-11-20"}, "happened_on"),
        ((), "supplement_asked", {"what": "年份", "due": "2026-11-20"}, "due"),
        ((), "supplemented", {}, "happened_on"),
        ((), "third_party_answered", {"opinion": "agreed"}, "happened_on"),
        ((), "fee_paid", {}, "happened_on"),
        ((), "archived", {}, "happened_on"),
        ((), "decided", {"result": "upheld"}, "happened_on"),
        ((), "extended", {"days": "21", "approved_by": "主任", "reason": "量大"}, "days"),
        ((), "replied", {"result": "other_no_supplement"}, "result"),
        ((), "replied", {"result": "other_fee_unpaid"}, "result"),
        ((), "replied", {"result": "na_unclear"}, "result"),
        ((), "replied", {"result": "denied_third_party"}, "result"),
        ((), "fee_notice", {"basis": "pages", "count": "30"}, "count"),
        ((), "fee_notice", {"basis": "pieces", "count": "3", "prior": "7"}, "count"),
        ((), "replied", {"result": "np_massive"}, "result"),
        ((), "replied", {"result": "granted"}, "ground"),
        ((), "replied", {"result": "na_not_held", "ground": "provided"}, "ground"),
        ((), "replied", {"result": "np_repeat", "ground": "absent"}, "ground"),
        ((), "fee_notice", {"basis": "pages", "count": "50", "delivered_on": "2026-11-19"}, "delivered_on"),
        ((("replied", "2026-10-20", {"result": "granted"}),), "body_asked", {"whom": "x"}, "happened_on"),
    ],
)  # fmt: skip
def test_a_step_that_cannot_follow_is_refused(request_of, steps, kind, typed, field):
    case = request_of("2026-10-16", *steps)
    assert field in wrong(kind, {"happened_on": "2026-11-20", **typed}, case)


def test_a_step_before_the_receipt_is_refused(request_of):
    typed = {"happened_on": "2026-10-15", "whom": "县水利局"}
    assert set(wrong("body_asked", typed, request_of("2026-10-16"))) == {"happened_on"}


def test_a_corrected_receipt_may_not_come_after_other_steps(request_of):
    case = request_of("2026-10-16", ASKED)
    rest = Case(case.id, case.kind, case.number, case.opened_at, case.history[1:])
    typed = {k: v for k, v in RECEIVED.items() if k != "confirmed_on"}
    assert step_from("received", typed, TODAY, rest).happened_on == "2026-10-16"
    assert set(wrong("received", typed | {"happened_on": "2026-10-21"}, rest)) == {"happened_on"}


def test_a_lapsed_supplement_closes_the_request(request_of):
    case = request_of("2026-10-16", ASKED)
    typed = {"result": "other_no_supplement"}
    assert "result" in wrong("replied", {"happened_on": "2026-11-03"} | typed, case)
    step = step_from("replied", {"happened_on": "2026-11-04"} | typed, TODAY, case)
    assert step.detail == typed


def test_an_unpaid_fee_closes_the_request_when_its_twenty_days_are_over(request_of, calendar):
    notice = {"basis": "pages", "count": "101", "delivered_on": "2026-10-21"}
    case = request_of("2026-10-16", ("fee_notice", "2026-10-20", notice))
    typed = {"result": "other_fee_unpaid"}
    last = {"happened_on": "2026-11-18"} | typed
    with pytest.raises(BadInput) as caught:
        step_from("replied", last, TODAY, case, calendar)
    assert "20 个工作日" in caught.value.fields["result"]
    after = {"happened_on": "2026-11-19"} | typed
    assert step_from("replied", after, TODAY, case, calendar).detail == typed


def test_only_what_can_follow_is_offered(request_of):
    fresh = set(possible_steps(request_of("2026-10-16")))
    assert {"supplement_asked", "extended", "replied"} <= fresh
    assert fresh.isdisjoint({"received", "confirmed", "supplemented", "archived", "decided"})
    closed = request_of("2026-10-16", ("replied", "2026-10-20", {"result": "granted"}))
    assert possible_steps(closed) == ("archived",)


def test_a_dispute_is_filed_and_then_decided(dispute_of):
    empty = Case("d", "dispute", "", "", ())
    typed = {"happened_on": "2026-10-16", "category": "review", "body": "县人民政府"}
    assert step_from("filed", typed, TODAY, empty).detail["category"] == "review"
    assert possible_steps(dispute_of("2026-10-16")) == ("decided",)
    assert possible_steps(dispute_of("2026-10-16", "2026-11-16")) == ()


def test_every_result_of_table_three_has_an_article_and_words():
    assert tuple(RESULTS) == RESULT_ROWS
    assert set(RESULTS) < set(REQUEST_ROWS)
    assert all(r.decision.endswith("。") for r in (*RESULTS.values(), *GROUNDS.values()))
    # 36(3) tells that the reasons are given; articles 14 to 16 are the reasons.
    denied = [
        r.article for key, r in RESULTS.items() if key.startswith("denied_") and r.review_first
    ]
    assert len(denied) == 7
    assert all(article.endswith("、第三十六条第三项") for article in denied)


def test_against_a_denial_by_articles_14_to_16_the_review_comes_first_since_2024():
    first = {
        key for key in RESULTS if "先向甲申请行政复议" in remedies(key, "甲", "乙", "2024-01-01")
    }
    assert first == {
        "partial", "denied_secret", "denied_law", "denied_3s1s", "denied_third_party",
        "denied_internal", "denied_process", "denied_enforcement_file",
    }  # fmt: skip
    for key in (*RESULTS,):
        told = remedies(key, "甲", "乙", "2023-12-31" if key in first else "2026-01-05")
        assert "向甲申请行政复议，或者自收到本答复之日起6个月内向乙提起行政诉讼" in told


def test_every_step_begins_with_a_day_and_has_a_name_of_its_own():
    steps = (*REQUEST_STEPS, *DISPUTE_STEPS)
    assert len(STEP_OF) == len(steps) + 1
    assert all(step.inputs[0].name == "happened_on" for step in steps)
