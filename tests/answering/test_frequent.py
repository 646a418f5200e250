"""Frequent questions answer what the fields of a record do not."""

import pytest

from assistant.answering.pipeline import Turn
from assistant.models.answer import Aspect, Outcome
from assistant.models.item import Faq

FASTING = Faq("体检要空腹吗？", "抽血前一晚十点后不要进食。")
PREGNANT = Faq("孕妇能不做胸透吗？", "可以，改做其他检查。")
MONTHLY = Faq("每月发多少？", "按年龄分三档。")


@pytest.fixture
def small(knowledge, item):
    return knowledge(
        item("A-1", "从业人员健康证办理", faq=(FASTING, PREGNANT), fee=False),
        item("A-2", "高龄津贴申领", faq=(MONTHLY,), fee=False),
        item("A-3", "失业保险金申领", fee=False),
        item("A-4", "取水许可申请", fee=True),
        lines=[("健康证", "从业人员健康证办理"), ("老人补贴", "高龄津贴申领")],
    )


@pytest.mark.parametrize(
    ("text", "faq"),
    [
        ("办健康证要空腹不", FASTING),
        ("健康证体检之前要空腹吗", FASTING),
        ("孕妇办健康证，胸透能不能不做", PREGNANT),
    ],
)
def test_a_frequent_question_in_other_words_is_answered_first(small, ask, text, faq):
    answer = ask(small, text)

    assert answer.item.code == "A-1"
    assert answer.text.startswith(f"常见问题“{faq.question}”：{faq.answer}\n“从业人员健康证办理”")


@pytest.mark.parametrize(
    "text", ["健康证", "健康证在哪里办", "健康证体检", "健康证丢了怎么办", "健康证几天能拿到"]
)
def test_who_names_the_item_alone_has_asked_no_frequent_question(small, ask, text):
    answer = ask(small, text)

    assert answer.item.code == "A-1"
    assert "常见问题" not in answer.text


def test_what_is_asked_next_may_be_a_frequent_question_of_the_item_before(small, ask):
    answer = ask(small, "要不要空腹", Turn("A-1"))

    assert (answer.outcome, answer.item.code) == (Outcome.ITEM, "A-1")
    assert FASTING.answer in answer.text
    # Of another item nobody has written about it.
    assert ask(small, "要不要空腹", Turn("A-4")).outcome is not Outcome.ITEM


@pytest.mark.parametrize("text", ["高龄津贴多少钱一个月", "老人补贴多少", "高龄津贴标准"])
def test_how_much_of_a_benefit_asks_what_one_gets(small, ask, text):
    answer = ask(small, text)

    assert answer.text == f"常见问题“{MONTHLY.question}”：{MONTHLY.answer}\n办理本身的收费：不收费"


def test_an_amount_that_the_record_does_not_tell_is_said_to_be_missing(small, ask):
    answer = ask(small, "失业保险金多少钱一个月")

    assert answer.text.startswith("本局事项库中“失业保险金申领”没有填写能领多少")


@pytest.mark.parametrize(
    "text", ["高龄津贴申领收费吗", "办高龄津贴要交多少钱", "高龄津贴收多少手续费"]
)
def test_who_speaks_of_paying_is_told_the_fee(small, ask, text):
    answer = ask(small, text)

    assert answer.aspect is Aspect.FEE
    assert answer.text == "“高龄津贴申领”的收费：不收费"


def test_what_is_no_benefit_has_a_price(small, ask):
    assert ask(small, "取水许可多少钱").text == "“取水许可申请”的收费：收费，标准未填写"


def test_starter_answers_by_its_own_frequent_questions(county, ask):
    """Each one, asked with the name of its item, is answered, and by itself or its like."""
    asked = [(k.item, faq) for k in county.items.values() for faq in k.item.faq]
    told = [ask(county, f"{item.name}，{faq.question}").text for item, faq in asked]
    right = [faq.answer in text for (_, faq), text in zip(asked, told, strict=True)]
    another = ["常见问题" in text and not ok for text, ok in zip(told, right, strict=True)]
    assert sum(another) <= 0.01 * len(asked)
    assert sum(right) >= 0.5 * len(asked)
