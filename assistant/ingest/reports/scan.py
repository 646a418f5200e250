"""Scanned reports (扫描件): each page as a picture through tesseract, a program of the machine."""

import re
import subprocess
import tempfile
from pathlib import Path

import pypdfium2

from assistant.errors import Refused
from assistant.ingest.reports.recognising import SCAN_MARK, TESSERACT

MOST_PAGES = 40
"""Pages of one scan; the longest real reports have some forty."""

_DOTS_AN_INCH = 300
_LONGEST_SIDE = 5000
# Between Chinese characters tesseract sets a space that nobody printed.
_GAP = re.compile(r"(?<=[\u3000-\uffef]) +(?=[\u3000-\uffef])")


def scan_text(path: Path) -> str:
    """The text that tesseract reads from a scan, page by page, behind SCAN_MARK.

    Raises Refused for too many pages, or where tesseract or its Chinese data fails.
    """
    document = pypdfium2.PdfDocument(path)
    try:
        if len(document) > MOST_PAGES:
            raise Refused(f"扫描件超过 {MOST_PAGES} 页，不像一份年度报告，请只保留报告正文。")
        with tempfile.TemporaryDirectory(prefix="assistant-") as folder:
            pages = [_page(page, Path(folder) / "page.png") for page in document]
    finally:
        document.close()
    return SCAN_MARK + "\n" + "\n".join(pages)


def _page(page: pypdfium2.PdfPage, picture: Path) -> str:
    scale = min(_DOTS_AN_INCH / 72, _LONGEST_SIDE / max(page.get_size()))
    page.render(scale=scale, grayscale=True).to_pil().save(picture)
    try:
        done = subprocess.run(  # noqa: S603  (the arguments are ours)
            [TESSERACT, picture, "stdout", "-l", "chi_sim", "--psm", "6"],
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise Refused(
            "文字识别没有成功，请管理员检查：tesseract --list-langs 里应有 chi_sim，"
            "没有时请运行 sudo apt-get install tesseract-ocr-chi-sim 安装。"
        ) from error
    return _GAP.sub("", done.stdout.decode("utf-8", "replace"))
