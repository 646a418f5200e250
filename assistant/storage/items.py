"""Service items in versions: what held when, never overwritten."""

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from assistant.models.agency import Agency
from assistant.models.item import Place, ServiceItem, from_record
from assistant.models.validity import effect_day
from assistant.models.versions import Compared, Held, compared, digest_of, overtaken, record_text
from assistant.storage import knowledge, places
from assistant.storage.database import Database, Row, Statements
from assistant.storage.kept_items import KeptItems, StoredItem, stored_in

EVER = "9999"
"""Later than any moment."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is noted beside a new version (版本来源): the file or form, the moment, the import."""

    origin: str
    now: str
    import_id: str = ""

    @property
    def today(self) -> str:
        """The day of the moment."""
        return self.now[:10]


@dataclass(frozen=True, slots=True)
class Change:
    """What storing did (导入结果): codes by what happened to them."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


async def save_agency(db: Database, agency: Agency) -> bool:
    """Add or replace an agency's profile; whether anything changed."""
    if await _is_held(db, agency):
        return False
    async with db.transaction() as tx:
        return await write_agency(tx, agency)


async def write_agency(tx: Statements, agency: Agency) -> bool:
    """save_agency within a transaction of the caller's."""
    if await _is_held(tx, agency):
        return False
    await tx.execute(
        "INSERT INTO agency (id, name, region_code, profile)"
        " VALUES (:id, :name, :region_code, :profile)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
        " region_code = excluded.region_code, profile = excluded.profile",
        {
            "id": agency.id,
            "name": agency.name,
            "region_code": agency.region_code,
            "profile": _profile(agency),
        },
    )
    await knowledge.raise_version(tx)
    return True


async def _is_held(db: Statements, agency: Agency) -> bool:
    row = await db.fetch_one("SELECT profile FROM agency WHERE id = :id", {"id": agency.id})
    return row is not None and row["profile"] == _profile(agency)


def _profile(agency: Agency) -> str:
    return json.dumps(asdict(agency), ensure_ascii=False, sort_keys=True)


async def agencies(db: Statements) -> list[Agency]:
    """Every agency, by id."""
    rows = await db.fetch_all("SELECT profile FROM agency ORDER BY id")
    return [Agency(**json.loads(row["profile"])) for row in rows]


async def agencies_by_name(db: Statements) -> dict[str, Agency]:
    """Every agency by its name, the first one by id where two have the same."""
    return {agency.name: agency for agency in reversed(await agencies(db))}


async def current_items(db: Statements, kept: KeptItems | None = None) -> list[StoredItem]:
    """Every item in its latest version, which may be planned for a later day, by code."""
    rows = await db.fetch_all(
        "SELECT code, version FROM item_version WHERE ended_at = '' ORDER BY code"
    )
    return await _read(db, rows, kept)


async def items_on(
    db: Statements, day: str, known_at: str = EVER, kept: KeptItems | None = None
) -> list[StoredItem]:
    """Every item in the version that is used on a day, by code.

    That is the latest of those whose day of effect has come: a version that is planned
    stands aside until then, and one that is stored later replaces the plan. Versions
    stored after known_at are left out.
    """
    rows = await db.fetch_all(
        "SELECT code, version FROM item_version v WHERE version = (SELECT MAX(version)"
        " FROM item_version w WHERE w.code = v.code AND w.effect_on <= :day"
        " AND w.loaded_at <= :known_at) ORDER BY code",
        {"day": day, "known_at": known_at},
    )
    return await _read(db, rows, kept)


async def coming_items(db: Statements, day: str, kept: KeptItems | None = None) -> list[StoredItem]:
    """Items of which no version is used yet on a day, in the first one planned, by code."""
    rows = await db.fetch_all(
        "SELECT code, version FROM item_version v WHERE effect_on > :day AND version ="
        " (SELECT MIN(version) FROM item_version w WHERE w.code = v.code) ORDER BY code",
        {"day": day},
    )
    return await _read(db, rows, kept)


async def agency_of(db: Statements, code: str) -> Agency | None:
    """The agency that keeps an item; None for an unknown code."""
    row = await db.fetch_one(
        "SELECT profile FROM agency WHERE id ="
        " (SELECT agency_id FROM item_version WHERE code = :code AND ended_at = '')",
        {"code": code},
    )
    return Agency(**json.loads(row["profile"])) if row else None


