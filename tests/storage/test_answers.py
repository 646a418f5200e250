"""The answer log: written in groups, on disk before anybody hears of it."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path

import pytest

from assistant.errors import Unavailable
from assistant.storage.answers import (
    GROUP,
    AnswerLog,
    AnswerRow,
    count_by_outcome,
    find_answer,
    last_turn,
    save_feedback,
)
from assistant.storage.database import SqliteDatabase

ROOT = Path(__file__).resolve().parents[2]


def answer(id: str, **given: object) -> AnswerRow:
    usual: dict[str, object] = {
        "asked_at": "2026-11-22T09:00:00.000+08:00",
        "channel": "web",
        "conversation": "c-1",
        "region_code": "610925",
        "question": "营业执照在哪里办",
        "outcome": "answered.item",
        "aspect": "where",
        "item_code": "A-1",
        "offered": "",
        "confidence": 0.93,
        "knowledge_version": 7,
        "milliseconds": 1.25,
    }
    return AnswerRow(**({"id": id} | usual | given))  # type: ignore[arg-type]


async def count(db: SqliteDatabase) -> int:
    row = await db.fetch_one("SELECT COUNT(*) AS n FROM answer")
    return int(row["n"]) if row else -1


def commits(path: Path) -> int:
    """Commits that stand in the write-ahead log: frames that tell the file's size after them."""
    log = path.with_name(path.name + "-wal").read_bytes()
    page, salts = int.from_bytes(log[8:12], "big"), log[16:24]
    frames = [log[start : start + 24] for start in range(32, len(log), 24 + page)]
    return sum(1 for frame in frames if frame[8:16] == salts and any(frame[4:8]))


@asynccontextmanager
async def full_disk(db: SqliteDatabase) -> AsyncIterator[None]:
    """While this is open, the database may not grow: the engine says what a full disk says."""
    row = await db.fetch_one("PRAGMA page_count")
    assert row is not None
    await db.execute(f"PRAGMA max_page_count = {row['page_count']}")
    yield
    await db.execute("PRAGMA max_page_count = 1000000")


LONG = "问" * 1000
"""Such questions fill a page quickly, and a free page in the file does not hide a full disk."""


async def fill(log: AnswerLog, prefix: str, rows: int = 40) -> list[BaseException | None]:
    return await asyncio.gather(
        *(log.append(answer(f"{prefix}-{n:03}", question=LONG)) for n in range(rows)),
        return_exceptions=True,
    )


async def test_a_row_comes_back_as_it_went_in(db: SqliteDatabase) -> None:
    await AnswerLog(db).append(answer("q-1", question="'; DROP TABLE answer; --"))

    row = await find_answer(db, "q-1")

    assert row is not None
    assert dict(row) == asdict(answer("q-1", question="'; DROP TABLE answer; --"))


async def test_an_answer_that_was_never_given_is_not_found(db: SqliteDatabase) -> None:
    assert await find_answer(db, "q-1") is None


async def test_rows_that_wait_together_are_written_in_one_commit(
    db: SqliteDatabase, path: Path
) -> None:
    log = AnswerLog(db)
    before = commits(path)

    await asyncio.gather(*(log.append(answer(f"q-{n}")) for n in range(GROUP)))

    assert await count(db) == GROUP
    assert commits(path) - before == 1


async def test_a_row_waits_for_as_many_as_came_together_before(
    db: SqliteDatabase, path: Path
) -> None:
    log = AnswerLog(db, most_wait=60)
    await asyncio.gather(*(log.append(answer(f"p-{n}")) for n in range(4)))
    before = commits(path)

    waiting = []
    for number in range(4):
        waiting.append(asyncio.create_task(log.append(answer(f"q-{number}"))))
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    assert commits(path) - before == 1


async def test_a_row_that_nobody_joins_waits_once_and_the_next_one_not(db: SqliteDatabase) -> None:
    log = AnswerLog(db, most_wait=1)
    await asyncio.gather(*(log.append(answer(f"p-{n}")) for n in range(4)))

    await asyncio.wait_for(log.append(answer("q-1")), 10)
    await asyncio.wait_for(log.append(answer("q-2")), 0.9)

    assert await count(db) == 6


async def test_rows_that_come_one_after_another_are_each_committed(
    db: SqliteDatabase, path: Path
) -> None:
    log = AnswerLog(db)
    before = commits(path)

    for n in range(5):
        await log.append(answer(f"q-{n}"))

    assert commits(path) - before == 5


