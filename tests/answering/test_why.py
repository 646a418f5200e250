"""Why this answer: every step, and parts that add up to what they explain."""

import math

import pytest

from assistant.answering.pipeline import Context, Turn, answer
from assistant.answering.why import STEP_LABELS, differences, explained
from assistant.assembly import steps
from assistant.commands.explaining import told_why
from assistant.models.answer import Question
from assistant.models.lexicon import ActionClass


@pytest.fixture
def why(knowledge, item):
    known = knowledge(
        item("A-1", "食品经营许可新办"),
        item("A-2", "食品经营许可变更"),
        item("B-1", "结婚登记", aliases=("领证",)),
        lines=[("饭馆", "食品经营许可新办")],
    )

    def of(text, before=None):
        question = Question(text, "test", "", "610925")
        return explained(Context(question, known, "2026-11-22", before or Turn()), steps())

    of.knowledge = known
    return of


def test_the_explained_answer_is_the_one_that_is_given(why):
    for text in ("在哪里开饭馆", "食品经营许可", "光伏", "你好", ""):
        question = Question(text, "test", "", "610925")
        given = answer(Context(question, why.knowledge, "2026-11-22"), steps())

        assert why(text)[0] == given


def test_every_step_of_the_reading_is_told(why):
    _, told = why("请问在哪里开饭馆")

    assert (told.aspect, told.step) == ("在哪里办", "按把握决定")
    assert told.fired[0].words == ("饭馆",)
    assert told.fired[0].reaches[0] == "食品经营许可新办"
    assert told.candidates[0].name == "食品经营许可新办"


@pytest.mark.parametrize(
    "text", ["在哪里开饭馆", "食品经营许可", "结婚登记", "食品许可\n我想开饭馆"]
)
def test_the_parts_of_a_score_add_up_to_it(why, text):
    _, told = why(text)

    for candidate in told.candidates:
        total = sum(part.worth for part in candidate.parts)
        assert math.isclose(total, candidate.total, abs_tol=0.02)


def test_the_evidence_adds_up_to_the_certainty(why):
    _, told = why("在哪里开饭馆")

    for parts, certainty in ((told.right_parts, told.right), (told.inside_parts, told.inside)):
        total = sum(part.worth for part in parts)
        assert math.isclose(1 / (1 + math.exp(-total)), certainty, abs_tol=0.01)


def test_an_alias_is_told_from_a_lexicon_line(why):
    assert why("领证")[1].fired[0].alias is True
    assert why("开饭馆")[1].fired[0].alias is False


def test_the_differences_of_two_explanations_are_told_and_nothing_else(why):
    _, one = why("开饭馆")
    _, other = why("领证")

    told = {what: (was, now) for what, was, now in differences(one, other)}

    assert differences(one, one) == []
    assert told["答成"] == ("答：食品经营许可新办", "答：结婚登记")
    assert told["起作用的词条"] == ("饭馆", "领证")
    assert "哪一步答的" not in told


def test_every_step_has_a_name_to_show():
    assert {step.__name__ for step in steps()} == STEP_LABELS.keys()


def test_an_answer_without_a_search_is_told_with_its_step(why):
    assert why("你好")[1].step == "固定答复"
    assert why("")[1].step == "检查输入"


def test_it_tells_that_a_word_is_shared_by_many_matters(knowledge, item):
    names = ("住房公积金提取", "住房公积金贷款", "单位住房公积金缴存")
    known = knowledge(*(item(f"A-{n}", name) for n, name in enumerate(names)))
    told = [
        explained(Context(Question(text, region="610925"), known, "2026-11-22"), steps())[1]
        for text in ("公积金", "公积金提取")
    ]

    assert [why.broad for why in told] == [True, False]
    assert any("许多事项共有的词" in line for line in told_why(told[0].as_data()))


def test_it_tells_that_what_is_to_be_done_is_not_here(knowledge, item):
    actions = [ActionClass("新办", (), ("核发",)), ActionClass("注销", ("注销",), ("注销",))]
    known = knowledge(item("A-1", "排污许可证核发"), item("A-2", "排污登记"), actions=actions)
    told = [
        explained(Context(Question(text, region="610925"), known, "2026-11-22"), steps())[1]
        for text in ("排污许可证注销", "排污许可证")
    ]

    assert [why.otherwise for why in told] == [("注销",), ()]
    assert any("第一名办的是别的" in line for line in told_why(told[0].as_data()))
