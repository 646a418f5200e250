"""Years, periods, legal bases, agency names."""

import pytest

from assistant.ingest.reports.reader import read_report_text
from assistant.reporting.checks.registry import check_report

OVERVIEW = "2023年，我局主动公开"
PERIOD = "自2023年1月1日起至2023年12月31日止"


@pytest.mark.parametrize(
    "change",
    [
        (OVERVIEW, "2022年，我局主动公开"),
        ("2023年度未收取", "2022年度未收取"),
        ("2024年，我们将继续改进", "2023年，我们将继续改进"),
        ("局2023年政府信息公开工作年度报告", "局2022年政府信息公开工作年度报告"),
        (PERIOD, "自2022年1月1日起至2022年12月31日止"),
        ("2024年1月12日", "2023年1月12日"),
        ("要求编制，", "要求编制《云岭县行政审批服务局2022年政府信息公开工作年度报告》，"),
        ("发布前逐条", "现公布我局2022年政府信息公开工作年度报告。发布前逐条"),
        ("发布前逐条", "主动公开信息的类别2022年，在公开的120条信息中，发布前逐条"),
    ],
)
def test_a_year_left_over_is_an_error(found, change):
    assert found(change)["C-YR1"].severity == "error"


def test_one_wrong_period_does_not_make_the_rest_wrong(good):
    text = good.replace("局2023年政府信息公开工作年度报告\n", "局\n").replace(
        PERIOD, PERIOD.replace("2023", "2022")
    )
    every = check_report(read_report_text(text), text=text)
    assert [f.id for f in every if f.id == "C-YR1"] == ["C-YR1"]


@pytest.mark.parametrize(
    "text",
    [
        "公开2022年度部门决算和2023年预算。",
        "与2022年相比，公开数量增长。",
        "落实《云岭县2022年政务公开工作要点》。",
        "2022年1月，发布上年年度报告。",
        "按时发布2022年政府信息公开工作年度报告。",
        "自2019年5月15日新条例施行以来，公开水平提升。",
        "2022年结转的申请已经办结。",
        "规划到2035年建成透明政府。",
        "2022年年报指出的问题已经整改。",
    ],
)
def test_years_that_belong_there(found, text):
    assert "C-YR1" not in found(("发布前逐条", text + "发布前逐条"))


def test_a_period_that_is_no_year_is_told(found):
    assert "C-YR2" in found((PERIOD, "自2023年1月1日起至2023年11月30日止"))


def test_a_period_of_a_new_agency_may_be_shorter(found):
    text = "自2023年4月1日（我局成立之日）起至2023年12月31日止"
    assert "C-YR2" not in found((PERIOD, text))


@pytest.mark.parametrize(
    "text",
    ["国办公开办函〔2019〕60号", "国务院令第492号", "“以公开为原则、不公开为例外”"],
)
def test_a_basis_out_of_force_is_told(found, text):
    assert "C-YR3" in found(("发布前逐条", f"按照{text}，发布前逐条"))


@pytest.mark.parametrize("words", ["本月", "截至目前", "今年以来", "本季度"])
def test_words_of_a_month_are_told(found, words):
    assert words in found(("发布前逐条", f"{words}，发布前逐条"))["C-YR4"].evidence


def test_basic_monthly_figures_are_no_words_of_a_month(found):
    assert "C-YR4" not in found(("发布前逐条", "基本月均发布，发布前逐条"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("云岭县行政审批服务局 2024年", "云岭县自然资源局 2024年"),
        ("请与云岭县行政审批服务局办公室", "请与云岭县教育局办公室"),
        ("发布前逐条", "我镇发布前逐条"),
        ("发布前逐条", "推进民政重点领域信息公开，发布前逐条"),
        ("发布前逐条", "街办动态30条。发布前逐条"),
    ],
)
def test_words_of_another_agency_are_told(found, old, new):
    assert "C-ORG1" in found((old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("云岭县行政审批服务局 2024年", "云岭县行政审批局 2024年"),
        ("请与云岭县行政审批服务局办公室", "请与县行政审批局办公室"),
        ("发布前逐条", "我县部署后，发布前逐条"),
        ("发布前逐条", "破除自我局限，发布前逐条"),
    ],
)
def test_short_names_of_the_same_agency_are_fine(found, old, new):
    assert "C-ORG1" not in found((old, new))


def test_the_registered_name_is_compared(found):
    assert "C-ORG1" in found(agency="白河县财政局")


@pytest.mark.parametrize(
    "name",
    [
        "政务服务中心人民政府",
        "云岭县人民政府网站网站",
        "审批服务局审批服务局",
        "县审批服务局人民政府网站",
    ],
)
def test_impossible_names_are_told_once(found, name):
    every = found(("发布前逐条", f"{name}公开信息，发布前逐条"))
    assert every["C-ORG2"].severity == "error"
    assert "C-TXT5" not in every


def test_a_bureau_on_a_governments_site_is_possible(found):
    text = "通过云岭县人民政府门户网站云岭县行政审批服务局专栏公开。发布前逐条"
    assert "C-ORG2" not in found(("发布前逐条", text))
