"""Items in versions, agencies, and the content version that rises with them."""

import asyncio
import sqlite3
from dataclasses import replace

import pytest

from assistant.models.agency import Agency
from assistant.models.item import Material, ServiceItem
from assistant.storage import knowledge
from assistant.storage.database import Database, SqliteDatabase
from assistant.storage.items import (
    Change,
    agencies,
    coming_items,
    compare_items,
    current_items,
    items_on,
    save_agency,
    save_items,
    versions_of,
)

FIRST, SECOND, THIRD = (f"2026-11-{day}T09:00:00.000+08:00" for day in (20, 21, 22))
SHOP = ServiceItem(code="A-1", name="食品经营许可新办", region_code="510822", promised_days=5)
CARD = ServiceItem(code="A-2", name="社会保障卡补领", region_code="510822")
QUICKER = replace(SHOP, promised_days=1)


async def names(db: Database) -> list[str]:
    return [stored.item.name for stored in await current_items(db)]


async def test_a_new_item_is_added(db: SqliteDatabase, agency: Agency) -> None:
    change = await save_items(db, agency, [SHOP, CARD], "a.csv", FIRST)

    assert change == Change(added=("A-1", "A-2"))


async def test_an_item_comes_back_as_it_went_in(db: SqliteDatabase, agency: Agency) -> None:
    item = replace(
        SHOP, materials=(Material(name="申请书", copies=0),), fee=False, aliases=("开饭馆", "①号")
    )

    await save_items(db, agency, [item], "a.csv", FIRST)

    (stored,) = await current_items(db)
    assert stored.item == item
    assert (stored.version, stored.origin, stored.loaded_at) == (1, "a.csv", FIRST)


async def test_current_items_stand_by_code(db: SqliteDatabase, agency: Agency) -> None:
    await save_items(db, agency, [CARD, SHOP], "a.csv", FIRST)

    assert await names(db) == [SHOP.name, CARD.name]


async def test_the_same_items_again_change_nothing(db: SqliteDatabase, agency: Agency) -> None:
    await save_items(db, agency, [SHOP, CARD], "a.csv", FIRST)
    version = await knowledge.version(db)

    change = await save_items(db, agency, [SHOP, CARD], "b.csv", SECOND)

    assert change == Change(unchanged=("A-1", "A-2"))
    assert await knowledge.version(db) == version
    assert [s.origin for s in await current_items(db)] == ["a.csv", "a.csv"]


async def test_a_changed_item_gets_a_new_version(db: SqliteDatabase, agency: Agency) -> None:
    await save_items(db, agency, [SHOP, CARD], "a.csv", FIRST)

    change = await save_items(db, agency, [QUICKER, CARD], "b.csv", SECOND)

    assert change == Change(changed=("A-1",), unchanged=("A-2",))
    assert [s.item.promised_days for s in await current_items(db)] == [1, None]


async def test_both_versions_of_a_changed_item_can_be_read(
    db: SqliteDatabase, agency: Agency
) -> None:
    await save_items(db, agency, [SHOP], "a.csv", FIRST)
    await save_items(db, agency, [QUICKER], "b.csv", SECOND)

    versions = await versions_of(db, "A-1")

    assert [(v.item, v.version, v.origin, v.loaded_at) for v in versions] == [
        (SHOP, 1, "a.csv", FIRST),
        (QUICKER, 2, "b.csv", SECOND),
    ]


async def test_a_changed_item_closes_the_version_before_it(
    db: SqliteDatabase, agency: Agency
) -> None:
    for item, now in ((SHOP, FIRST), (QUICKER, SECOND), (SHOP, THIRD)):
        await save_items(db, agency, [item], "a.csv", now)

    rows = await db.fetch_all("SELECT ended_at FROM item_version ORDER BY version")

    assert [row["ended_at"] for row in rows] == [SECOND, THIRD, ""]


async def test_an_item_that_a_later_file_leaves_out_still_stands(
    db: SqliteDatabase, agency: Agency
) -> None:
    await save_items(db, agency, [SHOP, CARD], "a.csv", FIRST)

    await save_items(db, agency, [CARD], "b.csv", SECOND)

    assert await names(db) == [SHOP.name, CARD.name]


async def test_an_unknown_code_has_no_versions(db: SqliteDatabase) -> None:
    assert await versions_of(db, "nothing") == []


async def test_the_content_version_rises_once_with_each_change(
    db: SqliteDatabase, agency: Agency
) -> None:
    before = await knowledge.version(db)

    await save_items(db, agency, [SHOP, CARD], "a.csv", FIRST)
    after_two = await knowledge.version(db)
    await save_items(db, agency, [QUICKER], "a.csv", SECOND)

    assert (after_two, await knowledge.version(db)) == (before + 1, before + 2)


async def test_a_new_database_has_content_version_0(db: SqliteDatabase) -> None:
    assert await knowledge.version(db) == 0


