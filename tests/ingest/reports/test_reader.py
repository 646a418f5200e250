"""Files become reports, or are refused with a sentence that says what to do."""

import pytest

from assistant.errors import Refused
from assistant.ingest.reports import reader
from assistant.ingest.reports.reader import read_report, read_report_text


def refused(path) -> str:
    with pytest.raises(Refused) as caught:
        read_report(path)
    return caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_usual_encodings_are_read(tmp_path, page, encoding):
    path = tmp_path / "报告.txt"
    path.write_bytes(page.encode(encoding))
    assert read_report(path) == read_report_text(page)


def test_windows_line_ends_change_nothing(page):
    assert read_report_text(page.replace("\n", "\r\n")) == read_report_text(page)


def test_radicals_of_pdf_writers_are_characters(page):
    assert read_report_text(page.replace("一", "\u2f00")) == read_report_text(page)


def test_agency_and_year_can_be_given(page):
    report = read_report_text(page, agency="甲局", year=2020)
    assert (report.agency, report.year) == ("甲局", 2020)


def test_an_excerpt_is_read_as_far_as_it_goes(page):
    report = read_report_text(page[: page.index("二、主动公开政府信息情况") + 60])
    assert [section.no for section in report.sections] == [1, 2]
    assert report.tables.requests == {}


def test_an_html_file_is_read_like_its_text(tmp_path):
    path = tmp_path / "report.html"
    path.write_text(
        "<html><head><title>甲局2023年政府信息公开工作年度报告-网站</title><style>p{}</style></head>"
        "<body><nav><p>首页</p></nav><table><tr><td><p>一、总体情况</p>"
        "<p>公开信息&nbsp;12条。</p><table><tr><td>x</td></tr></table></td></tr></table>"
        "<script>var a='一、总体情况';</script></body></html>",
        encoding="utf-8",
    )
    report = read_report(path)
    assert (report.agency, report.year) == ("甲局", 2023)
    assert [(f.value, f.unit) for f in report.figures] == [(12, "条")]


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"  \n")
    assert "文件是空的" in refused(path)


def test_a_picture_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 40)
    assert "编码" in refused(path)


def test_another_kind_of_file_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    assert ".xlsx" in refused(path)


def test_a_missing_file_is_refused(tmp_path):
    assert "是否存在" in refused(tmp_path / "none.txt")


def test_a_file_over_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "LARGEST", 10)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    assert "20 MB" in refused(path)


def test_endless_text_is_refused():
    with pytest.raises(Refused, match="100 万字"):
        read_report_text("一、总体情况\n" + "字" * 1_000_001)


def test_a_text_without_sections_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("今天天气很好。", encoding="utf-8")
    assert "没有找到年度报告的任何章节" in refused(path)


def test_a_missing_title_of_the_first_section_is_reported():
    text = "本报告数据统计期限为2025年。\n我局推进公开。\n（一）主动公开情况\n公开19条。\n二、主动公开政府信息情况\n"
    assert [u.place for u in read_report_text(text).uncertain] == ["第一部分"]


def test_a_page_nested_out_of_reason_is_still_read():
    deep = "<table><tr><td>" * 2000 + "</td></tr></table>" * 2000
    html = f"<html><body><p>一、总体情况</p><p>公开信息5条。</p>{deep}</body></html>"
    assert [f.value for f in read_report_text(html).figures] == [5]
