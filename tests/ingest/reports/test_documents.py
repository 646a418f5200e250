"""Word and PDF files become the same report as their text, or are refused with a remedy."""

import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from assistant.errors import Refused
from assistant.ingest.reports import documents, pdf_file
from assistant.ingest.reports.documents import document_text, read_here
from assistant.ingest.reports.reader import read_report
from assistant.models.report_tables import APPLICANTS, REQUEST_ROWS

TITLE = "测试县行政审批服务局2023年政府信息公开工作年度报告"
OVERVIEW = "2023年，我局通过政府网站公开信息30条，其中工作动态20条，通知公告10条。"
FIRST_ROWS = ["granted", "partial"]


def refused(path: Path, **limits) -> str:
    with pytest.raises(Refused) as caught:
        document_text(path, **limits)
    return caught.value.message


def word_file(path: Path, *, numbered: bool = False) -> Path:
    """A report with a ruled table three whose cells are merged as in the official format."""
    document = Document()
    document.add_paragraph(TITLE)
    for heading, text in (("一、总体情况", OVERVIEW), ("二、主动公开政府信息情况", "")):
        document.add_paragraph(_head(heading, numbered), style="List Number" if numbered else None)
        if text:
            document.add_paragraph(text)
    document.add_paragraph("三、收到和处理政府信息公开申请情况")
    table = document.add_table(rows=3, cols=10)
    table.style = "Table Grid"
    table.cell(0, 0).merge(
        table.cell(2, 2)
    ).text = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    table.cell(0, 3).merge(table.cell(0, 9)).text = "申请人情况"
    for at, label in enumerate(APPLICANTS.values()):
        table.cell(2, 3 + at).text = label
    first = None
    for key, label in REQUEST_ROWS.items():
        cells = table.add_row().cells
        wide = key in ("new_received", "carried_over", "carried_forward")
        cells[0 if wide else 1].merge(cells[2]).text = label
        if not wide:
            first = first or cells[0]
            last = cells[0]
        for at, number in enumerate(_numbers(key)):
            cells[3 + at].text = str(number)
    first.merge(last).text = "三、本年度办理结果"
    document.add_paragraph("四、政府信息公开行政复议、行政诉讼情况")
    document.save(str(path))
    return path


def _head(heading: str, numbered: bool) -> str:
    return heading[2:] if numbered else heading


def _numbers(key: str) -> list[int]:
    rows = {
        "new_received": [4, 1, 0, 0, 0, 0, 5],
        "granted": [3, 0, 0, 0, 0, 0, 3],
        "partial": [1, 1, 0, 0, 0, 0, 2],
        "result_total": [4, 1, 0, 0, 0, 0, 5],
    }
    return rows.get(key, [0] * 7)


def test_a_word_file_is_read_with_its_table(tmp_path):
    report = read_report(word_file(tmp_path / "a.docx"))
    assert (report.agency, report.year) == ("测试县行政审批服务局", 2023)
    assert [(f.value, f.unit) for f in report.figures] == [(30, "条"), (20, "条"), (10, "条")]
    for key in REQUEST_ROWS:
        values = [cell.value for cell in report.tables.requests[key].values()]
        assert values == _numbers(key), key


def test_a_merged_cell_is_told_once(tmp_path):
    text = document_text(word_file(tmp_path / "a.docx"))
    assert text.count("本年度办理结果") == text.count("勾稽关系") == text.count("申请人情况") == 1
    widths = {line.count("|") for line in text.splitlines() if line.startswith("|")}
    assert widths == {11}


def _number_in_chinese(document) -> None:
    """Let the built-in list style count 一、二、 as Word does in official documents."""
    numbering = document.part.numbering_part.element
    properties = document.styles["List Number"].element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    id = properties.find(qn("w:numId")).get(qn("w:val"))
    num = next(n for n in numbering.iter(qn("w:num")) if n.get(qn("w:numId")) == id)
    abstract_id = num.find(qn("w:abstractNumId")).get(qn("w:val"))
    for abstract in numbering.iter(qn("w:abstractNum")):
        if abstract.get(qn("w:abstractNumId")) == abstract_id:
            level = next(abstract.iter(qn("w:lvl")))
            level.find(qn("w:numFmt")).set(qn("w:val"), "chineseCounting")
            level.find(qn("w:lvlText")).set(qn("w:val"), "%1、")


def test_automatic_numbers_are_written_out(tmp_path):
    path = tmp_path / "a.docx"
    document = Document()
    _number_in_chinese(document)
    for title in ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况"):
        document.add_paragraph(title, style="List Number")
        document.add_paragraph("2023年，公开信息12条。")
    document.save(str(path))
    lines = read_here(path).splitlines()
    assert lines[::2] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
    ]


def test_deleted_text_is_not_read_and_inserted_text_is(tmp_path):
    path = tmp_path / "a.docx"
    document = Document()
    for tag, words in (("w:ins", "新增"), ("w:del", "删去")):
        paragraph = document.add_paragraph("文字")
        change = OxmlElement(tag)
        change.append(paragraph.add_run(words)._r)
        paragraph._p.append(change)
    document.save(str(path))
    assert read_here(path) == "文字新增\n文字"


def test_a_page_laid_out_with_a_table_is_text(tmp_path):
    path = tmp_path / "a.docx"
    document = Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "一、总体情况\n" + OVERVIEW * 6
    document.save(str(path))
    assert read_here(path).startswith("一、总体情况\n2023年")


