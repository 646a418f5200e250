"""A replay tells which answers an edit changes, better or worse."""

import pytest

from assistant.answering.replay import Asked, golden_of, own_questions, replayed
from assistant.models.answer import Answer, Choice, Hit, Outcome, Source

RIGHT = Answer(
    Outcome.ITEM, "…", item=Hit("A", "甲事项", "", 0.9), sources=(Source("目录", "", ""),)
)
WRONG = Answer(
    Outcome.ITEM, "…", item=Hit("B", "乙事项", "", 0.9), sources=(Source("目录", "", ""),)
)
OFFERED = Answer(Outcome.WHICH_ITEM, "…", choices=(Choice("A", "甲事项"), Choice("B", "乙事项")))
BACK = Answer(Outcome.WHICH_ITEM, "…", choices=(Choice("C", "丙事项"),))
NONE = Answer(Outcome.NO_MATCH, "没有找到")
OUTSIDE = Answer(Outcome.OUTSIDE, "公积金中心办理")
URGENT = Answer(Outcome.EMERGENCY, "请拨打 119")
EXPECTS_A = Asked("问", frozenset("A"))
EXPECTS_NOTHING = Asked("问")


@pytest.mark.parametrize(
    ("asked", "before", "after", "verdict"),
    [
        (EXPECTS_A, NONE, RIGHT, "better"),
        (EXPECTS_A, OFFERED, RIGHT, "better"),
        (EXPECTS_A, NONE, OFFERED, "better"),
        (EXPECTS_A, WRONG, NONE, "better"),
        (EXPECTS_A, RIGHT, WRONG, "worse"),
        (EXPECTS_A, RIGHT, OFFERED, "worse"),
        (EXPECTS_A, BACK, WRONG, "worse"),
        (EXPECTS_A, BACK, NONE, "other"),
        (EXPECTS_NOTHING, NONE, WRONG, "worse"),
        (EXPECTS_NOTHING, RIGHT, BACK, "better"),
        (Asked("问", wanted="emergency"), URGENT, RIGHT, "worse"),
        (Asked("问", wanted="outside"), NONE, OUTSIDE, "better"),
        (Asked("问", wanted="other"), NONE, RIGHT, "other"),
    ],
)
def test_a_changed_answer_is_better_or_worse(asked, before, after, verdict):
    (changed,) = replayed([asked], [before], [after], 1, 0).changed

    assert changed.verdict == verdict


def test_answers_that_stay_are_only_counted():
    found = replayed([EXPECTS_A, EXPECTS_NOTHING], [RIGHT, NONE], [RIGHT, NONE], 7, 3)

    assert (found.golden, found.left_out, found.version, found.changed) == (2, 3, 7, ())


def test_what_got_worse_comes_first():
    asked = [EXPECTS_A, EXPECTS_A, EXPECTS_A]

    found = replayed(asked, [BACK, NONE, RIGHT], [NONE, RIGHT, NONE], 1, 0)

    assert [change.verdict for change in found.changed] == ["worse", "better", "other"]
    assert (found.better, found.worse, found.other) == (1, 1, 1)


def test_golden_questions_of_another_catalogue_are_left_out_and_counted():
    entries = [
        {"question": "甲", "expected": ["A"]},
        {"question": "乙", "expected": ["X"]},
        {"question": "丙", "expected": []},
        {"question": "丁", "emergency": True},
    ]

    asked, left_out = golden_of(entries, frozenset("A"))

    assert [one.question for one in asked] == ["甲", "丙", "丁"]
    assert (left_out, asked[2].wanted) == (1, "emergency")


def test_a_groups_own_questions_should_lead_to_what_the_edit_aims_at():
    aimed, outside, neither = (
        own_questions(["问", "问"], aims, out)
        for aims, out in ((frozenset("A"), False), (frozenset(), True), (frozenset(), False))
    )

    assert aimed == [Asked("问", frozenset("A"), "", golden=False)]
    assert (outside[0].wanted, neither[0].wanted) == ("outside", "other")
