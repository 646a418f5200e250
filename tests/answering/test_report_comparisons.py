"""Questions over years and agencies: which is the most, how much it grew, and what was asked before."""

from dataclasses import replace

import pytest

from assistant.answering.pipeline import Turn
from assistant.answering.report_asks import ask_from
from assistant.models.answer import Outcome

NEIGHBOUR = {"agency": "n", "name": "邻水县行政审批局"}


@pytest.fixture
def years(knowledge, item, report):
    """Our reports of three years (2023 with a figure lower than 2022), and a neighbour's two."""
    ours = [report(2022, 400), report(2023, 300), report(2025, 512)]
    theirs = [report(2023, 900, **NEIGHBOUR), report(2025, 100, **NEIGHBOUR)]
    return knowledge(item("A", "职业培训补贴申领"), reports=[*ours, *theirs])


def told(answer):
    """(year, value) of each row of an answer's table."""
    return [(row.year, row.value) for row in answer.table.rows]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("2022年和2023年热线办了多少件", [(2022, 400), (2023, 300)]),
        ("2022到2023年12345工单有多少", [(2022, 400), (2023, 300)]),
        ("历年12345工单", [(2022, 400), (2023, 300), (2025, 512)]),
        ("这几年热线工单的趋势", [(2022, 400), (2023, 300), (2025, 512)]),
        ("近三年12345工单有多少", [(2023, 300), (2025, 512)]),
        ("近三年工单多少", [(2023, 300), (2025, 512)]),
        ("2023年热线工单比上年增长多少", [(2022, 400), (2023, 300)]),
    ],
)
def test_years_are_set_side_by_side_in_their_order(years, ask, text, rows):
    answer = ask(years, text)

    assert answer.outcome is Outcome.REPORT
    assert told(answer) == rows
    assert [bar.value for bar in answer.chart.bars] == [value for _, value in rows]
    assert {source.url.partition("#")[0] for source in answer.sources} == {
        f"/reports/own/{year}" for year, _ in rows
    }


def test_a_year_without_a_report_is_told_among_those_that_have_one(years, ask):
    answer = ask(years, "近三年12345工单有多少")

    assert "没有收录青川县行政审批服务局2024年的年度报告。" in answer.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("哪一年12345工单最多", "最多的是2025年：512 件。"),
        ("12345工单最少的是哪年", "最少的是2023年：300 件。"),
        ("2023年热线工单比上年增长多少", "2023年比2022年少 100 件，下降 25%。"),
        ("2022年和2023年按期回复率比呢", "2023年与2022年相同。"),
        ("青川县和邻水县2025年12345工单谁多", "最多的是青川县行政审批服务局：512 件。"),
        ("哪个单位2023年12345工单最多", "最多的是邻水县行政审批局：900 件。"),
    ],
)
def test_the_first_sentence_answers(years, ask, text, said):
    assert ask(years, text).text.split("\n")[0].endswith(said)


def test_agencies_are_compared_in_the_latest_year_that_both_tell(years, ask):
    answer = ask(years, "青川县和邻水县谁的12345工单多")

    assert told(answer) == [(2025, 512), (2025, 100)]


def test_years_that_differ_are_said_to_differ(knowledge, item, report, ask):
    reports = [report(2022, 400), report(2025, 100, **NEIGHBOUR)]
    answer = ask(knowledge(item("A", "结婚登记"), reports=reports), "青川县和邻水县12345工单谁多")

    assert "各机关的年份不同，只供参考。" in answer.text.split("\n")


def test_a_report_that_does_not_tell_has_a_row_that_says_so(knowledge, item, report, ask):
    reports = [report(2022, 400), report(2023, 1, keys=["trainings"]), report(2024, 300)]
    answer = ask(knowledge(item("A", "结婚登记"), reports=reports), "2022到2024年12345工单")

    assert [row.shown for row in answer.table.rows] == ["400 件", "没有写明", "300 件"]
    assert "2023年度报告没有写明" in answer.text


def test_different_units_are_not_compared(knowledge, item, report, ask):
    later = report(2024, 300)
    first, *rest = later.report.figures
    figures = (replace(first, unit="条"), *rest)
    reports = [
        report(2022, 5),
        report(2023, 7),
        replace(later, report=replace(later.report, figures=figures)),
    ]
    answer = ask(knowledge(item("A", "结婚登记"), reports=reports), "历年12345工单")

    assert "单位不同（件、条），只比单位相同的。" in answer.text
    assert [bar.value for bar in answer.chart.bars] == [5, 7]


@pytest.mark.parametrize(
    ("first", "then", "year", "value"),
    [
        ("2022年12345工单有多少", "那2023年呢", 2023, 300),
        ("2022年12345工单有多少", "邻水县2023年呢", 2023, 900),
        ("2022年培训几次", "12345工单呢", 2022, 400),
        ("邻水县2023年12345工单有多少", "去年呢", 2025, 100),
    ],
)
def test_what_is_left_unsaid_was_asked_before(years, ask, first, then, year, value):
    before = Turn(topic=ask(years, first).topic)

    assert told(ask(years, then, before)) == [(year, value)]


@pytest.mark.parametrize(
    ("then", "rows"),
    [
        ("和2023年比呢", [(2022, 400), (2023, 300)]),
        ("最少的是哪年", [(2022, 400), (2023, 300), (2025, 512)]),
        ("这几年的趋势", [(2022, 400), (2023, 300), (2025, 512)]),
    ],
)
def test_one_figure_leads_to_a_comparison(years, ask, then, rows):
    before = Turn(topic=ask(years, "2022年12345工单有多少").topic)

    assert told(ask(years, then, before)) == rows


def test_a_place_without_reports_is_told_with_those_that_have_some(county, ask, report):
    known = replace(county, reports=[report(2022, 400)])
    before = Turn(topic=ask(known, "2022年12345工单有多少").topic)
    answer = ask(known, "安康市呢", before)

    assert answer.outcome is Outcome.NOT_IN_REPORT
    assert "没有收录安康市的年度报告" in answer.text
    assert "青川县行政审批服务局" in answer.text


@pytest.mark.parametrize("text", ["安康市2021年和2022年比呢", "比上年增长多少", "今年和去年比"])
def test_a_comparison_of_nothing_asks_what_is_meant(county, ask, text):
    assert "您想看哪个数字" in ask(county, text).text


@pytest.mark.parametrize(
    "text",
    [
        "2019年的社保能补缴吗",
        "去年的发票还能报销吗",
        "热线是多少",
        "公司年报在哪报",
        "2020年开的网店，没有报税也没年报",
    ],
)
def test_a_question_about_an_item_stays_one_after_a_report(years, ask, text):
    before = Turn(topic=ask(years, "2022年12345工单有多少").topic)

    assert ask(years, text, before).table is None


def test_two_metrics_of_one_report_are_told_together(years, ask):
    answer = ask(years, "2022年12345工单和培训各有多少")

    assert [(row.metric, row.value) for row in answer.table.rows] == [
        ("tickets_handled", 400),
        ("trainings", 3),
    ]


def test_what_was_asked_can_be_written_down_and_read_again(years, ask):
    topic = ask(years, "近三年12345工单有多少").topic

    assert ask_from(topic).as_text() == topic
    assert ask_from("") is None
