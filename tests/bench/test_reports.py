"""What the bench of reports measures is a whole report, and many different ones."""

import importlib.util
from pathlib import Path

import pytest

from assistant.ingest.reports.reader import read_report, read_report_text

SPEC = importlib.util.spec_from_file_location(
    "bench_reports", Path(__file__).with_name("reports.py")
)
reports = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(reports)


def test_the_long_report_has_every_section_and_row_in_text_and_word(tmp_path):
    for report in (
        read_report_text(reports.text()),
        read_report(reports.word_file(tmp_path / "a.docx")),
    ):
        assert [section.no for section in report.sections] == [1, 2, 3, 4, 5, 6]
        assert len(report.tables.requests) == 25
        assert len(report.figures) > 100


def test_the_copies_are_of_many_agencies_and_years(tmp_path, monkeypatch):
    monkeypatch.setattr(reports, "REPORTS", 12)
    read = [read_report(file) for file in sorted(reports.copies(tmp_path / "r").iterdir())]
    assert len({(report.agency, report.year) for report in read}) == 12


@pytest.mark.parametrize("work", [lambda: None, lambda: sum(range(1000))])
def test_seconds_are_counted(work):
    assert 0 <= reports.seconds(work) < 1
