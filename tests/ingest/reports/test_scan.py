"""Scans: recognised where tesseract is installed, refused with the remedy where it is not."""

import os

import pytest

from assistant.errors import Refused
from assistant.ingest.reports import scan
from assistant.ingest.reports.apart import ApartReader
from assistant.ingest.reports.documents import document_text
from assistant.ingest.reports.reader import read_report
from assistant.ingest.reports.recognising import SCAN_MARK
from tests.ingest.reports.test_documents import pdf
from tests.reporting.checks.conftest import GOOD

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
