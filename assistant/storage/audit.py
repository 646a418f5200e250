"""The audit log (操作记录): append-only, written in the transaction of the change it tells of."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models.accounts import Deed
from assistant.storage.database import Row, Statements


async def record(tx: Statements, deed: Deed) -> None:
    """Keep one change; call it inside the transaction that makes the change."""
    await tx.execute(
        "INSERT INTO audit (id, who, happened_at, subject, before_text, after_text, why)"
        " VALUES (:id, :who, :when, :subject, :before, :after, :why)",
        {
            "id": deed.id,
            "who": deed.who,
            "when": deed.when,
            "subject": deed.subject,
            "before": deed.before,
            "after": deed.after,
            "why": deed.why,
        },
    )


@dataclass(frozen=True, slots=True)
class Filter:
    """Which deeds are wanted: by account name, words in any text, and a half-open period."""

    who: str = ""
    words: str = ""
    start: str = ""
    end: str = ""


_WHERE = (
    " WHERE (:who = '' OR who = :who)"
    " AND (:start = '' OR happened_at >= :start) AND (:end = '' OR happened_at < :end)"
    " AND (:words = '' OR subject LIKE :like ESCAPE '!' OR before_text LIKE :like ESCAPE '!'"
    " OR after_text LIKE :like ESCAPE '!' OR why LIKE :like ESCAPE '!')"
)


async def deeds(db: Statements, wanted: Filter, limit: int, offset: int = 0) -> Sequence[Deed]:
    """The wanted deeds, newest first."""
    rows = await db.fetch_all(
        # The one thing put in is a text of this module.
        f"SELECT * FROM audit{_WHERE}"  # noqa: S608
        " ORDER BY happened_at DESC, id DESC LIMIT :limit OFFSET :offset",
        {**_parameters(wanted), "limit": limit, "offset": offset},
    )
    return [_deed(row) for row in rows]


async def count(db: Statements, wanted: Filter) -> int:
    """How many deeds are wanted."""
    row = await db.fetch_one(
        f"SELECT COUNT(*) AS deeds FROM audit{_WHERE}",  # noqa: S608
        _parameters(wanted),
    )
    return int(row["deeds"]) if row else 0


async def doers(db: Statements) -> Sequence[str]:
    """Every name that stands in the log, in order."""
    rows = await db.fetch_all("SELECT DISTINCT who FROM audit ORDER BY who")
    return [row["who"] for row in rows]


def _parameters(wanted: Filter) -> dict[str, str]:
    words = wanted.words
    for mark in ("!", "%", "_"):
        words = words.replace(mark, "!" + mark)
    return {
        "who": wanted.who,
        "words": wanted.words,
        "like": f"%{words}%",
        "start": wanted.start,
        "end": wanted.end,
    }


def _deed(row: Row) -> Deed:
    return Deed(
        id=row["id"],
        who=row["who"],
        when=row["happened_at"],
        subject=row["subject"],
        before=row["before_text"],
        after=row["after_text"],
        why=row["why"],
    )
