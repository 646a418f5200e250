"""The write-ahead log: its room on the disk is made ready, and it stays within it."""

import asyncio
import shutil
from pathlib import Path

import pytest

from assistant.storage import database
from assistant.storage.database import open_sqlite


def log(path: Path) -> int:
    """Bytes of a database's write-ahead log."""
    return Path(f"{path}-wal").stat().st_size


async def test_the_log_has_room_on_the_disk_and_stays_within_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def settled(most: int) -> int:
        """The size of the log once it holds at least so much."""
        for _ in range(200):
            if log(path) >= most:
                break
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.2)
        return log(path)

    monkeypatch.setattr(database, "_CHECKPOINT_SECONDS", 0.05)
    db = await open_sqlite(path)
    try:
        await db.execute("CREATE TABLE large (text TEXT NOT NULL)")
        room = await settled(10_000_000)
        for _ in range(10):
            await db.execute_many("INSERT INTO large VALUES (:text)", [{"text": "字" * 5000}] * 200)
            await settled(0)
        after = log(path)
        tables = await db.fetch_all("SELECT name FROM sqlite_master")
        held = await db.fetch_one("SELECT COUNT(*) AS n FROM large")
    finally:
        await db.close()

    # Thirty megabytes went through it.
    assert 10_000_000 <= room == after
    assert [row["name"] for row in tables] == ["large"]
    assert held is not None
    assert held["n"] == 2000


async def test_the_last_of_a_disk_is_not_taken_for_the_log(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(path.parent)._replace(free=1_000_000)
    monkeypatch.setattr(database.shutil, "disk_usage", lambda place: usage)
    monkeypatch.setattr(database, "_CHECKPOINT_SECONDS", 0.05)
    db = await open_sqlite(path)
    try:
        await db.execute("CREATE TABLE small (text TEXT NOT NULL)")
        await asyncio.sleep(0.5)
        size = log(path)
    finally:
        await db.close()

    assert size < 1_000_000
