"""Files into the database: told file by file, whole or not at all, twice the same as once."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.assembly import Parts, own_agency
from assistant.loading import files_in, load_file, load_files
from assistant.models.agency import Agency
from assistant.models.loading import Loaded
from assistant.storage import knowledge
from assistant.storage.items import agencies, current_items, save_agency, versions_of
from assistant.storage.lexicon import current_lines
from assistant.storage.reports import current_reports

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "knowledge/reports/langao-xzspj-2019.txt"
NAME = "岚皋县行政审批服务局"
CSV = "事项名称,编码,承诺办结时限\n开饭馆,1,5\n补社保卡,2,0\n"
TSV = "说法\t正式词\t领域\t例句\n饭馆&开\t食品经营许可\t食品\t我想开饭馆\n"
PROFILE = {
    "id": "own",
    "name": "某县审批局",
    "short_name": "审批局",
    "region_code": "610925",
    "region_name": "某县",
}
Write = Callable[[str, str | bytes], Path]
Load = Callable[..., Awaitable[Loaded]]


@pytest.fixture
def file(tmp_path: Path) -> Write:
    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


@pytest.fixture
def load(parts: Parts, file: Write) -> Load:
    """Loads a file with this name and content, its kind told by its name."""

    async def load(name: str, content: str | bytes, **options: Any) -> Loaded:
        ((path, kind),) = files_in([await asyncio.to_thread(file, name, content)])
        return await load_file(parts, path, kind, **options)

    return load


async def contents(parts: Parts) -> tuple[Any, ...]:
    """All that loading can change."""
    return (
        await agencies(parts.db),
        await current_items(parts.db),
        await current_lines(parts.db),
        await current_reports(parts.db),
        await knowledge.version(parts.db),
    )


def counts(loaded: Loaded) -> tuple[int, int, int, int]:
    return loaded.added, loaded.changed, loaded.unchanged, len(loaded.refused)


def report_of(agency: str) -> str:
    return REPORT.read_text("utf-8").replace(NAME, agency)


@pytest.mark.parametrize(
    ("name", "content", "added"),
    [
        ("agency.json", json.dumps(PROFILE), 1),
        ("a.csv", CSV, 2),
        ("a.json", '[{"name": "开饭馆"}]', 1),
        ("a.tsv", TSV, 1),
        ("a.txt", REPORT.read_bytes(), 1),
    ],
)
async def test_a_file_loaded_twice_changes_nothing_the_second_time(
    parts: Parts, load: Load, name: str, content: str | bytes, added: int
) -> None:
    first = await load(name, content)
    before = await contents(parts)

    second = await load(name, content)

    assert counts(first) == (added, 0, 0, 0)
    assert counts(second) == (0, 0, added, 0)
    assert await contents(parts) == before


@pytest.mark.parametrize(
    ("name", "content", "added"),
    [
        ("agency.json", json.dumps(PROFILE), 1),
        ("a.csv", CSV, 2),
        ("a.tsv", TSV, 1),
        ("a.txt", REPORT.read_bytes(), 1),
    ],
)
async def test_a_dry_run_tells_the_same_counts_and_writes_nothing(
    parts: Parts, load: Load, name: str, content: str | bytes, added: int
) -> None:
    before = await contents(parts)

    tried = await load(name, content, dry_run=True)

    assert await contents(parts) == before == ([], [], [], [], 0)
    assert counts(tried) == counts(await load(name, content)) == (added, 0, 0, 0)


async def test_a_dry_run_tells_what_a_file_would_change(parts: Parts, load: Load) -> None:
    await load("a.csv", CSV)

    tried = await load("a.csv", CSV.replace("1,5", "1,6") + "落户,3,\n", dry_run=True)

    assert counts(tried) == (1, 1, 1, 0)


async def test_a_changed_row_makes_a_new_version_beside_the_old_one(
    parts: Parts, load: Load
) -> None:
    await load("a.csv", CSV)
    before = await knowledge.version(parts.db)

    changed = await load("b.csv", CSV.replace("1,5", "1,6"))

    assert counts(changed) == (0, 1, 1, 0)
    versions = await versions_of(parts.db, "1")
    assert [(v.item.promised_days, v.origin) for v in versions] == [(5, "a.csv"), (6, "b.csv")]
    assert await knowledge.version(parts.db) == before + 1


async def test_what_a_table_has_no_column_for_stays_as_it_is(parts: Parts, load: Load) -> None:
    await load("a.json", '[{"name": "开饭馆", "code": "1", "fee": false, "promised_unit": "天"}]')

    await load("b.csv", "事项名称,编码,承诺办结时限\n开饭馆,1,5(工作日)\n")
    await load("c.csv", "事项名称,编码,承诺办结时限,是否网办\n开饭馆,1,,是\n")

    told = [
        (v.item.promised_days, v.item.promised_unit, v.item.fee, v.item.online)
        for v in await versions_of(parts.db, "1")
    ]
    assert told == [
        (None, "天", False, None),
        (5, "工作日", False, None),
        (None, "工作日", False, True),
    ]


async def test_json_holds_whole_records(parts: Parts, load: Load) -> None:
    await load("a.csv", CSV)

    await load("b.json", '[{"name": "开饭馆", "code": "1"}]')

    assert (await versions_of(parts.db, "1"))[-1].item.promised_days is None


async def test_refused_rows_are_told_and_the_others_stored(parts: Parts, load: Load) -> None:
    loaded = await load("a.csv", CSV + ",3,1\n落户,4,若干\n")

    assert (loaded.added, [refusal.row for refusal in loaded.refused]) == (2, [4, 5])
    assert [stored.item.code for stored in await current_items(parts.db)] == ["1", "2"]


async def test_columns_that_nobody_reads_are_told(load: Load) -> None:
    loaded = await load("a.csv", "事项名称,颜色\n开饭馆,红\n")

    assert loaded.ignored_columns == ("颜色",)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"\xff\xfe\xff" * 99),
        ("a.csv", "事项名称,编码\n,1\n"),
        ("a.xlsx", b"PK\x03\x04"),
        ("a.json", "[{]"),
        ("a.tsv", "说法\t正式词\n"),
        ("a.tsv", TSV.replace("我想开饭馆", "别的例句")),
        ("a.txt", b""),
        ("a.txt", "这里没有写年度，也没有写机关。"),
        ("agency.json", b""),
        ("agency.json", "[]"),
        ("agency.json", "{"),
        ("agency.json", "[" * 100_000),
        ("agency.json", b"\xff\xfe\xff" * 99),
        ("agency.json", json.dumps(PROFILE | {"colour": "red"})),
        ("agency.json", json.dumps(PROFILE | {"region_code": 610925})),
        ("agency.json", json.dumps(PROFILE | {"id": None})),
        ("agency.json", json.dumps(PROFILE | {"id": ""})),
        ("agency.json", json.dumps(PROFILE | {"name": "\ud800"})),
        ("agency.json", json.dumps(PROFILE | {"sample": "是"})),
        ("agency.json", json.dumps(PROFILE | {"report_due": "1月20日"})),
        ("agency.json", json.dumps(PROFILE | {"report_due": "02-15"})),
        ("agency.json", json.dumps({"id": "own"})),
    ],
    ids=lambda value: str(value)[:24],
)
async def test_of_a_file_that_is_refused_nothing_is_stored(
    parts: Parts, load: Load, name: str, content: str | bytes
) -> None:
    loaded = await load(name, content)

    assert counts(loaded) == (0, 0, 0, 1)
    assert loaded.refused[0].file == name
    assert any("一" <= character <= "鿿" for character in loaded.refused[0].reason)
    assert await contents(parts) == ([], [], [], [], 0)


async def test_a_profile_with_a_byte_order_mark_is_read(parts: Parts, load: Load) -> None:
    loaded = await load("agency.json", json.dumps(PROFILE).encode("utf-8-sig"))

    assert loaded.added == 1
    assert await agencies(parts.db) == [Agency(**PROFILE)]


async def test_a_changed_profile_is_told_as_changed(load: Load) -> None:
    await load("agency.json", json.dumps(PROFILE))

    assert counts(await load("agency.json", json.dumps(PROFILE | {"phone": "1"}))) == (0, 1, 0, 0)


async def test_items_belong_to_the_agency_of_the_region(parts: Parts, load: Load) -> None:
    for id, region in (("a-far", "510822"), ("own", "610925")):
        await save_agency(parts.db, Agency(id, "某局", "某局", region, "某县"))

    await load("a.csv", CSV)

    rows = await parts.db.fetch_all("SELECT DISTINCT agency_id, region_code FROM item_version")
    assert [tuple(row) for row in rows] == [("own", "610925")]


async def test_another_agencys_report_changes_neither_the_owner_nor_the_codes_of_items(
    parts: Parts, load: Load
) -> None:
    await load("agency.json", json.dumps(PROFILE))
    without_codes = "事项名称\n开饭馆\n补社保卡\n"
    await load("a.csv", without_codes)

    await load("police.txt", report_of("岚皋县公安局"))

    assert (await own_agency(parts.db, "610925")).id == "own"
    assert counts(await load("a.csv", without_codes)) == (0, 0, 2, 0)


async def test_a_report_that_names_nobody_is_the_installations_own(
    parts: Parts, load: Load
) -> None:
    await load("agency.json", json.dumps(PROFILE))
    text = re.sub("(岚皋)?县行政审批服务局|岚皋县", "", REPORT.read_text("utf-8"))

    assert counts(await load("a.txt", text)) == (1, 0, 0, 0)

    assert [stored.agency_id for stored in await current_reports(parts.db)] == ["own"]


async def test_meanings_that_the_catalogue_does_not_hold_are_told(
    parts: Parts, load: Load, file: Write
) -> None:
    path = await asyncio.to_thread(file, "a.tsv", TSV)
    (before,) = await load_files(parts, files_in([path]))
    await load("a.csv", CSV)

    (after,) = await load_files(parts, files_in([path]))

    assert before.notes == ()
    assert after.notes[0].startswith("本地目录没有对应事项的说法 1 条，其中 0 条")
    assert "饭馆&开" in after.notes[1]


async def test_who_handles_a_matter_may_stand_in_a_later_file(
    parts: Parts, load: Load, file: Write
) -> None:
    await load("a.csv", CSV)
    meanings = await asyncio.to_thread(file, "m.tsv", TSV)
    outside = await asyncio.to_thread(
        file, "o.tsv", "正式词\t谁办\t怎么找\t领域\n食品经营许可\t市局\t12315\t食品\n"
    )

    for dry_run in (True, False):
        told = await load_files(parts, files_in([meanings, outside]), dry_run=dry_run)
        assert told[0].notes == ("本地目录没有对应事项的说法 1 条，其中 1 条会告知由谁办理",)


async def test_progress_is_told_by_file(load: Load) -> None:
    told: list[tuple[str, int, int]] = []

    await load("a.csv", CSV, progress=lambda *step: told.append(step))

    assert told == [("a.csv", 1, 2), ("a.csv", 2, 2)]


async def test_a_file_over_the_limit_of_the_settings_is_refused(parts: Parts, file: Write) -> None:
    small = replace(parts, settings=replace(parts.settings, max_file_mb=1))
    path = await asyncio.to_thread(file, "a.csv", CSV + "x" * 1_000_000)

    loaded = await load_file(small, path, "catalogue")

    assert "超过上限 1 MB" in loaded.refused[0].reason


async def test_an_installation_of_another_region_does_not_borrow_the_starter_agency(
    parts: Parts, file: Write
) -> None:
    elsewhere = replace(parts, settings=replace(parts.settings, region="510822"))
    path = await asyncio.to_thread(file, "a.csv", CSV)

    await load_file(elsewhere, path, "catalogue")

    assert [(a.id, a.region_code) for a in await agencies(parts.db)] == [("local", "510822")]


def test_the_example_report_names_its_agency() -> None:
    # The tests above replace this name: without it they would test nothing.
    assert NAME in REPORT.read_text("utf-8")


FAQ = "实施编码,事项名称,问题,答案\n1,,收钱吗？,不收\n,补社保卡,多久？,当场\n9,,在哪？,大厅\n"


async def test_frequent_questions_go_to_their_items_by_code_or_name(
    parts: Parts, load: Load
) -> None:
    await load("a.csv", CSV)

    loaded = await load("faq/a.csv", FAQ)

    asked = {one.item.name: one.item.faq for one in await current_items(parts.db)}
    assert counts(loaded) == (0, 2, 0, 1)
    assert [faq.answer for faq in asked["开饭馆"]] == ["不收"]
    assert [faq.question for faq in asked["补社保卡"]] == ["多久？"]
    assert "目录里没有这个事项" in loaded.refused[0].reason


async def test_frequent_questions_loaded_again_change_only_what_differs(
    parts: Parts, load: Load
) -> None:
    await load("a.csv", CSV)
    await load("faq/a.csv", FAQ)

    again = await load("faq/a.csv", FAQ.replace("不收", "收五元") + "1,,要预约吗？,不用\n")

    (item,) = (one.item for one in await current_items(parts.db) if one.item.code == "1")
    assert counts(again) == (0, 1, 1, 1)
    assert [(f.question, f.answer) for f in item.faq] == [
        ("收钱吗？", "收五元"),
        ("要预约吗？", "不用"),
    ]
    assert item.promised_days == 5


async def test_a_question_of_two_items_of_one_name_wants_the_code(parts: Parts, load: Load) -> None:
    await load("a.csv", CSV + "开饭馆,3,7\n")

    loaded = await load("faq/a.csv", "事项名称,问题,答案\n开饭馆,收钱吗？,不收\n")

    assert "请改填实施编码" in loaded.refused[0].reason


async def test_nothing_of_frequent_questions_is_stored_in_a_dry_run(
    parts: Parts, load: Load
) -> None:
    await load("a.csv", CSV)
    before = await contents(parts)

    assert counts(await load("faq/a.csv", FAQ, dry_run=True)) == (0, 2, 0, 1)
    assert await contents(parts) == before
