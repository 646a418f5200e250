"""The seam to SQLite: one writer at a time, readers beside it, all or nothing."""

import asyncio
import contextlib
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from assistant.errors import Unavailable
from assistant.storage.database import SqliteDatabase, Statements, open_sqlite

ROOT = Path(__file__).resolve().parents[2]
READERS = 3


@pytest.fixture
async def table(bare: SqliteDatabase) -> AsyncIterator[SqliteDatabase]:
    """A database with two small tables; a word belongs to a shelf."""
    await bare.execute("CREATE TABLE shelf (id TEXT PRIMARY KEY)")
    await bare.execute(
        "CREATE TABLE word (id TEXT PRIMARY KEY, shelf TEXT REFERENCES shelf (id), n INTEGER)"
    )
    yield bare


async def put(db: Statements, id: str, n: int = 0) -> None:
    await db.execute("INSERT INTO word (id, n) VALUES (:id, :n)", {"id": id, "n": n})


async def words(db: Statements) -> list[str]:
    return [row["id"] for row in await db.fetch_all("SELECT id FROM word ORDER BY id")]


async def test_the_journal_is_a_write_ahead_log(bare: SqliteDatabase) -> None:
    row = await bare.fetch_one("PRAGMA journal_mode")

    assert row is not None
    assert row["journal_mode"] == "wal"


@pytest.mark.parametrize(("pragma", "value"), [("foreign_keys", 1), ("busy_timeout", 10000)])
async def test_every_connection_keeps_the_rules(
    bare: SqliteDatabase, pragma: str, value: int
) -> None:
    seen = [await bare.fetch_one(f"PRAGMA {pragma}") for _ in range(READERS)]
    async with bare.transaction() as tx:
        seen.append(await tx.fetch_one(f"PRAGMA {pragma}"))

    assert [next(iter(row)) for row in seen if row] == [value] * (READERS + 1)


async def test_a_commit_waits_for_the_disk(bare: SqliteDatabase) -> None:
    async with bare.transaction() as tx:
        row = await tx.fetch_one("PRAGMA synchronous")

    assert row is not None
    assert row["synchronous"] == 2


async def test_a_row_that_points_nowhere_is_not_stored(table: SqliteDatabase) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await table.execute("INSERT INTO word (id, shelf) VALUES ('a', 'nowhere')")

    assert await words(table) == []


async def test_a_value_that_looks_like_sql_stays_a_value(table: SqliteDatabase) -> None:
    await put(table, "'); DROP TABLE word; --")

    assert await words(table) == ["'); DROP TABLE word; --"]


async def test_fetch_one_gives_none_where_nothing_is_found(table: SqliteDatabase) -> None:
    assert await table.fetch_one("SELECT id FROM word") is None


async def test_a_row_is_read_by_the_names_of_its_columns(table: SqliteDatabase) -> None:
    await put(table, "a", 7)

    row = await table.fetch_one("SELECT * FROM word")

    assert row is not None
    assert (row["id"], row["shelf"], row["n"]) == ("a", None, 7)


async def test_readers_cannot_write(table: SqliteDatabase) -> None:
    for _ in range(READERS):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await table.fetch_all("INSERT INTO word (id) VALUES ('a')")

    assert await words(table) == []


async def test_a_transaction_is_seen_when_it_is_over_and_not_before(table: SqliteDatabase) -> None:
    async with table.transaction() as tx:
        await put(tx, "a")
        before = await words(table)
        inside = await words(tx)

    assert (before, inside, await words(table)) == ([], ["a"], ["a"])


async def test_an_exception_undoes_the_whole_transaction(table: SqliteDatabase) -> None:
    with pytest.raises(ZeroDivisionError):
        async with table.transaction() as tx:
            await put(tx, "a")
            await put(tx, "b")
            _ = 1 / 0

    assert await words(table) == []


async def test_an_error_of_the_database_undoes_the_whole_transaction(table: SqliteDatabase) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        async with table.transaction() as tx:
            await put(tx, "a")
            await put(tx, "a")

    assert await words(table) == []


async def test_the_writer_goes_on_after_an_exception(table: SqliteDatabase) -> None:
    with pytest.raises(ZeroDivisionError):
        async with table.transaction():
            _ = 1 / 0

    await put(table, "a")

    assert await words(table) == ["a"]


