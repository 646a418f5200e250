"""Cells, sums inside a report, tables of two years."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.ingest.reports.reader import read_report_text
from assistant.models.report import Cell, CellState
from assistant.reporting.checks.model import Limits
from tests.reporting.checks.conftest import GOOD, spoilt

OLD_TABLE = """\
第二十条第（一）项
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
规章 | 0 | 0 | 0 |
规范性文件 | 0 | 0 | 0 |
第二十条第（五）项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
行政许可 | {permits} |
其他对外管理服务事项 | 0 | 0 | 0 |
三、收到"""


def last_year(*changes: tuple[str, str]):
    """The good report as it might have stood a year before."""
    shifted = spoilt(("2024年", "2023-"), ("2023年", "2022年"), ("2023-", "2023年"))
    shifted = spoilt(*changes, base=shifted)
    return read_report_text(shifted)


FITTING = (
    (
        "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1",
        "二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0",
    ),
    ("行政规范性文件 | 2 | 1 | 9", "行政规范性文件 | 3 | 0 | 8"),
)


@pytest.mark.parametrize(("cell", "said"), [("", "空白"), ("/", "斜线"), ("无", "无")])
def test_an_empty_cell_is_an_error(found, cell, said):
    every = found(("规章 | 0 | 0 | 0 |", f"规章 | {cell} | 0 | 0 |"))
    assert said in every["C-CELL1"].evidence


@pytest.mark.parametrize("cell", ["1.5", "-2"])
def test_counts_are_whole_and_not_below_zero(found, cell):
    assert found(("行政许可 | 3050", f"行政许可 | {cell}"))["C-CELL2"].severity == "error"


def test_a_fee_may_have_decimals(found):
    assert "C-CELL2" not in found(("行政事业性收费 | 12.75", "行政事业性收费 | 0.088123"))


def test_a_count_of_decisions_under_increase_is_suspected(good):
    start, stop = good.index("第二十条第（一）项"), good.index("三、收到")
    text = good[:start] + OLD_TABLE.format(permits="0 | 2741 |  ") + good[stop + 4 :]
    report = read_report_text(text.replace("2023年", "2020年"))
    from assistant.reporting.checks.registry import check_report

    suspected = [f for f in check_report(report) if f.id == "C-CELL2"]
    assert [f.place for f in suspected] == ["表二 行政许可 本年增/减"]
    report = read_report_text(
        text.replace("0 | 2741 |  ", "8 | 增10 | 18").replace("2023年", "2020年")
    )
    assert not [f for f in check_report(report) if f.id == "C-CELL2"]


def test_digits_without_separators_are_a_hint_only(good):
    report = read_report_text(good)
    cells = dict(report.tables.art20["art20_5"]["行政许可"])
    cells["value"] = Cell("3960181", None, CellState.UNCERTAIN)
    blocks = {**report.tables.art20, "art20_5": {"行政许可": cells}}
    report = replace(report, tables=replace(report.tables, art20=blocks))
    from assistant.reporting.checks.registry import check_report

    assert [(f.id, f.severity) for f in check_report(report)] == [("C-CELL2", "info")]


def test_a_bureau_that_charged_thousands_of_wan_is_asked_for_the_unit(found):
    assert "C-CELL3" in found(("行政事业性收费 | 12.75", "行政事业性收费 | 127500"))


def test_a_fee_fifty_times_last_years_is_asked_for_the_unit(found):
    before = last_year(("行政事业性收费 | 12.75", "行政事业性收费 | 0.2"), *FITTING)
    assert "C-CELL3" in found(last_year=before)


def test_a_county_bureau_makes_no_rules(found):
    assert found(("规章 | 0 | 0 | 0", "规章 | 1 | 0 | 4"))["C-CELL4"].severity == "error"


def test_a_city_may_make_rules(found):
    assert "C-CELL4" not in found(("规章 | 0 | 0 | 0", "规章 | 1 | 0 | 4"), agency="青州市人民政府")


def test_results_that_do_not_sum_up_are_told_by_column(found):
    every = found(
        ("（七）总计 | 3 | 1 | 0 | 0 | 0 | 0 | 4", "（七）总计 | 3 | 2 | 0 | 0 | 0 | 0 | 5")
    )
    assert "各项结果之和 1，总计填 2" in every["C-SUM1"].evidence
    assert every["C-SUM1"].place.endswith("商业企业")


def test_what_came_in_goes_out_or_on(found):
    every = found(
        (
            "四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1",
            "四、结转下年度继续办理 | 2 | 0 | 0 | 0 | 0 | 0 | 2",
        )
    )
    assert "新收 3 ＋ 上年结转 1 ≠ 办理结果 3 ＋ 结转下年 2" in every["C-SUM2"].evidence


def test_a_row_total_is_the_sum_of_its_applicants(found):
    every = found(
        ("（一）予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 3", "（一）予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 4")
    )
    assert "予以公开" in every["C-SUM3"].place


def test_a_group_of_table_four_sums_up(found):
    assert (
        found(("1 | 0 | 0 | 0 | 1 | 0", "1 | 0 | 1 | 0 | 1 | 0"))["C-SUM4"].place == "表四 行政复议"
    )


def test_last_years_rest_is_this_years_beginning(found):
    assert "C-X1" not in found(last_year=last_year(*FITTING))
    more = (
        "四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1",
        "四、结转下年度继续办理 | 2 | 0 | 0 | 0 | 0 | 0 | 2",
    )
    assert "C-X1" in found(last_year=last_year(*FITTING, more))


def test_documents_in_force_follow_from_last_years(found):
    assert "C-X2" not in found(last_year=last_year(*FITTING))
    every = found(last_year=last_year(FITTING[0]))
    assert "上年有效 9 ＋ 制发 2 － 废止 1 ≠ 现行有效 9" in every["C-X2"].evidence


def test_a_figure_that_leapt_is_asked_about(found):
    before = last_year(("行政许可 | 3050", "行政许可 | 305"), *FITTING)
    assert "本年 3050，上年 305" in found(last_year=before)["C-X3"].evidence


def test_small_figures_may_leap(found):
    assert "C-X3" not in found(last_year=last_year(*FITTING))


def test_an_earlier_report_that_is_not_last_years_is_not_compared(found):
    before = replace(last_year(FITTING[0]), year=2020)
    assert not {"C-X1", "C-X2", "C-X3"} & set(found(last_year=before))


def test_a_report_changed_after_publication_is_noticed(found):
    now = last_year(*FITTING)
    held = last_year(("行政许可 | 3050", "行政许可 | 3000"), *FITTING)
    every = found(last_year=now, last_as_imported=held)
    assert "导入时为 3000，现在公布的为 3050" in every["C-X4"].evidence
    assert "C-X4" not in found(last_year=now, last_as_imported=now)


def test_thresholds_can_be_set(found):
    before = last_year(("行政许可 | 3050", "行政许可 | 305"), *FITTING)
    assert "C-X3" not in found(last_year=before, limits=Limits(change=20))


def test_a_value_in_the_tables_is_exact():
    report = read_report_text(GOOD)
    assert report.tables.art20["art20_8"]["行政事业性收费"]["value"].value == Decimal("12.75")
