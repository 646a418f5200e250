"""Follow-up questions lean on the turn before: its item, what it offered, its aspect."""

import pytest

from assistant.answering.pipeline import Turn
from assistant.models.answer import Aspect, Outcome
from assistant.models.item import Material


@pytest.fixture
def small(knowledge, item):
    names = ["结婚登记", "离婚登记", "补领结婚登记证", "取水许可申请"]
    return knowledge(
        *(
            item(f"A-{n}", name, fee=False, materials=(Material(name=f"{name}表"),))
            for n, name in enumerate(names, 1)
        )
    )


OFFERED = Turn("", ("A-1", "A-2", "A-3"), Aspect.MATERIALS)
ANSWERED = Turn("A-1", ("A-2",), Aspect.FEE)


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("要带什么材料", Aspect.MATERIALS),
        ("多少钱", Aspect.FEE),
        ("那要带什么材料呢？", Aspect.MATERIALS),
        ("在哪里办", Aspect.WHERE),
        ("要多久", Aspect.TIME_LIMIT),
        ("网上能办吗", Aspect.ONLINE),
        ("怎么办", Aspect.HOW),
        ("那网上能办吗", Aspect.ONLINE),
        ("要多少钱", Aspect.FEE),
        ("几天能好", Aspect.TIME_LIMIT),
        ("这个在哪办", Aspect.WHERE),
        ("那我要去哪里办呢", Aspect.WHERE),
    ],
)
def test_an_aspect_alone_is_asked_of_the_item_before(small, ask, text, aspect):
    answer = ask(small, text, ANSWERED)

    assert (answer.outcome, answer.item.code, answer.aspect) == (Outcome.ITEM, "A-1", aspect)


def test_the_item_before_is_answered_whatever_its_name_would_find(county, ask):
    codes = list(county.items)

    told = [ask(county, "要带什么材料", Turn(code)).item.code for code in codes]
    assert told == codes


def test_a_new_matter_is_not_asked_of_the_item_before(small, ask):
    assert ask(small, "取水许可申请", ANSWERED).item.code == "A-4"


def test_an_aspect_after_an_offer_leads_back_to_the_offer(small, ask):
    answer = ask(small, "多少钱", OFFERED)

    assert answer.outcome is Outcome.WHICH_ITEM
    assert [c.code for c in answer.choices] == ["A-1", "A-2", "A-3"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("第一个", "A-1"),
        ("第二个吧", "A-2"),
        ("第3项", "A-3"),
        ("我要办第二个", "A-2"),
        ("选第二项。", "A-2"),
    ],
)
def test_a_number_chooses_from_what_was_offered_in_the_aspect_before(small, ask, text, code):
    answer = ask(small, text, OFFERED)

    assert (answer.outcome, answer.item.code, answer.aspect) == (
        Outcome.ITEM,
        code,
        Aspect.MATERIALS,
    )


@pytest.mark.parametrize("before", [Turn(), Turn("", ("A-1",))], ids=["no offer", "offer of one"])
def test_a_number_beyond_the_offer_chooses_nothing(small, ask, before):
    assert ask(small, "第二个", before).outcome is not Outcome.ITEM


@pytest.mark.parametrize("text", ["都不是", "不是这个", "以上都不是", "这几个都不是。", "都不对"])
def test_none_of_these_is_understood(small, ask, phrases, text):
    answer = ask(small, text, OFFERED)

    assert (answer.outcome, answer.text) == (Outcome.NO_MATCH, phrases["none.of_these"])


def test_after_an_answer_none_of_these_offers_what_stood_beside_it(small, ask):
    answer = ask(small, "不是这个", ANSWERED)

    assert answer.outcome is Outcome.WHICH_ITEM
    assert [c.code for c in answer.choices] == ["A-2"]


@pytest.mark.parametrize("text", ["都不是", "不是这个", "第二个", "第3项"])
def test_a_choice_without_an_offer_asks_what_is_meant(small, ask, phrases, text):
    answer = ask(small, text)

    assert (answer.outcome, answer.text) == (Outcome.WHICH_ASPECT, phrases["which.subject"])


def test_a_number_beyond_the_offer_shows_the_offer_again(small, ask):
    assert [c.code for c in ask(small, "第四个", OFFERED).choices] == ["A-1", "A-2", "A-3"]


def test_a_chosen_button_is_answered_in_the_aspect_asked_before(small, ask):
    answer = ask(small, "离婚登记", OFFERED, chosen="A-2")

    assert (answer.item.code, answer.aspect) == ("A-2", Aspect.MATERIALS)
    assert "离婚登记表" in answer.text


def test_an_unknown_button_is_ignored(small, ask):
    assert ask(small, "取水许可申请", chosen="gone").item.code == "A-4"


def test_items_that_are_gone_are_not_offered_again(small, ask):
    answer = ask(small, "多少钱", Turn("gone", ("gone", "A-2")))

    assert [c.code for c in answer.choices] == ["A-2"]


@pytest.mark.parametrize(
    "text", ["能代办吗", "我是外地的", "人在外地怎么办", "要体检吗", "能让家里人代领吗", "孩子的呢"]
)
def test_what_may_be_asked_of_any_matter_is_asked_of_the_item_before(county, ask, text):
    before = ask(county, "高龄津贴申领").item

    assert ask(county, text, Turn(before.code, said="高龄津贴")).item.code == before.code


@pytest.mark.parametrize("text", ["能代办吗", "我在外地"])
def test_what_may_be_asked_of_any_matter_leads_back_to_an_offer(small, ask, text):
    answer = ask(small, text, OFFERED)

    assert [choice.code for choice in answer.choices] == ["A-1", "A-2", "A-3"]


def test_a_service_that_does_it_for_one_is_found_without_an_item_before(county, ask):
    assert ask(county, "帮办代办").item.name == "帮办代办服务预约"


@pytest.mark.parametrize("text", ["换一个", "别的呢", "还有其他的吗"])
def test_another_one_is_what_was_offered_beside(small, ask, text):
    assert [choice.code for choice in ask(small, text, ANSWERED).choices] == ["A-2"]
