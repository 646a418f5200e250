"""Groups of failed questions: counted by word, most asked first, states kept in order."""

import pytest

from assistant.models.learning import GroupState
from assistant.storage.answers import AnswerLog, AnswerRow, save_feedback
from assistant.storage.database import SqliteDatabase
from assistant.storage.learning import (
    Period,
    Use,
    chosen_after,
    complaints,
    failed_questions,
    find_group,
    groups,
    line_use,
    set_state,
)

YEAR = Period("2026-01-01", "2027-01-01")


def failed(id: str, word: str, failure: str = "no_answer", **more: object) -> AnswerRow:
    usual: dict[str, object] = {
        "asked_at": f"2026-11-22T09:00:{id[-2:]}.000+08:00",
        "channel": "web",
        "conversation": f"c-{id}",
        "region_code": "610925",
        "question": f"{word}怎么办",
        "outcome": "unanswered.no_match",
        "aspect": "how",
        "item_code": "",
        "offered": "",
        "confidence": 0.2,
        "knowledge_version": 1,
        "milliseconds": 1.0,
        "failure": failure,
        "uncovered": word,
    }
    return AnswerRow(**({"id": id} | usual | more))  # type: ignore[arg-type]


@pytest.fixture
async def log(db: SqliteDatabase) -> AnswerLog:
    log = AnswerLog(db)
    for row in (
        failed("q-01", "光伏"),
        failed("q-02", "光伏", "unsure"),
        failed("q-03", "光伏", "none_of_these", conversation="c-q-02", question="都不是"),
        failed("q-04", "菜摊"),
        failed("q-05", "饭馆", "", line="meaning 饭馆", outcome="answered.item"),
    ):
        await log.append(row)
    return log


@pytest.mark.usefixtures("log")
async def test_groups_come_most_asked_first_and_say_why_they_failed(db: SqliteDatabase) -> None:
    found, of = await groups(db, YEAR, GroupState.OPEN, 10)

    assert [(g.word, g.times, g.no_answer, g.unsure, g.none_of_these) for g in found] == [
        ("光伏", 3, 1, 1, 1),
        ("菜摊", 1, 1, 0, 0),
    ]
    assert of == 2


@pytest.mark.usefixtures("log")
async def test_a_thumbs_down_counts_once_under_the_word_of_its_question(
    db: SqliteDatabase,
) -> None:
    for number, reason in enumerate(("", "答非所问")):
        await save_feedback(db, f"f-{number}", "q-05", "down", "2026-11-23T08:00:00+08:00", reason)

    found = await find_group(db, YEAR, "饭馆")

    assert found is not None
    assert (found.times, found.thumbs_down) == (1, 1)
    assert await complaints(db, "饭馆") == ["答非所问"]
    assert [row["id"] for row in await failed_questions(db, "饭馆")] == ["q-05"]


@pytest.mark.usefixtures("log")
async def test_what_failed_outside_the_period_is_left_out(db: SqliteDatabase) -> None:
    found, of = await groups(db, Period("2026-11-23", "2027-01-01"), GroupState.OPEN, 10)

    assert (found, of) == ([], 0)


async def test_a_group_that_is_done_opens_again_when_its_word_fails_anew(
    db: SqliteDatabase, log: AnswerLog
) -> None:
    await set_state(db, "s-1", "光伏", GroupState.DONE, "", "a", "2026-11-22T10:00:00.000+08:00")
    assert [g.word for g in (await groups(db, YEAR, GroupState.OPEN, 10))[0]] == ["菜摊"]

    await log.append(failed("q-06", "光伏", asked_at="2026-11-22T11:00:00.000+08:00"))

    assert [g.word for g in (await groups(db, YEAR, GroupState.OPEN, 10))[0]] == ["光伏", "菜摊"]


async def test_a_group_set_aside_stays_aside_with_its_reason(
    db: SqliteDatabase, log: AnswerLog
) -> None:
    aside = GroupState.ASIDE
    await set_state(db, "s-1", "光伏", aside, "闲聊", "甲", "2026-11-22T10:00:00.000+08:00")
    await log.append(failed("q-06", "光伏", asked_at="2026-11-22T11:00:00.000+08:00"))

    (group,), of = await groups(db, YEAR, aside, 10)

    assert (group.word, group.reason, group.set_by, of) == ("光伏", "闲聊", "甲", 1)


@pytest.mark.usefixtures("log")
async def test_none_of_these_stands_under_the_question_before_it(db: SqliteDatabase) -> None:
    rows = await failed_questions(db, "光伏")

    assert [row["question"] for row in rows] == ["光伏怎么办"] * 3
    assert [row["id"] for row in rows] == ["q-02", "q-02", "q-01"]


async def test_what_people_chose_in_the_end_is_told(db: SqliteDatabase, log: AnswerLog) -> None:
    chosen = {"conversation": "c-q-02", "chosen": "A-7"}
    await log.append(failed("q-07", "光伏", "", outcome="answered.item", **chosen))

    assert await chosen_after(db, "光伏") == [("A-7", 1)]


async def test_a_line_is_told_with_hits_and_how_often_it_was_confirmed(
    db: SqliteDatabase, log: AnswerLog
) -> None:
    line = "meaning 饭馆"
    await log.append(failed("q-08", "饭馆", "", line=line, chosen="A-1"))
    await log.append(failed("q-09", "饭馆", "none_of_these", line=line))
    await save_feedback(db, "f-1", "q-05", "up", "2026-11-23T08:00:00+08:00")

    assert await line_use(db, [line, "meaning 无"]) == {line: Use(1, 2, 1)}
