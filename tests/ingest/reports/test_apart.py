"""One process for many files: the same as here, and stopped where a file takes too long."""

from pathlib import Path

import pytest

from assistant.errors import Refused
from assistant.ingest.reports.apart import ApartReader
from assistant.ingest.reports.reader import read_report

REPORT = Path(__file__).resolve().parents[3] / "knowledge/reports/langao-xzspj-2019.txt"


def test_the_same_is_read_as_here():
    with ApartReader() as reader:
        assert reader.read(REPORT) == read_report(REPORT)


def test_a_refusal_has_the_same_sentence(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("没有任何章节")
    with ApartReader() as reader, pytest.raises(Refused, match="没有找到年度报告的任何章节"):
        reader.read(file)


def test_what_takes_too_long_is_stopped_and_the_next_file_is_read(tmp_path):
    with ApartReader(seconds=0.001) as reader:
        with pytest.raises(Refused, match=r"超过 0\.001 秒"):
            reader.read(REPORT)
        reader._seconds = 20
        assert reader.read(REPORT).year == 2019


def test_a_process_that_died_is_begun_anew():
    with ApartReader() as reader:
        assert reader.read(REPORT).year == 2019
        reader._process.kill()
        with pytest.raises(Refused, match="已损坏或无法解析"):
            reader.read(REPORT)
        assert reader.read(REPORT).year == 2019
