"""Published reports loaded by the dozen: counted, stored whole, settled values kept."""

import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.assembly import new_id, now
from assistant.errors import Unavailable
from assistant.ingest.reports.apart import ApartReader
from assistant.ingest.reports.reader import read_report
from assistant.models.agency import Agency
from assistant.models.loading import Loaded
from assistant.models.settling import SettledForm, Settlement
from assistant.report_loading import Taking, take_reports
from assistant.storage.database import open_sqlite
from assistant.storage.items import agencies
from assistant.storage.migrations import migrate
from assistant.storage.reports import current_reports
from assistant.storage.settlements import add_settlements

REPORT = Path(__file__).resolve().parents[1] / "knowledge/reports/langao-xzspj-2019.txt"
NAME = "岚皋县行政审批服务局"
OWN = Agency("own", "某县审批局", "审批局", "610925", "某县")


@pytest.fixture
async def taking(tmp_path: Path) -> AsyncIterator[Taking]:
    db = await open_sqlite(tmp_path / "a.db", readers=1)
    await migrate(db, now())
    yield Taking(db, OWN, now, read_report)
    await db.close()


@pytest.fixture
def report(tmp_path: Path):
    def written(name: str, *changes: tuple[str, str]) -> Path:
        text = REPORT.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return written


async def take(taking: Taking, *files: Path) -> list[Loaded]:
    return await take_reports(taking, files, lambda *step: None)


def counts(loaded: Loaded) -> tuple[int, int, int, int]:
    return loaded.added, loaded.changed, loaded.unchanged, len(loaded.refused)


async def test_reports_of_two_agencies_with_names_that_end_alike_both_stand(taking, report) -> None:
    names = {NAME, "汉阴县行政审批服务局"}
    await take(taking, *(report(f"{name}.txt", (NAME, name)) for name in names))

    assert {one.document["agency"] for one in await current_reports(taking.db)} == names
    assert {one.name for one in await agencies(taking.db)} == names


async def test_a_report_without_a_year_is_refused_and_the_others_are_not(taking, report) -> None:
    path = report("a.txt")
    path.write_text(re.sub(r"20\d\d", "", path.read_text("utf-8")), "utf-8")

    told = await take(taking, path, report("b.txt"))

    assert [counts(one) for one in told] == [(0, 0, 0, 1), (1, 0, 0, 0)]
    assert "请在标题中写明" in told[0].refused[0].reason


async def test_a_corrected_report_is_told_as_changed_and_the_same_as_unchanged(
    taking, report
) -> None:
    (added,) = await take(taking, report("a.txt"))
    (same,) = await take(taking, report("a.txt"))
    (changed,) = await take(taking, report("a.txt", ("12345", "12343")))

    assert [counts(one) for one in (added, same, changed)] == [
        (1, 0, 0, 0),
        (0, 0, 1, 0),
        (0, 1, 0, 0),
    ]


async def test_a_dry_run_tells_the_same_and_stores_nothing(taking, report) -> None:
    (told,) = await take(replace(taking, dry_run=True), report("a.txt"))

    assert counts(told) == (1, 0, 0, 0)
    assert await current_reports(taking.db) == await agencies(taking.db) == []


async def test_every_step_is_told(taking, report) -> None:
    steps: list[tuple[str, int, int]] = []
    files = [report(f"{n}.txt") for n in range(3)]
    await take_reports(taking, files, lambda *step: steps.append(step))

    assert steps == [("年度报告", n, 3) for n in (1, 2, 3)]


async def test_a_batch_that_breaks_off_leaves_nothing(taking, report) -> None:
    moments = iter(["2026-11-23T09:00:00.000+08:00"])

    def clock() -> str:
        try:
            return next(moments)
        except StopIteration:
            raise Unavailable("no more time") from None

    files = [report("a.txt"), report("b.txt", (NAME, "汉阴县行政审批服务局"))]
    with pytest.raises(Unavailable):
        await take(replace(taking, clock=clock), *files)

    assert await current_reports(taking.db) == []


async def test_what_people_settled_is_kept_when_the_file_is_loaded_again(taking, report) -> None:
    path = report("a.txt", ("2019年", "2023年"))
    await take(taking, path)
    (stored,) = await current_reports(taking.db)
    block, row, column, raw = next(
        (block, row, column, cell[0])
        for block, rows in stored.document["cells"]["art20"].items()
        for row, cells in rows.items()
        for column, cell in cells.items()
        if cell[0]
    )
    place = f"{block}.{row}.{column}"
    settlement = Settlement(place, raw, SettledForm.PRINTED, None, "核对", "张三", now())
    async with taking.db.transaction() as tx:
        await add_settlements(tx, new_id, stored.agency_id, 2023, [settlement])

    told = [counts((await take(taking, path))[0]) for _ in range(2)]

    (stored,) = await current_reports(taking.db)
    assert told == [(0, 1, 0, 0), (0, 0, 1, 0)]
    assert stored.document["cells"]["art20"][block][row][column] == [raw, None, "settled"]


async def test_files_are_read_in_a_process_that_survives_a_broken_one(taking, tmp_path) -> None:
    broken = tmp_path / "b.docx"
    broken.write_bytes(b"PK\x03\x04 broken")
    good = Path(shutil.copy(REPORT, tmp_path / "c.txt"))
    with ApartReader() as reader:
        told = await take(replace(taking, read=reader.read), broken, good)

    assert [counts(one) for one in told] == [(0, 0, 0, 1), (1, 0, 0, 0)]
