"""The year's activity log: append-only; a corrected entry no longer counts."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import BadInput, NotFound
from assistant.models.activity import Activity
from assistant.storage.database import Database, Row, Statements, listed

VOID = "void"
"""Kind of a row that only says that the one it replaces never happened (撤销)."""

_WHERE_STANDING = (
    " FROM activity a WHERE a.kind <> 'void'"
    " AND NOT EXISTS (SELECT 1 FROM activity c WHERE c.replaces = a.id)"
)
_STANDING = "SELECT a.*" + _WHERE_STANDING
_CORRECTED = "这一条已经更正过，请更正代替它的那一条。"


@dataclass(frozen=True, slots=True)
class StoredActivity:
    """An entry with its number and the moment it was recorded."""

    id: str
    entry: Activity
    recorded_at: str


async def append_entries(db: Database, entries: Sequence[tuple[str, Activity]], now: str) -> None:
    """Store (id, entry) pairs, all or none; raises as add_entries does."""
    async with db.transaction() as tx:
        await add_entries(tx, entries, now)


async def add_entries(tx: Statements, entries: Sequence[tuple[str, Activity]], now: str) -> None:
    """Store (id, entry) pairs within a transaction.

    Raises BadInput for a correction of an entry that is not there, or that is corrected
    already: two corrections of one entry would both count.
    """
    written: set[str] = set()
    corrected: set[str] = set()
    for id, entry in entries:
        if entry.replaces in corrected:
            raise _no_correction(entry, _CORRECTED)
        if entry.replaces and entry.replaces not in written:
            await _check_replaced(tx, entry)
        written.add(id)
        corrected |= {entry.replaces} - {""}
    await tx.execute_many(_INSERT, [_row(id, entry, now) for id, entry in entries])


async def _check_replaced(tx: Statements, entry: Activity) -> None:
    row = await tx.fetch_one(
        "SELECT (SELECT COUNT(*) FROM activity c WHERE c.replaces = a.id) AS corrections"
        " FROM activity a WHERE a.id = :id",
        {"id": entry.replaces},
    )
    if row is None:
        raise _no_correction(entry, "没有这个编号的台账，请对照下方最近登记的编号。")
    if row["corrections"]:
        raise _no_correction(entry, _CORRECTED)


def _no_correction(entry: Activity, reason: str) -> BadInput:
    return BadInput(f"更正的编号“{entry.replaces}”有误：{reason}", {"replaces": reason})


_INSERT = (
    "INSERT INTO activity (id, kind, happened_on, quantity, channel, category, title, detail,"
    " recorded_by, recorded_at, replaces) VALUES (:id, :kind, :happened_on, :quantity, :channel,"
    " :category, :title, :detail, :recorded_by, :recorded_at, :replaces)"
)


def _row(id: str, entry: Activity, now: str) -> dict[str, object]:
    return {
        "id": id,
        "kind": entry.kind,
        "happened_on": entry.happened_on,
        "quantity": entry.quantity,
        "channel": entry.channel,
        "category": entry.category,
        "title": entry.title,
        "detail": json.dumps(entry.detail, ensure_ascii=False, sort_keys=True),
        "recorded_by": entry.recorded_by,
        "recorded_at": now,
        "replaces": entry.replaces,
    }


async def entries_between(db: Statements, start: str, end: str) -> list[StoredActivity]:
    """Entries that happened from start up to, not including, end; corrected ones left out."""
    rows = await db.fetch_all(
        _STANDING + " AND a.happened_on >= :start AND a.happened_on < :end"
        " ORDER BY a.happened_on, a.recorded_at, a.id",
        {"start": start, "end": end},
    )
    return await asyncio.to_thread(_all_stored, rows)


async def standing_entries(db: Statements) -> list[StoredActivity]:
    """Every entry of the log by its day, corrected ones left out."""
    return await entries_between(db, "", "9999-12-31")


async def log_stamp(db: Statements) -> str:
    """A mark of the whole log, requests, disputes and holidays too; any new row changes it."""
    row = await db.fetch_one(
        "SELECT (SELECT COUNT(*) FROM activity) AS entries,"
        " (SELECT MAX(recorded_at) FROM activity) AS last_entry,"
        " (SELECT COUNT(*) FROM disclosure_step) AS steps,"
        " (SELECT MAX(recorded_at) FROM disclosure_step) AS last_step,"
        " (SELECT COUNT(*) FROM holiday_year) AS holidays"
    )
    return " ".join(str(part) for part in dict(row).values()) if row else ""


async def standing_entry(db: Statements, id: str) -> StoredActivity | None:
    """One entry that is not corrected, or None."""
    row = await db.fetch_one(_STANDING + " AND a.id = :id", {"id": id})
    return _stored(row) if row else None


@dataclass(frozen=True, slots=True)
class Brief:
    """What is needed to judge an entry among thousands (台账要点)."""

    id: str
    happened_on: str
    detail: Mapping[str, str]


async def briefs_of_kind(db: Statements, kind: str, start: str, end: str) -> list[Brief]:
    """Standing entries of one kind from start up to, not including, end; newest first."""
    rows = await db.fetch_all(
        "SELECT a.id, a.happened_on, a.detail" + _WHERE_STANDING + " AND a.kind = :kind"
        " AND a.happened_on >= :start AND a.happened_on < :end"
        " ORDER BY a.happened_on DESC, a.recorded_at DESC, a.id DESC",
        {"kind": kind, "start": start, "end": end},
    )
    return await asyncio.to_thread(_all_brief, rows)


def _all_brief(rows: Sequence[Row]) -> list[Brief]:
    details: dict[str, Mapping[str, str]] = {"{}": {}}
    for row in rows:
        if row["detail"] not in details:
            details[row["detail"]] = json.loads(row["detail"])
    return [Brief(row["id"], row["happened_on"], details[row["detail"]]) for row in rows]


async def entries_numbered(db: Statements, ids: Sequence[str]) -> list[StoredActivity]:
    """The entries of these numbers, in the order given; unknown ones are left out."""
    wanted, parameters = listed("id", ids)
    rows = await db.fetch_all(
        # Only names of parameters are put in.
        f"SELECT * FROM activity WHERE id IN ({wanted})",  # noqa: S608
        parameters,
    )
    found = {row["id"]: _stored(row) for row in rows}
    return [found[id] for id in ids if id in found]


async def recorded_together(db: Statements, at: str, by: str) -> list[StoredActivity]:
    """Standing entries that somebody recorded at one moment, as an import does."""
    rows = await db.fetch_all(
        _STANDING + " AND a.recorded_at = :at AND a.recorded_by = :by",
        {"at": at, "by": by},
    )
    return [_stored(row) for row in rows]


async def entry_as_recorded(db: Statements, id: str) -> Activity:
    """An entry whether it stands or not; raises NotFound for a number that there is none of."""
    row = await db.fetch_one("SELECT a.* FROM activity a WHERE a.id = :id", {"id": id})
    if row is None:
        raise NotFound("没有这个编号的台账，请对照最近登记的编号。")
    return _stored(row).entry


async def recent_entries(db: Statements, limit: int) -> list[StoredActivity]:
    """The latest recorded entries, newest first, corrected ones left out."""
    rows = await db.fetch_all(
        _STANDING + " ORDER BY a.recorded_at DESC, a.id DESC LIMIT :limit",
        {"limit": limit},
    )
    return [_stored(row) for row in rows]


def _all_stored(rows: Sequence[Row]) -> list[StoredActivity]:
    return [_stored(row) for row in rows]


def _stored(row: Row) -> StoredActivity:
    entry = Activity(
        kind=row["kind"],
        happened_on=row["happened_on"],
        quantity=row["quantity"],
        channel=row["channel"],
        category=row["category"],
        title=row["title"],
        # Most rows tell nothing beside their columns.
        detail={} if row["detail"] == "{}" else json.loads(row["detail"]),
        recorded_by=row["recorded_by"],
        replaces=row["replaces"],
    )
    return StoredActivity(row["id"], entry, row["recorded_at"])
