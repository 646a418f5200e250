"""A line that says which item is not meant, and leads to another office, is believed in doubt."""

from dataclasses import replace

import pytest

from assistant.answering.decide import Thresholds, decide, retrieve
from assistant.answering.pipeline import Context, Turn
from assistant.answering.understand import understand
from assistant.models.answer import Outcome, Question
from assistant.models.lexicon import OutsideService

REGISTRY = OutsideService(("撤销冒名登记",), "登记机关", "带身份证申请撤销", "")
STOLEN = "被人拿去&注册了公司"
OPENING = ("注册了公司", "公司设立登记")


@pytest.fixture
def doubtful(knowledge, item):
    """What is decided on 被人拿去注册了公司 with a line's terms, unsure but inside the catalogue."""

    def made(terms, right=0.5, outside=(REGISTRY,)):
        items = item("A", "公司设立登记"), item("B", "公司变更登记")
        known = knowledge(*items, lines=((STOLEN, terms), OPENING), outside=outside)
        question = Question("身份证被人拿去注册了公司", region="610925")
        context = Context(question, known, "2026-11-22", Turn())
        assert understand(context) is None
        retrieve(context)
        context.found = replace(context.found, right=right, inside=0.6, broad=False)
        return decide(Thresholds())(context)

    return made


def test_the_first_hit_pushed_down_by_what_says_most_leads_to_the_other_office(doubtful):
    answer = doubtful("撤销冒名登记 -公司设立登记 -公司变更登记")

    assert answer.outcome is Outcome.OUTSIDE
    assert "登记机关" in answer.text


@pytest.mark.parametrize(
    ("terms", "right", "outside"),
    [
        ("撤销冒名登记", 0.5, (REGISTRY,)),
        ("撤销冒名登记 -公司设立登记 -公司变更登记", 0.9, (REGISTRY,)),
        ("撤销冒名登记 -公司设立登记 -公司变更登记", 0.5, ()),
    ],
)
def test_else_it_is_answered_or_asked_back(doubtful, terms, right, outside):
    expected = Outcome.ITEM if right > 0.7 else Outcome.WHICH_ITEM

    assert doubtful(terms, right, outside).outcome is expected
