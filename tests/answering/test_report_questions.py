"""Questions about published reports: figures with their sentence, years, and what is not stated."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answering.report_asks import metrics_in
from assistant.answering.report_questions import passages_of
from assistant.answering.report_values import sentence_around
from assistant.models.answer import Outcome
from assistant.models.metrics import METRICS
from assistant.models.report import (
    Cell,
    CellState,
    ReportFigure,
)

BLANK = Cell("", None, CellState.BLANK)


@pytest.fixture
def reported(knowledge, item, report):
    """Knowledge with reports for 2024 and 2025 and one item."""
    return knowledge(item("A", "职业培训补贴申领"), reports=[report(2024, 430), report(2025, 512)])


@pytest.mark.parametrize(
    ("text", "year", "tickets"),
    [
        ("2024年12345办了多少件", 2024, 430),
        ("2025年热线工单多少件", 2025, 512),
        ("去年12345办了多少件", 2025, 512),
        ("前年热线办了多少工单", 2024, 430),
        ("12345办了多少件", 2025, 512),
        ("群众诉求总共有好多", 2025, 512),
        ("2024年工单", 2024, 430),
    ],
)
def test_a_figure_is_answered_for_the_year_that_is_meant(reported, ask, text, year, tickets):
    answer = ask(reported, text)

    assert answer.outcome is Outcome.REPORT
    assert f"{year}年" in answer.text
    assert f"全年办理热线工单{tickets}件，按期回复率98%。" in answer.text


def test_a_figure_names_its_report_section_and_place(reported, ask):
    [source] = ask(reported, "2024年12345办了多少件").sources

    assert source.title == "2024年度报告“总体情况”"
    assert source.url.startswith("/reports/own/2024#")
    assert source.as_of == "2026-01-02"


@pytest.mark.parametrize(
    ("text", "year"), [("2019年12345办了多少件", 2019), ("今年热线办了多少件", 2026)]
)
def test_a_year_without_a_report_is_said_so_with_the_years_there_are(reported, ask, text, year):
    answer = ask(reported, text)

    assert answer.outcome is Outcome.NOT_IN_REPORT
    assert f"{year} 年" in answer.text
    assert "2024、2025" in answer.text


def test_without_any_report_that_is_said(knowledge, item, ask):
    answer = ask(knowledge(item("A", "结婚登记")), "2024年12345办了多少件")

    assert answer.outcome is Outcome.NOT_IN_REPORT


def test_without_any_report_a_question_about_it_is_answered_from_the_items(knowledge, item, ask):
    answer = ask(knowledge(item("A", "企业年度报告公示")), "企业年度报告公示")

    assert (answer.outcome, answer.item.code) == (Outcome.ITEM, "A")


@pytest.mark.parametrize("text", ["2024年满意率", "2024年行政诉讼多少件"])
def test_a_figure_that_the_report_does_not_state_is_said_so(reported, ask, text):
    answer = ask(reported, text)

    assert answer.outcome is Outcome.NOT_IN_REPORT
    assert "没有写明" in answer.text
    assert answer.sources[0].url.startswith("/reports/own/2024")


def test_what_comes_nearest_is_said_where_a_figure_is_not_stated(knowledge, item, report, ask):
    near = replace(report(2025, 512), report=with_key(report(2025, 512), "tickets_received"))
    answer = ask(knowledge(item("A", "结婚登记"), reports=[near]), "12345办了多少件")

    assert answer.outcome is Outcome.NOT_IN_REPORT
    assert "办理热线工单512件" in answer.text


def with_key(known, key):
    """The report whose first figure is of another metric."""
    first, *rest = known.report.figures
    return replace(known.report, figures=(replace(first, key=key), *rest))


def test_a_table_answers_where_the_text_does_not_state_the_figure(knowledge, item, report, ask):
    cells = {"value": Cell("77", Decimal(77), CellState.READ)}
    told = report(2025, 512, art20={"art20_5": {"行政许可": cells}})
    answer = ask(knowledge(item("A", "结婚登记"), reports=[told]), "办了多少行政许可")

    assert answer.outcome is Outcome.REPORT
    assert answer.text.split("\n") == [
        "青川县行政审批服务局2025年办理行政许可 77 件。",
        "报告表格：表二“行政许可”本年处理决定数量 77。",
    ]
    assert answer.sources[0].url.endswith("#f-art20_5-行政许可-value")


def test_a_figure_in_another_column_of_the_row_is_said_instead(knowledge, item, report, ask):
    cells = {"delta": Cell("77", Decimal(77), CellState.READ), "decisions": BLANK}
    told = report(2025, 512, art20={"art20_5": {"行政许可": cells}})
    answer = ask(knowledge(item("A", "结婚登记"), reports=[told]), "办了多少行政许可")

    assert answer.outcome is Outcome.NOT_IN_REPORT
    assert "“本年增/减”为 77" in answer.text
    assert "None" not in answer.text


def test_a_question_about_the_report_gets_its_passage_word_for_word(reported, ask):
    answer = ask(reported, "年度报告里下一年政策宣传怎么做")

    assert answer.outcome is Outcome.REPORT
    assert "下一年继续努力，做好政策宣传和各项工作。" in answer.text
    assert answer.sources[0].url.startswith("/reports/own/")


def test_a_passage_of_the_year_that_is_named_is_taken(reported, ask):
    answer = ask(reported, "2024年年度报告里下一年政策宣传怎么做")

    assert answer.sources[0].url.startswith("/reports/own/2024#")


def test_the_latest_year_that_states_the_figure_is_taken(knowledge, item, report, ask):
    reports = [report(2024, 430), report(2025, 512, keys=["trainings"])]
    answer = ask(knowledge(item("A", "结婚登记"), reports=reports), "12345办了多少件")

    assert "2024年" in answer.text


def test_our_own_report_is_meant_before_a_later_one_of_others(knowledge, item, report, ask):
    reports = [report(2025, 999, agency="other", name="邻县审批局"), report(2024, 430)]
    answer = ask(knowledge(item("A", "结婚登记"), reports=reports), "12345办了多少件")

    assert "430件" in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "培训补贴多少钱",
        "职业培训补贴要带什么材料，一共几个",
        "12345电话是多少",
        "微信能办社保吗要多少钱",
        "行政许可要多少天",
        "信息公开申请多少天答复",
        "去年办的身份证丢了",
        "工单编号120240987在哪查",
        "食品厂增加品种能网上办吗",
        "每年的税网上可以办理吗",
        "社会组织年报要带什么材料",
        "信息公开咨询电话是多少",
    ],
)
def test_a_question_about_an_item_is_not_taken_for_one_about_a_report(reported, ask, text):
    assert ask(reported, text).outcome not in (Outcome.REPORT, Outcome.NOT_IN_REPORT)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("12345按期回复率多少", "tickets_on_time_rate"),
        ("12345办了多少件", "tickets_handled"),
        ("满意度多少", "satisfaction_rate"),
        ("马上办有多少项", "list_immediate"),
        ("网上办有多少项", "list_online"),
        ("就近办多少", "list_nearby"),
        ("一次办多少", "list_once"),
        ("最多跑一次的有多少", "one_visit_items"),
        ("微信公开了多少条", "publications_wechat"),
        ("微博发了多少条", "publications_weibo"),
        ("政府网站公开了多少条", "publications_site"),
        ("政策解读多少篇", "interpretations"),
        ("依申请公开多少件", "requests_received"),
        ("行政复议几件", "reviews"),
        ("行政诉讼几件", "lawsuits"),
        ("培训了多少人次", "trained_people"),
        ("培训了几次", "trainings"),
        ("办了多少行政许可", "permits_handled"),
        ("主动公开信息多少条", "publications_total"),
    ],
)
def test_people_name_a_metric_in_their_own_words(text, key):
    assert metrics_in(text)[0][0] == key
    assert key in METRICS


@pytest.mark.parametrize("text", ["身份证丢了怎么补", "", "结婚登记", "网上办理营业执照"])
def test_other_questions_name_no_metric(text):
    assert metrics_in(text)[0] == ()


def figure(text, quote):
    return ReportFigure("m", Decimal(1), "", quote, 1, text.index(quote))


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        ("甲。乙办了5件；丙。", "5件", "乙办了5件。"),
        ("办了5件", "5件", "办了5件。"),
        ("甲\n办了5件，另有3件\n丙", "5件", "办了5件，另有3件。"),
        ("5件。3件。", "3件", "3件。"),
    ],
)
def test_a_figure_is_quoted_with_the_clause_around_it(text, quote, sentence):
    assert sentence_around(text, figure(text, quote)) == sentence


def test_paragraphs_of_a_report_are_passages_at_their_address(report):
    passages = passages_of(report(2024, 430))

    assert "\n".join(p.body for p in passages) == report(2024, 430).report.sections[0].text
    assert all(p.key.startswith("/reports/own/2024#") for p in passages)
    assert {(p.kind, p.region_code) for p in passages} == {("passage", "610925")}


def test_every_passage_has_its_own_address(report):
    passages = passages_of(report(2024, 430))

    assert len({p.key for p in passages}) == len(passages)
