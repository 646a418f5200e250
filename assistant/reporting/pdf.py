"""PDF of a report, by whatever this machine has for it: WeasyPrint, else LibreOffice."""

import importlib
import importlib.util
import shutil
import subprocess
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import Unavailable

_SECONDS = 120


def pdf_of(page: str, document: bytes) -> bytes:
    """The PDF of a standalone HTML page, or of the same report as .docx.

    Raises Unavailable where the machine has neither or the one it has fails.
    """
    if importlib.util.find_spec("weasyprint"):
        weasyprint = importlib.import_module("weasyprint")
        return bytes(weasyprint.HTML(string=page).write_pdf())
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise Unavailable(
            "这台机器没有生成 PDF 的工具。请安装 LibreOffice（apt-get install libreoffice-writer）"
            "或 WeasyPrint，或先导出 .docx 再用 Word、WPS 另存为 PDF。"
        )
    return _by_office(office, document)


def _by_office(office: str, document: bytes) -> bytes:
    with TemporaryDirectory() as folder:
        source, made = Path(folder) / "report.docx", Path(folder) / "report.pdf"
        source.write_bytes(document)
        # A profile of its own: a running office would take the file over and write nothing.
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        try:
            run = partial(subprocess.run, check=False, capture_output=True, timeout=_SECONDS)
            run([*command, str(source)])
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unavailable("LibreOffice 没有生成 PDF，请改为导出 .docx。") from error
        if not made.exists():
            raise Unavailable("LibreOffice 没有生成 PDF，请改为导出 .docx。")
        return made.read_bytes()
