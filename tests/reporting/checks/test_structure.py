"""Form: sections, titles, editions, rows, the overview."""

import pytest

from assistant.ingest.reports.reader import read_report_text
from assistant.reporting.checks.registry import CHECKS, check_report


def test_every_check_of_the_list_is_there():
    numbered = {"STR": 6, "CELL": 4, "SUM": 4, "X": 4, "NAR": 8, "YR": 4, "ORG": 2, "TXT": 6}
    numbered |= {"FEE": 2, "PUB": 2}
    expected = {f"C-{kind}{n}" for kind, count in numbered.items() for n in range(1, count + 1)}
    assert set(CHECKS) == expected | {"C-PRIV"}


def test_every_check_has_a_title():
    assert all(check.title and check.id == key for key, check in CHECKS.items())


def test_a_good_report_has_no_findings(found):
    assert found() == {}


def test_a_missing_section_is_an_error(found):
    every = found(("六、其他需要报告的事项\n2023年度未收取信息处理费。\n", ""))
    assert every["C-STR1"].severity == "error"
    assert "六、其他需要报告的事项" in every["C-STR1"].place


def test_a_section_out_of_order_is_told_as_such(found):
    six = "六、其他需要报告的事项\n2023年度未收取信息处理费。\n"
    every = found((six, ""), ("一、总体情况\n", six + "一、总体情况\n"))
    assert "不在应有的位置" in every["C-STR1"].evidence


def test_an_excerpt_gets_one_finding_for_all_that_is_missing(good):
    text = good[: good.index("（三）政府信息管理情况")]
    every = check_report(read_report_text(text), text=text)
    assert [finding.id for finding in every] == ["C-STR1"]
    assert "第二至第六部分" in every[0].evidence


def test_an_empty_section_is_an_error(found):
    text = "（一）存在的问题。上年提出的两项措施已经落实。本年一是政策解读形式单一，图解只有三篇；二是部分栏目更新不及时，有两个栏目超过三个月没有内容。\n（二）改进措施。2024年，我们将继续改进：一是由综合科每季度制作图解；二是由信息科每月检查栏目，逾期通报。\n"
    assert found((text, ""))["C-STR1"].section == 5


@pytest.mark.parametrize(
    ("title", "severity"),
    [
        ("存在问题及改进情况", "warning"),
        ("政府信息公开工作存在的主要问题及改进情况", None),
        ("困难和不足", "error"),
    ],
)
def test_titles_follow_the_format(found, title, severity):
    every = found(("五、存在的主要问题及改进情况", f"五、{title}"))
    assert (every["C-STR2"].severity if "C-STR2" in every else None) == severity


def test_the_longer_titles_of_the_notice_are_accepted(found):
    longer = "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"
    assert "C-STR2" not in found(("四、政府信息公开行政复议、行政诉讼情况", longer))


def test_old_headings_in_a_new_report_are_an_error(found):
    old = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |"
    assert "C-STR3" in found(("信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |", old))


def test_a_missing_row_is_named(found):
    assert "行政处罚" in found(("行政处罚 | 0 |\n", ""))["C-STR4"].evidence


def test_a_table_that_cannot_be_read_is_one_finding(good):
    start, stop = good.index("行政复议 | 行政诉讼"), good.index("五、存在")
    text = good[:start] + good[stop:]
    every = [f for f in check_report(read_report_text(text), text=text) if f.id == "C-STR4"]
    assert [f.place for f in every] == ["表四"]


def test_a_long_overview_is_told_with_its_length(found):
    every = found(("发布前逐条审核，", "发布前由科室、办公室和分管领导逐条审核内容，" * 60))
    assert "一般不超过 1000 字" in every["C-STR5"].evidence


def test_a_theme_that_is_left_out_is_named(found):
    every = found(
        ("（二）依申请公开情况\n", ""),
        ("全年收到政府信息公开申请4件，上年结转1件，予以公开3件，结转下年度1件。\n", ""),
    )
    assert every["C-STR6"].evidence == "没有写到：依申请公开"


def test_text_that_says_it_was_shortened_is_not_searched_for_themes(found):
    start = "组织业务培训2次，把公开工作列入科室考核。"
    every = found((start, "[……]"), ("（五）监督保障情况\n", ""))
    assert "C-STR6" not in every
