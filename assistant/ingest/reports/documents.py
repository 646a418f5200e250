"""Word and PDF files as text, read in a process of their own that is stopped when it takes too long."""

import os
import resource
import subprocess
import sys
from pathlib import Path

from assistant.errors import Refused

READABLE = (".docx", ".pdf")
"""Endings of the files that are read here."""

LARGEST = 20 * 1024 * 1024
"""Bytes that one file may have."""

SECONDS = 20
"""Time that one file may take."""

_MEMORY = 2 * 1024 * 1024 * 1024
_REFUSED = 3
_ROOT = Path(__file__).resolve().parents[3]
_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR")


def document_text(path: Path, *, seconds: float = SECONDS) -> str:
    """Text of a .docx or .pdf file, its tables as rows of pipes, in the order of its pages.

    Raises Refused, with a sentence for the reader, for a file that is too large, broken,
    locked, a scan, made to exhaust the machine, or not read within the seconds.
    """
    if path.stat().st_size > LARGEST:
        raise Refused(f"文件“{path.name}”超过 20 MB，请压缩图片或拆分后再导入。")
    try:
        done = subprocess.run(  # noqa: S603  (our own module, the path is an argument)
            [sys.executable, "-m", __name__, str(path.resolve())],
            capture_output=True,
            timeout=seconds,
            check=False,
            env=limited_environment(),
        )
    except subprocess.TimeoutExpired:
        raise Refused(
            f"读取“{path.name}”超过 {seconds:g} 秒，请另存为 .docx 或文本文件后再导入。"
        ) from None
    if done.returncode == 0:
        return done.stdout.decode("utf-8")
    if done.returncode == _REFUSED:
        raise Refused(done.stdout.decode("utf-8"))
    raise Refused(f"文件“{path.name}”已损坏或无法解析，请用 Word 或 WPS 打开后另存，再导入。")


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


def _work() -> int:
    """What the process of its own does: the text, or the refusal, to stdout."""
    for limit, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, SECONDS + 5)):
        resource.setrlimit(limit, (most, most))
    try:
        text = read_here(Path(sys.argv[1]))
    except Refused as error:
        sys.stdout.write(error.message)
        return _REFUSED
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(_work())
