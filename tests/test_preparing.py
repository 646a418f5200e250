"""The data folder of a first start: taken over as it was prepared, or loaded as ever."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import preparing
from assistant.assembly import Parts, now, opened
from assistant.config import Settings
from assistant.loading import load_starter
from assistant.preparing import prepare, take_over
from assistant.storage import items, lexicon, reports


@pytest.fixture
async def made(settings: Settings, tmp_path: Path) -> tuple[Settings, Path]:
    """Settings of a service that was never started, and what was prepared for it."""
    knowledge = shutil.copytree(settings.knowledge_dir, tmp_path / "knowledge")
    fresh = replace(settings, data_dir=tmp_path / "new", knowledge_dir=knowledge)
    await prepare(fresh, tmp_path / "share/first")
    return fresh, tmp_path / "share/first"


async def held(parts: Parts) -> list[Sequence[object]]:
    """What a database holds: items, lines, and reports by year."""
    stored = await items.current_items(parts.db)
    published = await reports.current_reports(parts.db, "")
    return [
        [one.item for one in stored],
        list(await lexicon.current_lines(parts.db)),
        [one.year for one in published],
    ]


async def test_a_first_start_begins_with_what_was_prepared(made: tuple[Settings, Path]) -> None:
    settings, place = made

    def index() -> dict[str, int]:
        return {one.name: one.stat().st_mtime_ns for one in (settings.data_dir / "index").iterdir()}

    assert take_over(settings, place)
    before = index()
    async with opened(settings) as parts:
        taken = await held(parts)
        loaded = await load_starter(parts)
        await parts.knowledge()
    async with opened(replace(settings, data_dir=settings.data_dir.with_name("other"))) as parts:
        await load_starter(parts)
        assert await held(parts) == taken

    assert all(taken)
    assert loaded == []
    assert index() == before


async def test_what_was_made_of_other_knowledge_is_not_taken(made: tuple[Settings, Path]) -> None:
    settings, place = made
    os.utime(settings.knowledge_dir / "agency.json", (0, 0))

    assert not take_over(settings, place)
    assert not settings.data_dir.exists()


async def test_what_was_made_for_another_region_is_not_taken(made: tuple[Settings, Path]) -> None:
    assert not take_over(replace(made[0], region="510000"), made[1])


async def test_nothing_that_is_there_is_replaced(made: tuple[Settings, Path]) -> None:
    settings, place = made
    settings.data_dir.mkdir()
    settings.sqlite_path().write_text(now())

    assert not take_over(settings, place)
    assert list(settings.data_dir.iterdir()) == [settings.sqlite_path()]


async def test_without_anything_prepared_a_start_goes_on(
    settings: Settings, tmp_path: Path
) -> None:
    assert not take_over(replace(settings, data_dir=tmp_path / "new"), tmp_path / "nothing")


async def test_a_data_folder_that_is_a_file_is_left_to_the_start(
    made: tuple[Settings, Path],
) -> None:
    settings, place = made
    settings.data_dir.write_text("no folder")

    assert not take_over(settings, place)


async def test_a_copy_that_was_cut_off_is_none(
    made: tuple[Settings, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, place = made

    def full(file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(preparing.os, "fsync", full)

    assert not take_over(settings, place)
    assert not settings.sqlite_path().exists()
