"""Imports of the catalogue (导入记录) with their previews, until they are decided or a day old."""

import asyncio
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.models.importing import (
    DROPPED,
    OUTCOMES,
    WAITING,
    CatalogueImport,
    PreviewRow,
)
from assistant.storage.database import Database, Row, Statements

_PIECE = 100


async def save_import(tx: Statements, one: CatalogueImport) -> None:
    """Keep a new import."""
    await tx.execute(
        "INSERT INTO catalogue_import (id, file, state, previewed_by, previewed_at,"
        " knowledge_version, day, matched, ignored, added, changed, unchanged, refused,"
        " decided_by, decided_at) VALUES (:id, :file, :state, :previewed_by, :previewed_at,"
        " :knowledge_version, :day, :matched, :ignored, :added, :changed, :unchanged, :refused,"
        " :decided_by, :decided_at)",
        {
            "id": one.id,
            "file": one.file,
            "state": one.state,
            "previewed_by": one.previewed_by,
            "previewed_at": one.previewed_at,
            "knowledge_version": one.knowledge_version,
            "day": one.day,
            "matched": json.dumps(one.matched, ensure_ascii=False),
            "ignored": json.dumps(one.ignored, ensure_ascii=False),
            "decided_by": one.decided_by,
            "decided_at": one.decided_at,
            **one.counts,
        },
    )


async def save_rows(db: Database, import_id: str, pieces: Iterable[Sequence[PreviewRow]]) -> None:
    """Put the rows of a preview in the place of those it had.

    In pieces: while one long transaction runs, no answer could be logged.
    """
    await db.execute("DELETE FROM catalogue_import_row WHERE import_id = :id", {"id": import_id})
    position, every = 0, iter(pieces)
    # In a thread: unpacking and packing a piece would hold up every question meanwhile.
    while rows := await asyncio.to_thread(_next_rows, every, import_id, position):
        await db.execute_many(
            "INSERT INTO catalogue_import_row (import_id, position, outcome, code, name, record,"
            " detail) VALUES (:id, :position, :outcome, :code, :name, :record, :detail)",
            rows,
        )
        position += len(rows)


def _next_rows(
    pieces: Iterator[Sequence[PreviewRow]], import_id: str, position: int
) -> list[dict[str, object]]:
    return [
        {
            "id": import_id,
            "position": position + number,
            "outcome": row.outcome,
            "code": row.code,
            "name": row.name,
            "record": row.record,
            "detail": json.dumps(row.detail, ensure_ascii=False),
        }
        for number, row in enumerate(next(pieces, ()))
    ]


async def note_preview(tx: Statements, one: CatalogueImport) -> None:
    """Keep against what a preview was made anew, and its counts."""
    await tx.execute(
        "UPDATE catalogue_import SET knowledge_version = :knowledge_version, day = :day,"
        " added = :added, changed = :changed, unchanged = :unchanged, refused = :refused"
        " WHERE id = :id",
        {
            "id": one.id,
            "knowledge_version": one.knowledge_version,
            "day": one.day,
            **one.counts,
        },
    )


async def decide(tx: Statements, id: str, state: str, who: str, when: str) -> None:
    """Keep what became of an import; let_go then lets its rows go."""
    await tx.execute(
        "UPDATE catalogue_import SET state = :state, decided_by = :who, decided_at = :when"
        " WHERE id = :id",
        {"id": id, "state": state, "who": who, "when": when},
    )


async def let_go(db: Database) -> None:
    """Let go of the rows of imports that are decided; only the refused ones stay.

    In pieces, after the import itself: it takes as long as the import, and meanwhile no
    answer could be logged.
    """
    while rows := await db.fetch_all(
        "SELECT r.import_id, r.position FROM catalogue_import_row r JOIN catalogue_import i"
        " ON i.id = r.import_id AND i.state <> :waiting WHERE r.outcome <> 'refused' LIMIT :limit",
        {"waiting": WAITING, "limit": _PIECE},
    ):
        await db.execute_many(
            "DELETE FROM catalogue_import_row WHERE import_id = :import_id AND position = :position",
            [dict(row) for row in rows],
        )


async def note_undone(tx: Statements, one: CatalogueImport) -> None:
    """Keep who took an import back, when, and how many items."""
    await tx.execute(
        "UPDATE catalogue_import SET state = :state, undone_by = :who, undone_at = :when,"
        " undone = :undone WHERE id = :id",
        {
            "id": one.id,
            "state": one.state,
            "who": one.undone_by,
            "when": one.undone_at,
            "undone": one.undone,
        },
    )


async def drop_older(db: Database, before: str, now: str) -> None:
    """Let go of previews made before a moment that nobody confirmed."""
    rows = await db.fetch_all(
        "SELECT id FROM catalogue_import WHERE state = :waiting AND previewed_at < :before",
        {"waiting": WAITING, "before": before},
    )
    for row in rows:
        await decide(db, row["id"], DROPPED, "", now)
    await let_go(db)


async def find(db: Statements, id: str) -> CatalogueImport | None:
    """One import by its number, or None."""
    row = await db.fetch_one("SELECT * FROM catalogue_import WHERE id = :id", {"id": id})
    return _import(row) if row else None


async def latest(db: Statements, limit: int) -> list[CatalogueImport]:
    """The latest imports, newest first."""
    rows = await db.fetch_all(
        "SELECT * FROM catalogue_import ORDER BY previewed_at DESC, id DESC LIMIT :limit",
        {"limit": limit},
    )
    return [_import(row) for row in rows]


async def rows_of(
    db: Statements, import_id: str, outcome: str = "", limit: int = 1_000_000, offset: int = 0
) -> list[PreviewRow]:
    """Rows of a preview in their order, of one outcome if it is given."""
    rows = await db.fetch_all(
        "SELECT outcome, code, name, record, detail FROM catalogue_import_row"
        " WHERE import_id = :id AND (:outcome = '' OR outcome = :outcome)"
        " ORDER BY position LIMIT :limit OFFSET :offset",
        {"id": import_id, "outcome": outcome, "limit": limit, "offset": offset},
    )
    return [_preview_row(row) for row in rows]


def _preview_row(row: Row) -> PreviewRow:
    detail = json.loads(row["detail"])
    return PreviewRow(row["outcome"], row["code"], row["name"], row["record"], detail)


def _import(row: Row) -> CatalogueImport:
    one = CatalogueImport(
        id=row["id"],
        file=row["file"],
        state=row["state"],
        previewed_by=row["previewed_by"],
        previewed_at=row["previewed_at"],
        knowledge_version=row["knowledge_version"],
        day=row["day"],
        matched=tuple((header, label) for header, label in json.loads(row["matched"])),
        ignored=tuple(json.loads(row["ignored"])),
        counts={outcome: row[outcome] for outcome in OUTCOMES},
    )
    return replace(
        one,
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        undone_by=row["undone_by"],
        undone_at=row["undone_at"],
        undone=row["undone"],
    )
