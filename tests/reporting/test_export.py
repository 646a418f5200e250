"""The report as a file: read back cell by cell, official in form, refused where it cannot be."""

import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from openpyxl.chart.chartspace import ChartSpace
from openpyxl.chart.reader import read_chart
from openpyxl.xml.functions import fromstring
from selectolax.lexbor import LexborHTMLParser

from assistant.errors import BadInput
from assistant.ingest.reports.data import report_from_data
from assistant.ingest.reports.reader import read_report
from assistant.models.activity import Activity
from assistant.models.report import Edition
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.draft import draft
from assistant.reporting.export import FORMS, Export, exported
from assistant.reporting.html import pages_in
from assistant.reporting.taking_in import not_to_take
from assistant.reporting.year import report_year
from tests.reporting.conftest import ROOT
from tests.reporting.test_draft import full_year
from tests.reporting.test_properties import CHAPTERS, years

PAGES = pages_in(ROOT / "templates")


@pytest.fixture(params=[Edition.TRIAL, Edition.CURRENT], ids=str)
def what(request, agency, log, chapters):
    year = report_year(
        agency, 2026, log(*full_year(3)), CatalogueCounts(7, 6, 5), None, request.param
    )
    return Export(draft(year, chapters), PAGES, "2027-01-20", year.figures)


def read_back(content: bytes, suffix: str, folder):
    file = folder / f"report{suffix}"
    file.write_bytes(content)
    return read_report(file)


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_the_importer_reads_the_same_tables_and_figures_back(what, suffix, tmp_path):
    read = read_back(exported(what, suffix), suffix, tmp_path)
    assert read.tables == what.draft.tables
    assert (read.agency, read.year, read.edition) == (what.draft.agency, 2026, what.draft.edition)
    assert read.uncertain == ()
    told = {f.key: f.value for f in read.figures if f.key in what.appendix and f.section == 1}
    assert len(told) > 12
    assert told == {key: what.appendix[key].value for key in told}


@settings(max_examples=15, deadline=None)
@given(years)
def test_whatever_was_logged_comes_back_from_word_and_page(tmp_path_factory, year):
    folder, drafted = tmp_path_factory.mktemp("out"), draft(year, CHAPTERS)
    for suffix in (".docx", ".html"):
        read = read_back(
            exported(Export(drafted, PAGES, appendix=year.figures), suffix), suffix, folder
        )
        assert read.tables == year.tables
        assert read.uncertain == ()
        figures = [f for f in read.figures if f.key in year.figures and not f.comparison]
        for figure in figures:
            if figure.section in (1, 6):
                assert figure.value == year.figures[figure.key].value, (suffix, figure)


def test_json_is_the_report_as_the_importer_has_it(what):
    data = json.loads(exported(what, ".json"))
    assert report_from_data(data).tables == what.draft.tables
    (total,) = [d for d in data["definitions"] if d["key"] == "publications_total"]
    assert total["meaning"]
    assert total["rows"]


def test_the_same_draft_gives_the_same_document(what):
    once, again = (
        zipfile.ZipFile(BytesIO(exported(what, ".docx"))).read("word/document.xml") for _ in "ab"
    )
    assert once == again


def test_the_document_has_page_fonts_and_numbers_of_an_official_one(what):
    document = Document(BytesIO(exported(what, ".docx")))
    section = document.sections[0]
    assert [round(length.mm) for length in (section.page_width, section.page_height)] == [210, 297]
    assert [round(m.mm) for m in (section.top_margin, section.left_margin)] == [37, 28]
    body = document.styles["Normal"]
    assert (body.font.size.pt, body.paragraph_format.line_spacing.pt) == (16, 28.95)
    fonts = {
        name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Normal", "Title", "Heading 1", "Heading 2")
    }
    assert fonts == {
        "Normal": "仿宋_GB2312",
        "Title": "方正小标宋简体",
        "Heading 1": "黑体",
        "Heading 2": "楷体_GB2312",
    }
    assert section.footer.paragraphs[0].text == "—  —"
    assert "PAGE" in section.footer._element.xml
    assert document.settings.odd_and_even_pages_header_footer


