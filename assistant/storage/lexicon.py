"""The lexicon's lines, one current line for each key of each kind."""

import json
from collections.abc import Sequence

from assistant.models.lexicon import LexiconKind, LexiconLine
from assistant.storage import knowledge
from assistant.storage.database import Database, Statements
from assistant.storage.items import Change


async def current_lines(db: Statements) -> list[LexiconLine]:
    """Every line, by kind and in the order in which the lines came."""
    rows = await db.fetch_all("SELECT kind, cells FROM lexicon_line ORDER BY kind, position, key")
    return [LexiconLine(LexiconKind(row["kind"]), tuple(json.loads(row["cells"]))) for row in rows]


async def compare_lines(db: Statements, lines: Sequence[LexiconLine]) -> Change:
    """What save_lines would do, without doing it."""
    return _sorted_out(lines, await _held(db))


async def save_lines(db: Database, lines: Sequence[LexiconLine], origin: str, now: str) -> Change:
    """Add lines, or replace those with the same key; the same lines twice change nothing."""
    async with db.transaction() as tx:
        held = await _held(tx)
        change = _sorted_out(lines, held)
        written = set(change.added) | set(change.changed)
        position = await tx.fetch_one("SELECT COALESCE(MAX(position), 0) AS n FROM lexicon_line")
        next_position = (position["n"] if position else 0) + 1
        for number, line in enumerate(lines):
            if _key(line) in written:
                await _write(tx, line, next_position + number, (origin, now))
        if written:
            await knowledge.raise_version(tx)
    return change


async def _write(
    tx: Statements, line: LexiconLine, position: int, where_when: tuple[str, str]
) -> None:
    origin, now = where_when
    await tx.execute(
        "INSERT INTO lexicon_line (kind, key, position, cells, origin, loaded_at)"
        " VALUES (:kind, :key, :position, :cells, :origin, :now)"
        " ON CONFLICT (kind, key) DO UPDATE SET cells = excluded.cells,"
        " origin = excluded.origin, loaded_at = excluded.loaded_at",
        {
            "kind": line.kind.value,
            "key": line.key,
            "position": position,
            "cells": json.dumps(line.cells, ensure_ascii=False),
            "origin": origin,
            "now": now,
        },
    )


def _key(line: LexiconLine) -> str:
    return f"{line.kind.value} {line.key}"


async def _held(db: Statements) -> dict[str, tuple[str, ...]]:
    return {_key(line): line.cells for line in await current_lines(db)}


def _sorted_out(lines: Sequence[LexiconLine], held: dict[str, tuple[str, ...]]) -> Change:
    added, changed, unchanged = [], [], []
    for line in lines:
        key = _key(line)
        if key not in held:
            added.append(key)
        elif held[key] != line.cells:
            changed.append(key)
        else:
            unchanged.append(key)
    return Change(tuple(added), tuple(changed), tuple(unchanged))
