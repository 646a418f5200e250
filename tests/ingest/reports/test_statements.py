"""What a report states of a metric, told twice in the text or also in a table."""

from decimal import Decimal

import pytest

from assistant.ingest.reports.against_tables import unlike_table
from assistant.ingest.reports.reader import read_report_text
from assistant.ingest.reports.statements import own_figures, sentence_of, told_twice

TITLE = "青川县行政审批服务局2023年政府信息公开工作年度报告\n\n一、总体情况\n"


@pytest.fixture
def report():
    """A report whose first section is the given text."""
    return lambda text: read_report_text(TITLE + text)


def test_a_figure_of_the_year_before_is_not_the_reports_own(report):
    read = report("2022年收到政府信息公开申请9件，2023年收到政府信息公开申请12件。")

    assert [figure.value for figure in own_figures(read, "requests_received")] in ([], [12])
    assert 9 not in [figure.value for figure in own_figures(read, "requests_received")]


def test_a_total_that_is_told_twice_and_differently_is_found(report):
    read = report("全年主动公开政府信息134条。\n工作很忙。\n全年共主动公开政府信息170条。")

    [(first, later)] = told_twice(read, "publications_total")

    assert (first.value, later.value) == (134, 170)
    assert sentence_of(read, later) == "全年共主动公开政府信息170条"


def test_the_same_total_told_twice_is_no_contradiction(report):
    read = report("全年主动公开政府信息134条。\n全年共主动公开政府信息134条。")

    assert list(told_twice(read, "publications_total")) == []


@pytest.mark.parametrize(("count", "unlike"), [(134, True), (170, False)])
def test_the_text_is_held_against_table_three(report, count, unlike):
    row = "| 一、本年新收政府信息公开申请数量 | 170 | 0 | 0 | 0 | 0 | 0 | 170 |"
    head = (
        "| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |"
    )
    text = f"全年收到政府信息公开申请{count}件。\n\n三、收到和处理政府信息公开申请情况\n{head}\n{row}\n"

    found = unlike_table(report(text), "requests_received")

    assert (found is not None) == unlike
    assert found is None or (found[0].value, found[1]) == (134, Decimal(170))


def test_a_metric_that_no_table_holds_is_unlike_none(report):
    assert unlike_table(report("通过微信公众号公开信息10条。"), "publications_wechat") is None
