"""Frequent questions from files: columns by their Chinese names, rows that lack something told."""

from pathlib import Path

import pytest

from assistant.errors import Refused
from assistant.ingest.faq import FaqRow, read_faq


def table(folder: Path, text: str) -> Path:
    (folder / "faq.csv").write_text(text, "utf-8")
    return folder / "faq.csv"


def test_columns_are_known_by_their_chinese_and_english_names(tmp_path: Path) -> None:
    chinese, _ = read_faq(table(tmp_path, "事项名称,问题,答案\n开饭馆,收钱吗？,不收\n"))
    english, _ = read_faq(table(tmp_path, "code,question,answer\nC-1,收钱吗？,不收\n"))

    assert chinese == [FaqRow(2, "", "开饭馆", "收钱吗？", "不收")]
    assert english == [FaqRow(2, "C-1", "", "收钱吗？", "不收")]


@pytest.mark.parametrize(
    ("row", "column"), [(",问,答", "事项名称"), ("甲,,答", "问题"), ("甲,问,", "答案")]
)
def test_a_row_that_lacks_something_is_refused(tmp_path: Path, row: str, column: str) -> None:
    rows, refused = read_faq(table(tmp_path, f"事项名称,问题,答案\n乙,问,答\n{row}\n"))

    assert [one.name for one in rows] == ["乙"]
    assert [(one.row, one.column) for one in refused] == [(3, column)]


def test_a_file_without_a_column_of_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="问题"):
        read_faq(table(tmp_path, "事项名称,答案\n甲,答\n"))
