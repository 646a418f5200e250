"""PDF files as text: ruled tables as rows of pipes, all else as lines, page by page."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

from assistant.errors import Refused, Scanned
from assistant.ingest.reports.broken_rows import joined

MOST_PAGES = 300
"""Pages that one file may have; the longest real reports have some forty."""

# Looking for rules takes a fifth of a second a page, so only pages with a table's words get it.
_TABLE_WORDS = re.compile(
    "第二十条|信息内容|申请人情况|自然人|予以公开|不予公开|无法提供|不予处理|其他处理|结转下年|行政复议|结果维持|尚未审结"
)
_FEWEST = 20
_MARGIN = 1.0

Row = Sequence[str | None]


NO_RECOGNITION = (
    "这份 PDF 是扫描图片，没有文字。请提供 Word、网页版的报告，或请管理员在本机运行 "
    "sudo apt-get install tesseract-ocr tesseract-ocr-chi-sim 安装文字识别（OCR）。"
)
"""Why a scan is refused where nothing can recognise it, and what helps."""


def pdf_text(path: Path) -> str:
    """The text of a PDF file with its ruled tables in their places.

    Raises Refused for a file that is no PDF, is locked or has too many pages; Scanned for
    one whose pages are pictures without text.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused("PDF 设有密码，请去掉密码后再导入。") from error
        raise Refused("这不是有效的 PDF 文件，请重新导出后再导入。") from error
    try:
        if len(document) > MOST_PAGES:
            raise Refused(f"PDF 超过 {MOST_PAGES} 页，不像一份年度报告，请只保留报告正文。")
        pages = [_words(page) for page in document]
        if _is_scan(pages):
            raise Scanned(NO_RECOGNITION)
        return "\n".join(joined(list(_with_tables(path, document, pages))))
    finally:
        document.close()


def _words(page: Any) -> str:
    text = page.get_textpage()
    return str(text.get_text_range())


def _is_scan(pages: Sequence[str]) -> bool:
    """Whether pages have hardly any text; a stamp or page number is none."""
    return sum(len(page.split()) and len("".join(page.split())) for page in pages) < _FEWEST * len(
        pages
    )


def _with_tables(path: Path, document: Any, pages: Sequence[str]) -> Iterator[list[str]]:
    """Page by page, its parts: text, and each row of a table."""
    if not any(_TABLE_WORDS.search(page) for page in pages):
        yield from ([page] for page in pages)
        return
    with pdfplumber.open(path) as plumber:
        before = False
        for number, words in enumerate(pages):
            here = bool(_TABLE_WORDS.search("".join(words.split())))
            # The last row of a table may stand alone on the next page.
            if here or before:
                page = plumber.pages[number]
                yield [part for part in _strips(page, document[number]) if part.strip()]
                page.close()
            else:
                yield [words]
            before = here


def _strips(page: Any, source: Any) -> Iterator[str]:
    """Text above, between and below the tables of a page, and the tables."""
    tables = sorted(_outer(page.find_tables()), key=lambda table: float(table.bbox[1]))
    # A turned or cropped page counts from another corner; then text alone is safe.
    if not tables or source.get_rotation() or page.bbox[:2] != (0, 0):
        yield _words(source)
        return
    text, top = source.get_textpage(), 0.0
    for table in tables:
        yield _between(text, page, top, float(table.bbox[1]))
        yield from _rows(table.extract())
        top = float(table.bbox[3])
    yield _between(text, page, top, float(page.height))


def _outer(tables: Sequence[Any]) -> list[Any]:
    """Tables of more than one cell that do not lie inside another one."""
    real = [table for table in tables if len(table.cells) > 1]
    return [t for t in real if not any(o is not t and _inside(t.bbox, o.bbox) for o in real)]


def _inside(box: Sequence[float], other: Sequence[float]) -> bool:
    return (
        box[0] >= other[0] - _MARGIN
        and box[1] >= other[1] - _MARGIN
        and box[2] <= other[2] + _MARGIN
        and box[3] <= other[3] + _MARGIN
    )


def _between(text: Any, page: Any, top: float, bottom: float) -> str:
    """Text whose lines lie between two heights, counted from the top of the page."""
    height = float(page.height)
    if bottom - top < _MARGIN:
        return ""
    return str(
        text.get_text_bounded(
            left=0, right=float(page.width), top=height - top, bottom=height - bottom
        )
    )


def _rows(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield "| " + " | ".join(_one_line(cell or "") for cell in row) + " |"


def _one_line(text: str) -> str:
    words = " ".join(text.replace("|", "/").split())
    return re.sub(r"(?<=[\u3000-\uffef]) | (?=[\u3000-\uffef])", "", words)
