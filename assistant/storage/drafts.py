"""Drafts of items (事项草稿), append-only: each saved state is a row with the next number."""

import json
from collections.abc import Mapping

from assistant.errors import Conflict
from assistant.models.drafts import OPEN, DraftState, ItemDraft
from assistant.models.item import from_record, to_record
from assistant.storage.database import Row, Statements

_LATEST = "number = (SELECT MAX(number) FROM item_draft m WHERE m.code = d.code)"


async def append(tx: Statements, draft: ItemDraft) -> None:
    """Keep one state; Conflict where its number is taken: somebody was quicker."""
    row = await tx.fetch_one(
        "SELECT MAX(number) AS number FROM item_draft WHERE code = :code", {"code": draft.code}
    )
    if row and (row["number"] or 0) != draft.number - 1:
        raise Conflict("刚才有人先保存了这个事项，请打开最新的内容再改。")
    await tx.execute(
        "INSERT INTO item_draft (code, number, base_version, state, record, who, saved_at,"
        " note, version) VALUES (:code, :number, :base, :state, :record, :who, :at, :note,"
        " :version)",
        {
            "code": draft.code,
            "number": draft.number,
            "base": draft.base_version,
            "state": draft.state.value,
            "record": json.dumps(to_record(draft.item), ensure_ascii=False),
            "who": draft.who,
            "at": draft.at,
            "note": draft.note,
            "version": draft.version,
        },
    )


async def history_of(db: Statements, code: str) -> list[ItemDraft]:
    """Every saved state of one item, oldest first."""
    rows = await db.fetch_all(
        "SELECT * FROM item_draft WHERE code = :code ORDER BY number", {"code": code}
    )
    return [_draft(row) for row in rows]


async def open_states(db: Statements) -> Mapping[str, DraftState]:
    """Where each item stands that somebody works on, by code."""
    rows = await db.fetch_all(f"SELECT code, state FROM item_draft d WHERE {_LATEST}")  # noqa: S608
    states = {row["code"]: DraftState(row["state"]) for row in rows}
    return {code: state for code, state in states.items() if state in OPEN}


async def new_items(db: Statements) -> list[ItemDraft]:
    """Open drafts of items that were never published, by code."""
    rows = await db.fetch_all(
        # The one thing put in is a text of this module.
        f"SELECT * FROM item_draft d WHERE {_LATEST} AND base_version = 0 ORDER BY code"  # noqa: S608
    )
    return [draft for draft in map(_draft, rows) if draft.is_open]


def _draft(row: Row) -> ItemDraft:
    return ItemDraft(
        code=row["code"],
        number=row["number"],
        base_version=row["base_version"],
        state=DraftState(row["state"]),
        item=from_record(json.loads(row["record"])),
        who=row["who"],
        at=row["saved_at"],
        note=row["note"],
        version=row["version"],
    )
