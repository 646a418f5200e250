"""What one installation exports another loads unchanged: catalogue, lexicon and reports."""

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.assembly import Parts, opened
from assistant.config import Settings
from assistant.errors import BadInput
from assistant.exporting import export
from assistant.loading import files_in, load_files, load_starter
from assistant.storage.items import agencies, current_items, items_from, items_on, save_items
from assistant.storage.lexicon import current_lines
from assistant.storage.reports import current_reports

ROOT = Path(__file__).resolve().parents[1]
FAR = "9998-01-01"


@pytest.fixture
async def parts(settings: Settings) -> AsyncIterator[Parts]:
    async with opened(settings) as parts:
        await load_starter(parts)
        yield parts


@pytest.fixture
async def other(settings: Settings, tmp_path: Path) -> AsyncIterator[Parts]:
    """A second installation, with nothing in it."""
    async with AsyncExitStack() as stack:
        elsewhere = replace(settings, data_dir=tmp_path / "other")
        yield await stack.enter_async_context(opened(elsewhere))


async def carried(parts: Parts, other: Parts, kind: str, path: Path) -> list[int]:
    """Export, load elsewhere, and load at home: refused there, changed here."""
    await export(parts, kind, path)
    away = await load_files(other, files_in([path], kind))
    home = await load_files(parts, files_in([path], kind))
    return [sum(len(one.refused) for one in away), sum(one.added + one.changed for one in home)]


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
async def test_a_catalogue_with_a_planned_version_is_the_same_elsewhere(
    parts: Parts, other: Parts, tmp_path: Path, ending: str
) -> None:
    first = (await current_items(parts.db))[0].item
    planned = replace(first, promised_days=3, valid_from=FAR)
    (agency,) = await agencies(parts.db)
    await save_items(parts.db, agency, [planned], "plan", "2026-11-22T09:00:00")

    assert await carried(parts, other, "catalogue", tmp_path / f"a.{ending}") == [0, 0]

    for day in ("2030-01-01", FAR):
        here, there = await items_on(parts.db, day), await items_on(other.db, day)
        assert [one.item for one in here] == [one.item for one in there]
    assert len(await items_from(other.db, "2030-01-01")) == len(await current_items(parts.db)) + 1


async def test_lexicon_and_reports_are_the_same_elsewhere(
    parts: Parts, other: Parts, tmp_path: Path
) -> None:
    assert await carried(parts, other, "lexicon", tmp_path / "词库") == [0, 0]
    assert await carried(parts, other, "reports", tmp_path / "a.json") == [0, 0]

    assert await current_lines(other.db) == await current_lines(parts.db)
    documents = [[one.document for one in await current_reports(p.db)] for p in (parts, other)]
    assert documents[0] == documents[1] != []


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("catalogue", "a.doc", "以 .xlsx"),
        ("reports", "a.xlsx", "以 .json 结尾"),
        ("replies", "a.json", "--kind 应为"),
        ("catalogue", "no/a.csv", "请先建立"),
    ],
)
async def test_what_cannot_be_exported_is_told(
    parts: Parts, tmp_path: Path, kind: str, name: str, told: str
) -> None:
    with pytest.raises(BadInput, match=told):
        await export(parts, kind, tmp_path / name)


async def test_another_json_is_no_report(parts: Parts, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    await export(parts, "catalogue", path)

    (loaded,) = await load_files(parts, files_in([path], "reports"))

    assert "不是导出的年度报告" in loaded.refused[0].reason


def test_the_command_tells_how_many_it_wrote(settings: Settings, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "export", str(tmp_path / "a.csv")],
        env={
            "ASSISTANT_DATA_DIR": str(settings.data_dir),
            "ASSISTANT_KNOWLEDGE_DIR": str(settings.knowledge_dir),
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert "已导出 27 条" in done.stdout
