"""What the tests of the log share: an office over an empty database, on a fixed day."""

import itertools
from collections.abc import AsyncIterator

import pytest

from assistant.accounts.office import Office
from assistant.storage.database import open_sqlite
from assistant.storage.migrations import migrate

NOW = "2026-11-22T09:00:00.000+08:00"


@pytest.fixture
async def office(tmp_path) -> AsyncIterator[Office]:
    db = await open_sqlite(tmp_path / "assistant.db")
    await migrate(db, NOW)
    numbers = itertools.count(1)
    yield Office(db, lambda: NOW, lambda: f"n-{next(numbers):04}")
    await db.close()
