"""Scans: recognised where tesseract is installed, refused with the remedy where it is not."""

import os
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from assistant.errors import Refused
from assistant.ingest.reports import scan
from assistant.ingest.reports.apart import ApartReader
from assistant.ingest.reports.documents import document_text
from assistant.ingest.reports.reader import read_report
from assistant.ingest.reports.recognising import SCAN_MARK
from assistant.models.report import CellState
from tests.ingest.reports.test_documents import pdf
from tests.reporting.checks.conftest import GOOD

FONTS = [
    path
    for path in Path("/usr/share/fonts").rglob("*")
    if path.suffix in (".ttc", ".otf", ".ttf") and ("CJK" in path.name or "wqy" in path.name)
]
PICTURE = "0.5 g 0 0 595 842 re f\n"


@pytest.fixture
def path(tmp_path):
    return pdf(tmp_path / "扫描.pdf", [PICTURE])


@pytest.fixture
def tesseract(tmp_path, monkeypatch):
    """Puts a program of this name before all others: it says what it is told, or fails."""

    def put(told: str, code: int = 0):
        folder = tmp_path / "bin"
        folder.mkdir()
        (folder / "told").write_text(told, "utf-8")
        program = folder / "tesseract"
        program.write_text(f'#!/bin/sh\ntest -s "$1" || exit 9\ncat {folder}/told\nexit {code}\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")

    return put


@pytest.fixture
def nothing(tmp_path, monkeypatch):
    """A machine without tesseract."""
    monkeypatch.setenv("PATH", str(tmp_path))


def test_without_tesseract_a_scan_is_refused_with_the_remedy(path, nothing):
    with pytest.raises(Refused, match=r"扫描图片.*apt-get install tesseract-ocr"):
        document_text(path)


def test_a_scan_is_read_and_says_that_it_was_recognised(path, tesseract):
    tesseract(GOOD.replace("主动公开政府信息120条", "主 动 公 开 政府信息120条"))
    report = read_report(path)
    assert (report.agency, report.year, len(report.sections)) == ("云岭县行政审批服务局", 2023, 6)
    assert report.figures[0].value == 120
    assert [doubt.place for doubt in report.uncertain] == ["全文"]


def test_in_a_load_of_many_files_as_well(path, tesseract):
    tesseract(GOOD)
    with ApartReader() as reader:
        assert reader.read(path) == read_report(path)


def test_every_page_is_recognised(tmp_path, tesseract):
    tesseract("一页。\n")
    text = document_text(pdf(tmp_path / "a.pdf", [PICTURE] * 3))
    assert (text.startswith(SCAN_MARK), text.count("一页。")) == (True, 3)


def test_what_tesseract_cannot_do_is_told(path, tesseract):
    tesseract("", code=1)
    with pytest.raises(Refused, match="chi_sim"):
        document_text(path)


def test_a_scan_of_too_many_pages_is_refused(tmp_path, tesseract):
    tesseract("x")
    with pytest.raises(Refused, match="40 页"):
        document_text(pdf(tmp_path / "a.pdf", [PICTURE] * (scan.MOST_PAGES + 1)))


def drawn(path: Path, granted: str) -> Path:
    """A page as a scanner gives it: the beginning of a report and some rows of table three."""
    font = ImageFont.truetype(str(FONTS[0]), 44)
    picture = Image.new("L", (2480, 1500), 255)
    draw = ImageDraw.Draw(picture)
    text = "某县水利局2023年政府信息公开工作年度报告\n一、总体情况\n2023年，我局公开政府信息120条。"
    draw.text((200, 150), text, fill=20, font=font, spacing=40)
    draw.text((200, 460), "三、收到和处理政府信息公开申请情况", fill=20, font=font)
    rows = {
        "一、本年新收政府信息公开申请数量": "5 2 0 0 0 0 7",
        "二、上年结转政府信息公开申请数量": "1 0 0 0 0 0 1",
        "（一）予以公开": granted,
    }
    xs = [200, 1080, *(1080 + 180 * n for n in range(1, 8))]
    for y, (label, values) in enumerate(rows.items()):
        top = 600 + 100 * y
        for x, word in zip(xs, [label, *values.split()], strict=False):
            draw.text((x + 30, top + 22), word, fill=20, font=font)
    for y in range(4):
        draw.line((xs[0], 600 + 100 * y, xs[-1], 600 + 100 * y), fill=0, width=4)
    for x in xs:
        draw.line((x, 600, x, 900), fill=0, width=4)
    picture.rotate(0.5, fillcolor=255).save(path, resolution=300)
    return path


@pytest.mark.skipif(not FONTS or not shutil.which("tesseract"), reason="no tesseract here")
def test_a_real_scan_is_read_with_its_table(tmp_path):
    report = read_report(drawn(tmp_path / "a.pdf", "6 2 0 0 0 0 8"))
    rows = report.tables.requests
    assert [cell.value for cell in rows["new_received"].values()] == [5, 2, 0, 0, 0, 0, 7]
    assert [cell.value for cell in rows["granted"].values()] == [6, 2, 0, 0, 0, 0, 8]
    assert [f.value for f in report.figures] == [120]
    assert [section.no for section in report.sections] == [1, 3]


@pytest.mark.skipif(not FONTS or not shutil.which("tesseract"), reason="no tesseract here")
def test_a_row_of_a_scan_that_does_not_add_up_is_in_doubt(tmp_path):
    report = read_report(drawn(tmp_path / "a.pdf", "6 2 0 0 0 0 9"))
    assert {cell.state for cell in report.tables.requests["granted"].values()} == {
        CellState.UNCERTAIN
    }
    assert "表三 （一）予以公开" in [doubt.place for doubt in report.uncertain]
