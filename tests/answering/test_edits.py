"""Edits applied without storing them: lines, items, what they aim at, what is wrong with them."""

import pytest

from assistant.answering.edits import aims_of, edited_item, edited_lines, example_of, wrong_cells
from assistant.models.learning import Action, Edit
from assistant.models.lexicon import LexiconKind, LexiconLine


def line(words, target="食品经营许可"):
    return LexiconLine(LexiconKind.MEANING, (words, target, "", words))


def put(words, target="食品经营许可", example="", replaces=""):
    return Edit(Action.LINE, "meaning", (words, target, "", example or words), replaces)


LINES = [line("饭馆"), line("面馆"), LexiconLine(LexiconKind.HOMOPHONE, ("饭馆", ""))]


def test_a_new_line_comes_last():
    assert edited_lines(LINES, put("食堂")) == [*LINES, line("食堂")]


def test_a_changed_line_stands_in_the_place_of_the_old_one():
    assert edited_lines(LINES, put("饭馆|食堂", replaces="饭馆"))[0].key == "饭馆|食堂"
    assert len(edited_lines(LINES, put("饭馆|食堂", replaces="饭馆"))) == 3


def test_switching_off_leaves_the_same_words_of_another_table():
    assert edited_lines(LINES, Edit(Action.LINE_OFF, "meaning", replaces="饭馆")) == LINES[1:]


def test_an_alias_and_a_frequent_question_go_into_their_item_once(item):
    alias = Edit(Action.ALIAS, cells=("开店证",), code="A-1")
    faq = Edit(Action.FAQ, cells=("收钱吗", "不收。", "开店证"), code="A-1")

    once = edited_item(edited_item(item("A-1", "食品经营许可"), alias), faq)

    assert (once.aliases, once.faq[0].answer) == (("开店证",), "不收。")
    assert edited_item(edited_item(once, alias), faq) == once


def test_a_meaning_aims_at_the_items_that_its_terms_reach(knowledge, item):
    known = knowledge(item("A-1", "食品经营许可"), item("B-1", "结婚登记"))

    assert aims_of(put("饭馆"), known) == {"A-1"}
    assert aims_of(Edit(Action.ALIAS, cells=("店证",), code="B-1"), known) == {"B-1"}
    assert aims_of(Edit(Action.LINE_OFF, "meaning", replaces="饭馆"), known) == frozenset()


@pytest.mark.parametrize(
    ("edit", "cell"),
    [
        (put("", example="x"), "c0"),
        (put("饭馆", ""), "c1"),
        (put("饭馆", "造船许可证"), "c1"),
        (put("饭馆", example="我想开店"), "c3"),
        (put("!饭馆", example="我想开店"), "c0"),
        (put("饭\t馆"), "c0"),
        (Edit(Action.LINE, "outside", ("公积金", "", "", "")), "c1"),
        (Edit(Action.ALIAS, cells=("店",), code="A-1"), "c0"),
        (Edit(Action.FAQ, cells=("收钱吗", "", ""), code="A-1"), "c1"),
    ],
)
def test_what_would_do_no_work_is_refused_beside_its_field(knowledge, item, edit, cell):
    known = knowledge(item("A-1", "食品经营许可"))

    assert list(wrong_cells(edit, known)) == [cell]


def test_a_good_line_is_not_refused(knowledge, item):
    assert wrong_cells(put("饭馆"), knowledge(item("A-1", "食品经营许可"))) == {}


@pytest.mark.parametrize(
    ("edit", "asked"),
    [
        (put("食堂", example="学校开食堂"), "学校开食堂"),
        (Edit(Action.LINE, "outside", ("驾照", "车管所", "", "")), "驾照"),
        (Edit(Action.LINE, "canonical", ("sfz", "身份证", "")), ""),
        (Edit(Action.LINE_OFF, "meaning", (), "食堂"), ""),
        (Edit(Action.ALIAS, "", ("开面馆",), "", "T-001"), "开面馆"),
        (Edit(Action.FAQ, "", ("收钱吗", "不收", ""), "", "T-001"), "收钱吗"),
    ],
)
def test_each_kind_of_edit_names_a_question_that_it_should_answer(edit, asked):
    assert example_of(edit) == asked
