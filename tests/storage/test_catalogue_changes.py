"""Changes of the catalogue in a year, told from the versions of its items."""

import pytest

from assistant.models.agency import Agency
from assistant.models.item import ServiceItem
from assistant.storage.catalogue_changes import changes_between
from assistant.storage.database import open_sqlite
from assistant.storage.items import save_agency, save_items
from assistant.storage.migrations import migrate

AGENCY = Agency("own", "某县审批局", "审批局", "610925", "某县")


def item(code, name):
    return ServiceItem(code=code, name=name, region_code="610925")


@pytest.fixture
async def db(tmp_path):
    opened = await open_sqlite(tmp_path / "assistant.db")
    await migrate(opened, "2025-01-01T00:00:00")
    await save_agency(opened, AGENCY)
    yield opened
    await opened.close()


async def save(db, day, *items):
    await save_items(db, AGENCY, items, "items.json", f"{day}T09:00:00.000+08:00")


async def test_without_a_catalogue_nothing_is_told(db):
    assert await changes_between(db, "2026-01-01", "2027-01-01") is None


async def test_what_began_the_catalogue_is_no_addition(db):
    await save(db, "2026-01-05", item("a", "甲"), item("b", "乙"))
    assert await changes_between(db, "2026-01-01", "2027-01-01") == (0, 0)


async def test_items_added_and_changed_are_counted_in_their_year(db):
    await save(db, "2025-06-01", item("a", "甲"), item("b", "乙"))
    await save(db, "2026-03-01", item("a", "甲之一"), item("c", "丙"))
    await save(db, "2026-04-01", item("a", "甲之二"))
    assert await changes_between(db, "2026-01-01", "2027-01-01") == (1, 1)
    assert await changes_between(db, "2025-01-01", "2026-01-01") == (0, 0)
