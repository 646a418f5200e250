"""Likeness, section five, wording, fees, publication, privacy."""

import pytest

from assistant.ingest.reports.reader import read_report_text
from assistant.reporting.checks.registry import check_report
from assistant.reporting.checks.similarity import likeness

FEE = "2023年度未收取信息处理费。"
FIVE = "（一）存在的问题。上年提出的两项措施已经落实。本年一是政策解读形式单一，图解只有三篇；二是部分栏目更新不及时，有两个栏目超过三个月没有内容。\n（二）改进措施。2024年，我们将继续改进：一是由综合科每季度制作图解；二是由信息科每月检查栏目，逾期通报。"
OTHER_FIVE = "一是公众参与渠道较少，全年只征集了一次意见；二是依申请答复文书不够规范。下一步，一是每半年征集一次意见；二是统一答复文书的样式并逐份审核，由法制科负责。"


def test_a_copied_section_five_is_an_error(good, found):
    before = read_report_text(good.replace("2023年", "2022年"))
    every = [f for f in check_report(read_report_text(good), last_year=before) if f.id == "C-TXT1"]
    assert [(f.section, f.severity) for f in every] == [(1, "warning"), (5, "error")]


def test_a_section_five_of_its_own_is_fine(good, found):
    before = read_report_text(good.replace("2023年", "2022年").replace(FIVE, OTHER_FIVE))
    every = check_report(read_report_text(good), last_year=before)
    assert not [f for f in every if f.id == "C-TXT1" and f.section == 5]


def test_years_and_numbers_do_not_hide_a_copy():
    one = "2022年共公开信息12条，栏目更新不及时。"
    assert likeness(one, "2023年共公开信息97条，栏目更新不及时。") == 1
    assert likeness(one, "群众参与渠道较少，答复文书不规范。") == 0
    assert likeness("", one) == 0


def test_another_agencys_text_is_noticed(good, found):
    other = read_report_text(good.replace("云岭县行政审批服务局", "白河县行政审批服务局"))
    assert "白河县行政审批服务局" in found(others=[other])["C-TXT2"].evidence
    assert "C-TXT2" not in found()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("一是主动公开意识还需提高。", "只写了一个问题"),
        ("无。", "没有写存在的问题"),
        ("公开内容不够全面，更新不及时，解读较少。", "没有写改进措施"),
        (
            "存在的问题：一是更新不及时；二是解读较少；三是培训不足。改进措施：一是每月检查；二是增加图解。",
            "3 个问题，只有 2 项措施",
        ),
    ],
)
def test_problems_without_measures_are_told(found, text, why):
    assert why in found((FIVE, text))["C-TXT3"].evidence


@pytest.mark.parametrize(
    "text",
    [
        OTHER_FIVE,
        "工作中还存在更新不及时、解读形式单一等问题。下一步将每月检查栏目，多做图解，加强培训。",
        "信息公开范围、时效性等方面仍有待提高。下一步将加强日常管理和业务培训。",
        "1.更新不及时。改进措施：每月检查。2.解读较少。改进措施：增加图解。3.培训少。改进措施：按季培训。",
    ],
)
def test_problems_with_measures_are_fine(found, text):
    assert "C-TXT3" not in found((FIVE, text))


@pytest.mark.parametrize(
    "text",
    [
        "【待补：存在的主要问题及对应的改进措施，请结合台账写具体（由分管负责人填写）】",
        "上年措施的落实情况：【待补：甲】\n一是解读形式单一，【待补：改进措施】。",
    ],
)
def test_what_nobody_has_filled_in_yet_is_not_judged(found, text):
    assert "C-TXT3" not in found((FIVE, text))


def test_last_years_measures_should_be_taken_up(good, found):
    before = read_report_text(good.replace("2023年", "2022年").replace(FIVE, OTHER_FIVE))
    assert "C-TXT4" not in found(last_year=before)
    every = found(("上年提出的两项措施已经落实。", ""), last_year=before)
    assert every["C-TXT4"].severity == "info"


@pytest.mark.parametrize(
    "slip",
    [
        "深入贯彻全会精神精神，",
        "不子公开2条，",
        "更新不及时，实效性不强，",
        "规范程度残差不齐，",
        "<!--[if gte mso 9]-->",
        "占82.8%,；咨询77件，",
        "发布《云岭县公开指南，",
        "事项148项事项，",
        "以习近平新时代特色社会主义思想为指导，",
        "及时的的更新，",
    ],
)
def test_slips_are_told(found, slip):
    assert "C-TXT5" in found(("发布前逐条", slip + "发布前逐条"))


