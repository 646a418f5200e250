"""Problems and the measures that answer them."""

import pytest

from assistant.models.activity import Activity
from assistant.reporting.problems import Followed, answered_problems, followed_measures
from assistant.reporting.wording import ordinal


def problem(title: str, evidence: str = "", day: str = "2026-11-01"):
    return Activity("problem", day, title=title, detail={"evidence": evidence} if evidence else {})


def measure(title: str, day: str = "2026-11-02"):
    return Activity("measure", day, title=title, detail={"owner": "张科长", "due": "2027-03-31"})


def pairs(entries):
    found = answered_problems(entries, 2026)
    return {a.title: a.measure.title if a.measure else None for a in found}


def test_problem_and_measure_with_the_same_words_belong_together(log):
    entries = log(
        problem("人员变动多"),
        problem("政策解读形式单一"),
        measure("丰富政策解读形式"),
        measure("固定专人"),
    )
    assert pairs(entries) == {"人员变动多": "固定专人", "政策解读形式单一": "丰富政策解读形式"}


def test_without_common_words_they_go_together_in_the_order_of_the_log(log):
    entries = log(problem("甲"), problem("乙"), measure("子"), measure("丑"))
    assert pairs(entries) == {"甲": "子", "乙": "丑"}


def test_a_problem_may_stay_without_measure_and_a_measure_serves_once(log):
    assert pairs(log(problem("甲"), problem("乙"), measure("子"))) == {"甲": "子", "乙": None}


def test_only_the_years_own_problems_count(log):
    assert pairs(log(problem("旧", day="2025-05-01"), problem("新"))) == {"新": None}


def test_logged_words_fit_into_a_sentence(log):
    (found,) = answered_problems(log(problem("解读\n不足。", " 仅2期；")), 2026)
    assert (found.title, found.evidence) == ("解读 不足", "仅2期")


def test_measures_of_the_year_before_are_owed_a_follow_up(log):
    entries = log(
        measure("旧措施。", "2025-12-01"), measure("新措施"), measure("更旧", "2024-12-01")
    )
    assert followed_measures(entries, 2026) == [Followed("a-0", "旧措施", "张科长", "", "")]


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "100")],
)
def test_ordinals_are_chinese(number, word):
    assert ordinal(number) == word


@pytest.mark.parametrize("named", ["更新专栏", "更新专栏。", "a-0"])
def test_an_outcome_tells_what_became_of_the_measure_it_names(log, named):
    outcome = Activity(
        "outcome", "2026-11-01", category="done", title="每月更新12次。", detail={"measure": named}
    )
    (followed,) = followed_measures(log(measure("更新专栏", "2025-12-01"), outcome), 2026)
    assert (followed.state, followed.result) == ("已完成", "每月更新12次")
