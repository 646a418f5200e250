"""Stored requests: numbered by year, corrected by new steps, applicants apart and versioned."""

import pytest

from assistant.errors import BadInput, NotFound
from assistant.models.disclosure import Applicant, CaseStep
from assistant.storage.database import open_sqlite
from assistant.storage.disclosure import (
    Recorded,
    add_step,
    applicant_of,
    applicants,
    case_of,
    cases,
    open_case,
    save_applicant,
)
from assistant.storage.migrations import migrate

NOW = "2026-11-22T09:00:00.000+08:00"
RECEIVED = CaseStep("received", "2026-10-16", {"channel": "in_person", "applicant": "natural"})


def recorded(id, at=NOW):
    return Recorded(id, "周某", at)


@pytest.fixture
async def db(tmp_path):
    opened = await open_sqlite(tmp_path / "assistant.db")
    await migrate(opened, NOW)
    yield opened
    await opened.close()


async def opened_case(db, id="c-1", first=RECEIVED):
    async with db.transaction() as tx:
        await open_case(tx, "request", first, recorded(id))
    return await case_of(db, "request", id)


async def test_cases_are_numbered_by_the_year_of_their_first_step(db):
    last_year = CaseStep("received", "2025-12-30", RECEIVED.detail)
    for id, first in (("c-1", RECEIVED), ("c-2", last_year), ("c-3", RECEIVED)):
        await opened_case(db, id, first)
    assert [c.number for c in await cases(db, "request")] == ["2025-001", "2026-001", "2026-002"]


async def test_requests_and_disputes_are_numbered_apart(db):
    await opened_case(db)
    async with db.transaction() as tx:
        await open_case(tx, "dispute", CaseStep("filed", "2026-11-01"), recorded("d-1"))
    (dispute,) = await cases(db, "dispute")
    assert dispute.number == "2026-001"


async def test_a_correction_replaces_a_step_and_the_old_one_stays_in_the_history(db):
    await opened_case(db)
    better = CaseStep("received", "2026-10-19", RECEIVED.detail, replaces="c-1-1")
    async with db.transaction() as tx:
        await add_step(tx, "c-1", better, recorded("s-2", "2026-11-23T09:00:00"))
    case = await case_of(db, "request", "c-1")
    assert [s.happened_on for s in case.steps] == ["2026-10-19"]
    assert [(s.id, s.happened_on) for s in case.history] == [
        ("c-1-1", "2026-10-16"),
        ("s-2", "2026-10-19"),
    ]


@pytest.mark.parametrize("replaces", ["c-1-1", "none"])
async def test_a_step_is_corrected_once_and_only_where_it_is(db, replaces):
    await opened_case(db)
    first = CaseStep("received", "2026-10-19", RECEIVED.detail, replaces="c-1-1")
    async with db.transaction() as tx:
        await add_step(tx, "c-1", first, recorded("s-2"))
    again = CaseStep("received", "2026-10-20", RECEIVED.detail, replaces=replaces)
    with pytest.raises(BadInput, match="已经更正过"):
        async with db.transaction() as tx:
            await add_step(tx, "c-1", again, recorded("s-3"))


async def test_an_applicant_is_kept_in_versions_apart_from_the_case(db):
    await opened_case(db)
    async with db.transaction() as tx:
        await save_applicant(tx, "c-1", Applicant("周小明", "13800001234"), recorded("p"))
        await save_applicant(tx, "c-1", Applicant("周小鸣", "13800001234"), recorded("p"))
    assert await applicant_of(db, "c-1") == Applicant("周小鸣", "13800001234")
    assert await applicants(db) == {"c-1": Applicant("周小鸣", "13800001234")}
    assert await applicant_of(db, "c-2") is None


async def test_a_case_that_is_not_there_is_not_found(db):
    await opened_case(db)
    with pytest.raises(NotFound):
        await case_of(db, "dispute", "c-1")
