"""Changes of many items (批量修改单): proposed by one person, decided by another."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.models.bulk import PLACE, BulkChange, Change, PlaceChange, Reversal, ValueChange
from assistant.models.item import Place, ServiceItem, from_record, to_record
from assistant.storage.database import Row, Statements
from assistant.storage.kept_items import KeptItems

_REVERSAL = "reversal"


@dataclass(frozen=True, slots=True)
class Made:
    """An item that a change of many made, in its latest version still, and as it was before.

    used is the version that held on the day of the change where before was only planned.
    """

    now: ServiceItem
    before: ServiceItem
    used: ServiceItem | None


async def propose(tx: Statements, bulk: BulkChange) -> None:
    """Keep a change that nobody has decided yet."""
    await tx.execute(
        "INSERT INTO bulk_change (id, title, change, note, proposed_by, proposed_at, state)"
        " VALUES (:id, :title, :change, :note, :by, :at, :state)",
        {
            "id": bulk.id,
            "title": bulk.title,
            "change": json.dumps(_data(bulk.change), ensure_ascii=False),
            "note": bulk.note,
            "by": bulk.proposed_by,
            "at": bulk.proposed_at,
            "state": bulk.state,
        },
    )


async def decide(tx: Statements, bulk: BulkChange) -> None:
    """Keep what became of a change."""
    await tx.execute(
        "UPDATE bulk_change SET state = :state, decided_by = :by, decided_at = :at,"
        " decided_note = :note, items = :items WHERE id = :id",
        {
            "id": bulk.id,
            "state": bulk.state,
            "by": bulk.decided_by,
            "at": bulk.decided_at,
            "note": bulk.decided_note,
            "items": bulk.items,
        },
    )


async def find(db: Statements, id: str) -> BulkChange | None:
    """One change by its number, or None."""
    row = await db.fetch_one("SELECT * FROM bulk_change WHERE id = :id", {"id": id})
    return _bulk(row) if row else None


async def latest(db: Statements, limit: int) -> Sequence[BulkChange]:
    """The latest changes, open ones first, then newest first."""
    rows = await db.fetch_all(
        "SELECT * FROM bulk_change ORDER BY CASE state WHEN 'open' THEN 0 ELSE 1 END,"
        " proposed_at DESC, id LIMIT :limit",
        {"limit": limit},
    )
    return [_bulk(row) for row in rows]


def _data(change: Change | Reversal) -> dict[str, Any]:
    if isinstance(change, Reversal):
        return {"kind": _REVERSAL, "of": change.of, "at": change.at}
    if isinstance(change, PlaceChange):
        old, new = to_record(change.old), to_record(change.new)
        return {
            "kind": PLACE,
            "old": old,
            "new": new,
            "place": change.place,
            "into": change.into,
        }
    return {
        "kind": change.field,
        "old": change.old,
        "new": change.new,
        "department": change.department,
    }


def _change(data: dict[str, Any]) -> Change | Reversal:
    if data["kind"] == _REVERSAL:
        return Reversal(data["of"], data["at"])
    if data["kind"] == PLACE:
        old, new = from_record(data["old"], Place), from_record(data["new"], Place)
        return PlaceChange(old, new, data.get("place", ""), data.get("into", ""))
    return ValueChange(data["kind"], data["old"], data["new"], data["department"])


def _bulk(row: Row) -> BulkChange:
    return BulkChange(
        id=row["id"],
        title=row["title"],
        change=_change(json.loads(row["change"])),
        note=row["note"],
        proposed_by=row["proposed_by"],
        proposed_at=row["proposed_at"],
        state=row["state"],
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        decided_note=row["decided_note"],
        items=row["items"],
    )


async def made_at(db: Statements, moment: str) -> BulkChange | None:
    """The change that was made at this very moment, or None; its versions carry the moment."""
    row = await db.fetch_one(
        "SELECT * FROM bulk_change WHERE decided_at = :at AND state = 'published'", {"at": moment}
    )
    return _bulk(row) if row else None


async def made_items(db: Statements, moment: str) -> list[Made]:
    """The items whose latest version was made at this very moment, by code."""
    rows = await db.fetch_all(
        "SELECT v.code, v.version, (SELECT MAX(b.version) FROM item_version b"
        " WHERE b.code = v.code AND b.loaded_at < :at) AS before,"
        " (SELECT MAX(u.version) FROM item_version u WHERE u.code = v.code"
        " AND u.loaded_at < :at AND u.effect_on <= :day) AS used"
        " FROM item_version v WHERE v.loaded_at = :at AND v.ended_at = '' ORDER BY v.code",
        {"at": moment, "day": moment[:10]},
    )
    rows = [row for row in rows if row["before"] is not None]
    numbers = [
        (row["code"], version)
        for row in rows
        for version in (row["version"], row["before"], row["used"])
        if version is not None
    ]
    read = await KeptItems().read(db, list(dict.fromkeys(numbers)))
    held = {(one.item.code, one.version): one.item for one in read}
    return [
        Made(
            held[row["code"], row["version"]],
            held[row["code"], row["before"]],
            held[row["code"], row["used"]] if row["used"] not in (None, row["before"]) else None,
        )
        for row in rows
    ]
