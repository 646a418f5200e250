"""The answer log (答复记录): append-only, in groups, on disk before a number is given out."""

import asyncio
import functools
import itertools
import operator
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from assistant.errors import Unavailable
from assistant.storage.database import Database, Row, Statements

GROUP = 200
"""Most rows in one commit; SQLite takes at most 32,766 parameters in a statement."""
_MOST_WAIT = 0.003
"""Seconds for which a row waits for others: no more than working out another answer or two."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answered question; the question is masked before it comes here.

    failure says how it failed, "" where it did not; uncovered is the word that nothing
    explained; line what of the lexicon had a part, as "kind key", one a line.
    """

    id: str
    asked_at: str
    channel: str
    conversation: str
    region_code: str
    question: str
    outcome: str
    aspect: str
    item_code: str
    offered: str
    confidence: float
    knowledge_version: int
    milliseconds: float
    chosen: str = ""
    failure: str = ""
    uncovered: str = ""
    line: str = ""
    topic: str = ""


_COLUMNS = tuple(f.name for f in fields(AnswerRow))
_cells = operator.attrgetter(*_COLUMNS)


class AnswerLog:
    """Takes rows one at a time and writes all that wait in one commit.

    most_wait is how many seconds a row waits at most for others to come; missing counts rows
    that could not be written; working tells whether the last write went well.
    """

    def __init__(self, db: Database, most_wait: float = _MOST_WAIT) -> None:
        self._db = db
        self._most_wait = most_wait
        self._waiting: list[tuple[AnswerRow, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._at_once = 1
        self._enough = asyncio.Event()
        self.missing = 0
        self.working = True

    async def append(self, row: AnswerRow) -> None:
        """Return once the row is on disk; Unavailable if it cannot be written."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((row, done))
        if len(self._waiting) >= self._at_once:
            self._enough.set()
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_waiting())
        await done

    async def close(self) -> None:
        """Wait for the rows that are on their way."""
        if self._writing is not None:
            await self._writing

    async def _write_waiting(self) -> None:
        while self._waiting:
            await self._gather()
            # While one group is being written, the next one gathers.
            group, self._waiting = self._waiting[:GROUP], self._waiting[GROUP:]
            try:
                await self._insert([row for row, _ in group])
            except Exception as error:  # whatever the disk says, the citizen is answered
                self._failed(group, error)
            else:
                self.working = True
                self._at_once = min(GROUP, len(group) + len(self._waiting))
                for _, done in group:
                    if not done.done():
                        done.set_result(None)

    async def _gather(self) -> None:
        """Let as many rows come together as came together last; for a single one, none is waited."""
        if len(self._waiting) >= self._at_once:
            return
        self._enough.clear()
        timer = asyncio.get_running_loop().call_later(self._most_wait, self._enough.set)
        await self._enough.wait()
        timer.cancel()

    def _failed(
        self, group: Sequence[tuple[AnswerRow, asyncio.Future[None]]], error: Exception
    ) -> None:
        self.working = False
        self.missing += len(group)
        for _, done in group:
            if not done.done():
                unavailable = Unavailable(
                    "答复已给出，但记录未能写入，请检查磁盘空间和数据目录权限。"
                )
                unavailable.__cause__ = error
                done.set_exception(unavailable)

    async def _insert(self, rows: Sequence[AnswerRow]) -> None:
        sql, names = _inserting(len(rows))
        cells = itertools.chain.from_iterable(map(_cells, rows))
        await self._db.execute(sql, dict(zip(names, cells, strict=True)))


@functools.cache
def _inserting(rows: int) -> tuple[str, tuple[str, ...]]:
    """The statement that inserts so many rows, and the names of its parameters in order."""
    names = [[f"{column}_{number}" for column in _COLUMNS] for number in range(rows)]
    values = ("(" + ", ".join(f":{name}" for name in of_one) + ")" for of_one in names)
    return (
        # Only the names of columns and parameters are put in, and both are ours.
        f"INSERT INTO answer ({', '.join(_COLUMNS)}) VALUES {', '.join(values)}",  # noqa: S608
        tuple(itertools.chain.from_iterable(names)),
    )


async def find_answer(db: Statements, id: str) -> Row | None:
    """One logged answer by its number, or None."""
    return await db.fetch_one("SELECT * FROM answer WHERE id = :id", {"id": id})


async def count_by_outcome(db: Statements, start: str, end: str) -> dict[str, int]:
    """Questions asked from start up to, not including, end, by how they ended."""
    rows = await db.fetch_all(
        "SELECT outcome, COUNT(*) AS n FROM answer"
        " WHERE asked_at >= :start AND asked_at < :end GROUP BY outcome ORDER BY outcome",
        {"start": start, "end": end},
    )
    return {row["outcome"]: row["n"] for row in rows}


async def save_feedback(
    db: Database, id: str, answer_id: str, value: str, now: str, reason: str = ""
) -> bool:
    """Keep what somebody thought of an answer; False where there is no such answer.

    The reason (没用的原因) is masked before it comes here.
    """
    answer = await find_answer(db, answer_id)
    if answer is None:
        return False
    await db.execute(
        "INSERT INTO feedback (id, answer_id, value, given_at, reason, uncovered, line)"
        " VALUES (:id, :answer, :value, :now, :reason, :uncovered, :line)",
        {
            "id": id,
            "answer": answer_id,
            "value": value,
            "now": now,
            "reason": reason,
            "uncovered": answer["uncovered"],
            "line": answer["line"],
        },
    )
    return True


class LastTurn(NamedTuple):
    """What a conversation's answer left for the next question; empty where there is none."""

    item_code: str = ""
    offered: tuple[str, ...] = ()
    aspect: str = "general"
    uncovered: str = ""
    line: str = ""
    topic: str = ""
    said: str = ""
    outcome: str = ""


async def last_turn(db: Statements, conversation: str, before: str = "") -> LastTurn:
    """What the latest answer of a conversation left; before: the latest before that moment."""
    row = await db.fetch_one(
        "SELECT item_code, offered, aspect, uncovered, line, topic, question, outcome"
        " FROM answer"
        " WHERE conversation = :conversation AND (:before = '' OR asked_at < :before)"
        " ORDER BY asked_at DESC, id DESC LIMIT 1",
        {"conversation": conversation, "before": before},
    )
    if row is None:
        return LastTurn()
    said = row["question"].partition("\n")[0]
    told = (row["aspect"], row["uncovered"], row["line"], row["topic"], said, row["outcome"])
    return LastTurn(row["item_code"], tuple(row["offered"].split()), *told)
