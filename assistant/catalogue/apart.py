"""Reads a catalogue file in a process of its own, so that questions go on being answered."""

import asyncio
import os
import pickle
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.catalogue.present import standing_in
from assistant.catalogue.preview import preview_of
from assistant.errors import Unavailable
from assistant.ingest.catalogue import read_catalogue
from assistant.models.importing import Preview, PreviewRow

_SECONDS = 300
_PIECE = 100
_NICE = 5


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be read (读取任务): name is what people call it, path where it lies.

    The catalogue that it is compared with is read from the database there and then: handed
    over, it would pass through the service, and hold up answers.
    """

    path: Path
    name: str
    region: str
    owner: str
    limit_mb: int
    database: Path
    today: str


@dataclass(frozen=True, slots=True)
class Packed:
    """A preview whose rows are packed (压缩的预览): unpacked they take ten times the room.

    preview is without its rows, counts tells them by outcome; version is the content
    version that it was made against. unreadable is the reason where the file could not be
    read at all, else "".
    """

    preview: Preview
    counts: Mapping[str, int]
    version: int
    unreadable: str
    pieces: Sequence[bytes]

    def rows(self) -> Iterator[Sequence[PreviewRow]]:
        """The rows in their order, piece by piece."""
        for piece in self.pieces:
            # Packed by ourselves in packed(): nobody else's pickles are read.
            yield pickle.loads(zlib.decompress(piece))  # noqa: S301


def packed(preview: Preview, version: int) -> Packed:
    """A preview with its rows packed."""
    rows = preview.rows
    first = rows[0].detail if len(rows) == 1 else {}
    pieces = (rows[start : start + _PIECE] for start in range(0, len(rows), _PIECE))
    return Packed(
        replace(preview, rows=()),
        preview.counts(),
        version,
        str(first["reason"]) if first.get("row") == 0 else "",
        [zlib.compress(pickle.dumps(piece), 1) for piece in pieces],
    )


def read(job: Job) -> Packed:
    """The preview of a file, worked out here and now."""
    catalogue = read_catalogue(job.path, job.region, job.owner, job.limit_mb)
    version, held = asyncio.run(standing_in(job.database, job.today))
    return packed(preview_of(job.name, catalogue, held, job.today), version)


async def read_apart(job: Job) -> Packed:
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
    preview: Packed = await asyncio.to_thread(pickle.loads, told)
    return preview


def main() -> None:
    """Read a job from standard input, write its preview to standard output.

    Both come from the service itself and go back to it: nobody else's pickles are read.
    """
    # Answers come first where there is little room on the processor.
    os.nice(_NICE)
    job = pickle.load(sys.stdin.buffer)  # noqa: S301
    sys.stdout.buffer.write(pickle.dumps(read(job)))


if __name__ == "__main__":
    # Under its own name, so that the classes in the pickles are those of the package.
    from assistant.catalogue.apart import main as run

    run()
