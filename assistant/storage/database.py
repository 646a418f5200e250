"""The seam to the database (数据库): five verbs, with SQLite behind them."""

import asyncio
import contextlib
import itertools
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import aiosqlite

from assistant.errors import Unavailable

Row = Mapping[str, Any]
Parameters = Mapping[str, Any]

_CHECKPOINT_SECONDS = 2.0
_ROOM = 16_000_000
"""Bytes of the write-ahead log that the disk has made ready: a second of answers at full speed."""
_EVERY_CONNECTION = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
)


class Statements(Protocol):
    """What a database and an open transaction both offer."""

    async def fetch_all(self, sql: str, parameters: Parameters | None = None) -> Sequence[Row]:
        """All rows of a query, each a mapping by column name."""
        ...

    async def fetch_one(self, sql: str, parameters: Parameters | None = None) -> Row | None:
        """The first row of a query, or None."""
        ...

    async def execute(self, sql: str, parameters: Parameters | None = None) -> None:
        """One statement that changes rows; outside a transaction it commits by itself."""
        ...

    async def execute_many(self, sql: str, rows: Sequence[Parameters]) -> None:
        """The same statement for every row, in their order; outside a transaction as a whole."""
        ...


class Database(Statements, Protocol):
    """A database: named parameters (:name), SQL that SQLite and PostgreSQL both speak."""

    def transaction(self) -> AbstractAsyncContextManager[Statements]:
        """A write transaction: all or nothing, one at a time."""
        ...

    async def close(self) -> None:
        """Let go of every connection."""
        ...


def listed(prefix: str, values: Iterable[object]) -> tuple[str, dict[str, object]]:
    """Values for an IN list: the names of their parameters, joined, and the parameters by name."""
    parameters = {f"{prefix}_{number}": value for number, value in enumerate(values)}
    return ", ".join(f":{name}" for name in parameters), parameters


