"""What failed (待学习问题), grouped by the word that nothing explained, and what was done about it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models.learning import GroupState
from assistant.storage.database import Row, Statements, listed

MOST_QUESTIONS = 50


@dataclass(frozen=True, slots=True)
class Group:
    """Failed questions of one period that share an uncovered word, and where the work stands.

    times counts all of them; the four counts say why they failed.
    """

    word: str
    times: int
    no_answer: int
    unsure: int
    none_of_these: int
    thumbs_down: int
    last_at: str
    state: GroupState
    reason: str
    set_by: str
    set_at: str


@dataclass(frozen=True, slots=True)
class Period:
    """From start up to, not including, end, as ISO-8601 text."""

    start: str
    end: str


# The index answer_by_failure holds all that the first part reads.
_FAILED = """
    SELECT uncovered, SUM(times) AS times, SUM(no_answer) AS no_answer, SUM(unsure) AS unsure,
        SUM(none_of_these) AS none_of_these, SUM(thumbs_down) AS thumbs_down,
        MAX(last_at) AS last_at
    FROM (
        SELECT uncovered, COUNT(*) AS times,
            SUM(CASE WHEN failure = 'no_answer' THEN 1 ELSE 0 END) AS no_answer,
            SUM(CASE WHEN failure = 'unsure' THEN 1 ELSE 0 END) AS unsure,
            SUM(CASE WHEN failure = 'none_of_these' THEN 1 ELSE 0 END) AS none_of_these,
            0 AS thumbs_down, MAX(asked_at) AS last_at
        FROM answer WHERE failure <> ''
            AND asked_at >= :start AND asked_at < :end
        GROUP BY uncovered
        UNION ALL
        SELECT uncovered, COUNT(DISTINCT answer_id), 0, 0, 0, COUNT(DISTINCT answer_id),
            MAX(given_at)
        FROM feedback WHERE value = 'down' AND given_at >= :start AND given_at < :end
        GROUP BY uncovered
    ) AS counted WHERE uncovered <> '' GROUP BY uncovered
"""
_LATEST = """
    SELECT uncovered, state, reason, set_by, set_at FROM learning_state AS one
    WHERE NOT EXISTS (SELECT 1 FROM learning_state AS later
        WHERE later.uncovered = one.uncovered AND later.set_at > one.set_at)
"""
_STATE = """
    CASE WHEN latest.state IS NULL OR (latest.state = 'done' AND failed.last_at > latest.set_at)
        THEN 'open' ELSE latest.state END
"""
_GROUPS = f"""
    SELECT failed.*, {_STATE} AS now_state, COALESCE(latest.reason, '') AS reason,
        COALESCE(latest.set_by, '') AS set_by, COALESCE(latest.set_at, '') AS set_at,
        COUNT(*) OVER () AS of
    FROM ({_FAILED}) AS failed LEFT JOIN ({_LATEST}) AS latest
        ON latest.uncovered = failed.uncovered
