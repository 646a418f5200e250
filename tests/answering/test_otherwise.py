"""What is to be done with a thing, where the catalogue has the thing but not that."""

from dataclasses import replace

import pytest

from assistant.answering.decide import Thresholds, decide, retrieve
from assistant.answering.pipeline import Context, Turn
from assistant.answering.understand import understand
from assistant.models.answer import Outcome, Question
from assistant.models.item import Faq
from assistant.models.lexicon import ActionClass


@pytest.fixture
def permits(knowledge, item):
    faq = Faq("注销后原件交回哪里", "正本和副本都交回窗口。")
    items = (item("A-1", "排污许可证核发", faq=(faq,)), item("A-2", "排污登记"))
    words = (("新办", "核发"), ("注销", "注销"))
    return knowledge(*items, actions=[ActionClass(name, (word,), (word,)) for name, word in words])


def decided(known, text, before=None):
    """The decision as if the judge had been sure."""
    context = Context(Question(text, region="610925"), known, "2026-11-22", before or Turn())
    assert understand(context) is None
    retrieve(context)
    context.found = replace(context.found, right=0.99, inside=0.99)
    return decide(Thresholds())(context)


def test_it_is_said_and_what_is_near_is_offered_however_sure(permits):
    answer = decided(permits, "排污许可证注销")

    assert answer.outcome is Outcome.WHICH_ITEM
    assert "“注销”" in answer.text
    assert answer.choices[0].code == "A-1"


def test_a_frequent_question_of_the_item_tells_of_it(permits):
    answer = decided(permits, "排污许可证注销原件交回哪里")

    assert answer.outcome is Outcome.ITEM
    assert "正本和副本" in answer.text


def test_after_two_questions_back_no_third_is_asked(permits):
    assert decided(permits, "排污许可证注销", Turn(asked_back=1)).outcome is Outcome.WHICH_ITEM
    assert decided(permits, "排污许可证注销", Turn(asked_back=2)).outcome is Outcome.NO_MATCH
