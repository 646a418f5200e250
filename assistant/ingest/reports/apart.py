"""Reads report files in one process beside this one, which is stopped and begun anew when it hangs."""

import json
import resource
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from assistant.errors import Refused, Scanned
from assistant.ingest.reports.data import report_as_data, report_from_data
from assistant.ingest.reports.documents import (
    SECONDS,
    document_text,
    limited_environment,
    read_here,
)
from assistant.ingest.reports.reader import read_report_text, text_of
from assistant.models.report import AnnualReport

_MEMORY = 2 * 1024 * 1024 * 1024
_FILES_EACH = 200


class ApartReader:
    """A reader (读取进程) for many files: one process for all, since it takes a second to begin.

    Close it, or use it as a context. It reads one file at a time.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        """No file takes longer than these seconds."""
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._left = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the process; it begins anew with the next file."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def read(self, path: Path) -> AnnualReport:
        """The report of a file; Refused as read_report, and for what does not end in time."""
        # What a reader's libraries do not give back goes with the process.
        if self._left == 0:
            self.close()
        process = self._process or self._begun()
        timer = threading.Timer(self._seconds, process.kill)
        timer.start()
        try:
            told = _asked(process, path)
        finally:
            # Its time is over where it is no more there to be stopped.
            late = not timer.is_alive()
            timer.cancel()
        self._left -= 1
        if told is None:
            self.close()
            raise Refused(self._sentence(path, late=late))
        if "scanned" in told:
            # Recognising pictures takes minutes, which no other file is given.
            return read_report_text(document_text(path))
        if "refused" in told:
            raise Refused(told["refused"])
        return report_from_data(told["report"])

    def _begun(self) -> subprocess.Popen[bytes]:
        self._left = _FILES_EACH
        self._process = subprocess.Popen(  # noqa: S603  (our own module)
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=limited_environment(),
        )
        return self._process

    def _sentence(self, path: Path, *, late: bool) -> str:
        if late:
            return (
                f"读取“{path.name}”超过 {self._seconds:g} 秒，请另存为 .docx 或文本文件后再导入。"
            )
        return f"文件“{path.name}”已损坏或无法解析，请用 Word 或 WPS 打开后另存，再导入。"


def _asked(process: subprocess.Popen[bytes], path: Path) -> dict[str, Any] | None:
    """What the process says of a file; None where it has ended."""
    assert process.stdin and process.stdout
    try:
        process.stdin.write(json.dumps(str(path.resolve())).encode() + b"\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except OSError:
        return None
    # A line that is cut short is that of a process that was stopped in the middle.
    told: dict[str, Any] | None = json.loads(line) if line.endswith(b"\n") else None
    return told


def _told(path: Path) -> dict[str, Any]:
    try:
        return {"report": report_as_data(read_report_text(text_of(path, read_here)))}
    except Scanned:
        return {"scanned": True}
    except Refused as error:
        return {"refused": error.message}


def main() -> None:
    """Paths from standard input, a line each; for each a line of JSON to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    for line in sys.stdin.buffer:
        told = json.dumps(_told(Path(json.loads(line))), ensure_ascii=False)
        # A lone surrogate, which a broken file may give, has no bytes of its own.
        sys.stdout.buffer.write(told.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
