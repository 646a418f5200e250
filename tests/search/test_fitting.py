"""Fitting: weights move to what tells right from wrong, and the same data gives the same weights."""

import math

import pytest

from assistant.search.fitting import Group, fit_logistic, fit_ranking

# The second number says which one is right, the first says nothing.
TELLING = [Group(((1.0, 0.0), (1.0, 1.0), (0.0, 0.0)), (False, True, False)) for _ in range(5)]


def test_a_telling_feature_gains_weight_and_an_idle_one_does_not():
    idle, telling = fit_ranking(TELLING, (0.0, 0.0))

    assert telling > 1.0 > abs(idle)


def test_fitted_weights_put_the_right_candidate_first():
    weights = fit_ranking(TELLING, (0.5, -0.5))
    scores = [sum(w * n for w, n in zip(weights, row, strict=True)) for row in TELLING[0].rows]

    assert max(scores) == scores[1]


def test_a_strong_pull_keeps_the_prior_weights():
    loose, tight = (fit_ranking(TELLING, (0.0, 0.0), pull=pull)[1] for pull in (0.01, 10.0))

    assert tight < loose / 2


def test_only_the_weights_that_are_free_change():
    held, telling = fit_ranking(TELLING, (0.7, 0.0), free={1})

    assert held == 0.7
    assert telling > 1.0


@pytest.mark.parametrize(
    "groups",
    [
        [],
        [Group(((1.0,), (2.0,)), (True, True))],
        [Group(((1.0,), (2.0,)), (False, False))],
        [Group((), ())],
    ],
)
def test_groups_that_teach_nothing_leave_the_weights_as_they_were(groups):
    assert fit_ranking(groups, (0.7,)) == [0.7]


def test_fitting_again_gives_the_same_weights():
    assert fit_ranking(TELLING, (0.1, 0.2)) == fit_ranking(TELLING, (0.1, 0.2))


def probability(weights, *numbers):
    total = sum(w * n for w, n in zip(weights, (*numbers, 1.0), strict=True))
    return 1 / (1 + math.exp(-total))


def test_a_logistic_sum_tells_likely_from_unlikely():
    rows = [(n / 10, 5.0) for n in range(10)]
    weights = fit_logistic(rows, [n >= 5 for n in range(10)])

    assert probability(weights, 0.9, 5.0) > 0.8
    assert probability(weights, 0.0, 5.0) < 0.2


def test_a_number_that_never_changes_gets_no_weight():
    rows = [(n / 10, 5.0) for n in range(10)]

    assert fit_logistic(rows, [n >= 5 for n in range(10)])[1] == pytest.approx(0.0, abs=1e-6)
