"""Versions of items, each read once (已读版本): whoever asks for the same one gets the same record."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from assistant.models.item import ServiceItem, from_record
from assistant.storage.database import Row, Statements

_CHUNK = 100
_Key = tuple[str, int]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class StoredItem:
    """An item as it stands in the database: where it came from, when it was loaded.

    effect_on is the day from which this version is used; import_id is "" for what no
    import brought.
    """

    item: ServiceItem
    version: int
    origin: str
    loaded_at: str
    effect_on: str = ""
    import_id: str = ""


class KeptItems:
    """What one database holds, as long as somebody has it; a version is never changed."""

    def __init__(self) -> None:
        self._held: WeakValueDictionary[_Key, StoredItem] = WeakValueDictionary()

    def __len__(self) -> int:
        """How many versions somebody has."""
        return len(self._held)

    async def read(self, db: Statements, keys: Sequence[_Key]) -> list[StoredItem]:
        """Versions by code and number, in the order given; KeyError for an unknown one."""
        found = {key: held for key in keys if (held := self._held.get(key))}
        missing = [key for key in keys if key not in found]
        same: dict[Any, Any] = {}
        # In pieces: the texts of a whole catalogue take as much room as its records.
        for start in range(0, len(missing), _CHUNK):
            rows = await _rows(db, missing[start : start + _CHUNK])
            read = await asyncio.to_thread(_all_stored, rows, same)
            found |= {(one.item.code, one.version): one for one in read}
        self._held.update(found)
        return [found[key] for key in keys]


def stored_in(row: Row, same: dict[Any, Any] | None = None) -> StoredItem:
    """The version that a row of item_version holds; same as from_record takes it."""
    item = from_record(json.loads(row["record"]), same=same)
    return StoredItem(
        item, row["version"], row["origin"], row["loaded_at"], row["effect_on"], row["import_id"]
    )


def _all_stored(rows: Sequence[Row], same: dict[Any, Any]) -> list[StoredItem]:
    return [stored_in(row, same) for row in rows]


async def _rows(db: Statements, keys: Sequence[_Key]) -> Sequence[Row]:
    parameters: dict[str, object] = {}
    for number, (code, version) in enumerate(keys):
        parameters |= {f"code_{number}": code, f"version_{number}": version}
    wanted = ", ".join(f"(:code_{number}, :version_{number})" for number in range(len(keys)))
    return await db.fetch_all(
        # Only the names of parameters are put in, and they are ours.
        "SELECT record, version, origin, loaded_at, effect_on, import_id"  # noqa: S608
        f" FROM item_version WHERE (code, version) IN (VALUES {wanted})",
        parameters,
    )
