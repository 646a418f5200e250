"""Evaluation: ranks, rates with their intervals, causes of failures, two runs compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.evaluation import (
    Result,
    Trial,
    auroc,
    compared,
    rate,
    result_of,
    summary,
)
from assistant.models.answer import Answer, Hit, Outcome, Source


def trial(*expected):
    return Trial("q", "问题", "", frozenset(expected))


def hits(*codes):
    return tuple(Hit(code, code, "", 0.5) for code in codes)


def judged(outcome, found, *expected, reached=()):
    return result_of(trial(*expected), Answer(outcome, "", hits=hits(*found)), reached)


@pytest.mark.parametrize(
    ("found", "expected", "rank"),
    [("abc", "a", 1), ("abc", "c", 3), ("abc", "cb", 2), ("abc", "x", 0), ("", "a", 0)],
)
def test_the_rank_is_that_of_the_first_expected_hit(found, expected, rank):
    assert judged(Outcome.WHICH_ITEM, found, *expected).rank == rank


@pytest.mark.parametrize(
    ("outcome", "cause", "share"),
    [
        (Outcome.ITEM, "该反问却作答", 0.0),
        (Outcome.WHICH_ITEM, "", 0.0),
    ],
)
def test_an_open_question_is_to_be_asked_back(outcome, cause, share):
    asked = Trial("q", "户口", "", frozenset("ab"), open=True)
    sources = (Source("目录", "/items/a", ""),)
    result = result_of(asked, Answer(outcome, "", hits=hits("a"), sources=sources), ())

    assert (result.rank, result.cause) == (1, cause)
    assert summary([result])["answered_right"]["value"] == share


def test_hits_after_the_tenth_do_not_count():
    assert judged(Outcome.WHICH_ITEM, "bcdefghijka", "a").rank == 0


@pytest.mark.parametrize(
    ("outcome", "found", "expected", "reached", "cause"),
    [
        (Outcome.WHICH_ITEM, "a", "a", "", ""),
        (Outcome.NO_MATCH, "a", "a", "", "在目录内却拒答"),
        (Outcome.WHICH_ITEM, "ba", "a", "", "词库没有指到"),
        (Outcome.WHICH_ITEM, "b", "a", "", "没有找到，词库也没有指到"),
        (Outcome.WHICH_ITEM, "ba", "a", "a", "词库指到但排在后面"),
        (Outcome.WHICH_ITEM, "b", "", "", ""),
        (Outcome.NO_MATCH, "", "", "", ""),
    ],
)
def test_every_failure_has_its_cause(outcome, found, expected, reached, cause):
    assert judged(outcome, found, *expected, reached=reached).cause == cause


def result(qid="q", rank=1, inside=True, group="answered", confidence=0.5):
    return Result(qid, "问题", rank, inside, group, confidence, "a", "")


def test_an_interval_holds_its_share():
    assert rate(8, 10).low < rate(8, 10).value == 0.8 < rate(8, 10).high


def test_a_share_of_nothing_is_nothing():
    assert rate(0, 0) == rate(0, 0).__class__(0.0, 0.0, 0.0, 0, 0)


def test_the_interval_of_a_known_case_is_wilsons():
    assert (rate(8, 10).low, rate(8, 10).high) == pytest.approx((0.490, 0.943), abs=0.001)


@given(st.integers(0, 200), st.integers(1, 200))
def test_intervals_stay_between_none_and_all(count, more):
    told = rate(count, count + more)

    assert 0 <= told.low <= told.value <= told.high <= 1


def test_more_questions_make_a_narrower_interval():
    few, many = rate(8, 10), rate(800, 1000)

    assert many.high - many.low < few.high - few.low


def test_a_summary_counts_only_questions_inside_the_catalogue_for_its_ranks():
    results = [result(rank=1), result(rank=3), result(rank=0), result(rank=0, inside=False)]
    told = summary(results)

    assert (told["top1"]["count"], told["top3"]["count"], told["top1"]["of"]) == (1, 2, 3)
    assert told["mrr10"] == pytest.approx((1 + 1 / 3) / 3, abs=1e-4)


def test_a_summary_tells_refusals_inside_from_those_outside():
    results = [
        result(group="unanswered"),
        result(group="answered"),
        result(inside=False, rank=0, group="unanswered"),
    ]
    told = summary(results)

    assert told["refused_inside"]["value"] == 0.5
    assert told["refused_outside"]["value"] == 1.0


def test_a_summary_of_nothing_is_all_zero():
    assert summary([])["top1"]["value"] == summary([])["mrr10"] == 0.0


@pytest.mark.parametrize(
    ("inside", "outside", "area"),
    [((0.9, 0.8), (0.1,), 1.0), ((0.1,), (0.9,), 0.0), ((0.5,), (0.5,), 0.5), ((), (0.5,), 0.0)],
)
def test_confidence_tells_inside_from_outside_as_an_area(inside, outside, area):
    results = [result(confidence=c) for c in inside]
    results += [result(confidence=c, inside=False) for c in outside]

    assert auroc(results, lambda one: one.confidence) == area


def test_both_probabilities_tell_inside_from_outside_each_by_itself():
    """One that was meant otherwise may still be surely in the catalogue."""
    unsure = Trial("q", "问题", "", frozenset("a"))
    inside = result_of(unsure, Answer(Outcome.WHICH_ITEM, "", confidence=0.1), (), 0.9)
    outside = result_of(trial(), Answer(Outcome.NO_MATCH, "", confidence=0.3), (), 0.2)

    told = summary([inside, outside])
    assert (told["outside_auroc"], told["inside_auroc"]) == (0.0, 1.0)


def test_two_runs_are_compared_question_by_question():
    new = [result("a", 1), result("b", 2), result("c", 1), result("d", 1), result("x", 1)]
    told = compared({"a": 2, "b": 1, "c": 1, "d": 0}, new)

    assert (told["better"], told["worse"]) == (["a", "d"], ["b"])


@pytest.mark.parametrize(("better", "p"), [(0, 1.0), (5, 0.0625), (10, 0.002)])
def test_the_sign_test_gives_the_known_probabilities(better, p):
    new = [result(str(n), 1) for n in range(better)]

    told = compared({str(n): 2 for n in range(better)}, new)
    assert told["p"] == pytest.approx(p, abs=1e-4)
