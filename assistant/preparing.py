"""The data folder of a first start (初始数据), made when the program is set up."""

import asyncio
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from assistant.assembly import opened, starter_folder
from assistant.config import Settings
from assistant.language.dictionary import WITH_PYTHON, dictionary
from assistant.loading import load_starter

PREPARED = WITH_PYTHON / "first"
_STAMP = "made-of"
_DATABASE = "assistant.db"
_INDEX = "index"


async def prepare(settings: Settings, place: Path = PREPARED) -> None:
    """Make the data folder of a first start with these settings, in this place."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as made:
        folder = Path(made) / "first"
        async with opened(replace(settings, data_dir=folder, database_url="")) as parts:
            await load_starter(parts)
            await parts.knowledge()
        (folder / _STAMP).write_text(_made_of(settings), "utf-8")
        shutil.rmtree(place, ignore_errors=True)
        folder.replace(place)


def take_over(settings: Settings, place: Path = PREPARED) -> bool:
    """Begin with what was prepared, where nothing is there yet and all that it is made of is the same.

    False where not: then the start loads the starter knowledge itself, to the same result.
    """
    database, index = settings.sqlite_path(), settings.data_dir / _INDEX
    # Under its name the database is whole, whatever happens meanwhile.
    half = database.with_name(f"{database.name}.half")
    # What cannot be read or written here is told by the start itself.
    with suppress(OSError):
        half.unlink(missing_ok=True)
        if database.exists() or index.exists():
            return False
        if (place / _STAMP).read_text("utf-8") != _made_of(settings):
            return False
        shutil.copytree(place / _INDEX, index)
        database.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(place / _DATABASE, half)
        with half.open("rb") as file:
            os.fsync(file.fileno())
        half.replace(database)
        return True
    return False


def _made_of(settings: Settings) -> str:
    """Program and starter knowledge, by the sizes and times of their files, and the region."""
    told = hashlib.sha256(settings.region.encode())
    for file in _files(settings):
        state = file.stat()
        told.update(f"{file}\n{state.st_size}\n{state.st_mtime_ns}\n".encode())
    return told.hexdigest()


def _files(settings: Settings) -> Iterator[Path]:
    for folder in (Path(__file__).parent, starter_folder(settings)):
        yield from (
            file
            for file in sorted(folder.resolve().rglob("*"))
            if file.is_file() and file.suffix != ".pyc"
        )


if __name__ == "__main__":
    dictionary(WITH_PYTHON)
    asyncio.run(prepare(Settings()))
