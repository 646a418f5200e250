"""Years counted for the desk: once for an unchanged log, again after every change of it."""

import pytest

from assistant.assembly import new_id, now, opened
from assistant.models.activity import Activity
from assistant.models.report import Edition
from assistant.storage.activity import append_entries
from assistant.years import Years

PERMITS = Activity("permit", "2025-03-01", 812)


@pytest.fixture
async def parts(settings):
    async with opened(settings) as parts:
        await append_entries(parts.db, [(new_id(), PERMITS)], now())
        yield parts


async def test_an_unchanged_log_is_counted_once_for_a_year_and_edition(parts):
    years = Years(parts)

    first = await years.of(2025, Edition.CURRENT)

    assert await years.of(2025, Edition.CURRENT) is first
    assert (await years.of(2025, Edition.TRIAL)).edition is Edition.TRIAL
    assert await years.of(2024, Edition.CURRENT) is not first


async def test_a_new_entry_shows_at_once(parts):
    years = Years(parts)
    before = await years.of(2025, Edition.CURRENT)

    await append_entries(parts.db, [(new_id(), PERMITS)], now())
    after = await years.of(2025, Edition.CURRENT)

    values = [of.figures["permits_handled"].value for of in (before, after)]
    assert values == [812, 1624]


async def test_a_correction_shows_at_once_too(parts):
    years = Years(parts)
    (entry,) = (await years.of(2025, Edition.CURRENT)).entries

    correction = Activity("permit", "2025-03-01", 800, replaces=entry.id)
    await append_entries(parts.db, [(new_id(), correction)], now())

    assert (await years.of(2025, Edition.CURRENT)).figures["permits_handled"].value == 800