async def test_more_rows_than_a_group_holds_need_more_commits(
    db: SqliteDatabase, path: Path
) -> None:
    log = AnswerLog(db)
    before = commits(path)

    await asyncio.gather(*(log.append(answer(f"q-{n}")) for n in range(2 * GROUP + 1)))

    assert await count(db) == 2 * GROUP + 1
    assert commits(path) - before == 3


async def test_rows_that_come_while_a_group_is_written_go_into_the_next(
    db: SqliteDatabase, path: Path
) -> None:
    log = AnswerLog(db)
    before = commits(path)
    async with db.transaction():
        first = asyncio.create_task(log.append(answer("q-0")))
        await asyncio.sleep(0.01)
        later = [asyncio.create_task(log.append(answer(f"q-{n}"))) for n in range(1, 21)]
        await asyncio.sleep(0.01)

    await asyncio.gather(first, *later)

    assert commits(path) - before == 2


async def test_a_row_is_not_acknowledged_before_it_can_be_read(db: SqliteDatabase) -> None:
    log = AnswerLog(db)
    seen = []

    async def ask(id: str) -> None:
        await log.append(answer(id))
        seen.append(await find_answer(db, id) is not None)

    await asyncio.gather(*(ask(f"q-{n}") for n in range(50)))

    assert seen == [True] * 50


async def test_closing_waits_for_the_rows_on_their_way(db: SqliteDatabase) -> None:
    log = AnswerLog(db)
    tasks = [asyncio.create_task(log.append(answer(f"q-{n}"))) for n in range(GROUP + 1)]
    await asyncio.sleep(0)

    await log.close()

    assert await count(db) == GROUP + 1
    await asyncio.gather(*tasks)


async def test_closing_a_log_that_was_never_used_is_no_error(db: SqliteDatabase) -> None:
    log = AnswerLog(db)

    await log.close()

    assert log.working


async def test_the_row_of_a_caller_who_went_away_is_kept_all_the_same(db: SqliteDatabase) -> None:
    log = AnswerLog(db)
    gone = asyncio.create_task(log.append(answer("gone")))
    stays = asyncio.create_task(log.append(answer("stays")))
    await asyncio.sleep(0)
    gone.cancel()

    await stays

    assert await find_answer(db, "gone") is not None
    assert log.missing == 0


async def test_everybody_whose_row_cannot_be_written_is_told(db: SqliteDatabase) -> None:
    log = AnswerLog(db)

    async with full_disk(db):
        told = await fill(log, "lost")

    assert {type(error) for error in told} == {Unavailable}
    assert "磁盘" in str(told[0])


async def test_the_cause_of_a_row_that_cannot_be_written_is_kept(db: SqliteDatabase) -> None:
    await db.execute("DROP TABLE answer")

    with pytest.raises(Unavailable) as caught:
        await AnswerLog(db).append(answer("q-1"))

    assert isinstance(caught.value.__cause__, sqlite3.OperationalError)


async def test_missing_rows_are_counted(db: SqliteDatabase) -> None:
    log = AnswerLog(db)

    async with full_disk(db):
        await fill(log, "a", 30)
        await fill(log, "b", 12)

    assert log.missing == 42
    assert await count(db) == 0


async def test_a_log_that_cannot_be_written_says_so_and_works_again_afterwards(
    db: SqliteDatabase,
) -> None:
    log = AnswerLog(db)
    async with full_disk(db):
        await fill(log, "lost")
        during = log.working

    told = await fill(log, "kept")

    assert (during, log.working) == (False, True)
    assert told == [None] * 40
    assert (await count(db), log.missing) == (40, 40)


async def test_nothing_of_a_group_that_failed_is_stored(db: SqliteDatabase) -> None:
    log = AnswerLog(db)
    await log.append(answer("same"))

    await asyncio.gather(
        log.append(answer("new")), log.append(answer("same")), return_exceptions=True
    )

    assert (await count(db), log.missing) == (1, 2)


async def test_a_failure_of_which_nobody_waits_to_hear_is_still_counted(
    db: SqliteDatabase,
) -> None:
    log = AnswerLog(db)
    await db.execute("DROP TABLE answer")
    gone = asyncio.create_task(log.append(answer("gone")))
    await asyncio.sleep(0)
    gone.cancel()

    await log.close()

    assert log.missing == 1


