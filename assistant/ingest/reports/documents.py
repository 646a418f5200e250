"""Word and PDF files as text, read in a process of their own that is stopped when it takes too long."""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

from assistant.errors import Refused, Scanned
from assistant.ingest.reports.recognising import TESSERACT

READABLE = (".docx", ".pdf")
"""Endings of the files that are read here."""

LARGEST = 20 * 1024 * 1024
"""Bytes that one file may have."""

SECONDS = 20
"""Time that one file may take."""

SCAN_SECONDS = 300
"""Time that recognising one scan may take; a page takes some three seconds."""

_MEMORY = 2 * 1024 * 1024 * 1024
_REFUSED = 3
_SCANNED = 4
_ROOT = Path(__file__).resolve().parents[3]
_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR")


def document_text(path: Path, *, seconds: float = SECONDS) -> str:
    """Text of a .docx or .pdf file, its tables as rows of pipes, in the order of its pages.

    A scan is recognised where tesseract is installed, and begins with SCAN_MARK. Raises
    Refused, with a sentence for the reader, for a file that is too large, broken, locked, a
    scan that nothing recognises, made to exhaust the machine, or not read within the seconds.
    """
    if path.stat().st_size > LARGEST:
        raise Refused(f"文件“{path.name}”超过 20 MB，请压缩图片或拆分后再导入。")
    done = _done(path, "read", seconds)
    if done.returncode == _SCANNED and shutil.which(TESSERACT):
        done = _done(path, "recognise", SCAN_SECONDS)
    if done.returncode == 0:
        return done.stdout.decode("utf-8")
    if done.returncode in (_REFUSED, _SCANNED):
        raise Refused(done.stdout.decode("utf-8"))
    raise Refused(f"文件“{path.name}”已损坏或无法解析，请用 Word 或 WPS 打开后另存，再导入。")


def _done(path: Path, deed: str, seconds: float) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  (our own module, the path is an argument)
            [sys.executable, "-m", __name__, deed, str(path.resolve())],
            capture_output=True,
            timeout=seconds,
            check=False,
            env=limited_environment(),
        )
    except subprocess.TimeoutExpired:
        raise Refused(
            f"读取“{path.name}”超过 {seconds:g} 秒，请另存为 .docx 或文本文件后再导入。"
        ) from None


def limited_environment() -> dict[str, str]:
    """What a process that reads strangers' files may know of its surroundings."""
    known = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**known, "PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"}


def read_here(path: Path) -> str:
    """The same in this process and without a limit of time; other errors than Refused may come."""
    # The readers take a second to load, which every other command would pay for.
    if path.suffix.lower() == ".docx":
        from assistant.ingest.reports.word_file import word_text

        return word_text(path)
    from assistant.ingest.reports.pdf_file import pdf_text

    return pdf_text(path)


def _recognised(path: Path) -> str:
    from assistant.ingest.reports.scan import scan_text

    return scan_text(path)


def _limit(of: int, most: int) -> None:
    """Allow no more; whoever began this process may have set less, which cannot be raised again."""
    held = resource.getrlimit(of)[1]
    allowed = most if held == resource.RLIM_INFINITY else min(most, held)
    resource.setrlimit(of, (allowed, allowed))


def _work() -> int:
    """What the process of its own does: the text, or the refusal, to stdout."""
    deed, path = sys.argv[1], Path(sys.argv[2])
    seconds = (SECONDS if deed == "read" else SCAN_SECONDS) + 5
    _limit(resource.RLIMIT_AS, _MEMORY)
    _limit(resource.RLIMIT_CPU, seconds)
    try:
        text = read_here(path) if deed == "read" else _recognised(path)
    except Refused as error:
        sys.stdout.write(error.message)
        return _SCANNED if isinstance(error, Scanned) else _REFUSED
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(_work())
