"""The year's log: append-only, corrected by new entries."""

import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

import assistant.storage.activity
import assistant.storage.answers
from assistant.errors import BadInput
from assistant.models.activity import Activity
from assistant.storage.activity import append_entries, entries_between, recent_entries
from assistant.storage.database import Database, SqliteDatabase

MORNING, NOON, EVENING = (f"2026-11-22T{hour}:00:00.000+08:00" for hour in ("09", "12", "18"))
POSTED = Activity("publication", "2026-03-05", 3, "site", "工作动态", "开局", {"url": "/a"}, "张三")


async def ids(db: Database, start: str = "2026-01-01", end: str = "2027-01-01") -> list[str]:
    return [stored.id for stored in await entries_between(db, start, end)]


async def test_an_entry_comes_back_as_it_went_in(db: SqliteDatabase) -> None:
    await append_entries(db, [("a-1", POSTED)], MORNING)

    (stored,) = await entries_between(db, "2026-01-01", "2027-01-01")
    assert (stored.id, stored.entry, stored.recorded_at) == ("a-1", POSTED, MORNING)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2025-12-31", False),
        ("2026-01-01", True),
        ("2026-12-31", True),
        ("2027-01-01", False),
    ],
)
async def test_a_period_holds_its_first_day_and_not_its_end(
    db: SqliteDatabase, day: str, counts: bool
) -> None:
    await append_entries(db, [("a-1", replace(POSTED, happened_on=day))], MORNING)

    assert await ids(db) == (["a-1"] if counts else [])


async def test_entries_stand_by_the_day_on_which_they_happened(db: SqliteDatabase) -> None:
    await append_entries(db, [("late", replace(POSTED, happened_on="2026-09-01"))], MORNING)
    await append_entries(db, [("early", POSTED)], NOON)

    assert await ids(db) == ["early", "late"]


async def test_a_corrected_entry_no_longer_counts(db: SqliteDatabase) -> None:
    await append_entries(db, [("a-1", POSTED), ("a-2", POSTED)], MORNING)

    await append_entries(db, [("a-3", replace(POSTED, quantity=5, replaces="a-1"))], NOON)

    assert await ids(db) == ["a-2", "a-3"]


async def test_a_corrected_entry_is_still_there(db: SqliteDatabase) -> None:
    await append_entries(db, [("a-1", POSTED)], MORNING)
    await append_entries(db, [("a-2", replace(POSTED, quantity=5, replaces="a-1"))], NOON)

    row = await db.fetch_one("SELECT quantity, recorded_at FROM activity WHERE id = 'a-1'")

    assert row is not None
    assert tuple(row) == (3, MORNING)


async def test_a_correction_of_an_entry_that_is_not_there_is_refused(db: SqliteDatabase) -> None:
    with pytest.raises(BadInput, match=r"a-9.*请") as caught:
        await append_entries(db, [("a-1", POSTED), ("a-2", replace(POSTED, replaces="a-9"))], NOON)

    assert "replaces" in caught.value.fields
    assert await ids(db) == []


@pytest.mark.parametrize("together", [True, False])
async def test_an_entry_is_corrected_once(db: SqliteDatabase, together: bool) -> None:
    await append_entries(db, [("a-1", POSTED)], MORNING)
    second = ("a-3", replace(POSTED, quantity=7, replaces="a-1"))
    first = ("a-2", replace(POSTED, quantity=5, replaces="a-1"))
    if not together:
        await append_entries(db, [first], NOON)

    with pytest.raises(BadInput, match=r"a-1.*已经更正过，请"):
        await append_entries(db, [first, second] if together else [second], EVENING)

    assert await ids(db) == (["a-1"] if together else ["a-2"])


async def test_an_entry_and_its_correction_may_come_together(db: SqliteDatabase) -> None:
    await append_entries(db, [("a-1", POSTED), ("a-2", replace(POSTED, replaces="a-1"))], NOON)

    assert await ids(db) == ["a-2"]


async def test_a_correction_may_be_corrected(db: SqliteDatabase) -> None:
    for id, replaces in (("a-1", ""), ("a-2", "a-1"), ("a-3", "a-2")):
        await append_entries(db, [(id, replace(POSTED, replaces=replaces))], MORNING)

    assert await ids(db) == ["a-3"]


async def test_a_correction_takes_an_entry_into_another_year(db: SqliteDatabase) -> None:
    await append_entries(db, [("a-1", POSTED)], MORNING)
    moved = replace(POSTED, happened_on="2025-03-05", replaces="a-1")

    await append_entries(db, [("a-2", moved)], NOON)

    assert await ids(db) == []
    assert await ids(db, "2025-01-01", "2026-01-01") == ["a-2"]


async def test_an_entry_cannot_be_written_over(db: SqliteDatabase) -> None:
    await append_entries(db, [("a-1", POSTED)], MORNING)

    with pytest.raises(sqlite3.IntegrityError):
        await append_entries(db, [("a-1", replace(POSTED, quantity=99))], NOON)

    assert [s.entry.quantity for s in await entries_between(db, "2026", "2027")] == [3]


@pytest.mark.parametrize("module", [assistant.storage.activity, assistant.storage.answers])
def test_no_statement_changes_or_removes_a_row_of_a_log(module: object) -> None:
    source = Path(module.__file__).read_text("utf-8")  # type: ignore[attr-defined]

    assert re.findall(r"\b(UPDATE|DELETE|REPLACE INTO|DROP)\b", source) == []


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1001])
async def test_any_number_of_entries_goes_in_at_once(db: SqliteDatabase, count: int) -> None:
    await append_entries(db, [(f"a-{n:04}", POSTED) for n in range(count)], MORNING)

    assert await ids(db) == [f"a-{n:04}" for n in range(count)]


async def test_all_entries_are_stored_or_none(db: SqliteDatabase) -> None:
    entries = [(f"a-{n:04}", POSTED) for n in range(700)]

    with pytest.raises(sqlite3.IntegrityError):
        await append_entries(db, [*entries, entries[0]], MORNING)

    assert await ids(db) == []


async def test_recent_entries_come_newest_first_and_only_so_many(db: SqliteDatabase) -> None:
    for id, now in (("a-1", MORNING), ("a-2", EVENING), ("a-3", NOON)):
        await append_entries(db, [(id, POSTED)], now)

    assert [stored.id for stored in await recent_entries(db, 2)] == ["a-2", "a-3"]


async def test_recent_entries_leave_corrected_ones_out(db: SqliteDatabase) -> None:
    await append_entries(db, [("a-1", POSTED)], MORNING)
    await append_entries(db, [("a-2", replace(POSTED, replaces="a-1"))], NOON)

    assert [stored.id for stored in await recent_entries(db, 9)] == ["a-2"]
