"""What an import brought (导入的事项), and how each item stands since."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models.item import ServiceItem, from_record
from assistant.storage.database import Row, Statements
from assistant.storage.kept_items import StoredItem, stored_in


@dataclass(frozen=True, slots=True)
class Brought:
    """An item that an import brought (导入的事项), in the version it brought.

    before is the item as it was, None for an added one; latest tells whether nobody has
    changed the item since, undone whether it was taken back.
    """

    stored: StoredItem
    before: ServiceItem | None
    latest: bool
    undone: bool


@dataclass(frozen=True, slots=True)
class BroughtCode:
    """An item that an import brought, for lists: state is "" where it can be taken back.

    Else "undone" (已撤销) or "changed" (导入后又改过).
    """

    code: str
    name: str
    added: bool
    state: str


UNDOING = "撤销导入 "
"""What the origin of a version begins with that takes an import back."""
_BROUGHT = (
    " FROM item_version v LEFT JOIN item_version n ON n.code = v.code AND n.version = v.version + 1"
    " WHERE v.import_id = :id AND v.version = (SELECT"
    " MAX(l.version) FROM item_version l WHERE l.code = v.code AND l.import_id = :id)"
    " AND (:code = '' OR v.code = :code) ORDER BY v.code"
)


async def brought_codes(db: Statements, import_id: str) -> list[BroughtCode]:
    """Which items an import brought, and how each stands now, by code."""
    rows = await db.fetch_all(
        # Only a text of this module is put in.
        "SELECT v.code, v.name, v.ended_at, COALESCE(n.origin, '') AS next,"  # noqa: S608
        " (SELECT MIN(f.version) FROM item_version f WHERE f.code = v.code"
        f" AND f.import_id = :id) AS first{_BROUGHT}",
        {"id": import_id, "code": ""},
    )
    return [BroughtCode(row["code"], row["name"], row["first"] == 1, _now(row)) for row in rows]


def _now(row: Row) -> str:
    if row["ended_at"] == "":
        return ""
    return "undone" if row["next"].startswith(UNDOING) else "changed"


async def taken_back(db: Statements) -> frozenset[str]:
    """The codes of items whose latest version took an import back."""
    rows = await db.fetch_all(
        "SELECT code FROM item_version WHERE ended_at = '' AND origin LIKE :origin",
        {"origin": f"{UNDOING}%"},
    )
    return frozenset(row["code"] for row in rows)


async def brought_by(db: Statements, import_id: str, code: str = "") -> list[Brought]:
    """What an import brought, or one item of it; of several versions of one the first before."""
    rows = await db.fetch_all(
        "SELECT v.record, v.version, v.origin, v.loaded_at, v.effect_on, v.import_id, v.ended_at,"  # noqa: S608
        " COALESCE(n.origin, '') AS next, (SELECT b.record FROM item_version b WHERE b.code = v.code AND b.version = (SELECT"
        " MIN(f.version) - 1 FROM item_version f WHERE f.code = v.code AND f.import_id = :id))"
        f" AS before{_BROUGHT}",
        {"id": import_id, "code": code},
    )
    return await asyncio.to_thread(_all_brought, rows)


def _all_brought(rows: Sequence[Row]) -> list[Brought]:
    return [
        Brought(
            stored_in(row),
            from_record(json.loads(row["before"])) if row["before"] else None,
            row["ended_at"] == "",
            _now(row) == "undone",
        )
        for row in rows
    ]