KEEPS_LOGGING = """
import asyncio, itertools, sys
from pathlib import Path
from assistant.storage.answers import AnswerLog, AnswerRow
from assistant.storage.database import open_sqlite

async def one(log, number):
    row = AnswerRow(f"q-{number}", "2026", "web", "", "", "q", "x", "x", "", "", 0.5, 1, 1.0)
    await log.append(row)
    print(row.id, flush=True)

async def main():
    log = AnswerLog(await open_sqlite(Path(sys.argv[1])))
    for start in itertools.count(0, 10):
        await asyncio.gather(*(one(log, start + n) for n in range(10)))

asyncio.run(main())
"""


@pytest.fixture
def given_out(path: Path) -> Callable[[int], list[str]]:
    """Lets a process log answers, kills it after so many numbers, and tells the numbers."""

    def run(numbers: int) -> list[str]:
        command = [sys.executable, "-c", KEEPS_LOGGING, str(path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            heard = [process.stdout.readline().strip() for _ in range(numbers)]
            process.kill()
            return heard + process.stdout.read().split()

    return run


async def test_every_number_that_was_given_out_outlives_a_kill(
    db: SqliteDatabase, given_out: Callable[[int], list[str]]
) -> None:
    numbers = given_out(200)

    rows = await db.fetch_all("SELECT id FROM answer")

    assert len(numbers) >= 200
    assert set(numbers) <= {row["id"] for row in rows}


async def test_answers_are_counted_by_how_they_ended(db: SqliteDatabase) -> None:
    log = AnswerLog(db)
    for id, outcome in (("1", "failed"), ("2", "answered.item"), ("3", "answered.item")):
        await log.append(answer(id, outcome=outcome))

    assert await count_by_outcome(db, "2026", "2027") == {"answered.item": 2, "failed": 1}


@pytest.mark.parametrize(
    ("asked_at", "counts"),
    [
        ("2025-12-31T23:59:59.999+08:00", 0),
        ("2026-01-01T00:00:00.000+08:00", 1),
        ("2026-12-31T23:59:59.999+08:00", 1),
        ("2027-01-01T00:00:00.000+08:00", 0),
    ],
)
async def test_a_period_holds_its_first_moment_and_not_its_end(
    db: SqliteDatabase, asked_at: str, counts: int
) -> None:
    await AnswerLog(db).append(answer("q-1", asked_at=asked_at))

    found = await count_by_outcome(db, "2026-01-01", "2027-01-01")

    assert sum(found.values()) == counts


async def test_what_somebody_thought_of_an_answer_is_kept(db: SqliteDatabase) -> None:
    await AnswerLog(db).append(answer("q-1"))

    assert await save_feedback(db, "f-1", "q-1", "down", "2026-11-22T10:00:00+08:00", "太长")

    row = await db.fetch_one("SELECT * FROM feedback")
    assert row is not None
    assert tuple(row)[:5] == ("f-1", "q-1", "down", "2026-11-22T10:00:00+08:00", "太长")


async def test_nothing_is_kept_about_an_answer_that_was_never_given(db: SqliteDatabase) -> None:
    assert not await save_feedback(db, "f-1", "q-1", "useful", "2026-11-22T10:00:00+08:00")

    assert await db.fetch_one("SELECT * FROM feedback") is None


async def test_the_last_turn_is_the_latest_answer_of_the_conversation(db: SqliteDatabase) -> None:
    log = AnswerLog(db)
    await log.append(answer("q-2", asked_at="2026-11-22T10:00:00.000+08:00", item_code="B-1"))
    await log.append(answer("q-1", asked_at="2026-11-22T09:00:00.000+08:00", item_code="A-1"))
    await log.append(
        answer("q-3", asked_at="2026-11-22T11:00:00.000+08:00", item_code="C-1", conversation="c-2")
    )

    assert (await last_turn(db, "c-1"))[0] == "B-1"


async def test_the_last_turn_tells_what_was_offered_and_asked(db: SqliteDatabase) -> None:
    await AnswerLog(db).append(
        answer("q-1", item_code="", offered="A-1 A-2", outcome="clarify.item", aspect="fee")
    )

    assert await last_turn(db, "c-1") == (
        *("", ("A-1", "A-2"), "fee", "", "", ""),
        "营业执照在哪里办",
        "clarify.item",
    )


async def test_a_conversation_without_answers_has_no_last_turn(db: SqliteDatabase) -> None:
    assert await last_turn(db, "nobody") == ("", (), "general", "", "", "", "", "")
