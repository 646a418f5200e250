"""The sample year: loaded on demand, complete, marked, and taken out again whole."""

from pathlib import Path

import pytest

from assistant.errors import BadInput, NotFound
from assistant.logbook.sample import BY, load_sample, remove_sample
from assistant.models.activity import Activity
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.disclosure.cases import as_entries
from assistant.reporting.figures import figures_of
from assistant.reporting.tables import tables_of
from assistant.storage.activity import append_entries, standing_entries
from assistant.storage.disclosure import applicants, cases

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
# What the published report of 2019 states.
OF_2019 = {
    "publications_wechat": 107,
    "publications_site": 144,
    "list_immediate": 108,
    "list_online": 597,
    "list_nearby": 60,
    "list_once": 601,
    "one_visit_items": 601,
    "tickets_handled": 434,
    "tickets_on_time_rate": 100,
    "permits_handled": 3663,
    "requests_received": 0,
    "reviews": 0,
}


async def everything(office):
    held = [*await cases(office.db, "request"), *await cases(office.db, "dispute")]
    return [*await standing_entries(office.db), *as_entries(held)]


async def test_the_sample_touches_every_part_of_the_report(office):
    await load_sample(office, KNOWLEDGE, 2025, "周某")
    entries = await everything(office)
    figures = figures_of(entries, CatalogueCounts(), None, 2025)
    for key in ("publications_total", "permits_handled", "tickets_handled", "requests_answered",
                "requests_carried_over", "requests_carried_forward", "reviews", "trainings",
                "documents_made", "fee_amount", "feedback_total", "inspections",
                "publications_unchained"):  # fmt: skip
        assert figures[key].value, key
    assert {e.entry.kind for e in entries} >= {"problem", "measure", "outcome", "work"}
    table = tables_of(entries, 2025).requests
    assert table["carried_over"]["total"].raw == table["carried_forward"]["total"].raw == "1"


async def test_the_log_of_2019_carries_every_figure_of_its_report(office):
    await load_sample(office, KNOWLEDGE, 2019, "周某")
    figures = figures_of(await everything(office), CatalogueCounts(), None, 2019)
    assert {key: figures[key].value for key in OF_2019} == OF_2019


async def test_every_row_of_the_sample_says_that_it_is_one(office):
    await load_sample(office, KNOWLEDGE, 2025, "周某")
    assert {s.entry.recorded_by for s in await standing_entries(office.db)} == {BY}
    assert all(s.id.startswith("sample-") for s in await standing_entries(office.db))
    assert all(case.number.startswith("示例2") for case in await cases(office.db, "request"))
    assert all("示例" in who.name for who in (await applicants(office.db)).values())


async def test_the_sample_goes_whole_and_leaves_what_is_real(office):
    await load_sample(office, KNOWLEDGE, 2025, "周某")
    (first, *_) = await standing_entries(office.db)
    correction = Activity(first.entry.kind, "2025-01-01", 9, replaces=first.id)
    real = Activity("permit", "2025-05-01", 3)
    await append_entries(office.db, [("real-1", real), ("fix-1", correction)], office.clock())
    assert await remove_sample(office, "周某") > 100
    assert [s.id for s in await standing_entries(office.db)] == ["real-1"]
    assert await cases(office.db, "request") == await cases(office.db, "dispute") == []
    assert await applicants(office.db) == {}
    assert await remove_sample(office, "周某") == 0


async def test_a_second_sample_is_refused_until_the_first_is_gone(office):
    await load_sample(office, KNOWLEDGE, 2025, "周某")
    with pytest.raises(BadInput, match="请先移除"):
        await load_sample(office, KNOWLEDGE, 2024, "周某")
    await remove_sample(office, "周某")
    assert await load_sample(office, KNOWLEDGE, 2024, "周某") > 100


async def test_a_year_that_is_not_over_gets_no_sample(office):
    with pytest.raises(BadInput, match="还没有结束"):
        await load_sample(office, KNOWLEDGE, 2026, "周某")


async def test_a_knowledge_folder_without_a_sample_is_told(office, tmp_path):
    with pytest.raises(NotFound, match="示例年度"):
        await load_sample(office, tmp_path, 2025, "周某")
