"""Holidays of each year (节假日安排): the latest version counts, older ones are kept."""

import json
from collections.abc import Sequence
from datetime import date

from assistant.storage.database import Database, Row, Statements
from assistant.workdays import HolidayYear, Workdays, workdays_of


async def compare_year(db: Statements, year: HolidayYear) -> str:
    """What save_year would do, without doing it: "added", "changed" or "unchanged"."""
    return _compared(await _held(db, year.year), year)


async def save_year(db: Database, year: HolidayYear, origin: str, now: str) -> str:
    """Store a year as its latest version; "added", "changed" or "unchanged"."""
    async with db.transaction() as tx:
        held = await _held(tx, year.year)
        outcome = _compared(held, year)
        if outcome != "unchanged":
            await tx.execute(
                "INSERT INTO holiday_year (year, version, announced, notice, off_days, work_days,"
                " origin, loaded_at) VALUES (:year, :version, :announced, :notice, :off, :work,"
                " :origin, :now)",
                {
                    "year": year.year,
                    "version": held["version"] + 1 if held else 1,
                    "announced": int(year.announced),
                    "notice": year.notice,
                    "off": _text(year.off),
                    "work": _text(year.work),
                    "origin": origin,
                    "now": now,
                },
            )
    return outcome


async def calendar(db: Statements) -> Workdays:
    """The working-day calendar (工作日历) of every year that is stored."""
    rows = await db.fetch_all("SELECT * FROM holiday_year ORDER BY year, version")
    return workdays_of(_year(row) for row in rows)


async def _held(db: Statements, year: int) -> Row | None:
    return await db.fetch_one(
        "SELECT * FROM holiday_year WHERE year = :year ORDER BY version DESC LIMIT 1",
        {"year": year},
    )


def _compared(held: Row | None, year: HolidayYear) -> str:
    if held is None:
        return "added"
    return "unchanged" if _year(held) == year else "changed"


def _year(row: Row) -> HolidayYear:
    return HolidayYear(
        row["year"],
        bool(row["announced"]),
        row["notice"],
        _days(json.loads(row["off_days"])),
        _days(json.loads(row["work_days"])),
    )


def _days(texts: Sequence[str]) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, texts))


def _text(days: frozenset[date]) -> str:
    return json.dumps(sorted(day.isoformat() for day in days))