def test_headings_are_real_and_table_three_repeats_its_head(what):
    document = Document(BytesIO(exported(what, ".docx")))
    first = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [text[:2] for text in first] == ["一、", "二、", "三、", "四、", "五、", "六、", "附录"]
    assert len([p for p in document.paragraphs if p.style.name == "Heading 2"]) == 5
    table = document.tables[1]._tbl
    assert len(table.findall(f".//{qn('w:tblHeader')}")) == 3
    assert len(table.findall(f".//{qn('w:cantSplit')}")) == len(table.tr_lst)
    assert all(sum(c.grid_span for c in row.tc_lst) == 10 for row in table.tr_lst)


def test_the_page_stands_alone_and_has_real_tables(what):
    page = exported(what, ".html").decode()
    assert not re.search(r'(?:src|href)="(?!#)|<script|@import|url\(', page)
    tree = LexborHTMLParser(page)
    assert len(tree.css("h1")) == 1
    assert len(tree.css("table")) == 4
    assert all(cell.attributes["scope"] for cell in tree.css("th"))
    assert all(box.attributes["tabindex"] == "0" for box in tree.css(".scroll"))
    drawn = [title.text() for title in tree.css("svg title")]
    assert drawn[:2] == ["主要办理数量", "主动公开政府信息（按渠道）"]


def test_charts_tell_this_year_and_the_last_and_stand_only_where_they_are_asked_for(what):
    figures = what.appendix | {
        "permits_handled": replace(what.appendix["permits_handled"], value=60, last_year=40)
    }
    package = zipfile.ZipFile(BytesIO(exported(replace(what, appendix=figures), ".docx")))
    first = package.read("word/charts/chart1.xml").decode()
    for words in ("行政许可", "热线工单", "<c:v>60</c:v>", "<c:v>40</c:v>", "2026年", "2025年"):
        assert words in first
    # By another reader of DrawingML than the one that wrote it.
    bars = read_chart(ChartSpace.from_tree(fromstring(first.encode())))
    assert [len(bars.series), bars.barDir] == [2, "bar"]
    document = Document(BytesIO(package.fp.getvalue()))
    drawn = document.element.body.findall(f".//{qn('wp:docPr')}")
    assert "行政许可60件（上年40件）" in drawn[0].get("descr")
    page = exported(replace(what, appendix=figures), ".html").decode()
    assert 'class="before"' in page and "深色为 2026 年，浅色为 2025 年" in page
    plain = zipfile.ZipFile(BytesIO(exported(replace(what, appendix={}), ".docx")))
    assert not [name for name in plain.namelist() if "charts" in name]


def test_what_is_of_the_sample_year_says_so_and_is_read_back_all_the_same(what, tmp_path):
    sample = replace(what, sample=True)
    for suffix in (".docx", ".html", ".md"):
        content = exported(sample, suffix)
        read = read_back(content, suffix, tmp_path)
        assert read.title.endswith("年度报告（示例）")
        assert "示例年度的报告" in not_to_take(read)
        assert (read.tables, read.agency) == (what.draft.tables, what.draft.agency)
        assert read.uncertain == ()
    assert "示例年度：数字不是真实的" in exported(sample, ".html").decode()
    assert exported(sample, ".md").decode().splitlines()[0].endswith("年度报告（示例）")
    document = Document(BytesIO(exported(sample, ".docx")))
    assert "示例年度" in document.sections[0].header.paragraphs[0].text
    assert not_to_take(read_back(exported(what, ".md"), ".md", tmp_path)) == ""
    assert Document(BytesIO(exported(what, ".docx"))).sections[0].header.is_linked_to_previous


def test_words_of_the_log_cannot_break_the_page(what, log, agency, chapters):
    hostile = Activity("problem", "2026-03-01", title="<img src=x onerror=alert(1)>")
    year = report_year(agency, 2026, log(hostile), CatalogueCounts(), None)
    page = exported(Export(draft(year, chapters), PAGES), ".html").decode()
    assert "<img" not in page
    assert "&lt;img" in page


def test_another_ending_is_refused_with_those_that_are_known(what):
    with pytest.raises(BadInput, match=r"\.docx、\.html、\.pdf、\.md、\.json"):
        exported(what, ".odt")
    assert set(FORMS) == {".docx", ".html", ".pdf", ".md", ".json"}
