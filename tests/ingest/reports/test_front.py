"""Title, agency and year come from whichever line names them best."""

import pytest

from assistant.ingest.reports.front import read_front, split_signature

PERIOD = "本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。"


def test_a_title_over_two_lines_is_one():
    front = read_front("某区行政审批局2022年度政府\n信息公开工作年度报告\n依据规定编制。", "")
    assert front.title == "某区行政审批局2022年度政府信息公开工作年度报告"
    assert (front.agency, front.year) == ("某区行政审批局", 2022)
    assert front.preface == "依据规定编制。"


def test_the_agency_may_stand_above_the_title():
    front = read_front("高原市数据管理局\n2022年政府信息公开工作年度报告\n依据规定编制。", "")
    assert front.title == "高原市数据管理局2022年政府信息公开工作年度报告"
    assert front.agency == "高原市数据管理局"


def test_a_preface_in_the_line_of_the_title_is_kept():
    front = read_front("某开发区2019年政府信息公开工作年度报告 根据《条例》编制本报告。", "")
    assert front.title == "某开发区2019年政府信息公开工作年度报告"
    assert front.preface == "根据《条例》编制本报告。"


def test_a_covering_letter_is_not_the_report():
    text = "某局关于报送2021年政府信息公开工作年度报告的函\n区政府办：现报送如下。\n某县某局2021年政府信息公开工作年度报告\n根据要求编制。"
    front = read_front(text, "")
    assert front.title == "某县某局2021年政府信息公开工作年度报告"
    assert front.preface == "根据要求编制。"


def test_the_statistics_period_wins_over_a_stale_year_in_a_book_title():
    text = f"我镇编制了《山黄镇2020年政府信息公开工作年度报告》。{PERIOD}请与山黄镇人民政府联系(电话：123)。"
    front = read_front(text, "2021年，工作有序。")
    assert (front.agency, front.year) == ("山黄镇人民政府", 2021)


def test_a_period_that_begins_later_still_names_the_year():
    front = read_front("数据统计期限自2021年4月1日起至2021年12月31日止。", "2022年将继续改进。")
    assert front.year == 2021


def test_the_longer_name_of_the_agency_wins():
    text = "岑山县龙水镇人民政府 2021\n龙水镇2021年政府信息公开工作年度报告\n按照规定编制。"
    assert read_front(text, "").agency == "岑山县龙水镇人民政府"


def test_an_office_of_the_agency_is_not_its_fuller_name():
    text = "龙水镇人民政府2021年政府信息公开工作年度报告\n如有疑问，请联系龙水镇党政综合办公室，电话：123。"
    assert read_front(text, "").agency == "龙水镇人民政府"


def test_the_place_before_a_name_is_found_anywhere_in_the_text():
    body = "单位：岑山市水利和渔业局 2021年度\n我局收到申请1件。"
    front = read_front("市水利和渔业局2021年政府信息公开工作年度报告", body)
    assert front.agency == "岑山市水利和渔业局"


@pytest.mark.parametrize(
    "preface",
    [
        "根据规定，现公布岑山市水利局2021年政府信息公开工作年度报告。本报告内容涵盖岑山市水利局在2021年的工作。",
        "依据规定，对2021年岑山市水利局政府信息公开工作情况报告如下。",
        "现向社会公开《岑山市水利局2021年政府信息公开工作年度报告》。",
        "本报告由六部分组成，由岑山市水利局组织编制。",
        "成立了由局长任组长，各科室负责人为成员的岑山市水利局政府信息公开工作领导小组。",
        "2021年，岑山市水利局不断加强信息报送工作。",
    ],
)
def test_a_report_without_title_is_named_by_its_preface(preface):
    assert read_front(preface, "").agency == "岑山市水利局"


def test_a_place_is_no_sentence():
    text = "现向社会公布岑山县龙水乡人民政府2023年政府信息公开工作年度报告。请与龙水乡人民政府综合办公室联系。"
    assert read_front(text, "").agency == "岑山县龙水乡人民政府"


def test_the_last_day_of_the_year_names_it_where_nothing_else_does():
    assert read_front("", "截止2023年12月31日我局通过官方网站发布信息34条。").year == 2023


def test_what_is_given_is_not_looked_up():
    front = read_front("甲局2021年政府信息公开工作年度报告", "", agency="乙局", year=2020)
    assert (front.agency, front.year) == ("乙局", 2020)


def test_a_text_that_names_nobody_gives_nothing():
    front = read_front("", "工作平稳有序。")
    assert (front.title, front.agency, front.year, front.preface) == ("", "", 0, "")


def test_page_chrome_is_no_preface():
    text = "索 引 号：abc/2021 发文字号：\n发布日期：2022-01-29 字体：[大 中 小]\nhttps://example.gov.cn/a.html\n按照规定编制本报告。"
    assert read_front(text, "").preface == "按照规定编制本报告。"


def test_a_signature_is_cut_off():
    assert split_signature("没有收费。 某区财政金融局 2025年1月23日") == (
        "没有收费。",
        "某区财政金融局 2025年1月23日",
    )


def test_a_date_in_the_narrative_is_no_signature():
    text = "有关情况已报送，完成于2024年1月15日"
    assert split_signature(text) == (text, "")
