"""Reads and checks report files in a process of its own, so that no file can hold up the service."""

import asyncio
import json
import os
import resource
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, Refused
from assistant.ingest.reports.data import report_as_data, report_from_data
from assistant.ingest.reports.documents import limited_environment
from assistant.reporting.checks.files import ReportFile, check_files, read_file
from assistant.reporting.checks.listing import Checked
from assistant.reporting.checks.model import Finding

SECONDS = 90
"""Time that all files of one request may take."""

_NICE = 5
_MEMORY = 2 * 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file as it came back (检查过的文件): what was found, or why it was refused."""

    name: str
    checked: Checked | None
    refused: str = ""


async def check_apart(paths: Sequence[Path], *, seconds: float = SECONDS) -> list[CheckedFile]:
    """Each file read and checked, in their order; Refused where that takes too long or fails.

    A file that cannot be read is told by itself and leaves the others alone.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        __spec__.name,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=limited_environment(),
    )
    asked = json.dumps([str(path) for path in paths]).encode()
    try:
        told, _ = await asyncio.wait_for(process.communicate(asked), seconds)
    except (TimeoutError, asyncio.CancelledError) as error:
        process.kill()
        await process.wait()
        if isinstance(error, asyncio.CancelledError):
            raise
        raise Refused(f"检查超过 {seconds:g} 秒，没有完成。请把文件另存为文本后再试。") from error
    if process.returncode:
        raise Refused("文件没有读成，可能已损坏。请用 Word 或 WPS 打开后另存，再试一次。")
    return as_checked(await asyncio.to_thread(json.loads, told))


def as_plain(every: Sequence[CheckedFile]) -> list[dict[str, Any]]:
    """The same as plain data for JSON."""
    return [
        {"name": one.name, "refused": one.refused}
        if one.checked is None
        else {
            "name": one.name,
            "report": report_as_data(one.checked.report),
            "findings": [asdict(finding) for finding in one.checked.findings],
        }
        for one in every
    ]


def as_checked(plain: Sequence[dict[str, Any]]) -> list[CheckedFile]:
    """What as_plain turned into this; KeyError where a key is missing."""
    return [
        CheckedFile(one["name"], None, one["refused"])
        if "refused" in one
        else CheckedFile(
            one["name"],
            Checked(
                one["name"],
                report_from_data(one["report"]),
                tuple(Finding(**finding) for finding in one["findings"]),
            ),
        )
        for one in plain
    ]


def _read(path: Path) -> ReportFile | CheckedFile:
    try:
        return read_file(path)
    except AssistantError as error:
        return CheckedFile(path.name, None, error.message)


def _work(paths: Sequence[Path]) -> list[CheckedFile]:
    read = [_read(path) for path in paths]
    found = iter(check_files([one for one in read if isinstance(one, ReportFile)]))
    return [
        one if isinstance(one, CheckedFile) else CheckedFile(one.name, next(found)) for one in read
    ]


def main() -> None:
    """Read paths from standard input, write what was found to standard output."""
    # Answers come first where there is little room on the processor.
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 5, SECONDS + 5))
    paths = [Path(path) for path in json.load(sys.stdin.buffer)]
    sys.stdout.buffer.write(json.dumps(as_plain(_work(paths)), ensure_ascii=False).encode())


if __name__ == "__main__":
    main()
