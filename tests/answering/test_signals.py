"""What an answer teaches: how it failed, by which word, which lexicon line led to it."""

import pytest

from assistant.answering.pipeline import Context, Turn, answer
from assistant.answering.signals import Signals, signals_of
from assistant.assembly import steps
from assistant.models.answer import Question
from assistant.models.lexicon import OutsideService

LINES = [("饭馆|小饭店", "食品经营许可"), ("公积金", "住房公积金提取")]
POOL = OutsideService(("住房公积金",), "公积金中心", "电话 12329", "住房", "outside 住房公积金")


@pytest.fixture
def signals(knowledge, item):
    known = knowledge(
        item("A-1", "食品经营许可"),
        item("A-2", "食品生产许可"),
        item("B-1", "结婚登记"),
        lines=LINES,
        outside=[POOL],
    )

    def of(text, before=None, chosen=""):
        question = Question(text, "test", "", "610925", chosen)
        context = Context(question, known, "2026-11-22", before or Turn())
        return signals_of(context, answer(context, steps()))

    return of


def test_an_unknown_matter_fails_by_its_rarest_unexplained_word(signals):
    assert signals("怎么安装光伏").failure == "no_answer"
    assert signals("怎么安装光伏").uncovered == "光伏"


def test_questions_of_one_matter_fall_under_one_word(signals):
    texts = ("怎么安装光伏", "光伏安装要什么手续", "我想安装光伏")

    assert {signals(text).uncovered for text in texts} == {"光伏"}


def test_an_answer_names_the_line_that_led_to_it(signals):
    assert signals("开饭馆") == Signals("", signals("开饭馆").uncovered, "meaning 饭馆|小饭店")


def test_an_outside_service_names_its_own_line_and_is_no_failure(signals):
    found = signals("公积金")

    assert (found.failure, found.line) == ("", "outside 住房公积金")


def test_none_of_these_fails_by_the_word_of_the_question_before(signals):
    before = Turn(offered=("A-1", "A-2"), uncovered="光伏", line="meaning 饭馆|小饭店")

    assert signals("都不是", before) == Signals("none_of_these", "光伏", "meaning 饭馆|小饭店")


def test_none_of_these_teaches_too_where_it_was_searched_for(signals):
    assert signals("都不是", Turn(uncovered="光伏")).failure == "none_of_these"
    assert signals("都不是").uncovered == ""


def test_where_all_is_explained_the_explaining_words_are_in_doubt(signals):
    assert signals("饭馆").uncovered == "饭馆"


def test_choosing_the_first_offer_confirms_the_line_and_another_does_not(signals):
    before = Turn(offered=("A-1", "A-2"), uncovered="光伏", line="meaning 饭馆|小饭店")

    assert signals("食品经营许可", before, "A-1").line == "meaning 饭馆|小饭店"
    assert signals("食品生产许可", before, "A-2") == Signals("", "光伏", "")


def test_numbers_of_people_are_never_kept_as_a_word(signals):
    found = signals("13800138000光伏610925199001011234")

    assert "138" not in found.uncovered
    assert "1990" not in found.uncovered


@pytest.mark.parametrize("text", ["你好", "谢谢", "我家着火了"])
def test_small_talk_and_emergencies_teach_nothing(signals, text):
    assert signals(text).failure == ""