async def versions_of(db: Statements, code: str) -> list[StoredItem]:
    """Every version of one item, oldest first; empty for an unknown code."""
    rows = await db.fetch_all(
        "SELECT record, version, origin, loaded_at, effect_on, import_id FROM item_version"
        " WHERE code = :code ORDER BY version",
        {"code": code},
    )
    return [stored_in(row) for row in rows]


async def latest_versions(db: Statements) -> dict[str, int]:
    """The number of every item's latest version, by code."""
    rows = await db.fetch_all(
        "SELECT code, version FROM item_version WHERE ended_at = '' ORDER BY code"
    )
    return {row["code"]: row["version"] for row in rows}


async def items_from(db: Statements, today: str) -> list[StoredItem]:
    """The version used today and those planned after it, by code and day of effect.

    Loaded in this order into an empty database they are the catalogue again.
    """
    rows = await db.fetch_all(
        "SELECT code, version FROM item_version v"
        " WHERE version >= COALESCE((SELECT MAX(version) FROM item_version w"
        " WHERE w.code = v.code AND w.effect_on <= :today), 0)"
        " AND NOT EXISTS (SELECT 1 FROM item_version w WHERE w.code = v.code"
        " AND w.version > v.version AND w.effect_on <= v.effect_on) ORDER BY code, version",
        {"today": today},
    )
    return await _read(db, rows, None)


async def compare_items(db: Statements, items: Sequence[ServiceItem], today: str) -> Change:
    """What save_items would do today, without doing it."""
    held = await held_versions(db, today)
    return change_of(list(compared(items, held, today, overtaken(items, today))))


async def save_items(
    db: Database, agency: Agency, items: Sequence[ServiceItem], origin: str, now: str
) -> Change:
    """Store items in one transaction; an item that differs gets a new version.

    The same items twice change nothing, and the content version stays.
    """
    async with db.transaction() as tx:
        return await write_items(tx, agency, items, Stamp(origin, now))


async def write_items(
    tx: Statements, agency: Agency, items: Sequence[ServiceItem], stamp: Stamp
) -> Change:
    """What save_items does, in a transaction that is open already."""
    held = await held_versions(tx, stamp.today)
    every = list(compared(items, held, stamp.today, overtaken(items, stamp.today)))
    differing = [one.item for one in every if one.outcome != "unchanged"]
    await add_versions(tx, agency, differing, stamp)
    return change_of(every)


async def add_versions(
    tx: Statements, agency: Agency, items: Sequence[ServiceItem], stamp: Stamp
) -> None:
    """A new version of each item as it is given, and the content version with them."""
    await add_prepared(tx, await asyncio.to_thread(prepared, agency, items, stamp), stamp.now)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A new version that is not numbered yet (待存版本): its row, and the places it refers to."""

    row: dict[str, object]
    places: tuple[Place, ...]


def prepared(agency: Agency, items: Iterable[ServiceItem], stamp: Stamp) -> list[Prepared]:
    """New versions as add_prepared takes them: what takes long for many is done beforehand."""
    return [Prepared(_row(agency, item, stamp), item.places) for item in items]


def prepared_records(agency: Agency, records: Iterable[str], stamp: Stamp) -> list[Prepared]:
    """The same of items as record_text wrote them, in a third of the time."""
    return [_prepared_record(agency, record, stamp) for record in records]


def _prepared_record(agency: Agency, record: str, stamp: Stamp) -> Prepared:
    data = json.loads(record)
    told = {name: data.get(name, "") for name in ("code", "name", "region_code", "valid_from")}
    held = tuple(from_record(place, Place) for place in data.get("places", ()))
    return Prepared(_row_of(agency, ServiceItem(**told), record, stamp), held)


async def add_prepared(tx: Statements, versions: Sequence[Prepared], now: str) -> None:
    """Add new versions that prepared made; several of one item follow each other."""
    if not versions:
        return
    latest = await latest_versions(tx)
    rows = [version.row for version in versions]
    last = {str(row["code"]): position for position, row in enumerate(rows)}
    for position, row in enumerate(rows):
        code = str(row["code"])
        latest[code] = latest.get(code, 0) + 1
        row |= {"version": latest[code], "ended": "" if last[code] == position else now}
    numbered = [(str(one.row["code"]), _number(one.row), one.places) for one in versions]
    await places.refer(tx, numbered, places.Signed("", str(rows[0]["origin"]), now))
    await tx.execute_many(
        "UPDATE item_version SET ended_at = :now WHERE code = :code AND ended_at = ''",
        [{"now": now, "code": code} for code in last],
    )
    await tx.execute_many(
        "INSERT INTO item_version (code, version, agency_id, region_code, name, record, digest,"
        " origin, loaded_at, ended_at, effect_on, import_id) VALUES (:code, :version, :agency,"
        " :region, :name, :record, :digest, :origin, :now, :ended, :effect_on, :import_id)",
        rows,
    )
    await knowledge.raise_version(tx)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One new version of an item (事项变动) and the item as it was before, None for the first."""

    stored: StoredItem
    before: ServiceItem | None