class _Connection:
    """One aiosqlite connection as Statements; each verb is a single hop to its thread."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def fetch_all(self, sql: str, parameters: Parameters | None = None) -> Sequence[Row]:
        return list(await self._connection.execute_fetchall(sql, parameters or {}))  # type: ignore[arg-type]

    async def fetch_one(self, sql: str, parameters: Parameters | None = None) -> Row | None:
        rows = await self.fetch_all(sql, parameters)
        return rows[0] if rows else None

    async def execute(self, sql: str, parameters: Parameters | None = None) -> None:
        await self.fetch_all(sql, parameters)

    async def execute_many(self, sql: str, rows: Sequence[Parameters]) -> None:
        # One hop for all: a long transaction would keep answers from being logged.
        await self._connection.executemany(sql, rows)

    async def roll_back(self) -> None:
        """Undo the open transaction; nothing where the engine has undone it already."""
        await self._connection.rollback()

    async def close(self) -> None:
        await self._connection.close()


class SqliteDatabase:
    """SQLite in one file: write-ahead log, one writer behind a lock, several readers."""

    def __init__(self, path: Path, writer: _Connection, readers: Sequence[_Connection]) -> None:
        self._path = path
        self._keeper: _Connection | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._has_room = False
        self._writer = writer
        self._readers = readers
        self._turn = itertools.cycle(readers)
        self._lock = asyncio.Lock()

    async def fetch_all(self, sql: str, parameters: Parameters | None = None) -> Sequence[Row]:
        """All rows, from one of the readers in turn."""
        return await next(self._turn).fetch_all(sql, parameters)

    async def fetch_one(self, sql: str, parameters: Parameters | None = None) -> Row | None:
        """The first row or None, from one of the readers in turn."""
        return await next(self._turn).fetch_one(sql, parameters)

    async def execute(self, sql: str, parameters: Parameters | None = None) -> None:
        """One statement that commits by itself, in the writer's turn."""
        async with self._lock:
            await self._writer.execute(sql, parameters)
        self.keep_small()

    async def execute_many(self, sql: str, rows: Sequence[Parameters]) -> None:
        """The same statement for every row, all or none."""
        async with self.transaction() as tx:
            await tx.execute_many(sql, rows)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Statements]:
        """A write transaction; an exception inside rolls everything back."""
        # All coroutines share the one writer; without the lock they would share one
        # transaction too, and commit each other's half-done work.
        async with self._lock:
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                await self._writer.execute("COMMIT")
            except BaseException:
                # Also where BEGIN was cut short by a cancellation or COMMIT failed: a
                # transaction left open would stop every later one.
                await self._writer.roll_back()
                raise
        self.keep_small()

    def keep_small(self) -> None:
        """Have what was written taken over from the write-ahead log, soon and beside the writer.

        Left to SQLite, a commit does it now and then, and every answer that is to be logged
        waits for it: 0.1 s after an import, more on a slow disk.
        """
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._take_over())

    async def _take_over(self) -> None:
        await asyncio.sleep(_CHECKPOINT_SECONDS)
        # Where the disk is full or gone, nothing is lost: the next write has it tried again.
        with contextlib.suppress(sqlite3.Error, OSError):
            if self._keeper is None:
                self._keeper = await _connect(self._path)
            # Passive: neither readers nor the writer wait for it.
            await self._keeper.execute("PRAGMA wal_checkpoint(PASSIVE)")
            # The writer begins the log anew where nothing of it is left: it holds no more than
            # came since the last time.
            async with self._lock:
                await self._keeper.execute("PRAGMA wal_checkpoint(PASSIVE)")
                if not self._has_room:
                    await self._make_room()

    async def _make_room(self) -> None:
        """Have the write-ahead log take up its room on the disk; what fills it is never committed.

        A commit that makes a file longer waits for the file system's own journal, too: half as
        long again.
        """
        self._has_room = True
        if shutil.disk_usage(self._path.parent).free < _ROOM * 10:
            return
        try:
            await self._writer.execute("BEGIN IMMEDIATE")
            await self._writer.execute("CREATE TABLE room (filler BLOB)")
            await self._writer.execute("INSERT INTO room VALUES (zeroblob(:size))", {"size": _ROOM})
        finally:
            await self._writer.roll_back()
        # Else the next commit would wait until all of it is on the disk.
        await asyncio.to_thread(_on_disk, Path(f"{self._path}-wal"))

    async def close(self) -> None:
        """Close every connection; an open one would keep the process from ending."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)
        kept = () if self._keeper is None else (self._keeper,)
        for connection in (*kept, *self._readers, self._writer):
            await connection.close()


def _on_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fdatasync(file.fileno())


async def open_sqlite(path: Path, readers: int = 3) -> SqliteDatabase:
    """Open or create the database file; Unavailable if that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # First without aiosqlite, whose thread outlives a connection that failed.
        await asyncio.to_thread(lambda: sqlite3.connect(path).close())
        return await _open(path, readers)
    except (OSError, sqlite3.Error) as error:
        raise Unavailable(
            f"数据库 {path} 打不开（{error}），请检查路径、权限和磁盘；文件损坏时请恢复备份。"
        ) from error


async def _open(path: Path, readers: int) -> SqliteDatabase:
    opened: list[_Connection] = []
    try:
        # The writer goes first: it creates the file and sets the journal mode.
        # FULL makes a commit wait for the disk, so that a row outlives a power cut.
        opened.append(
            await _connect(
                path,
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA wal_autocheckpoint = 0",
            )
        )
        for _ in range(readers):
            opened.append(await _connect(path, "PRAGMA query_only = ON"))
    except BaseException:
        for connection in opened:
            await connection.close()
        raise
    db = SqliteDatabase(path, opened[0], opened[1:])
    # So that there is room for the first answers as well.
    db.keep_small()
    return db


async def _connect(path: Path, *pragmas: str) -> _Connection:
    # isolation_level None: transactions begin where we say, not where Python guesses.
    connection = await aiosqlite.connect(path, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        for pragma in (*_EVERY_CONNECTION, *pragmas):
            await connection.execute_fetchall(pragma)
    except BaseException:
        await connection.close()
        raise
    return _Connection(connection)
