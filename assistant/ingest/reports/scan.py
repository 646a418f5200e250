"""Scanned reports (扫描件): each page as a picture through tesseract, a program of the machine."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from assistant.errors import Refused
from assistant.ingest.reports.broken_rows import joined
from assistant.ingest.reports.recognising import SCAN_MARK, TESSERACT
from assistant.ingest.reports.ruled_picture import Box, Grid, grids, has_ink, printed, upright
from assistant.models.report_tables import DISPUTE_GROUPS, DISPUTE_RESULTS, SECTION_TITLES

MOST_PAGES = 40
"""Pages of one scan; the longest real reports have some forty."""

_DOTS_AN_INCH = 300
_LONGEST_SIDE = 5000
_MARGIN = 20
# Between Chinese characters tesseract sets a space that nobody printed.
_GAP = re.compile(r"(?<=[\u3000-\uffef]) +(?=[\u3000-\uffef])")
_WORDS = ("-l", "chi_sim", "--psm", "6")
_DIGITS = ("-l", "eng", "--psm", "7", "-c", "tessedit_char_whitelist=0123456789.-/")
_IS_WORDS = re.compile("[\u4e00-\u9fff].*[\u4e00-\u9fff]", re.DOTALL)
_UNREAD = "?"
_DISPUTES = tuple(DISPUTE_RESULTS.values()) * len(DISPUTE_GROUPS)
# A lone 一 or 六 before a title is what is misread most.
_TITLES = tuple(
    (
        re.compile(rf"(?m)^[^\u4e00-\u9fff\n]{{0,6}}(?:\S[、.,，])?[ ]*{title}[ ]*$"),
        f"{no}、{title}",
    )
    for no, title in zip("一二三四五六", SECTION_TITLES.values(), strict=True)
)


def scan_text(path: Path) -> str:
    """The text that tesseract reads from a scan, page by page, behind SCAN_MARK.

    A ruled table is read cell by cell and becomes rows of pipes, its numbers as nothing but
    digits. Raises Refused for too many pages, or where tesseract or its Chinese data fails.
    """
    document = pypdfium2.PdfDocument(path)
    try:
        if len(document) > MOST_PAGES:
            raise Refused(f"扫描件超过 {MOST_PAGES} 页，不像一份年度报告，请只保留报告正文。")
        with tempfile.TemporaryDirectory(prefix="assistant-") as folder:
            pages = [_page(page, Path(folder)) for page in document]
    finally:
        document.close()
    text = "\n".join(joined(pages))
    for pattern, title in _TITLES:
        text = pattern.sub(title, text)
    return SCAN_MARK + "\n" + text


def _page(page: pypdfium2.PdfPage, folder: Path) -> list[str]:
    """The text above, between and below the tables of a page, and each row of the tables."""
    scale = min(_DOTS_AN_INCH / 72, _LONGEST_SIDE / max(page.get_size()))
    picture = upright(page.render(scale=scale, grayscale=True).to_pil().convert("L"))
    tables = grids(picture)
    strips = list(_strips(picture, tables))
    boxes = [box for table in tables for box in _of(table, picture)]
    texts = _recognised([*strips, *(_cell(picture, box) for box in boxes)], _WORDS, folder)
    told = dict(zip(boxes, texts[len(strips) :], strict=True))
    numbers = [box for box in boxes if not _IS_WORDS.search(told[box])]
    digits = _recognised([_cell(picture, box) for box in numbers], _DIGITS, folder)
    # A number that stands there and cannot be read must not pass for an empty cell.
    told |= {
        box: text if text.strip(" -\n") else _UNREAD
        for box, text in zip(numbers, digits, strict=True)
    }
    parts: list[str] = []
    for at, strip in enumerate(texts[: len(strips)]):
        parts += [strip] if strip.strip() else []
        parts += _rows(tables[at], told) if at < len(tables) else []
    return parts


def _strips(picture: Image.Image, tables: Sequence[Grid]) -> Iterator[Image.Image]:
    top = 0
    for table in tables:
        yield picture.crop((0, top, picture.width, max(top + 1, table.box.top - 2)))
        top = table.box.bottom + 2
    yield picture.crop((0, min(top, picture.height - 1), picture.width, picture.height))


def _of(table: Grid, picture: Image.Image) -> list[Box]:
    """The cells of a table in which something is printed."""
    return [box for row in table.rows for box in row if box and has_ink(picture, box)]


def _cell(picture: Image.Image, box: Box) -> Image.Image:
    """A cell's print alone, clearer and with the margin that tesseract wants around it."""
    return ImageOps.expand(
        ImageOps.autocontrast(picture.crop(printed(picture, box)), cutoff=2), _MARGIN, fill=255
    )


def _rows(table: Grid, told: dict[Box, str]) -> Iterator[str]:
    """Rows of pipes; the heading of table four, whose cells are too narrow to be read, is known."""
    rows = table.rows
    if len(rows[0]) == len(_DISPUTES) and len(rows) > 1:
        yield "| " + " | ".join(_DISPUTES) + " |"
        rows = rows[-1:]
    for row in rows:
        cells = ("".join(told.get(box, "").split()) if box else "" for box in row)
        yield "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _recognised(pictures: Sequence[Image.Image], how: Sequence[str], folder: Path) -> list[str]:
    """The text of each picture, all read by one run of tesseract, which takes long to begin."""
    if not pictures:
        return []
    names = []
    for number, picture in enumerate(pictures):
        names.append(str(folder / f"{number}.png"))
        picture.save(names[-1])
    (folder / "list.txt").write_text("\n".join(names) + "\n")
    try:
        done = subprocess.run(  # noqa: S603  (the arguments are ours)
            [TESSERACT, folder / "list.txt", "stdout", *how],
            capture_output=True,
            check=True,
            # Its threads wait for each other on a busy machine.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise Refused(
            "文字识别没有成功，请管理员检查：tesseract --list-langs 里应有 chi_sim，"
            "没有时请运行 sudo apt-get install tesseract-ocr-chi-sim 安装。"
        ) from error
    texts = _GAP.sub("", done.stdout.decode("utf-8", "replace")).split("\f")
    return [*texts, *[""] * len(pictures)][: len(pictures)]
