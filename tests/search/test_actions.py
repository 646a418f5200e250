"""Actions of questions and names, and the stem that siblings share."""

import pytest

from assistant.models.lexicon import ActionClass
from assistant.search.actions import Actions

ACTIONS = Actions(
    [
        ActionClass("新办", ("新办", "想开"), ("新办", "设立登记", "设立")),
        ActionClass("补办", ("丢了", "补办", "能补"), ("补办", "补领")),
        ActionClass("换证", ("到期", "换"), ("换发", "到期")),
        ActionClass("延续", ("到期", "续办"), ("延续",)),
        ActionClass("特指：临时", ("临时", "急用"), ("临时",)),
    ]
)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("我想开个店", {"新办"}),
        ("证丢了到期了", {"补办", "换证", "延续"}),
        ("证到期", {"换证", "延续"}),
        ("身份证", set()),
        ("补办手续办理", {"补办"}),
        ("身份证能补吗", {"补办"}),
        ("拿了证能补多少", set()),
        ("断了能补交吗", set()),
        ("", set()),
    ],
)
def test_a_question_asks_for_every_action_whose_word_it_has(question, asked):
    assert ACTIONS.asked(question) == asked


@pytest.mark.parametrize(
    ("name", "named"),
    [("公司设立登记", {"新办"}), ("许可证补领、换发", {"补办", "换证"}), ("结婚登记", set())],
)
def test_a_name_bears_its_actions(name, named):
    assert ACTIONS.named(name) == named


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("食品经营许可（新办）", "食品经营许可"),
        ("食品经营许可补办", "食品经营许可"),
        ("公司设立登记", "公司"),
        ("许可证补领、换发", "许可证"),
        ("结婚登记", "结婚登记"),
    ],
)
def test_siblings_share_the_stem_of_their_names(name, stem):
    assert ACTIONS.stem(name) == stem


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("临时占道许可", {"特指：临时"}),
        ("占道许可", set()),
        ("占道许可（包括临时）", set()),
        ("占道许可（临时）", {"特指：临时"}),
    ],
)
def test_a_name_that_only_includes_a_particular_kind_is_not_for_it_alone(name, kinds):
    assert ACTIONS.particular(name) == kinds


def test_a_particular_kind_is_no_action_and_its_items_are_siblings_of_the_plain_one():
    assert ACTIONS.asked("急用一个临时的") == ACTIONS.named("临时占道许可") == frozenset()
    assert ACTIONS.kinds_said("急用一个证") == {"特指：临时"}
    assert ACTIONS.stem("临时占道许可") == ACTIONS.stem("占道许可")


@pytest.mark.parametrize(
    ("question", "name", "other"),
    [
        ("执照丢了", "公司设立登记", ("补办",)),
        ("证丢了也到期了", "公司设立登记", ("补办", "换证", "延续")),
        ("执照丢了", "执照补领", ()),
        ("证到期", "许可证换发", ()),
        ("驾照到期", "驾照补办换发", ()),
        ("执照丢了", "结婚登记", ()),
        ("我想开个店", "执照补领", ()),
        ("执照", "执照补领", ()),
    ],
)
def test_what_is_to_be_done_may_be_other_than_what_a_name_bears(question, name, other):
    assert ACTIONS.other_than(question, name) == other
