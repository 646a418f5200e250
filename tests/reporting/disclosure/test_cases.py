"""Requests and disputes that are kept step by step count in tables three and four."""

from assistant.models.activity import Activity
from assistant.models.disclosure import Applicant
from assistant.reporting.disclosure.cases import as_entries
from assistant.reporting.tables import tables_of
from assistant.storage.activity import StoredActivity


def column(tables, row, applicant="natural"):
    return tables.requests[row][applicant].raw


def test_a_request_is_carried_over_into_the_year_of_its_reply(request_of):
    case = request_of("2025-12-20", ("replied", "2026-01-08", {"result": "partial"}))
    entries = as_entries([case])
    before, after = tables_of(entries, 2025), tables_of(entries, 2026)
    assert [column(before, r) for r in ("new_received", "carried_forward")] == ["1", "1"]
    assert [column(after, r) for r in ("carried_over", "partial", "carried_forward")] == [
        "1",
        "1",
        "0",
    ]


def test_a_request_confirmed_in_the_new_year_is_of_that_year(request_of):
    late = request_of("2025-12-31", ("confirmed", "2026-01-04", {}), channel="online")
    entries = as_entries([late])
    assert column(tables_of(entries, 2025), "new_received") == "0"
    assert column(tables_of(entries, 2026), "new_received") == "1"


def test_cases_and_single_lines_of_the_log_count_together(request_of):
    line = Activity("request", "2026-03-01", 2, detail={"applicant": "natural"})
    entries = [StoredActivity("a", line, ""), *as_entries([request_of("2026-10-16")])]
    assert column(tables_of(entries, 2026), "new_received") == "3"


def test_a_review_is_open_until_the_year_in_which_it_is_decided(dispute_of):
    entries = as_entries([dispute_of("2024-11-01", "2026-02-01", "corrected")])
    rows = [tables_of(entries, year).disputes["review"] for year in (2023, 2024, 2025, 2026, 2027)]
    assert [row["pending"].raw for row in rows] == ["0", "1", "1", "0", "0"]
    assert [row["corrected"].raw for row in rows] == ["0", "0", "0", "1", "0"]


def test_a_lawsuit_counts_in_the_group_of_its_way(dispute_of):
    entries = as_entries([dispute_of("2026-11-01", category="suit_after_review")])
    assert tables_of(entries, 2026).disputes["suit_after_review"]["pending"].raw == "1"


def test_an_entry_holds_nothing_that_tells_who_asked(request_of):
    (stored,) = as_entries([request_of("2026-10-16")])
    assert stored.entry.title == ""
    assert stored.entry.detail == {"applicant": "natural", "case": "2026-001"}


def test_a_list_shows_an_applicant_masked():
    assert Applicant("周小明", "13800001234", "某路1号").masked() == Applicant(
        "周**", "138******34", ""
    )
    assert Applicant("周", "0915").masked() == Applicant("周*", "0915", "")
