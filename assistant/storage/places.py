"""Places in versions, and which of them each version of an item refers to (地点、事项所用地点)."""

import asyncio
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from assistant.models.item import Place, from_record, to_record
from assistant.models.places import KnownPlace, without_window
from assistant.storage.database import Database, Row, Statements

_KEPT = tuple(f.name for f in fields(Place) if f.name != "window")
# What an import or a form told of a place stands in the record too: an old version stays true.
_COUNTED = """
    SELECT place.*, (SELECT COUNT(DISTINCT item_place.code) FROM item_place
        JOIN item_version ON item_version.code = item_place.code
        AND item_version.version = item_place.version AND item_version.ended_at = ''
        WHERE item_place.place_id = place.id) AS items
    FROM place
"""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who wrote a version of a place, from where and when (版本来源)."""

    author: str
    origin: str
    now: str


@dataclass(frozen=True, slots=True)
class Referring:
    """One item that has a place (所用事项): its code and name, and the window there."""

    code: str
    name: str
    window: str


async def known_places(db: Statements, ended: bool = False) -> list[KnownPlace]:
    """Every place with how many items have it, by name; ended: those switched off instead."""
    rows = await db.fetch_all(
        # Only a text of this module is put in.
        f"{_COUNTED} WHERE (place.ended_at = '') = :held AND place.version ="  # noqa: S608
        " (SELECT MAX(version) FROM place AS later WHERE later.id = place.id)"
        " ORDER BY place.name, place.address, place.hours, place.id",
        {"held": int(not ended)},
    )
    return [_known(row) for row in rows]


async def place_versions(db: Statements, id: str) -> list[KnownPlace]:
    """Every version of one place, newest first; empty for an unknown one."""
    rows = await db.fetch_all(
        f"{_COUNTED} WHERE place.id = :id ORDER BY place.version DESC",
        {"id": id},
    )
    return [_known(row) for row in rows]


async def find_place(db: Statements, id: str) -> KnownPlace | None:
    """A place as it is now, or None for an unknown one and one switched off."""
    held = await place_versions(db, id)
    return held[0] if held and not held[0].ended_at else None


async def items_at(db: Statements, id: str) -> list[Referring]:
    """The items that have a place in their latest version, by code; one for each window."""
    rows = await db.fetch_all(
        "SELECT v.code, v.name, p.window_name FROM item_place p JOIN item_version v"
        " ON v.code = p.code AND v.version = p.version AND v.ended_at = ''"
        " WHERE p.place_id = :id ORDER BY v.code, p.position",
        {"id": id},
    )
    return [Referring(row["code"], row["name"], row["window_name"]) for row in rows]


async def places_of_item(db: Statements, code: str) -> list[KnownPlace]:
    """The places that an item's latest version refers to, in their order."""
    rows = await db.fetch_all(
        f"{_COUNTED} JOIN item_place p ON p.place_id = place.id JOIN item_version v"
        " ON v.code = p.code AND v.version = p.version AND v.ended_at = ''"
        " WHERE v.code = :code AND place.ended_at = '' ORDER BY p.position",
        {"code": code},
    )
    return [_known(row) for row in rows]


async def add_place(tx: Statements, place: Place, signed: Signed) -> str:
    """Keep a place that no item has yet; its number. The same place twice is one."""
    return (await _known_or_new(tx, [without_window(place)], signed))[without_window(place)][0]


async def put_place(tx: Statements, id: str, place: Place, signed: Signed) -> None:
    """Write a place's next version; one that becomes like another place goes into that one."""
    await end_place(tx, id, signed.author, signed.now)
    same = await tx.fetch_one(
        "SELECT id FROM place WHERE content = :content AND ended_at = ''",
        {"content": _content(place)},
    )
    if same is None:
        row = await tx.fetch_one(
            "SELECT MAX(version) AS version FROM place WHERE id = :id", {"id": id}
        )
        await _insert(tx, [(id, (row["version"] if row else 0) + 1, place)], signed)


async def end_place(tx: Statements, id: str, by: str, now: str) -> None:
    """Switch a place off (停用); its versions stay."""
    await tx.execute(
        "UPDATE place SET ended_at = :now, ended_by = :by WHERE id = :id AND ended_at = ''",
        {"id": id, "now": now, "by": by},
    )


