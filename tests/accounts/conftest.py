"""A real database of accounts under a clock that the tests turn."""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from assistant.accounts.keeping import add_user
from assistant.accounts.office import Office, moved
from assistant.accounts.signing_in import Caller, sign_in, signed_in
from assistant.storage.accounts import by_name
from assistant.storage.database import open_sqlite
from assistant.storage.migrations import migrate

HERE = Caller("203.0.113.7", "Firefox")
GOOD = "three quiet rivers"


@dataclass
class Clock:
    """Shows a moment until it is turned."""

    moment: str = "2026-11-22T09:00:00.000+08:00"

    def __call__(self) -> str:
        return self.moment

    def turn(self, **by: float) -> None:
        self.moment = moved(self.moment, timedelta(**by))

    @property
    def seconds(self) -> float:
        return datetime.fromisoformat(self.moment).timestamp()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def office(tmp_path, clock):
    db = await open_sqlite(tmp_path / "accounts.db", readers=1)
    await migrate(db, clock())
    numbers = itertools.count()
    yield Office(db, clock, lambda: f"n{next(numbers):05}")
    await db.close()


@pytest.fixture
async def zhang(office):
    """An editor's one-time password; the account is named zhang."""
    return await add_user(office, "zhang", "editor", "张丽", "admin")


@pytest.fixture
def entered(office):
    """Signs in and gives the session, as the next request finds it."""

    async def enter(name, password, caller=HERE):
        begun = await sign_in(office, name, password, caller)
        return await signed_in(office, begun.token)

    return enter


@pytest.fixture
def known(office):
    """The account as it stands in the database."""

    async def find(name):
        return await by_name(office.db, name)

    return find
