"""Sections are found by the words of their titles."""

import pytest

from assistant.ingest.reports.sections import split, subsections


def titles(text: str) -> list[tuple[int, str]]:
    return [(section.no, section.title) for section in split(text).sections]


def test_titles_glued_to_the_text_are_found():
    text = (
        "联系电话：1234567。一、总体情况2023年，我局积极作为。二、主动公开政府信息情况 "
        "三、收到和处理政府信息公开申请情况 四、政府信息公开行政复议、行政诉讼情况 "
        "五、存在的主要问题及改进情况一是不足。六、其他需要报告的事项 无。"
    )
    assert [no for no, _ in titles(text)] == [1, 2, 3, 4, 5, 6]
    assert split(text).sections[4].text == "一是不足。"
    assert split(text).sections[5].text == "无。"


def test_a_preface_that_lists_the_titles_is_no_section():
    text = (
        "本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况和其他需要报告的事项。\n"
        "一、总体情况\n平稳。\n二、主动公开政府信息情况\n"
    )
    parts = split(text)
    assert [section.no for section in parts.sections] == [1, 2]
    assert parts.front.startswith("本报告包括")


def test_a_table_of_contents_gives_way_to_the_text():
    names = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    parts = split(f"目录\n{names}一、总体情况\n正文。\n{names[7:]}")
    assert parts.sections[0].text == "正文。"


@pytest.mark.parametrize(
    ("line", "no"),
    [
        ("- 总体情况", 1),
        ("一、概述", 1),
        ("二、行政机关主动公开政府信息的情况", 2),
        ("二、主动公开政府政府情况", 2),
        ("三、收到和处理政府信息公开申请的情况", 3),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4),
        ("四、因政府信息公开申请行政复议、提起行政诉讼的情况", 4),
        ("五、政府信息公开工作存在的主要问题及改进措施", 5),
        ("五、存在问题及下一步打算", 5),
        ("五、不足之处与努力方向", 5),
        ("六、其它需要报告的事项", 6),
        ("## 六、其他需要报告的事项", 6),
        ("六.其他报告事项", 6),
    ],
)
def test_real_variants_of_titles_are_known(line, no):
    assert [found for found, _ in titles(f"前言。\n{line}\n内容如下。\n")] == [no]


def test_the_rows_of_table_three_are_no_sections():
    text = "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n0\n四、结转下年度继续办理\n0\n"
    assert titles(text) == [(3, "收到和处理政府信息公开申请情况")]


def test_a_sub_heading_like_a_title_is_no_section():
    text = "一、总体情况\n（一）主动公开政府信息情况\n公开了信息。\n（二）基本情况\n正常。\n"
    assert titles(text) == [(1, "总体情况")]


def test_a_numbered_heading_within_a_section_opens_none():
    text = (
        "一、总体情况\n(一)主动公开\n1.平台建设\n已改版。\n2.主动公开信息情况\n公开信息9条。\n"
        "(二)依申请公开\n无。"
    )
    assert titles(text) == [(1, "总体情况")]
    assert titles("1.总体情况\n平稳。\n2.主动公开政府信息情况\n见表。") == [
        (1, "总体情况"),
        (2, "主动公开政府信息情况"),
    ]


def test_a_first_section_without_its_heading_is_found():
    text = "本报告数据统计期限为2025年。\n2025年，我局推进公开。\n（一）主动公开情况\n公开19条。\n（二）依申请公开情况\n无。\n二、主动公开政府信息情况\n"
    parts = split(text)
    assert [(s.no, s.title) for s in parts.sections] == [(1, ""), (2, "主动公开政府信息情况")]
    assert parts.sections[0].text.startswith("2025年，我局推进公开。")
    assert parts.front.strip() == "本报告数据统计期限为2025年。"


def test_sub_sections_have_titles_on_their_own_line():
    assert subsections("总述。\n（一）主动公开。\n公开了。\n（二）依申请公开\n没有。") == (
        ("主动公开", "公开了。"),
        ("依申请公开", "没有。"),
    )


def test_sub_sections_have_titles_before_a_full_stop():
    assert subsections("(一)健全制度，明确责任。为此，我局发文。") == (
        ("健全制度，明确责任", "为此，我局发文。"),
    )


def test_sub_sections_run_on_in_one_paragraph():
    text = "总述。（一）主动公开政府信息的情况落实要求，公开信息。（二）监督保障情况加强检查，通报结果。"
    assert [title for title, _ in subsections(text)] == ["主动公开政府信息的情况", "监督保障情况"]


def test_sub_sections_may_be_numbered():
    text = "1.主动公开。网站发布信息。\n2.依申请公开。没有申请。"
    assert [title for title, _ in subsections(text)] == ["主动公开", "依申请公开"]


def test_wrapped_lines_become_paragraphs():
    text = "一、总体情况\n  2023年，我局通过门户网站公开政府信息2\n17条，群众知情权得到保障。\n  下一段。\n"
    assert (
        split(text).sections[0].text
        == "2023年，我局通过门户网站公开政府信息217条，群众知情权得到保障。\n下一段。"
    )


def test_page_furniture_is_no_text():
    text = "六、其他需要报告的事项\n无。\n打印本页\n上一篇：某文\n扫一扫在手机打开当前页\n"
    assert split(text).sections[0].text == "无。"


def test_text_without_a_title_has_no_section():
    assert split("今天天气很好。").sections == ()
