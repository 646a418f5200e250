"""A year's report from the stored log."""

from assistant.models.activity import Activity
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.draft import draft
from assistant.reporting.markdown import written_out
from assistant.reporting.year import report_year
from assistant.storage.activity import append_entries, entries_between
from assistant.storage.database import open_sqlite
from assistant.storage.migrations import migrate

NOW = "2026-12-31T18:00:00.000+08:00"


def request(replaces: str = "", **detail: str) -> Activity:
    return Activity(
        "request", "2025-12-20", detail={"applicant": "natural", **detail}, replaces=replaces
    )


async def test_a_request_that_was_answered_by_a_correction_counts_once(tmp_path, agency, chapters):
    db = await open_sqlite(tmp_path / "assistant.db")
    try:
        await migrate(db, NOW)
        answered = request("r-1", result="granted", closed_on="2026-01-08")
        next_year = Activity("permit", "2027-01-01", 5)
        await append_entries(db, [("r-1", request()), ("r-2", answered), ("p-1", next_year)], NOW)
        entries = await entries_between(db, "", "2027-01-01")
    finally:
        await db.close()
    year = report_year(agency, 2026, entries, CatalogueCounts(), None)
    assert year.figures["requests_answered"].rows == ("r-2",)
    assert year.figures["requests_carried_forward"].value == 0
    assert year.tables.requests["carried_over"]["natural"].raw == "1"
    assert "上年结转政府信息公开申请1件。" in written_out(draft(year, chapters))
