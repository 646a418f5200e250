"""Rows of a preview: kept until it is decided, then let go of beside the import itself."""

import pytest

from assistant.models.agency import Agency
from assistant.models.importing import DONE, WAITING, CatalogueImport, PreviewRow
from assistant.models.item import Place, ServiceItem
from assistant.models.versions import record_text
from assistant.storage import imports
from assistant.storage.items import Stamp, prepared, prepared_records

NOW = "2026-11-23T09:00:00.000+08:00"


def preview(id, state=WAITING, at=NOW):
    counts = {"added": 230, "changed": 0, "refused": 1, "unchanged": 0}
    return CatalogueImport(id, "a.csv", state, "zhang", at, 1, at[:10], (), (), counts)


@pytest.fixture
async def kept(db):
    """A waiting preview of 231 rows, one of them refused."""
    await imports.save_import(db, preview("i"))
    rows = [PreviewRow("added", str(n), f"事项{n}", "{}", {}) for n in range(230)]
    refused = PreviewRow("refused", "", "", "", {"reason": "有误"})
    await imports.save_rows(db, "i", iter([rows[:100], rows[100:], [refused]]))
    return db


async def outcomes(db):
    return [row.outcome for row in await imports.rows_of(db, "i")]


async def test_rows_stay_in_their_order_while_nobody_has_decided(kept):
    await imports.let_go(kept)

    assert [row.code for row in await imports.rows_of(kept, "i", limit=3, offset=99)] == [
        "99", "100", "101",
    ]  # fmt: skip
    assert len(await outcomes(kept)) == 231


async def test_of_a_decided_import_only_the_refused_rows_stay(kept):
    await imports.decide(kept, "i", DONE, "zhang", NOW)

    await imports.let_go(kept)

    assert await outcomes(kept) == ["refused"]


async def test_what_was_left_by_a_power_cut_goes_with_the_next_preview(kept):
    await imports.decide(kept, "i", DONE, "zhang", NOW)

    await imports.drop_older(kept, "2026-11-22", NOW)

    assert await outcomes(kept) == ["refused"]


def test_records_are_prepared_as_their_items_are():
    agency = Agency("a", "县审批局", "审批局", "610925", "岚皋县")
    item = ServiceItem(
        "1", "事项", "610925", places=(Place("大厅", window="1 号"),), valid_from="2027-01-01"
    )
    stamp = Stamp("a.csv", NOW, "i")

    records = prepared_records(agency, [record_text(item)], stamp)

    assert records == prepared(agency, [item], stamp)
    assert records[0].row["effect_on"] == "2027-01-01"
