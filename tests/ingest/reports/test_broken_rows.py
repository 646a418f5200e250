"""A row of table three that a page break cuts in two is one row again, and others stay two."""

import pytest

from assistant.ingest.reports.broken_rows import joined
from assistant.ingest.reports.documents import document_text
from assistant.models.report_tables import APPLICANTS
from tests.ingest.reports.test_documents import TITLE, grid, pdf, words

ZEROS = "| 0 | 0 | 0 |"


@pytest.mark.parametrize(
    "pages",
    [
        [["| 2.其他 | 0 | 0 | 1 |"], ["| 法律行政法规禁止公开 |  |  |  |"]],
        [["| 2.其他 |  |  |  |"], ["| 法律行政法规禁止公开 | 0 | 0 | 1 |"]],
        [["| 2.其他 | 0 | 0 | 1 |", "— 3 —"], ["第 4 页", "| 法律行政法规禁止公开 |  |  |  |"]],
    ],
)
def test_the_halves_of_a_row_are_put_together(pages):
    rows = [part for part in joined(pages) if part.startswith("|")]
    assert rows == ["| 2.其他法律行政法规禁止公开 | 0 | 0 | 1 |"]


@pytest.mark.parametrize(
    "pages",
    [
        [[f"| 1.属于国家秘密 {ZEROS}"], ["| 2.其他法律行政法规禁止公开 |  |  |  |"]],
        [[f"| 1.属于国家秘密 {ZEROS}"], [f"| 禁止公开 {ZEROS}"]],
        [[f"| 1.属于国家秘密 {ZEROS}"], ["接着的一段话", "| 禁止公开 |  |  |  |"]],
        [[f"| 1.属于国家秘密 {ZEROS}"], ["| 禁止公开 |  |"]],
        [["| 规章 | 0 | 0 | 0 |"], ["| 信息内容 |  |  |  |"]],
        [["一段话"], [f"| 禁止公开 {ZEROS}"]],
    ],
)
def test_rows_that_are_two_stay_two(pages):
    assert joined(pages) == [part for page in pages for part in page]


def test_a_pdf_keeps_the_row_at_its_page_break(tmp_path):
    head = ["", *APPLICANTS.values()]
    first = [head, ["1.属于国家秘密", *"0000000"], ["2.其他", *"1000001"]]
    second = [["法律行政法规禁止公开", *[""] * 7], ["3.危及“三安全一稳定”", *"0000000"]]
    widths = [250, *[40] * 7]
    top = words(30, 820, TITLE) + words(30, 800, "三、收到和处理政府信息公开申请情况")
    pages = [top + grid(780, widths, first), grid(800, widths, second)]
    text = document_text(pdf(tmp_path / "a.pdf", pages))
    assert "| 2.其他法律行政法规禁止公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |" in text
