"""The lexicon's lines: one for each key of each kind."""

import sqlite3

import pytest

from assistant.models.lexicon import LexiconKind, LexiconLine
from assistant.storage import knowledge
from assistant.storage.database import SqliteDatabase
from assistant.storage.items import Change
from assistant.storage.lexicon import (
    compare_lines,
    current_lines,
    latest_lines,
    put_line,
    save_lines,
    switch_off,
    versions_of_line,
)

NOW = "2026-11-22T09:00:00.000+08:00"


def meaning(words: str, target: str = "食品经营许可") -> LexiconLine:
    return LexiconLine(LexiconKind.MEANING, (words, target, "食品", words))


SHOP, CARD = meaning("开饭馆"), meaning("补社保卡", "社会保障卡补领")
HOMOPHONE = LexiconLine(LexiconKind.HOMOPHONE, ("开饭馆", ""))


async def test_lines_come_back_in_the_order_in_which_they_came(db: SqliteDatabase) -> None:
    lines = [meaning("饭馆三"), meaning("饭馆一"), meaning("饭馆二")]

    await save_lines(db, lines, "a.tsv", NOW)

    assert await current_lines(db) == lines


async def test_lines_of_a_later_file_come_after_those_of_an_earlier(db: SqliteDatabase) -> None:
    await save_lines(db, [meaning("乙"), meaning("丙")], "a.tsv", NOW)
    await save_lines(db, [meaning("甲")], "b.tsv", NOW)

    assert [line.key for line in await current_lines(db)] == ["乙", "丙", "甲"]


async def test_the_same_words_may_stand_in_two_kinds(db: SqliteDatabase) -> None:
    change = await save_lines(db, [SHOP, HOMOPHONE], "a.tsv", NOW)

    assert len(change.added) == 2
    assert set(await current_lines(db)) == {SHOP, HOMOPHONE}


async def test_the_same_lines_again_change_nothing(db: SqliteDatabase) -> None:
    await save_lines(db, [SHOP, CARD], "a.tsv", NOW)
    version = await knowledge.version(db)

    change = await save_lines(db, [CARD, SHOP], "b.tsv", NOW)

    assert (len(change.unchanged), change.added, change.changed) == (2, (), ())
    assert await knowledge.version(db) == version


async def test_a_line_with_a_known_key_replaces_the_older_one_in_its_place(
    db: SqliteDatabase,
) -> None:
    await save_lines(db, [SHOP, CARD], "a.tsv", NOW)
    version = await knowledge.version(db)
    better = meaning("开饭馆", "小餐饮")

    change = await save_lines(db, [better], "b.tsv", NOW)

    assert change == Change(changed=("meaning 开饭馆",))
    assert await current_lines(db) == [better, CARD]
    assert await knowledge.version(db) == version + 1


async def test_comparing_tells_what_storing_would_do_and_does_nothing(db: SqliteDatabase) -> None:
    await save_lines(db, [SHOP], "a.tsv", NOW)
    version = await knowledge.version(db)

    change = await compare_lines(db, [SHOP, meaning("开饭馆", "小餐饮"), CARD])

    assert change == Change(("meaning 补社保卡",), ("meaning 开饭馆",), ("meaning 开饭馆",))
    assert (await current_lines(db), await knowledge.version(db)) == ([SHOP], version)


async def test_nothing_is_stored_where_one_line_cannot_be(db: SqliteDatabase) -> None:
    broken = LexiconLine(LexiconKind.MEANING, (None, "x"))  # type: ignore[arg-type]

    with pytest.raises(sqlite3.IntegrityError):
        await save_lines(db, [SHOP, broken, CARD], "a.tsv", NOW)

    assert (await current_lines(db), await knowledge.version(db)) == ([], 0)


LATER, LATEST = "2026-11-23T09:00:00.000+08:00", "2026-11-24T09:00:00.000+08:00"


async def off(db: SqliteDatabase, line: LexiconLine, now: str = LATER) -> None:
    async with db.transaction() as tx:
        await switch_off(tx, line.kind, line.key, "editor", now)


async def test_a_line_that_is_switched_off_is_kept_with_who_did_it(db: SqliteDatabase) -> None:
    await save_lines(db, [SHOP, CARD], "a.tsv", NOW)

    await off(db, SHOP)

    (held,) = await versions_of_line(db, "meaning", SHOP.key)
    assert await current_lines(db) == [CARD]
    assert (held.line, held.ended_at, held.ended_by) == (SHOP, LATER, "editor")


async def test_a_line_that_is_off_stays_off_when_its_file_is_loaded_again(
    db: SqliteDatabase,
) -> None:
    await save_lines(db, [SHOP], "a.tsv", NOW)
    await off(db, SHOP)

    change = await save_lines(db, [SHOP], "a.tsv", LATEST)

    assert (change.added, await current_lines(db)) == ((), [])


async def test_a_line_that_is_off_comes_back_when_it_is_worded_differently(
    db: SqliteDatabase,
) -> None:
    await save_lines(db, [SHOP, CARD], "a.tsv", NOW)
    await off(db, SHOP)
    better = meaning("开饭馆", "小餐饮")

    await save_lines(db, [better], "b.tsv", LATEST)

    assert await current_lines(db) == [better, CARD]


async def test_a_change_is_a_new_version_and_the_old_one_holds_for_its_time(
    db: SqliteDatabase,
) -> None:
    await save_lines(db, [SHOP], "a.tsv", NOW)
    better = meaning("开饭馆", "小餐饮")
    async with db.transaction() as tx:
        await put_line(tx, better, "editor", "desk", LATER)

    versions = await versions_of_line(db, "meaning", SHOP.key)

    assert [(v.version, v.line, v.author) for v in versions] == [
        (1, SHOP, ""),
        (2, better, "editor"),
    ]
    assert await current_lines(db, NOW) == [SHOP]
    assert await current_lines(db, LATER) == [better]
    assert [stored.line for stored in await latest_lines(db, LexiconKind.MEANING)] == [better]
