"""A log file: previewed, stored whole, counted once."""

from dataclasses import replace

import pytest

from assistant.errors import BadInput
from assistant.logbook.importing import import_file, preview_file, undo_import
from assistant.storage.activity import standing_entries
from assistant.storage.audit import Filter, deeds

HEAD = "台账类别,日期,渠道,类别,标题,数量\n"
TWO = (
    HEAD
    + "信息公开发布,2026-03-05,政府网站,通知公告,提示,2\n行政许可办理,2026-03-31,,,3 月办结,40\n"
)


@pytest.fixture
def file(tmp_path):
    def written(text):
        path = tmp_path / "log.csv"
        path.write_text(text, "utf-8")
        return path

    return written


async def entries(office):
    return [stored.entry for stored in await standing_entries(office.db)]


async def test_a_preview_stores_nothing(office, file):
    found = await preview_file(office, file(TWO), "log.csv", "周某")
    assert [(number, entry.kind) for number, entry in found.rows.taken] == [
        (2, "publication"),
        (3, "permit"),
    ]
    assert await entries(office) == []


async def test_an_import_stores_every_row_and_tells_the_audit_log(office, file):
    await import_file(office, file(TWO), "log.csv", "周某")
    stored = await entries(office)
    assert [(e.kind, e.quantity, e.recorded_by) for e in stored] == [
        ("publication", 2, "周某"),
        ("permit", 40, "周某"),
    ]
    (deed,) = await deeds(office.db, Filter(), 10)
    assert (deed.who, deed.subject) == ("周某", "台账导入 log.csv")


async def test_the_same_file_twice_counts_once(office, file):
    await import_file(office, file(TWO), "log.csv", "周某")
    again = await import_file(office, file(TWO), "log.csv", "李某")
    assert (len(again.rows.taken), len(again.rows.known)) == (0, 2)
    assert len(await entries(office)) == 2


async def test_of_equal_rows_only_as_many_are_known_as_are_stored(office, file):
    row = "行政许可办理,2026-03-31,,,,40\n"
    await import_file(office, file(HEAD + row), "log.csv", "周某")
    again = await import_file(office, file(HEAD + row * 3), "log.csv", "周某")
    assert (len(again.rows.taken), len(again.rows.known)) == (2, 1)
    assert len(await entries(office)) == 3


async def test_a_wrong_row_is_told_with_its_reason_and_the_others_are_taken(office, file):
    text = TWO + "聚会,2026-01-01,,,,\n行政处罚,2026-02-30,,,,0\n"
    found = await import_file(office, file(text), "log.csv", "周某")
    told = [(r.row, r.column) for r in found.rows.refused]
    assert told == [(4, "台账类别"), (5, "日期"), (5, "数量")]
    assert found.rows.refused[1].sentence().startswith("log.csv 第 5 行“日期”列，值“2026-02-30”")
    assert len(await entries(office)) == 2


async def test_a_correction_of_nothing_stops_the_whole_file(office, file):
    text = (
        "台账类别,日期,数量,更正编号\n行政许可办理,2026-03-31,4,\n行政许可办理,2026-03-31,5,none\n"
    )
    with pytest.raises(BadInput, match="没有这个编号"):
        await import_file(office, file(text), "log.csv", "周某")
    assert await entries(office) == []


async def test_an_import_taken_back_leaves_what_was_there_before(office, file):
    late = replace(office, clock=lambda: "2026-11-22T10:00:00.000+08:00")
    await import_file(office, file(TWO), "log.csv", "周某")
    (first, _) = await standing_entries(office.db)
    corrected = (
        f"台账类别,日期,数量,更正编号\n行政许可办理,2026-03-31,5,{first.id}\n培训,2026-04-01,1,\n"
    )
    # A training owes its contents; the row is refused and the correction taken.
    done = await import_file(late, file(corrected), "corrections.csv", "周某")
    assert sorted(e.quantity for e in await entries(office)) == [5, 40]

    later = replace(office, clock=lambda: "2026-11-22T11:00:00.000+08:00")
    assert await undo_import(later, done.at, "周某") == 1
    assert sorted((e.kind, e.quantity) for e in await entries(office)) == [
        ("permit", 40),
        ("publication", 2),
    ]
    with pytest.raises(BadInput, match="没有可以撤销的了"):
        await undo_import(later, done.at, "周某")
    (deed, *_) = await deeds(office.db, Filter(), 10)
    assert deed.after == "撤销 1 条"