"""  # noqa: S608 - put together from the texts above alone


async def groups(
    db: Statements, period: Period, state: GroupState, limit: int, offset: int = 0
) -> tuple[list[Group], int]:
    """Groups in a state, most asked first, and how many there are in all.

    A group that was done is open again as soon as its word fails anew.
    """
    rows = await db.fetch_all(
        f"{_GROUPS} WHERE {_STATE} = :state"
        " ORDER BY times DESC, last_at DESC, failed.uncovered LIMIT :limit OFFSET :offset",
        {
            "start": period.start,
            "end": period.end,
            "state": state.value,
            "limit": limit,
            "offset": offset,
        },
    )
    return [_group(row) for row in rows], rows[0]["of"] if rows else 0


async def find_group(db: Statements, period: Period, word: str) -> Group | None:
    """One group by its word, whatever its state; None where nothing failed by it."""
    row = await db.fetch_one(
        f"{_GROUPS} WHERE failed.uncovered = :word",
        {"start": period.start, "end": period.end, "word": word},
    )
    return _group(row) if row else None


async def failed_questions(db: Statements, word: str) -> Sequence[Row]:
    """The latest answers that failed by a word, newest first, at most fifty.

    Each row: id, asked_at, question, failure, conversation, item_code, outcome. 都不是 stands
    under the question that came before it, with that answer's number as id.
    """
    before = (
        " FROM answer AS earlier WHERE earlier.conversation = answer.conversation"
        " AND earlier.asked_at < answer.asked_at AND earlier.failure <> 'none_of_these'"
        " ORDER BY earlier.asked_at DESC LIMIT 1"
    )
    return await db.fetch_all(
        # Only a text of this function is put in.
        "SELECT asked_at, failure, conversation, item_code, outcome,"  # noqa: S608
        " CASE WHEN failure = 'none_of_these' THEN"
        f" COALESCE((SELECT earlier.question{before}), question) ELSE question END AS question,"
        " CASE WHEN failure = 'none_of_these' THEN"
        f" COALESCE((SELECT earlier.id{before}), id) ELSE id END AS id"
        " FROM answer WHERE answer.id IN (SELECT id FROM (SELECT id FROM answer"
        "  WHERE uncovered = :word AND failure <> '' ORDER BY asked_at DESC LIMIT :limit) AS failed"
        "  UNION SELECT answer_id FROM feedback WHERE uncovered = :word AND value = 'down')"
        " ORDER BY asked_at DESC LIMIT :limit",
        {"word": word, "limit": MOST_QUESTIONS},
    )


async def complaints(db: Statements, word: str) -> Sequence[str]:
    """Reasons that people gave for 没用 under a word, newest first, at most twenty."""
    rows = await db.fetch_all(
        "SELECT reason FROM feedback WHERE uncovered = :word AND value = 'down'"
        " AND reason <> '' ORDER BY given_at DESC LIMIT 20",
        {"word": word},
    )
    return [row["reason"] for row in rows]


async def chosen_after(db: Statements, word: str) -> list[tuple[str, int]]:
    """Items that people chose in the end after a word failed, most chosen first, with times."""
    rows = await db.fetch_all(
        "SELECT chosen, COUNT(*) AS times FROM answer WHERE chosen <> '' AND conversation IN"
        " (SELECT conversation FROM answer WHERE uncovered = :word AND failure <> ''"
        "  ORDER BY asked_at DESC LIMIT 200)"
        " GROUP BY chosen ORDER BY times DESC, chosen LIMIT 5",
        {"word": word},
    )
    return [(row["chosen"], row["times"]) for row in rows]


async def set_state(
    tx: Statements, id: str, word: str, state: GroupState, reason: str, by: str, now: str
) -> None:
    """Say where the work on a group stands from now on; what was said before stays."""
    await tx.execute(
        "INSERT INTO learning_state (id, uncovered, state, reason, set_by, set_at)"
        " VALUES (:id, :word, :state, :reason, :by, :now)",
        {
            "id": id,
            "word": word,
            "state": state.value,
            "reason": reason,
            "by": by,
            "now": now,
        },
    )


@dataclass(frozen=True, slots=True)
class Use:
    """How often a line, an alias or a frequent question was of use (用处).

    hits: answers in which it had a part. confirmed: 有用, or its item was chosen from a
    question back. refuted: 没用 or 都不是.
    """

    hits: int = 0
    confirmed: int = 0
    refuted: int = 0

    def __add__(self, other: "Use") -> "Use":
        return Use(
            self.hits + other.hits,
            self.confirmed + other.confirmed,
            self.refuted + other.refuted,
        )


# Both halves read nothing but their index: several lines of one answer stand in one text.
_USE = """
    SELECT line, SUM(hits) AS hits, SUM(confirmed) AS confirmed, SUM(refuted) AS refuted
    FROM (
        SELECT line,
            SUM(CASE WHEN chosen = '' AND failure <> 'none_of_these' THEN 1 ELSE 0 END) AS hits,
            SUM(CASE WHEN chosen <> '' THEN 1 ELSE 0 END) AS confirmed,
            SUM(CASE WHEN failure = 'none_of_these' THEN 1 ELSE 0 END) AS refuted
        FROM answer WHERE line <> '' GROUP BY line
        UNION ALL
        SELECT line, 0, COUNT(DISTINCT CASE WHEN value = 'up' THEN answer_id END),
            COUNT(DISTINCT CASE WHEN value = 'down' THEN answer_id END)
        FROM feedback WHERE line <> '' GROUP BY line
    ) AS counted GROUP BY line
"""


async def line_use(db: Statements, lines: Sequence[str]) -> dict[str, Use]:
    """The use of each of the lines, named as the log names them; those never used are left out."""
    rows = await db.fetch_all(_USE)
    return await asyncio.to_thread(_told_apart, rows, frozenset(lines))


def _told_apart(rows: Sequence[Row], lines: frozenset[str]) -> dict[str, Use]:
    found: dict[str, Use] = {}
    for row in rows:
        for line in lines.intersection(row["line"].split("\n")):
            use = Use(row["hits"], row["confirmed"], row["refuted"])
            found[line] = found.get(line, Use()) + use
    return found


async def item_use(db: Statements, since: Sequence[tuple[str, str]]) -> list[Use]:
    """The use of answers about items, for each code from its moment on."""
    held, parameters = listed("code", {code for code, _ in since})
    rows = await db.fetch_all(
        # Only names of parameters are put in.
        "SELECT item_code, asked_at, chosen <> '' AS chosen, '' AS value FROM answer"  # noqa: S608
        f" WHERE item_code IN ({held}) UNION ALL SELECT a.item_code, f.given_at, 0, f.value"
        f" FROM feedback f JOIN answer a ON a.id = f.answer_id WHERE a.item_code IN ({held})",
        parameters,
    )
    told = [(row["item_code"], row["asked_at"], _use_of(row)) for row in rows]
    return [
        sum((use for of, at, use in told if of == code and at >= start), Use())
        for code, start in since
    ]


def _use_of(row: Row) -> Use:
    if row["value"]:
        return Use(0, int(row["value"] == "up"), int(row["value"] == "down"))
    return Use(int(not row["chosen"]), int(row["chosen"]))


def _group(row: Row) -> Group:
    return Group(
        row["uncovered"],
        row["times"],
        row["no_answer"],
        row["unsure"],
        row["none_of_these"],
        row["thumbs_down"],
        row["last_at"],
        GroupState(row["now_state"]),
        row["reason"],
        row["set_by"],
        row["set_at"],
    )
