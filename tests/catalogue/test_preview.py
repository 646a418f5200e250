"""What a file would do, where it holds one item more than once."""

import csv

import pytest

from assistant.assembly import new_id
from assistant.catalogue.importing import Importer, store
from assistant.catalogue.present import standing
from assistant.catalogue.preview import preview_of
from assistant.ingest.catalogue import read_catalogue
from assistant.storage.items import items_on
from tests.catalogue.conftest import AGENCY, NOW

TODAY = NOW[:10]
HEAD = ("实施编码", "事项名称", "计划生效日期", "承诺办结时限")
YEARS = [
    ("1", "年检", "2025-01-01", "20"),
    ("1", "年检", "2026-01-01", "10"),
    ("1", "年检", "2027-01-01", "5"),
]


@pytest.fixture
def preview(db, tmp_path):
    """The preview of rows against the database as it is."""

    async def made(rows):
        path = tmp_path / "a.csv"
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([HEAD, *rows])
        _, held = await standing(db, TODAY)
        return preview_of("a.csv", read_catalogue(path, "610925", "a"), held, TODAY)

    return made


def told(preview):
    return [(row.outcome, row.record.count("2027-01-01")) for row in preview.rows]


@pytest.mark.parametrize("rows", [YEARS, YEARS[::-1], [YEARS[1], YEARS[2], YEARS[0]]])
async def test_of_one_code_the_row_of_today_and_the_planned_one_count(db, preview, rows):
    found = await preview(rows)

    assert told(found) == [("unchanged", 0), ("added", 0), ("changed", 1)]
    assert {label: new for label, _, new in found.rows[2].detail["differences"]} == {
        "计划生效日期": "2027-01-01",
        "承诺办结时限": "5",
    }


@pytest.mark.parametrize("rows", [YEARS, YEARS[::-1]])
async def test_each_day_has_its_version_and_the_file_twice_changes_nothing(db, preview, rows):
    await store(Importer(db, AGENCY, "张", NOW, new_id), await preview(rows))

    days = [(await items_on(db, day))[0].item.promised_days for day in (TODAY, "2027-01-01")]

    assert days == [10, 5]
    assert {outcome for outcome, _ in told(await preview(rows))} == {"unchanged"}


async def test_a_row_whose_code_holds_for_another_row_by_now_is_told_as_such(db, preview):
    copied = ("1", "别的事项", "", "3")

    found = await preview([YEARS[1], copied])

    assert [(row.name, dict(row.detail)) for row in found.rows] == [
        ("别的事项", {"overtaken": True}),
        ("年检", {}),
    ]
