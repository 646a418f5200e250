"""The time that a command gives one report, whatever the file is made of."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from assistant.errors import Refused
from assistant.ingest.reports.documents import SCAN_SECONDS, SECONDS

_TEXTS = (".txt", ".md", ".html", ".htm")


@contextmanager
def in_time(path: Path, seconds: float = SECONDS) -> Iterator[None]:
    """Refuse what is done with a file inside, once it takes longer.

    Word and PDF files are read by a process with limits of its own, so a file that may be a
    scan gets the time of a scan on top. Only for the main thread of a command.
    """
    most = seconds if path.suffix.lower() in _TEXTS else seconds + SCAN_SECONDS

    def late(number: int, frame: FrameType | None) -> None:
        raise Refused(f"读取“{path.name}”超过 {most:g} 秒，请只保留报告正文后再试。")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, most)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
