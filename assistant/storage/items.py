"""Service items in versions: what held when, never overwritten."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from assistant.models.agency import Agency
from assistant.models.item import ServiceItem, from_record, to_record
from assistant.storage import knowledge
from assistant.storage.database import Database, Row, Statements


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item as it stands in the database: where it came from, when it was loaded."""

    item: ServiceItem
    version: int
    origin: str
    loaded_at: str


@dataclass(frozen=True, slots=True)
class Change:
    """What storing did (导入结果): codes by what happened to them."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


async def save_agency(db: Database, agency: Agency) -> bool:
    """Add or replace an agency's profile; whether anything changed."""
    profile = json.dumps(asdict(agency), ensure_ascii=False, sort_keys=True)
    row = await db.fetch_one("SELECT profile FROM agency WHERE id = :id", {"id": agency.id})
    if row and row["profile"] == profile:
        return False
    async with db.transaction() as tx:
        await tx.execute(
            "INSERT INTO agency (id, name, region_code, profile)"
            " VALUES (:id, :name, :region_code, :profile)"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
            " region_code = excluded.region_code, profile = excluded.profile",
            {
                "id": agency.id,
                "name": agency.name,
                "region_code": agency.region_code,
                "profile": profile,
            },
        )
        await knowledge.raise_version(tx)
    return True


async def agencies(db: Statements) -> list[Agency]:
    """Every agency, by id."""
    rows = await db.fetch_all("SELECT profile FROM agency ORDER BY id")
    return [Agency(**json.loads(row["profile"])) for row in rows]


async def current_items(db: Statements) -> list[StoredItem]:
    """Every item in its present version, by code."""
    rows = await db.fetch_all(
        "SELECT record, version, origin, loaded_at FROM item_version"
        " WHERE ended_at = '' ORDER BY code"
    )
    return [_stored(row) for row in rows]


async def versions_of(db: Statements, code: str) -> list[StoredItem]:
    """Every version of one item, oldest first; empty for an unknown code."""
    rows = await db.fetch_all(
        "SELECT record, version, origin, loaded_at FROM item_version"
        " WHERE code = :code ORDER BY version",
        {"code": code},
    )
    return [_stored(row) for row in rows]


async def compare_items(db: Statements, items: Sequence[ServiceItem]) -> Change:
    """What save_items would do, without doing it."""
    held = await _digests(db)
    return _sorted_out(items, {code: digest for code, (digest, _) in held.items()})


async def save_items(
    db: Database, agency: Agency, items: Sequence[ServiceItem], origin: str, now: str
) -> Change:
    """Store items in one transaction; an item that differs gets a new version.

    The same items twice change nothing, and the content version stays.
    """
    async with db.transaction() as tx:
        held = await _digests(tx)
        change = _sorted_out(items, {code: digest for code, (digest, _) in held.items()})
        written = set(change.added) | set(change.changed)
        for item in items:
            if item.code in written:
                version = held.get(item.code, ("", 0))[1] + 1
                await _write(tx, agency, item, version, origin, now)
        if written:
            await knowledge.raise_version(tx)
    return change


async def _digests(db: Statements) -> dict[str, tuple[str, int]]:
    rows = await db.fetch_all("SELECT code, digest, version FROM item_version WHERE ended_at = ''")
    return {row["code"]: (row["digest"], row["version"]) for row in rows}


def _sorted_out(items: Sequence[ServiceItem], held: dict[str, str]) -> Change:
    added, changed, unchanged = [], [], []
    for item in items:
        if item.code not in held:
            added.append(item.code)
        elif held[item.code] != _digest(item):
            changed.append(item.code)
        else:
            unchanged.append(item.code)
    return Change(tuple(added), tuple(changed), tuple(unchanged))


async def _write(
    tx: Statements, agency: Agency, item: ServiceItem, version: int, origin: str, now: str
) -> None:
    await tx.execute(
        "UPDATE item_version SET ended_at = :now WHERE code = :code AND ended_at = ''",
        {"now": now, "code": item.code},
    )
    await tx.execute(
        "INSERT INTO item_version (code, version, agency_id, region_code, name, record,"
        " digest, origin, loaded_at) VALUES (:code, :version, :agency, :region, :name,"
        " :record, :digest, :origin, :now)",
        {
            "code": item.code,
            "version": version,
            "agency": agency.id,
            "region": item.region_code,
            "name": item.name,
            "record": _text(item),
            "digest": _digest(item),
            "origin": origin,
            "now": now,
        },
    )


def _text(item: ServiceItem) -> str:
    return json.dumps(to_record(item), ensure_ascii=False)


def _digest(item: ServiceItem) -> str:
    return hashlib.sha256(_text(item).encode()).hexdigest()


def _stored(row: Row) -> StoredItem:
    item = from_record(json.loads(row["record"]))
    return StoredItem(item, row["version"], row["origin"], row["loaded_at"])
