"""Working days: weekends, holidays, make-up days, deadlines that cross into unknown years."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import Refused
from assistant.ingest.holidays import read_holidays
from assistant.storage.holidays import calendar, compare_year, save_year
from assistant.storage.migrations import migrate
from assistant.workdays import HolidayYear, Workdays, natural_days, workdays_of

FOLDER = Path(__file__).resolve().parents[1] / "knowledge/holidays"
YEARS = [read_holidays(file) for file in sorted(FOLDER.glob("*.json"))]
CALENDAR = workdays_of(YEARS)
# What the notices of 2019 to 2026 say: (day, worked).
NOTICES = [
    ("2019-02-02", True),
    ("2019-02-04", False),
    ("2019-05-05", True),
    ("2020-01-31", False),
    ("2020-10-08", False),
    ("2021-02-20", True),
    ("2022-10-09", True),
    ("2023-10-06", False),
    ("2024-02-09", True),
    ("2024-10-12", True),
    ("2025-01-26", True),
    ("2025-10-08", False),
    ("2026-01-02", False),
    ("2026-02-14", True),
    ("2026-02-23", False),
    ("2026-10-10", True),
    ("2026-11-22", False),
]
day = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(("iso", "worked"), NOTICES)
def test_a_day_is_worked_as_the_notice_of_its_year_says(iso, worked):
    assert CALENDAR.is_workday(date.fromisoformat(iso)) is worked


def test_every_year_from_2019_to_2026_is_announced_and_later_ones_are_not():
    told = {held.year: held.announced for held in YEARS}
    assert told == {year: year <= 2026 for year in range(2019, 2032)}


def test_the_day_of_receipt_does_not_count():
    # Friday before the week of 2026-11-23; twenty working days on, without a holiday between.
    assert CALENDAR.after(date(2026, 11, 20), 20).day == date(2026, 12, 18)
    assert CALENDAR.after(date(2026, 11, 20), 1).day == date(2026, 11, 23)


def test_holidays_and_make_up_days_move_a_deadline():
    # From 2026-02-13: Saturday 14 is worked, 16 to 23 are off, Saturday 28 is worked.
    assert CALENDAR.after(date(2026, 2, 13), 1).day == date(2026, 2, 14)
    assert CALENDAR.after(date(2026, 2, 13), 2).day == date(2026, 2, 24)
    assert CALENDAR.after(date(2026, 2, 13), 6).day == date(2026, 2, 28)


def test_a_deadline_that_reaches_a_year_not_announced_is_provisional():
    certain = CALENDAR.after(date(2026, 12, 1), 20)
    crossing = CALENDAR.after(date(2026, 12, 15), 20)
    assert (certain.day, certain.provisional) == (date(2026, 12, 29), False)
    assert (crossing.day.year, crossing.provisional) == (2027, True)


def test_a_year_that_nobody_loaded_has_its_fixed_holidays_and_is_provisional():
    empty = Workdays()
    assert not empty.is_workday(date(2040, 5, 1))
    assert empty.after(date(2040, 1, 2), 1).provisional


def test_natural_days_count_every_day():
    assert natural_days(date(2026, 2, 13), 15) == date(2026, 2, 28)


@given(day, st.integers(1, 60))
def test_days_forward_are_days_back_and_days_between(start, count):
    end = CALENDAR.after(start, count).day
    assert CALENDAR.is_workday(end)
    assert CALENDAR.between(start, end) == count
    assert CALENDAR.between(end, start) == -count
    if CALENDAR.is_workday(start):
        assert CALENDAR.before(end, count).day == start


@pytest.mark.parametrize(
    "text",
    [
        '{"year": 2027, "announced": true, "notice": "", "off": ["2026-01-01"], "work": []}',
        '{"year": 2027, "announced": true, "notice": "", "off": ["2027-01-02"], "work": []}',
        '{"year": 2027, "announced": true, "notice": "", "off": [], "work": ["2027-01-01"]}',
        '{"year": 2027, "announced": true, "notice": "", "off": ["1 January"], "work": []}',
        '{"year": 2027}',
        "[]",
        "[",
    ],
)
def test_a_file_that_cannot_be_a_year_is_refused(tmp_path, text):
    file = tmp_path / "2027.json"
    file.write_text(text, "utf-8")
    with pytest.raises(Refused, match=r"2027\.json"):
        read_holidays(file)


async def test_a_notice_that_comes_out_wins_over_the_provisional_year(database):
    provisional = HolidayYear(2027, False, "推算", frozenset({date(2027, 1, 1)}), frozenset())
    notice = HolidayYear(2027, True, "通知", frozenset({date(2027, 1, 1)}), frozenset())
    assert await save_year(database, provisional, "2027.json", "2026-01-01T00:00:00") == "added"
    assert await save_year(database, provisional, "2027.json", "2026-01-02T00:00:00") == "unchanged"
    assert await compare_year(database, notice) == "changed"
    assert await save_year(database, notice, "2027.json", "2026-11-30T00:00:00") == "changed"
    assert (await calendar(database)).announced(2027)


@pytest.fixture
async def database(tmp_path):
    from assistant.storage.database import open_sqlite

    db = await open_sqlite(tmp_path / "assistant.db")
    await migrate(db, "2026-01-01T00:00:00")
    yield db
    await db.close()
