"""Fitting from lessons: what may change, what stays, and what the halves tell."""

import pytest

from assistant.answering.evaluation import Trial
from assistant.search.certainty import EVIDENCE, load_fitted
from assistant.search.features import NAMES
from assistant.search.fitting import Group
from assistant.training import Lesson, lessons_of, weights_of

ORDERED = NAMES.index("ordered")
ZERO = (0.0,) * len(NAMES)
TELLING = tuple(1.0 if place == ORDERED else 0.0 for place in range(len(NAMES)))


@pytest.fixture(scope="module")
def lessons():
    """Bare questions whose right item has the order of the question, the wrong one has not."""
    group, evidence = Group((ZERO, TELLING), (False, True)), (0.5,) * len(EVIDENCE)
    return [Lesson(f"q{n}", group, True, evidence, True, True) for n in range(8)]


def test_one_feature_alone_is_fitted_and_nothing_else_changes(lessons):
    weights, judge = load_fitted()
    told = weights_of(lessons, only="ordered")

    assert told["formal"].pop("ordered") > weights.formal[ORDERED]
    assert list(told["formal"].values()) == pytest.approx(weights.formal[:ORDERED])
    assert list(told["colloquial"].values()) == pytest.approx(weights.colloquial)
    assert list(told["right"].values()) == pytest.approx(judge.right)


def test_to_answer_an_open_question_is_never_right(tmp_path):
    catalogue, lexicon = tmp_path / "items.csv", tmp_path / "lexicon"
    lexicon.mkdir()
    catalogue.write_text(
        "实施编码,事项名称,主项名称,实施主体\nA,户口迁移,户口迁移,公安局\nB,分户,分户立户,公安局\n",
        "utf-8",
    )
    trials = [Trial(str(way), "户口", "", frozenset("AB"), open=way) for way in (True, False)]
    lessons = lessons_of(catalogue, lexicon, trials, tmp_path)

    assert [(lesson.right, lesson.inside) for lesson in lessons] == [(False, True), (True, True)]


def test_without_rounds_the_ranking_stays_and_the_certainty_is_fitted(lessons):
    weights, judge = load_fitted()
    told = weights_of(lessons, 0)

    assert list(told["formal"].values()) == pytest.approx(weights.formal)
    assert list(told["right"].values()) != pytest.approx(judge.right)


def test_each_half_is_judged_by_what_the_other_taught(lessons):
    halves = weights_of(lessons, only="ordered")["held_apart"]

    assert [half["top1"] for half in halves] == [1.0, 1.0]
    assert sum(half["questions"] for half in halves) == len(lessons)
