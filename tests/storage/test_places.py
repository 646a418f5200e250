"""Places: kept once, in versions, referred to by versions of items that keep what they said."""

from dataclasses import replace

import pytest

from assistant.models.agency import Agency
from assistant.models.item import Place, ServiceItem
from assistant.storage.items import save_agency, save_items
from assistant.storage.places import (
    Signed,
    add_place,
    end_place,
    find_place,
    items_at,
    known_places,
    place_versions,
    places_of_item,
    put_place,
    take_up,
)

NOW, LATER = "2026-11-23T09:00:00.000+08:00", "2026-11-24T09:00:00.000+08:00"
AGENCY = Agency("a", "县审批局", "审批局", "610925", "岚皋县")
HALL = Place("政务大厅", "示例路1号", "9:00—17:00", level="县级", sample=True)
TOWN = Place("城关镇便民中心", sample=False)
SIGNED = Signed("zhang", "工作台", LATER)


@pytest.fixture
async def held(db):
    """A database into which items go: `await held(item, …)`."""
    await save_agency(db, AGENCY)

    async def save(*items):
        await save_items(db, AGENCY, items, "a.csv", NOW)
        return db

    return save


def item(code, *places, **more):
    return ServiceItem(code=code, name=f"事项{code}", region_code="610925", places=places, **more)


async def test_equal_places_are_one_whatever_the_window_and_count_their_items(held):
    db = await held(
        item("1", replace(HALL, window="1 号"), TOWN),
        item("2", replace(HALL, window="2 号"), replace(HALL, window="3 号")),
    )

    known = await known_places(db)

    assert [(one.place, one.items) for one in known] == [(TOWN, 1), (HALL, 2)]
    windows = [(one.code, one.window) for one in await items_at(db, known[1].id)]
    assert windows == [("1", "1 号"), ("2", "2 号"), ("2", "3 号")]
    assert [one.place for one in await places_of_item(db, "1")] == [HALL, TOWN]


async def test_only_latest_versions_count_and_an_unused_place_stays(held):
    await held(item("1", HALL))
    db = await held(item("1", TOWN))

    assert [(one.place, one.items) for one in await known_places(db)] == [(TOWN, 1), (HALL, 0)]


async def test_a_place_keeps_its_number_through_its_versions(held):
    db = await held(item("1", HALL))
    (known,) = await known_places(db)
    moved = replace(HALL, address="新区路8号")
    async with db.transaction() as tx:
        await put_place(tx, known.id, moved, SIGNED)
    await held(item("2", moved), item("3", HALL))

    assert [one.place for one in await place_versions(db, known.id)] == [moved, HALL]
    assert [one.code for one in await items_at(db, known.id)] == ["1", "2"]
    # Somebody writes the old address again: another place, with a number of its own.
    assert len({one.id for one in await known_places(db)}) == 2


async def test_a_place_that_becomes_like_another_goes_into_it(held):
    db = await held(item("1", HALL), item("2", TOWN))
    town, hall = await known_places(db)
    async with db.transaction() as tx:
        await put_place(tx, town.id, HALL, SIGNED)
    await held(item("2", HALL))

    assert [(one.id, one.items) for one in await known_places(db)] == [(hall.id, 2)]
    assert await find_place(db, town.id) is None


async def test_a_place_that_was_switched_off_comes_back_under_its_number(held):
    db = await held()
    async with db.transaction() as tx:
        id = await add_place(tx, HALL, SIGNED)
        same = await add_place(tx, replace(HALL, window="1 号"), SIGNED)
        await end_place(tx, id, "zhang", LATER)
    off = await known_places(db, ended=True)
    await held(item("1", HALL))

    assert same == id
    assert [(one.id, one.ended_by) for one in off] == [(id, "zhang")]
    assert [(one.id, one.version) for one in await known_places(db)] == [(id, 2)]


async def test_a_catalogue_from_before_this_table_is_taken_up_once(held):
    db = await held(item("1", HALL), item("2"), item("3", HALL))
    before = await known_places(db)
    for table in ("place", "item_place"):
        await db.execute(f"DELETE FROM {table}")

    await take_up(db, LATER)
    await take_up(db, LATER)

    taken = await known_places(db)
    assert [(one.id, one.place, one.items) for one in taken] == [
        (one.id, one.place, one.items) for one in before
    ]
