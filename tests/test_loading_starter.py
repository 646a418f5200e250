"""Starter knowledge into the database: each kind once, and only where none of it is there."""

import json
from pathlib import Path

import pytest

from assistant.assembly import Parts
from assistant.loading import load_file, load_starter
from assistant.storage import knowledge
from assistant.storage.items import agencies, current_items

OWN = {
    "id": "own",
    "name": "某县审批局",
    "short_name": "审批局",
    "region_code": "610925",
    "region_name": "某县",
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A catalogue of one item without a code."""
    path = tmp_path / "a.csv"
    path.write_text("事项名称\n开饭馆\n", "utf-8")
    return path


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "agency.json"
    path.write_text(json.dumps(OWN), "utf-8")
    return path


async def test_starter_knowledge_of_every_kind_goes_into_an_empty_database(parts: Parts) -> None:
    loaded = await load_starter(parts)

    assert [one.kind for one in loaded] == ["agency", "catalogue", "lexicon", "reports"]
    assert all(one.added and not one.refused for one in loaded)


async def test_starter_knowledge_is_loaded_once(parts: Parts) -> None:
    await load_starter(parts)
    before = await knowledge.version(parts.db)

    assert await load_starter(parts) == []
    assert await knowledge.version(parts.db) == before


async def test_no_starter_knowledge_of_a_kind_that_is_there_already(
    parts: Parts, table: Path, profile: Path
) -> None:
    await load_file(parts, profile, "agency")
    await load_file(parts, table, "catalogue")

    loaded = await load_starter(parts)

    assert [one.kind for one in loaded] == ["lexicon", "reports"]
    assert [stored.item.name for stored in await current_items(parts.db)] == ["开饭馆"]


async def test_rows_loaded_before_the_first_start_keep_owner_and_codes(
    parts: Parts, table: Path
) -> None:
    await load_file(parts, table, "catalogue")

    await load_starter(parts)

    assert [agency.name for agency in await agencies(parts.db)] == ["岚皋县行政审批服务局"]
    again = await load_file(parts, table, "catalogue")
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
