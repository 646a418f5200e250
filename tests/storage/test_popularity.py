"""How often each item was chosen, as last taken up."""

import pytest

from assistant.storage import knowledge
from assistant.storage.answers import AnswerLog, AnswerRow
from assistant.storage.database import SqliteDatabase
from assistant.storage.popularity import take_up, times_chosen


async def choose(db: SqliteDatabase, code: str, times: int, first: int = 0) -> None:
    log = AnswerLog(db)
    for n in range(first, first + times):
        answered = ("2026", "web", "c", "610925", "q", "answered.item", "general", code, "")
        await log.append(AnswerRow(f"{code}-{n}", *answered, 0.9, 1, 1.0, code))


async def test_without_answers_nothing_was_chosen(db: SqliteDatabase) -> None:
    assert not await take_up(db)
    assert await times_chosen(db) == {}
    assert await knowledge.version(db) == 0


@pytest.mark.parametrize(("times", "counted"), [(2, {}), (3, {"A-1": 3}), (7, {"A-1": 7})])
async def test_an_item_counts_from_the_third_choice_on(
    db: SqliteDatabase, times: int, counted: dict[str, int]
) -> None:
    await choose(db, "A-1", times)

    assert await take_up(db) is bool(counted)
    assert await times_chosen(db) == counted


async def test_an_answer_that_nobody_chose_does_not_count(db: SqliteDatabase) -> None:
    await choose(db, "", 5)

    assert not await take_up(db)


async def test_choices_do_not_count_before_they_are_taken_up(db: SqliteDatabase) -> None:
    await choose(db, "A-1", 3)
    await take_up(db)

    await choose(db, "A-1", 4, first=3)

    assert await times_chosen(db) == {"A-1": 3}


async def test_taking_up_counts_everything_anew(db: SqliteDatabase) -> None:
    await choose(db, "A-1", 3)
    await take_up(db)
    await choose(db, "A-1", 1, first=3)
    await choose(db, "B-1", 3)

    assert await take_up(db)

    assert await times_chosen(db) == {"A-1": 4, "B-1": 3}


async def test_changed_choices_are_a_change_of_knowledge_and_unchanged_ones_are_none(
    db: SqliteDatabase,
) -> None:
    await choose(db, "A-1", 3)

    first = (await take_up(db), await knowledge.version(db))
    second = (await take_up(db), await knowledge.version(db))

    assert (first, second) == ((True, 1), (False, 1))
