"""Versions of items that are kept: the same record for everybody, read once, let go of in the end."""

import asyncio

import pytest

from assistant.models.agency import Agency
from assistant.models.item import ServiceItem
from assistant.storage.database import SqliteDatabase
from assistant.storage.items import current_items, items_on, save_items
from assistant.storage.kept_items import KeptItems

NOW = "2026-11-23T09:00:00.000+08:00"


@pytest.fixture
async def filled(db: SqliteDatabase, agency: Agency) -> SqliteDatabase:
    items = [ServiceItem(code=f"{number:03}", name=f"第{number}项") for number in range(230)]
    await save_items(db, agency, items, "a.csv", NOW)
    return db


async def test_whoever_asks_for_a_version_gets_the_same_record(filled: SqliteDatabase) -> None:
    kept = KeptItems()

    latest = await current_items(filled, kept)
    used = await items_on(filled, "2026-11-23", kept=kept)

    assert [one.item.code for one in latest] == [f"{number:03}" for number in range(230)]
    assert all(one is other for one, other in zip(latest, used, strict=True))


async def test_a_new_version_is_read_and_the_others_stay(
    filled: SqliteDatabase, agency: Agency
) -> None:
    kept = KeptItems()
    before = await current_items(filled, kept)
    await save_items(filled, agency, [ServiceItem(code="001", name="改了")], "b.csv", NOW)

    after = await current_items(filled, kept)

    assert [old is new for old, new in zip(before, after, strict=True)].count(False) == 1
    assert (after[1].item.name, after[1].version) == ("改了", 2)


async def test_what_nobody_has_any_more_is_let_go_of(filled: SqliteDatabase) -> None:
    kept = KeptItems()
    held = await current_items(filled, kept)
    assert len(kept) == 230

    del held

    # The loop lets go of the last piece a moment later.
    await asyncio.sleep(0.1)
    assert len(kept) == 0


async def test_an_unknown_version_is_an_error(filled: SqliteDatabase) -> None:
    with pytest.raises(KeyError):
        await KeptItems().read(filled, [("001", 7)])