@pytest.mark.parametrize(
    "text",
    [
        "设立信息公开公开栏，",
        "进一步规范规范性文件的管理，",
        "做好县政府政府信息公开，",
        "弘扬精神精神文明建设，",
        "提高工作的权威性和实效性，",
        "一项一项核对，逐条逐条审核，",
        "发布《关于印发<指南>的通知》（云政发〔2023〕2号），",
        "1）及时更新，2）逐条审核，",
        "多方讨论讨论再定，",
    ],
)
def test_what_only_looks_like_a_slip(found, text):
    assert "C-TXT5" not in found(("发布前逐条", text + "发布前逐条"))


def test_many_other_results_are_to_be_explained(found):
    rows = (
        (
            "一、本年新收政府信息公开申请数量 | 3 | 1 | 0 | 0 | 0 | 0 | 4",
            "一、本年新收政府信息公开申请数量 | 23 | 1 | 0 | 0 | 0 | 0 | 24",
        ),
        ("3.其他 | 0 | 0 | 0 | 0 | 0 | 0 | 0", "3.其他 | 20 | 0 | 0 | 0 | 0 | 0 | 20"),
        ("（七）总计 | 3 | 1 | 0 | 0 | 0 | 0 | 4", "（七）总计 | 23 | 1 | 0 | 0 | 0 | 0 | 24"),
        ("申请4件", "申请24件"),
    )
    assert "20 件" in found(*rows)["C-TXT6"].evidence
    explained = ("发布前逐条", "其他处理较多，系申请人撤回。发布前逐条")
    assert "C-TXT6" not in found(*rows, explained)


@pytest.mark.parametrize(
    ("logged", "severity"), [(True, "error"), (False, "warning"), (None, "warning")]
)
def test_section_six_tells_about_fees(found, logged, severity):
    assert found((FEE, "无。"), has_fees_logged=logged)["C-FEE1"].severity == severity


def test_before_2021_section_six_need_not(good):
    text = good.replace(FEE, "无。").replace("2023年", "2020年").replace("2024年", "2021年")
    every = check_report(read_report_text(text), text=text)
    assert "C-FEE1" not in {finding.id for finding in every}


@pytest.mark.parametrize(("day", "late"), [("2024-01-31", False), ("2024-02-01", True)])
def test_a_bureau_publishes_by_the_end_of_january(found, day, late):
    assert ("C-PUB1" in found(published_on=day)) is late


def test_a_whole_county_has_until_march(found):
    known = {"published_on": "2024-03-20", "agency": "云岭县人民政府"}
    assert "C-PUB1" not in found(**known)


def test_the_day_is_read_from_the_page(found):
    head = (
        "局2023年政府信息公开工作年度报告\n",
        "局2023年政府信息公开工作年度报告\n发布时间：2024-02-09\n",
    )
    assert "2024-02-09" in found(head)["C-PUB1"].evidence


@pytest.mark.parametrize(
    "head",
    [
        "云岭县行政审批服务局2023年政府信息公开工作报告\n",
        "云岭县行政审批服务局2023年政府信息公开工作总结\n",
    ],
)
def test_a_work_report_is_no_annual_report(found, head):
    assert "C-PUB2" in found(("云岭县行政审批服务局2023年政府信息公开工作年度报告\n", head))


def test_a_covering_letter_is_not_the_report(found):
    title = "云岭县行政审批服务局2023年政府信息公开工作年度报告\n"
    letter = "关于报送2023年政府信息公开工作年度报告的函\n现将年度报告报送你们，请查收。\n"
    assert "C-PUB2" in found((title, letter + title))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("申请人陈小芳向我局提出申请。", "申请人姓名"),
        ("申请人证件号110101199001010016。", "身份证号码"),
        ("可与13900001111核实。", "手机号码"),
    ],
)
def test_persons_are_not_named_and_the_finding_does_not_name_them(found, text, what):
    finding = found(("发布前逐条", text + "发布前逐条"))["C-PRIV"]
    assert what in finding.evidence
    assert not any(secret in finding.evidence for secret in ("小芳", "19900101", "00001111"))


@pytest.mark.parametrize(
    "text",
    [
        "申请人许可申请增多，",
        "申请人向我局申请，",
        "申请人王某提出申请，",
        "联系电话：13900001111，",
    ],
)
def test_nobody_is_named(found, text):
    assert "C-PRIV" not in found(("发布前逐条", text + "发布前逐条"))
