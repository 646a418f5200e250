"""Opening what the program works with: its folder, its database, its starter knowledge."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.assembly import opened
from assistant.config import Settings
from assistant.errors import AssistantError
from assistant.loading import load_starter


async def test_a_folder_without_starter_knowledge_loads_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    await asyncio.to_thread((tmp_path / "none").mkdir)

    async with opened(replace(settings, knowledge_dir=tmp_path / "none")) as parts:
        assert await load_starter(parts) == []


async def test_two_programs_that_load_the_starter_knowledge_at_once_store_it_once(
    settings: Settings,
) -> None:
    async with opened(settings) as one, opened(settings, settings.data_dir / "other") as two:
        await asyncio.gather(load_starter(one), load_starter(two))

        rows = await one.db.fetch_all("SELECT MAX(version) AS n FROM item_version")
        assert [row["n"] for row in rows] == [1]


@pytest.mark.parametrize("what", ["file in the way", "broken database"])
async def test_a_data_folder_that_cannot_be_used_is_named(
    settings: Settings, tmp_path: Path, what: str
) -> None:
    def prepare() -> Settings:
        if what == "broken database":
            (settings.data_dir / "assistant.db").write_bytes(b"garbage" * 999)
            return settings
        (tmp_path / "taken").write_text("x")
        return replace(settings, data_dir=tmp_path / "taken")

    unusable = await asyncio.to_thread(prepare)

    with pytest.raises(AssistantError) as caught:
        async with opened(unusable):
            pass

    assert str(unusable.data_dir) in caught.value.message
