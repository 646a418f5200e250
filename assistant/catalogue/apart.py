"""Reads a catalogue file in a process of its own, so that questions go on being answered."""

import asyncio
import pickle
import sys
from dataclasses import dataclass
from pathlib import Path

from assistant.catalogue.preview import Standing, preview_of
from assistant.errors import Unavailable
from assistant.ingest.catalogue import read_catalogue
from assistant.models.importing import Preview

_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be read (读取任务): name is what people call it, path where it lies."""

    path: Path
    name: str
    region: str
    owner: str
    limit_mb: int
    standing: Standing
    today: str


def read(job: Job) -> Preview:
    """The preview of a file, worked out here and now."""
    catalogue = read_catalogue(job.path, job.region, job.owner, job.limit_mb)
    return preview_of(job.name, catalogue, job.standing, job.today)


async def read_apart(job: Job) -> Preview:
    """The preview of a file, worked out in another process; Unavailable if that fails."""
    given = await asyncio.to_thread(pickle.dumps, job)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        __spec__.name,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        told, _ = await asyncio.wait_for(process.communicate(given), _SECONDS)
    except (TimeoutError, asyncio.CancelledError):
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        raise Unavailable("文件没有读成，请稍后再试；文件很大时请拆分成几个。")
    preview: Preview = await asyncio.to_thread(pickle.loads, told)
    return preview


def main() -> None:
    """Read a job from standard input, write its preview to standard output.

    Both come from the service itself and go back to it: nobody else's pickles are read.
    """
    job = pickle.load(sys.stdin.buffer)  # noqa: S301
    sys.stdout.buffer.write(pickle.dumps(read(job)))


if __name__ == "__main__":
    # Under its own name, so that the classes in the pickles are those of the package.
    from assistant.catalogue.apart import main as run

    run()