async def test_comparing_tells_what_storing_would_do_and_does_nothing(
    db: SqliteDatabase, agency: Agency
) -> None:
    await save_items(db, agency, [SHOP], "a.csv", FIRST)
    version = await knowledge.version(db)

    change = await compare_items(db, [QUICKER, CARD], SECOND[:10])

    assert change == Change(added=("A-2",), changed=("A-1",))
    assert await names(db) == [SHOP.name]
    assert await knowledge.version(db) == version


@pytest.mark.parametrize("where", [0, 1, 2])
async def test_nothing_is_stored_where_one_item_cannot_be(
    db: SqliteDatabase, agency: Agency, where: int
) -> None:
    items = [SHOP, CARD]
    items.insert(where, replace(SHOP, code="A-3", name=None))  # type: ignore[arg-type]
    version = await knowledge.version(db)

    with pytest.raises(sqlite3.IntegrityError):
        await save_items(db, agency, items, "a.csv", FIRST)

    assert await names(db) == []
    assert await knowledge.version(db) == version


async def test_items_of_an_unknown_agency_are_not_stored(db: SqliteDatabase) -> None:
    stranger = Agency("stranger", "某局", "某局", "510822", "某县")

    with pytest.raises(sqlite3.IntegrityError):
        await save_items(db, stranger, [SHOP], "a.csv", FIRST)

    assert await names(db) == []


async def test_two_loads_at_once_make_one_version(db: SqliteDatabase, agency: Agency) -> None:
    changes = await asyncio.gather(
        save_items(db, agency, [SHOP], "a.csv", FIRST),
        save_items(db, agency, [SHOP], "b.csv", FIRST),
    )

    assert changes == [Change(added=("A-1",)), Change(unchanged=("A-1",))]
    assert len(await versions_of(db, "A-1")) == 1


async def test_an_agency_comes_back_as_it_went_in(db: SqliteDatabase) -> None:
    agency = Agency("z", "某局", "某局", "510822", "某县", phone="0839-0000000", sample=True)

    await save_agency(db, agency)

    assert await agencies(db) == [agency]


async def test_agencies_stand_by_id(db: SqliteDatabase) -> None:
    for id in ("b", "a", "c"):
        await save_agency(db, Agency(id, "某局", "某局", "510822", "某县"))

    assert [agency.id for agency in await agencies(db)] == ["a", "b", "c"]


async def test_the_same_agency_again_changes_nothing(db: SqliteDatabase, agency: Agency) -> None:
    version = await knowledge.version(db)

    assert not await save_agency(db, agency)
    assert await knowledge.version(db) == version


async def test_an_agency_that_moved_replaces_its_profile(
    db: SqliteDatabase, agency: Agency
) -> None:
    moved = replace(agency, address="新址")
    version = await knowledge.version(db)

    assert await save_agency(db, moved)
    assert await agencies(db) == [moved]
    assert await knowledge.version(db) == version + 1


PLANNED = replace(SHOP, promised_days=0, valid_from="2027-01-01")


async def used(db: Database, day: str) -> list[int | None]:
    return [stored.item.promised_days for stored in await items_on(db, day)]


async def test_a_planned_version_is_used_from_its_day_on(
    db: SqliteDatabase, agency: Agency
) -> None:
    await save_items(db, agency, [SHOP], "a.csv", FIRST)

    await save_items(db, agency, [PLANNED], "b.csv", SECOND)

    assert [await used(db, day) for day in ("2026-12-31", "2027-01-01")] == [[5], [0]]


async def test_the_text_of_today_again_leaves_the_plan_alone(
    db: SqliteDatabase, agency: Agency
) -> None:
    await save_items(db, agency, [SHOP], "a.csv", FIRST)
    await save_items(db, agency, [PLANNED], "b.csv", SECOND)

    again = await save_items(db, agency, [SHOP], "a.csv", THIRD)
    planned = await save_items(db, agency, [PLANNED], "b.csv", THIRD)

    assert again == planned == Change(unchanged=("A-1",))
    assert await used(db, "2027-01-01") == [0]


async def test_a_later_version_replaces_the_plan(db: SqliteDatabase, agency: Agency) -> None:
    for item, now in ((SHOP, FIRST), (PLANNED, SECOND), (QUICKER, THIRD)):
        await save_items(db, agency, [item], "a.csv", now)

    assert [await used(db, day) for day in ("2026-11-22", "2027-01-01")] == [[1], [1]]


async def test_an_earlier_day_is_told_in_the_version_of_then(
    db: SqliteDatabase, agency: Agency
) -> None:
    await save_items(db, agency, [SHOP], "a.csv", FIRST)
    await save_items(db, agency, [QUICKER, CARD], "b.csv", THIRD)

    told = [await used(db, day) for day in ("2026-11-19", "2026-11-21", "2026-11-22")]
    assert told == [[], [5], [1, None]]


async def test_an_item_that_is_only_planned_is_still_to_come(
    db: SqliteDatabase, agency: Agency
) -> None:
    await save_items(db, agency, [CARD, PLANNED], "a.csv", FIRST)

    coming = [stored.item.code for stored in await coming_items(db, "2026-12-31")]

    assert (coming, await coming_items(db, "2027-01-01")) == (["A-1"], [])
