"""The lexicon's lines in versions: one current line for each key of each kind."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

from assistant.models.lexicon import LexiconKind, LexiconLine
from assistant.storage import knowledge
from assistant.storage.database import Database, Row, Statements, listed
from assistant.storage.items import Change

# SQLite takes at most 32,766 parameters in a statement.
_AT_ONCE = 1000
_NOW_HELD = "ended_at = ''"
_THEN_HELD = "loaded_at <= :moment AND (ended_at = '' OR ended_at > :moment)"


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A line as it stands in the database: who wrote it, when, and until when it holds.

    ended_at is "" while it holds; author is "" for a line that came with a file.
    """

    line: LexiconLine
    version: int
    origin: str
    author: str
    loaded_at: str
    ended_at: str
    ended_by: str


async def current_lines(db: Statements, moment: str = "") -> list[LexiconLine]:
    """Every line, by kind and in the order in which the lines came; at a moment, those of then."""
    rows = await db.fetch_all(
        # Only one of two conditions of ours is put in.
        f"SELECT kind, cells FROM lexicon_line WHERE {_THEN_HELD if moment else _NOW_HELD}"  # noqa: S608
        " ORDER BY kind, position, key",
        {"moment": moment} if moment else {},
    )
    return await asyncio.to_thread(_lines, rows)


async def latest_lines(db: Statements, kind: LexiconKind) -> list[StoredLine]:
    """The latest version of every line of a table, switched off or not, newest first."""
    rows = await db.fetch_all(
        "SELECT * FROM lexicon_line AS line WHERE kind = :kind AND NOT EXISTS"
        " (SELECT 1 FROM lexicon_line AS later WHERE later.kind = line.kind"
        " AND later.key = line.key AND later.version > line.version)"
        " ORDER BY loaded_at DESC, position",
        {"kind": kind.value},
    )
    return [_stored(row) for row in rows]


async def versions_of_line(db: Statements, kind: str, key: str) -> list[StoredLine]:
    """Every version of one line, oldest first; empty for an unknown one."""
    rows = await db.fetch_all(
        "SELECT * FROM lexicon_line WHERE kind = :kind AND key = :key ORDER BY version",
        {"kind": kind, "key": key},
    )
    return [_stored(row) for row in rows]


async def compare_lines(db: Statements, lines: Sequence[LexiconLine]) -> Change:
    """What save_lines would do, without doing it."""
    return _sorted_out(lines, await _held(db, lines))


async def save_lines(db: Database, lines: Sequence[LexiconLine], origin: str, now: str) -> Change:
    """Add lines, or replace those with the same key; the same lines twice change nothing.

    A line that staff switched off stays off until a file words it differently.
    """
    async with db.transaction() as tx:
        change = _sorted_out(lines, await _held(tx, lines))
        added, changed = set(change.added), set(change.changed)
        last = await tx.fetch_one("SELECT COALESCE(MAX(position), 0) AS n FROM lexicon_line")
        position = last["n"] if last else 0
        new = [line for line in lines if _key(line) in added]
        places = [(1, position + number) for number in range(1, len(new) + 1)]
        signed = ("", origin, now)
        await tx.execute_many(
            _INSERT, [_row(line, place, signed) for line, place in zip(new, places, strict=True)]
        )
        for line in lines:
            if _key(line) in changed:
                await put_line(tx, line, "", origin, now)
        if added or changed:
            await knowledge.raise_version(tx)
    return change


async def put_line(tx: Statements, line: LexiconLine, author: str, origin: str, now: str) -> None:
    """Write a line's next version, in the place of the present one; raises no content version."""
    await switch_off(tx, line.kind, line.key, author, now)
    row = await tx.fetch_one(
        "SELECT COALESCE(MAX(version), 0) + 1 AS version, COALESCE(MAX(position),"
        " (SELECT COALESCE(MAX(position), 0) + 1 FROM lexicon_line)) AS position"
        " FROM lexicon_line WHERE kind = :kind AND key = :key",
        {"kind": line.kind.value, "key": line.key},
    )
    assert row is not None
    place = (row["version"], row["position"])
    await tx.execute(_INSERT, _row(line, place, (author, origin, now)))


_INSERT = (
    "INSERT INTO lexicon_line (kind, key, version, position, cells, origin, author, loaded_at)"
    " VALUES (:kind, :key, :version, :position, :cells, :origin, :author, :now)"
)


def _row(
    line: LexiconLine, place: tuple[int, int], signed: tuple[str, str, str]
) -> dict[str, object]:
    (version, position), (author, origin, now) = place, signed
    return {
        "kind": line.kind.value,
        "key": line.key,
        "version": version,
        "position": position,
        "cells": json.dumps(line.cells, ensure_ascii=False),
        "origin": origin,
        "author": author,
        "now": now,
    }


async def switch_off(tx: Statements, kind: LexiconKind, key: str, by: str, now: str) -> None:
    """End a line's present version (停用); nothing where there is none."""
    await tx.execute(
        "UPDATE lexicon_line SET ended_at = :now, ended_by = :by"
        " WHERE kind = :kind AND key = :key AND ended_at = ''",
        {"now": now, "by": by, "kind": kind.value, "key": key},
    )


def _lines(rows: Sequence[Row]) -> list[LexiconLine]:
    return [_line(row) for row in rows]


def _line(row: Row) -> LexiconLine:
    return LexiconLine(LexiconKind(row["kind"]), tuple(orjson.loads(row["cells"])))


def _stored(row: Row) -> StoredLine:
    return StoredLine(
        _line(row),
        row["version"],
        row["origin"],
        row["author"],
        row["loaded_at"],
        row["ended_at"],
        row["ended_by"],
    )


def _key(line: LexiconLine) -> str:
    return f"{line.kind.value} {line.key}"


async def _held(db: Statements, lines: Sequence[LexiconLine]) -> Mapping[str, tuple[str, ...]]:
    """The cells of the lines' latest versions; those that are off stand for themselves."""
    asked = {_key(line): line for line in lines}
    every = list(asked.values())
    stored: dict[str, str] = {}
    # Only what is asked for is read: a start loads a dozen files into thousands of lines.
    for start in range(0, len(every), _AT_ONCE):
        some = every[start : start + _AT_ONCE]
        kinds, of_kinds = listed("kind", {line.kind.value for line in some})
        keys, of_keys = listed("key", (line.key for line in some))
        rows = await db.fetch_all(
            # Only names of parameters are put in.
            "SELECT kind, key, cells FROM lexicon_line"  # noqa: S608
            f" WHERE kind IN ({kinds}) AND key IN ({keys}) ORDER BY version",
            of_kinds | of_keys,
        )
        stored |= {f"{row['kind']} {row['key']}": row["cells"] for row in rows}
    return {key: tuple(json.loads(cells)) for key, cells in stored.items() if key in asked}


def _sorted_out(lines: Sequence[LexiconLine], held: Mapping[str, tuple[str, ...]]) -> Change:
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