def test_a_word_file_of_another_kind_is_refused(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" * 100)
    assert ".docx" in refused(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    assert "不是 Word 文档" in refused(path)


def test_a_broken_word_file_is_refused(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a>")
    assert "已损坏" in refused(path)


def test_a_file_that_expands_beyond_reason_is_refused(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    assert "压缩比" in refused(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 210_000_000)
    assert "过大" in refused(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_entities_are_refused(tmp_path, encoding):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", "utf-8")
    source, path = word_file(tmp_path / "a.docx"), tmp_path / "b.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.infolist():
            body = old.read(part)
            if part.filename == "word/document.xml":
                kind = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
                body = (kind + body.decode("utf-8")).encode(encoding)
            new.writestr(part.filename, body)
    assert "外部实体" in refused(path)


def pdf(path: Path, pages: list[str]) -> Path:
    """A PDF file of drawing commands, with a Chinese font that every reader knows."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts"
        b"[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>]>>"
    )
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        font,
    ]
    for at, commands in enumerate(pages):
        body = commands.encode("latin-1")
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            + f"/Contents {5 + 2 * at} 0 R>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(body), body))
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}".encode()
    out += f"trailer<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    path.write_bytes(out)
    return path


def words(x: int, y: int, text: str, size: int = 8) -> str:
    return f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def grid(top: int, widths: list[int], rows: list[list[str]], height: int = 14) -> str:
    """A ruled table; each cell a rectangle with its words in it."""
    drawn = ""
    for line, cells in enumerate(rows):
        x, y = 30, top - height * (line + 1)
        for width, cell in zip(widths, cells, strict=True):
            drawn += f"{x} {y} {width} {height} re S\n" + words(x + 2, y + 4, cell, 6)
            x += width
    return drawn


def pdf_report(path: Path) -> Path:
    lines = [
        TITLE,
        "一、总体情况",
        OVERVIEW,
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
    ]
    page = "".join(words(30, 800 - 16 * at, line) for at, line in enumerate(lines))
    rows = [["", *APPLICANTS.values()]]
    rows += [[label, *map(str, _numbers(key))] for key, label in REQUEST_ROWS.items()]
    table = grid(720, [250, *[40] * 7], rows)
    after = words(30, 330, "四、政府信息公开行政复议、行政诉讼情况")
    return pdf(path, [page + table + after, words(30, 800, "五、存在的主要问题及改进情况")])


def test_a_pdf_file_is_read_with_its_ruled_table(tmp_path):
    report = read_report(pdf_report(tmp_path / "a.pdf"))
    assert (report.agency, report.year) == ("测试县行政审批服务局", 2023)
    assert [section.no for section in report.sections] == [1, 2, 3, 4, 5]
    assert [(f.value, f.unit) for f in report.figures] == [(30, "条"), (20, "条"), (10, "条")]
    for key in REQUEST_ROWS:
        values = [cell.value for cell in report.tables.requests[key].values()]
        assert values == _numbers(key), key


def test_tables_stand_where_they_stood(tmp_path):
    text = document_text(pdf_report(tmp_path / "a.pdf"))
    places = [
        text.index(part) for part in ("三、收到", "| （一）予以公开 | 3 |", "四、政府", "五、存在")
    ]
    assert places == sorted(places)
    assert text.count("予以公开") == 1


def test_a_row_alone_on_the_next_page_belongs_to_its_table(tmp_path):
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    heads = [["行政复议", *[""] * 4, "行政诉讼", *[""] * 9], results * 3]
    first = words(30, 800, "四、政府信息公开行政复议、行政诉讼情况") + grid(780, [36] * 15, heads)
    values = [1, 0, 0, 0, 1, 0, 2, 0, 0, 2, 0, 0, 0, 3, 3]
    second = grid(800, [36] * 15, [[str(value) for value in values]])
    after = words(30, 700, "五、存在的主要问题及改进情况")
    report = read_report(pdf(tmp_path / "a.pdf", [words(30, 820, TITLE) + first, second + after]))
    groups = report.tables.disputes.values()
    assert [cell.value for group in groups for cell in group.values()] == values


def test_a_scan_is_refused_with_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    path = pdf(tmp_path / "a.pdf", ["0.5 g 0 0 595 842 re f\n" + words(280, 20, "1")] * 3)
    assert "扫描" in refused(path) and "OCR" in refused(path)


def test_no_pdf_is_refused(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4 nothing")
    assert "不是有效的 PDF" in refused(path)


def test_too_many_pages_are_refused(tmp_path):
    path = pdf(tmp_path / "a.pdf", [words(30, 800, OVERVIEW)] * (pdf_file.MOST_PAGES + 1))
    assert "300 页" in refused(path)


def test_a_slow_file_is_stopped(tmp_path):
    message = refused(pdf_report(tmp_path / "a.pdf"), seconds=0.01)
    assert "超过 0.01 秒" in message


def test_a_large_file_is_refused_unread(tmp_path):
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(documents.LARGEST + 1)
    assert "20 MB" in refused(path)


def test_a_missing_document_is_refused(tmp_path):
    with pytest.raises(Refused, match="无法读取文件"):
        read_report(tmp_path / "none.docx")
