"""Migrations: each once, in order, whole or not at all."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from assistant.errors import Unavailable
from assistant.storage.database import Database, SqliteDatabase
from assistant.storage.migrations import migrate, migrations

Open = Callable[[], Awaitable[SqliteDatabase]]
EARLIER = "2026-01-01T00:00:00.000+08:00"
NOW = "2026-11-22T09:00:00.000+08:00"
EVERY = sorted(migrations())


async def tables(db: Database) -> set[str]:
    rows = await db.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {row["name"] for row in rows}


async def applied(db: Database) -> list[tuple[int, str]]:
    rows = await db.fetch_all("SELECT number, applied_at FROM migration ORDER BY number")
    return [(row["number"], row["applied_at"]) for row in rows]


def test_every_migration_has_the_next_number_from_one_on() -> None:
    folder = Path(__file__).parents[2] / "assistant/storage/migrations"

    assert len(EVERY) == len(list(folder.glob("*.sql")))
    assert list(range(1, len(EVERY) + 1)) == EVERY


async def test_a_new_file_gets_every_migration_in_order(bare: SqliteDatabase) -> None:
    assert await migrate(bare, NOW) == EVERY

    assert await applied(bare) == [(number, NOW) for number in EVERY]


async def test_a_migration_is_applied_once(bare: SqliteDatabase) -> None:
    await migrate(bare, EARLIER)

    assert await migrate(bare, NOW) == []

    assert await applied(bare) == [(number, EARLIER) for number in EVERY]


async def test_an_older_database_is_brought_up_to_date_and_keeps_its_rows(
    path: Path, open_again: Open
) -> None:
    name, script = migrations()[1]
    with sqlite3.connect(path) as old:
        old.executescript(script)
        old.execute(
            "CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT, applied_at TEXT)"
        )
        old.execute("INSERT INTO migration VALUES (1, ?, ?)", (name, EARLIER))
        old.execute("INSERT INTO agency VALUES ('a', '某局', '610925', '{}')")
    old.close()
    db = await open_again()

    assert await migrate(db, NOW) == EVERY[1:]

    assert await db.fetch_one("SELECT id FROM agency") is not None


async def test_a_database_of_a_newer_program_is_refused(db: SqliteDatabase) -> None:
    await db.execute("INSERT INTO migration VALUES (9999, '9999_later.sql', '2030-01-01')")
    before = await tables(db)

    with pytest.raises(Unavailable, match=r"9999.*请") as caught:
        await migrate(db, NOW)

    assert caught.value.status == 503
    assert await tables(db) == before


async def test_a_newer_database_gets_no_migration_that_it_lacks(bare: SqliteDatabase) -> None:
    await bare.execute("CREATE TABLE migration (number INTEGER, name TEXT, applied_at TEXT)")
    await bare.execute("INSERT INTO migration VALUES (9999, 'x', 'y')")

    with pytest.raises(Unavailable):
        await migrate(bare, NOW)

    assert await tables(bare) == {"migration"}


async def test_a_migration_that_fails_leaves_nothing_of_itself(bare: SqliteDatabase) -> None:
    # feedback comes late in the first migration: tables before it are made, then undone.
    await bare.execute("CREATE TABLE feedback (unexpected TEXT)")

    with pytest.raises(sqlite3.OperationalError, match="feedback"):
        await migrate(bare, NOW)

    assert await tables(bare) == {"migration", "feedback"}
    assert await applied(bare) == []


async def test_a_migration_that_failed_is_applied_once_the_cause_is_gone(
    bare: SqliteDatabase,
) -> None:
    await bare.execute("CREATE TABLE feedback (unexpected TEXT)")
    with pytest.raises(sqlite3.OperationalError):
        await migrate(bare, NOW)
    await bare.execute("DROP TABLE feedback")

    assert await migrate(bare, NOW) == EVERY


async def test_two_programs_that_start_at_once_migrate_once(open_again: Open) -> None:
    programs = [await open_again(), await open_again()]

    done = await asyncio.gather(*(migrate(db, NOW) for db in programs))

    assert sorted(done[0] + done[1]) == EVERY
