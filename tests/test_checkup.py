"""The self-check: what it says of a new, a ready and a damaged installation."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.assembly import opened
from assistant.checkup import Check, State, checkup
from assistant.config import Settings
from assistant.loading import load_starter

TODAY = "2026-11-22"


async def checked(settings: Settings, today: str = TODAY) -> dict[str, Check]:
    return {check.name: check async for check in checkup(settings, today)}


@pytest.fixture
async def loaded(settings: Settings) -> Settings:
    """An installation with the small starter knowledge."""
    async with opened(settings) as parts:
        await load_starter(parts)
    return settings


async def test_a_new_installation_has_no_database_and_gets_none(settings: Settings) -> None:
    found = await checked(settings)

    assert found["数据库"].state is State.MISSING
    assert "assistant serve" in found["数据库"].told
    assert not settings.sqlite_path().exists()


async def test_sample_values_are_told_as_long_as_they_stand(loaded: Settings) -> None:
    found = await checked(loaded)

    assert found["数据库"].state is State.GOOD
    assert found["机关"].state is State.ADVICE
    assert "其中 1 个" in found["事项目录"].told


async def test_an_agency_of_ones_own_is_good(loaded: Settings) -> None:
    with closing(sqlite3.connect(loaded.sqlite_path())) as db:
        profile = json.loads(db.execute("SELECT profile FROM agency").fetchone()[0])
        db.execute("UPDATE agency SET profile = ?", [json.dumps(profile | {"sample": False})])
        db.commit()

    assert (await checked(loaded))["机关"] == Check("机关", State.GOOD, profile["name"])


async def test_a_region_without_its_agency_is_told(loaded: Settings) -> None:
    found = await checked(replace(loaded, region="510822"))

    assert found["机关"].state is State.MISSING
    assert "510822" in found["机关"].told


async def test_a_damaged_database_is_told_and_the_rest_is_still_checked(
    settings: Settings,
) -> None:
    settings.sqlite_path().write_bytes(b"damaged" * 1000)

    found = await checked(settings)

    assert found["数据库"].state is State.MISSING
    assert "网络" in found


async def test_an_older_database_is_told_to_be_brought_up_by_a_start(loaded: Settings) -> None:
    with closing(sqlite3.connect(loaded.sqlite_path())) as db:
        db.execute("ALTER TABLE account RENAME TO later")
        db.commit()

    assert (await checked(loaded))["数据库版本"].state is State.ADVICE


@pytest.mark.parametrize(("host", "state"), [("127.0.0.1", State.GOOD), ("0.0.0.0", State.ADVICE)])
async def test_an_open_port_is_told(settings: Settings, host: str, state: State) -> None:
    assert (await checked(replace(settings, host=host)))["网络"].state is state


async def test_a_year_without_its_notice_is_told(loaded: Settings) -> None:
    assert (await checked(loaded, "2040-01-01"))["节假日"].state is State.ADVICE


async def test_a_folder_that_cannot_be_written_is_told(settings: Settings) -> None:
    found = await checked(replace(settings, data_dir=Path("/proc/none")))

    assert found["数据目录"].state is State.MISSING


async def test_programs_of_the_machine_are_looked_for(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, program: Callable[[str, str], None]
) -> None:
    program("tesseract", "List of available languages:\nchi_sim")
    program("soffice", "")

    with_both = await checked(settings)
    monkeypatch.setenv("PATH", "")
    without = await checked(settings)

    assert [with_both[name].state for name in ("导出 PDF", "识别扫描件")] == [State.GOOD] * 2
    assert "libreoffice" in without["导出 PDF"].told
    assert "tesseract-ocr" in without["识别扫描件"].told


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Puts a program on the path that prints a text."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    def put(name: str, prints: str) -> None:
        file = tmp_path / name
        file.write_text(f"#!/bin/sh\ncat <<'END'\n{prints}\nEND\n", "utf-8")
        file.chmod(0o755)

    return put