async def refer(
    tx: Statements, versions: Iterable[tuple[str, int, Sequence[Place]]], signed: Signed
) -> None:
    """Note which places versions of items have; a place that nobody knew yet is kept from now on.

    versions are code, number and the places of the record.
    """
    told = await asyncio.to_thread(_told, versions)
    if not told:
        return
    known = await _known_or_new(tx, dict.fromkeys(place for *_, place in told), signed)
    await tx.execute_many(
        "INSERT INTO item_place (code, version, position, place_id, place_version, window_name)"
        " VALUES (:code, :version, :position, :id, :of, :window)",
        [
            {
                "code": code,
                "version": version,
                "position": position,
                "id": known[place][0],
                "of": known[place][1],
                "window": window,
            }
            for code, version, position, window, place in told
        ],
    )


def _told(
    versions: Iterable[tuple[str, int, Sequence[Place]]],
) -> list[tuple[str, int, int, str, Place]]:
    """Code, version, position, window and the place without it."""
    return [
        (code, version, position, place.window, without_window(place))
        for code, version, places in versions
        for position, place in enumerate(places)
        if place.name or place.address
    ]


async def take_up(db: Database, now: str) -> None:
    """Keep the places of a catalogue that is older than this table; nothing where it is not."""
    if await db.fetch_one("SELECT code FROM item_place LIMIT 1"):
        return
    rows = await db.fetch_all(
        "SELECT code, version, record FROM item_version"
        " WHERE ended_at = '' AND record LIKE '%\"places\"%'"
    )
    versions = [(row["code"], row["version"], _places(row["record"])) for row in rows]
    async with db.transaction() as tx:
        if not await tx.fetch_one("SELECT code FROM item_place LIMIT 1"):
            await refer(tx, versions, Signed("", "原有目录", now))


async def _known_or_new(
    tx: Statements, places: Iterable[Place], signed: Signed
) -> Mapping[Place, tuple[str, int]]:
    """Number and version of each place, those that are new kept under a new number."""
    rows = await tx.fetch_all("SELECT id, version, content, ended_at FROM place ORDER BY version")
    latest = {row["id"]: row for row in rows}
    known = {row["content"]: (row["id"], row["version"]) for row in rows if not row["ended_at"]}
    found, new = {}, []
    for place in places:
        content = _content(place)
        if content not in known:
            known[content] = _next_number(content, latest)
            new.append((*known[content], place))
        found[place] = known[content]
    await _insert(tx, new, signed)
    return found


def _next_number(content: str, latest: Mapping[str, Row]) -> tuple[str, int]:
    """A number made of the content; the one it had before where it was switched off."""
    id, times = content[:16], 1
    while id in latest and (not latest[id]["ended_at"] or latest[id]["content"] != content):
        times += 1
        id = f"{content[:16]}_{times}"
    return id, latest[id]["version"] + 1 if id in latest else 1


async def _insert(tx: Statements, places: Sequence[tuple[str, int, Place]], signed: Signed) -> None:
    await tx.execute_many(
        "INSERT INTO place (id, version, name, address, hours, phone, level, route, sample,"
        " content, origin, author, loaded_at) VALUES (:id, :version, :name, :address, :hours,"
        " :phone, :level, :route, :sample, :content, :origin, :author, :now)",
        [
            {
                "id": id,
                "version": version,
                **{name: getattr(place, name) for name in _KEPT},
                "content": _content(place),
                "origin": signed.origin,
                "author": signed.author,
                "now": signed.now,
            }
            for id, version, place in places
        ],
    )


def _content(place: Place) -> str:
    """What tells two places apart."""
    record = json.dumps(to_record(place), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(record.encode()).hexdigest()


def _places(record: str) -> list[Place]:
    return [from_record(one, Place) for one in json.loads(record).get("places", ())]


def _known(row: Row) -> KnownPlace:
    told = {name: row[name] for name in _KEPT}
    sample = None if told["sample"] is None else bool(told["sample"])
    return KnownPlace(
        row["id"],
        row["version"],
        Place(**(told | {"sample": sample})),
        row["items"],
        row["origin"],
        row["author"],
        row["loaded_at"],
        row["ended_at"],
        row["ended_by"],
    )
