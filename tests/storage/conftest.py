"""What the storage tests share: a database with its schema, in a file of its own."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from assistant.models.agency import Agency
from assistant.storage.database import SqliteDatabase, open_sqlite
from assistant.storage.items import save_agency
from assistant.storage.migrations import migrate

NOW = "2026-11-22T09:00:00.000+08:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "assistant.db"


@pytest.fixture
async def bare(path: Path) -> AsyncIterator[SqliteDatabase]:
    """A database without a schema."""
    db = await open_sqlite(path)
    yield db
    await db.close()


@pytest.fixture
async def open_again(path: Path) -> AsyncIterator[Callable[[], Awaitable[SqliteDatabase]]]:
    """Opens the same file as another program does; a connection left open would hang the run."""
    async with AsyncExitStack() as stack:

        async def opened() -> SqliteDatabase:
            db = await open_sqlite(path)
            stack.push_async_callback(db.close)
            return db

        yield opened


@pytest.fixture
async def db(bare: SqliteDatabase) -> SqliteDatabase:
    """A database with its schema, and nothing in it."""
    await migrate(bare, NOW)
    return bare


@pytest.fixture
async def agency(db: SqliteDatabase) -> Agency:
    """An agency that is stored."""
    agency = Agency("qc-spj", "青川县行政审批服务局", "县审批局", "510822", "青川县")
    await save_agency(db, agency)
    return agency