async def latest_changes(db: Statements, limit: int) -> list[ItemChange]:
    """The latest versions of any items, newest first."""
    rows = await db.fetch_all(
        "SELECT v.record, v.version, v.origin, v.loaded_at, v.effect_on, v.import_id,"
        " b.record AS before FROM item_version v LEFT JOIN item_version b"
        " ON b.code = v.code AND b.version = v.version - 1"
        " ORDER BY v.loaded_at DESC, v.code, v.version DESC LIMIT :limit",
        {"limit": limit},
    )
    return [
        ItemChange(stored_in(r), from_record(json.loads(r["before"])) if r["before"] else None)
        for r in rows
    ]


async def held_versions(db: Statements, today: str) -> dict[str, list[Held]]:
    """For each code the version used today and the later, planned ones, oldest first."""
    rows = await db.fetch_all(
        "SELECT code, version, effect_on, digest FROM item_version v WHERE version >= COALESCE("
        "(SELECT MAX(version) FROM item_version w WHERE w.code = v.code AND w.effect_on <= :today),"
        " 0) ORDER BY code, version",
        {"today": today},
    )
    found: dict[str, list[Held]] = {}
    for row in rows:
        held = Held(row["version"], row["effect_on"], row["digest"])
        found.setdefault(row["code"], []).append(held)
    return found


async def held_records(db: Statements, today: str) -> dict[tuple[str, int], str]:
    """The records of held_versions, as text, by code and number."""
    rows = await db.fetch_all(
        "SELECT code, version, record FROM item_version v WHERE version >= COALESCE("
        "(SELECT MAX(version) FROM item_version w WHERE w.code = v.code AND w.effect_on <= :today),"
        " 0)",
        {"today": today},
    )
    return {(row["code"], row["version"]): row["record"] for row in rows}


def _number(row: dict[str, object]) -> int:
    number = row["version"]
    assert isinstance(number, int)
    return number


def change_of(every: Sequence[Compared]) -> Change:
    """Codes by what happens to them, in the order of the items."""
    codes: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
    for one in every:
        codes[one.outcome].append(one.item.code)
    return Change(*(tuple(codes[outcome]) for outcome in ("added", "changed", "unchanged")))


def _row(agency: Agency, item: ServiceItem, stamp: Stamp) -> dict[str, object]:
    return _row_of(agency, item, record_text(item), stamp)


def _row_of(agency: Agency, item: ServiceItem, record: str, stamp: Stamp) -> dict[str, object]:
    return {
        "code": item.code,
        "agency": agency.id,
        "region": item.region_code,
        "name": item.name,
        "record": record,
        "digest": digest_of(record),
        "origin": stamp.origin,
        "now": stamp.now,
        "effect_on": effect_day(item, stamp.today),
        "import_id": stamp.import_id,
    }


async def _read(db: Statements, rows: Sequence[Row], kept: KeptItems | None) -> list[StoredItem]:
    """The versions of rows with code and number; those that are kept are not read again."""
    keys = [(row["code"], row["version"]) for row in rows]
    return await (KeptItems() if kept is None else kept).read(db, keys)
