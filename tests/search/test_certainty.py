"""How sure we are: sums of evidence as probabilities, fitted weights, what counts as evidence."""

import json
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.search.certainty import EVIDENCE, Evidence, Judge, judge_from, load_fitted
from assistant.search.features import NAMES
from assistant.search.ranker import weights_from


@pytest.fixture
def told():
    """The weights file that comes with the program, as data."""
    return json.loads((resources.files("assistant.search") / "weights.json").read_text("utf-8"))


def judge(constant, **weights):
    numbers = tuple(weights.get(name, 0.0) for name in EVIDENCE)
    return Judge((*numbers, constant), (*numbers, -constant))


def test_without_evidence_only_the_constant_counts():
    right, inside = judge(0.0).certainty(Evidence())

    assert (right, inside) == (0.5, 0.5)


def test_evidence_raises_certainty_by_its_weight():
    less, more = (judge(0.0, lead=2.0).certainty(Evidence(lead=n))[0] for n in (0.1, 0.9))

    assert less < more


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_certainty_is_a_probability_whatever_the_evidence(weight, number):
    right, inside = judge(1.0, top=weight).certainty(Evidence(top=number))

    assert 0.0 < right < 1.0
    assert 0.0 < inside < 1.0


def test_the_fitted_weights_hold_a_number_for_every_feature_and_evidence():
    weights, fitted = load_fitted()

    assert len(weights.colloquial) == len(weights.formal) == len(NAMES)
    assert len(fitted.right) == len(fitted.inside) == len(EVIDENCE) + 1


@pytest.mark.parametrize("kind", ["colloquial", "formal"])
@pytest.mark.parametrize("name", NAMES)
def test_a_missing_feature_weight_is_an_error(told, kind, name):
    del told[kind][name]

    with pytest.raises(KeyError):
        weights_from(told)


@pytest.mark.parametrize("kind", ["right", "inside"])
@pytest.mark.parametrize("name", [*EVIDENCE, "constant"])
def test_a_missing_evidence_weight_is_an_error(told, kind, name):
    del told[kind][name]

    with pytest.raises(KeyError):
        judge_from(told)


def test_a_clear_question_is_surer_than_a_vague_one(county):
    clear, vague = (
        county.find(county.read(question), "610925").right
        for question in ("身份证丢了怎么补", "想办个证")
    )

    assert clear > 0.8
    assert vague < clear - 0.2


def test_what_the_catalogue_does_not_hold_is_told_from_what_it_holds(county):
    held, strange = (
        county.find(county.read(question), "610925").inside
        for question in ("结婚登记在哪里办", "量子纠缠怎么观测")
    )

    assert strange < held - 0.2


def test_a_meaning_that_reaches_nothing_speaks_against_the_first_hit(retriever, item):
    items = [item("a", "公园年票办理"), item("b", "结婚登记")]
    plain = retriever(items)
    knowing = retriever(items, ("动物园&年票", "动物园年票"), folder="other")

    without, with_meaning = (r.find(r.read("动物园年票"), "").inside for r in (plain, knowing))
    assert with_meaning < without


@pytest.mark.parametrize(
    "question",
    [
        "租客拖房租三个月还不搬走",
        "信用卡最低还款利息怎么扣",
        "高铁能不能带猫上车",
        "小孩咳嗽怎么好得快",
    ],
)
def test_what_no_office_answers_for_is_evidence_of_its_own(county, question):
    found = county.find(county.read(question), "610925")

    assert found.evidence.elsewhere > 1.0
    assert found.inside < 0.45


def test_another_offices_matter_is_not_elsewhere(county):
    found = county.find(county.read("高考在哪里报名"), "610925")

    assert found.evidence.elsewhere == 0.0 < found.evidence.missed


@pytest.mark.parametrize(
    ("question", "several"),
    [("户口", True), ("残疾人", True), ("普通护照", False), ("取水许可延续", False)],
)
def test_what_many_main_items_hold_is_spread_over_them(county, question, several):
    found = county.find(county.read(question), "610925")

    assert (found.evidence.spread > 0.6) is several


@pytest.mark.parametrize("question", ["养老保险", "医保怎么办理", "残疾人"])
def test_no_first_hit_is_sure_where_many_matters_are_said_alike(county, question):
    assert county.find(county.read(question), "610925").right < 0.675