async def test_a_commit_that_fails_undoes_the_transaction_and_the_writer_goes_on(
    table: SqliteDatabase,
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        async with table.transaction() as tx:
            await tx.execute("PRAGMA defer_foreign_keys = ON")
            await tx.execute("INSERT INTO word (id, shelf) VALUES ('a', 'nowhere')")

    async with table.transaction() as tx:
        await put(tx, "b")

    assert await words(table) == ["b"]


async def test_writers_take_turns(table: SqliteDatabase) -> None:
    await put(table, "count", 0)

    async def count_one() -> None:
        async with table.transaction() as tx:
            row = await tx.fetch_one("SELECT n FROM word WHERE id = 'count'")
            await asyncio.sleep(0)
            assert row is not None
            await tx.execute("UPDATE word SET n = :n WHERE id = 'count'", {"n": row["n"] + 1})

    await asyncio.gather(*(count_one() for _ in range(30)))

    row = await table.fetch_one("SELECT n FROM word WHERE id = 'count'")
    assert row is not None
    assert row["n"] == 30


async def test_a_single_statement_is_no_part_of_anothers_transaction(table: SqliteDatabase) -> None:
    inside = asyncio.Event()

    async def undone() -> None:
        async with table.transaction() as tx:
            await put(tx, "undone")
            inside.set()
            await asyncio.sleep(0.02)
            raise ZeroDivisionError

    async def kept() -> None:
        await inside.wait()
        await put(table, "kept")

    await asyncio.gather(undone(), kept(), return_exceptions=True)

    assert await words(table) == ["kept"]


@pytest.mark.parametrize("steps", range(6))
async def test_a_cancelled_transaction_leaves_nothing_and_the_writer_goes_on(
    table: SqliteDatabase, steps: int
) -> None:
    reached: list[str] = []

    async def long() -> None:
        async with table.transaction() as tx:
            reached.append("begun")
            await put(tx, "cancelled")
            await asyncio.sleep(10)

    task = asyncio.create_task(long())
    # From before the first statement to well inside the transaction.
    for _ in range(steps):
        await asyncio.sleep(0 if steps < 4 else 0.01)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task

    await put(table, "later")
    async with table.transaction() as tx:
        await put(tx, "last")

    assert await words(table) == ["last", "later"]


async def test_another_process_that_writes_is_waited_for(table: SqliteDatabase, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO word (id) VALUES ('other')")
    threading.Timer(0.2, lambda: other.execute("COMMIT")).start()

    await put(table, "ours")

    assert await words(table) == ["other", "ours"]
    other.close()


HALF = """
import asyncio, sys
from pathlib import Path
from assistant.storage.database import open_sqlite

async def main():
    db = await open_sqlite(Path(sys.argv[1]))
    async with db.transaction() as tx:
        await tx.execute("INSERT INTO word (id) VALUES ('half')")
        print("half", flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.fixture
def killed_halfway(path: Path) -> Callable[[], None]:
    """Runs a process that writes half a transaction, and kills it there."""

    def run() -> None:
        command = [sys.executable, "-c", HALF, str(path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"half\n"
            process.kill()

    return run


async def test_a_process_killed_inside_a_transaction_leaves_nothing_of_it(
    table: SqliteDatabase, killed_halfway: Callable[[], None]
) -> None:
    killed_halfway()

    await put(table, "after")

    assert await words(table) == ["after"]


async def test_the_folder_of_the_file_is_made(tmp_path: Path) -> None:
    db = await open_sqlite(tmp_path / "a" / "b" / "assistant.db")
    await db.close()

    assert (tmp_path / "a" / "b" / "assistant.db").is_file()


NO_DATABASE = b"not a database at all\n" * 300


@pytest.fixture(params=["garbage", "a folder", "under a file"])
def unfit(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A path at which no database can be opened."""
    (tmp_path / "a folder").mkdir()
    (tmp_path / "garbage").write_bytes(NO_DATABASE)
    return tmp_path / ("garbage/x.db" if request.param == "under a file" else request.param)


async def test_a_path_that_holds_no_database_is_named(unfit: Path) -> None:
    with pytest.raises(Unavailable, match=r"打不开.*请") as caught:
        await open_sqlite(unfit)

    assert str(unfit) in caught.value.message


async def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "garbage"
    await asyncio.to_thread(file.write_bytes, NO_DATABASE)

    with pytest.raises(Unavailable):
        await open_sqlite(file)

    assert await asyncio.to_thread(file.read_bytes) == NO_DATABASE


def connections() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if "_connection_worker" in thread.name}


def ended(threads: set[threading.Thread]) -> bool:
    """Whether these threads are over; a thread ends a moment after it is told to."""
    for thread in threads:
        thread.join(2)
    return not any(thread.is_alive() for thread in threads)


async def test_close_lets_every_connection_go(path: Path) -> None:
    before = connections()
    db = await open_sqlite(path, readers=5)
    started = connections() - before

    await db.close()

    assert len(started) == 6
    assert ended(started)


async def test_no_connection_stays_open_where_opening_fails(unfit: Path) -> None:
    before = connections()

    with pytest.raises(Unavailable):
        await open_sqlite(unfit)

    assert ended(connections() - before)


async def test_the_log_is_taken_over_soon_and_no_commit_does_it(
    db: SqliteDatabase, path: Path
) -> None:
    def size() -> int:
        return path.stat().st_size

    before = size()
    await db.execute("CREATE TABLE large (text TEXT NOT NULL)")
    await db.execute_many("INSERT INTO large VALUES (:text)", [{"text": "字" * 5000}] * 500)
    at_once = size()

    for _ in range(100):
        if size() > before + 5_000_000:
            break
        await asyncio.sleep(0.1)

    assert at_once == before
    assert size() > before + 5_000_000
