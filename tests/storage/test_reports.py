"""Published reports: one stands for an agency and year, older ones are kept."""

import sqlite3
from dataclasses import replace

import pytest

from assistant.models.agency import Agency
from assistant.storage import knowledge
from assistant.storage.database import SqliteDatabase
from assistant.storage.items import save_agency
from assistant.storage.reports import (
    ReportToSave,
    compare_report,
    current_reports,
    end_report,
    report_of,
    save_report,
)

FIRST, SECOND = (f"2026-11-{day}T09:00:00.000+08:00" for day in (20, 21))
REPORT = ReportToSave(2025, "2021", "2025年度报告", {"figures": [1, 2], "agency": "某局"}, "a.txt")
CORRECTED = replace(REPORT, document={"figures": [1, 3]}, origin="b.txt")


async def test_a_report_comes_back_as_it_went_in(db: SqliteDatabase, agency: Agency) -> None:
    assert await save_report(db, agency, REPORT, FIRST) == "added"

    (stored,) = await current_reports(db)
    assert stored.document == REPORT.document
    assert (stored.agency_id, stored.region_code, stored.year) == (agency.id, "510822", 2025)
    assert (stored.origin, stored.loaded_at) == ("a.txt", FIRST)


async def test_the_same_report_again_changes_nothing(db: SqliteDatabase, agency: Agency) -> None:
    await save_report(db, agency, REPORT, FIRST)
    version = await knowledge.version(db)

    assert await save_report(db, agency, REPORT, SECOND) == "unchanged"

    assert await knowledge.version(db) == version
    assert [stored.loaded_at for stored in await current_reports(db)] == [FIRST]


async def test_a_corrected_report_stands_and_the_older_one_is_kept(
    db: SqliteDatabase, agency: Agency
) -> None:
    await save_report(db, agency, REPORT, FIRST)
    version = await knowledge.version(db)

    assert await save_report(db, agency, CORRECTED, SECOND) == "changed"

    rows = await db.fetch_all("SELECT origin, ended_at FROM report ORDER BY loaded_at")
    assert [tuple(row) for row in rows] == [("a.txt", SECOND), ("b.txt", "")]
    assert [stored.document for stored in await current_reports(db)] == [CORRECTED.document]
    assert await knowledge.version(db) == version + 1


@pytest.mark.parametrize(
    ("held", "wanted", "told"),
    [(None, REPORT, "added"), (REPORT, REPORT, "unchanged"), (REPORT, CORRECTED, "changed")],
)
async def test_comparing_tells_what_storing_would_do_and_does_nothing(
    db: SqliteDatabase,
    agency: Agency,
    held: ReportToSave | None,
    wanted: ReportToSave,
    told: str,
) -> None:
    if held:
        await save_report(db, agency, held, FIRST)
    before = (await current_reports(db), await knowledge.version(db))

    assert await compare_report(db, agency, wanted) == told

    assert (await current_reports(db), await knowledge.version(db)) == before


async def test_reports_stand_by_agency_and_year(db: SqliteDatabase, agency: Agency) -> None:
    other = replace(agency, id="a-first")
    await save_agency(db, other)
    for owner, year in ((agency, 2025), (agency, 2024), (other, 2025)):
        await save_report(db, owner, replace(REPORT, year=year), FIRST)

    found = [(stored.agency_id, stored.year) for stored in await current_reports(db)]

    assert found == [("a-first", 2025), (agency.id, 2024), (agency.id, 2025)]


async def test_a_report_is_found_by_agency_and_year(db: SqliteDatabase, agency: Agency) -> None:
    await save_report(db, agency, REPORT, FIRST)

    found = await report_of(db, agency.id, 2025)

    assert found is not None
    assert found.year == 2025


@pytest.mark.parametrize(("whose", "year"), [("qc-spj", 2024), ("somebody", 2025)])
async def test_there_is_no_report_of_another_year_or_agency(
    db: SqliteDatabase, agency: Agency, whose: str, year: int
) -> None:
    await save_report(db, agency, REPORT, FIRST)

    assert await report_of(db, whose, year) is None


async def test_a_report_of_an_unknown_agency_is_not_stored(db: SqliteDatabase) -> None:
    stranger = Agency("stranger", "某局", "某局", "510822", "某县")

    with pytest.raises(sqlite3.IntegrityError):
        await save_report(db, stranger, REPORT, FIRST)

    assert await current_reports(db) == []


async def test_a_report_that_was_taken_down_is_kept_but_stands_no_longer(
    db: SqliteDatabase, agency: Agency
) -> None:
    await save_report(db, agency, REPORT, FIRST)
    version = await knowledge.version(db)

    async with db.transaction() as tx:
        assert await end_report(tx, agency, 2025, SECOND)
        assert not await end_report(tx, agency, 2025, SECOND)

    assert await report_of(db, agency.id, 2025) is None
    assert await knowledge.version(db) == version + 1
    assert len(await db.fetch_all("SELECT id FROM report")) == 1
