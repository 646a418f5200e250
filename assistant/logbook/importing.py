"""A log file into the log: previewed first, stored in one transaction, taken back as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant.accounts.office import Office
from assistant.errors import BadInput
from assistant.ingest.activity import read_log
from assistant.logbook.preview import LogPreview, preview
from assistant.models.activity import Activity
from assistant.storage import audit
from assistant.storage.activity import (
    VOID,
    StoredActivity,
    add_entries,
    entry_as_recorded,
    recorded_together,
    standing_entries,
)
from assistant.storage.database import Statements


@dataclass(frozen=True, slots=True)
class FilePreview:
    """The preview of a file, with the columns that nobody reads.

    at is the moment at which its rows were stored, "" where none were.
    """

    rows: LogPreview
    unread: tuple[str, ...]
    at: str = ""


async def preview_file(
    office: Office, path: Path, name: str, who: str, limit_mb: int = 50
) -> FilePreview:
    """What importing the file would do now; nothing is stored.

    Raises Refused or TooLarge for a file that cannot be read at all.
    """
    rows, unread = read_log(path, limit_mb)
    today = date.fromisoformat(office.clock()[:10])
    logged = [stored.entry for stored in await standing_entries(office.db)]
    return FilePreview(preview(name, rows, today, logged, who), unread)


async def import_file(
    office: Office, path: Path, name: str, who: str, limit_mb: int = 50
) -> FilePreview:
    """Store every row that the preview takes, all or none; the preview that was stored.

    Raises BadInput where a correction names an entry that is not there.
    """
    found = await preview_file(office, path, name, who, limit_mb)
    if not found.rows.taken:
        return found
    at = await _store(office, name, who, [entry for _, entry in found.rows.taken])
    return replace(found, at=at)


async def undo_import(office: Office, at: str, who: str) -> int:
    """Take back what somebody imported at a moment, as new rows; how many entries it was.

    An entry that was corrected since stays as it was corrected; one that itself corrected
    another gives way to that one again. Raises BadInput where nothing is left of the import.
    """
    async with office.db.transaction() as tx:
        imported = await recorded_together(tx, at, who)
        if not imported:
            raise BadInput("这次导入已经撤销过，或者每一条都更正过，没有可以撤销的了。")
        undoing = [(office.new_id(), await _undoing(tx, stored, who)) for stored in imported]
        await add_entries(tx, undoing, office.clock())
        after = f"撤销 {len(imported)} 条"
        await audit.record(tx, office.deed(who, f"台账导入 {at}", after=after))
    return len(imported)


async def _undoing(tx: Statements, stored: StoredActivity, who: str) -> Activity:
    if stored.entry.replaces:
        before = await entry_as_recorded(tx, stored.entry.replaces)
        return replace(before, recorded_by=who, replaces=stored.id)
    return Activity(VOID, stored.entry.happened_on, recorded_by=who, replaces=stored.id)


async def _store(office: Office, name: str, who: str, entries: Sequence[Activity]) -> str:
    numbered, at = [(office.new_id(), entry) for entry in entries], office.clock()
    async with office.db.transaction() as tx:
        await add_entries(tx, numbered, at)
        after = f"{len(numbered)} 条，编号 {numbered[0][0]} 至 {numbered[-1][0]}"
        await audit.record(tx, office.deed(who, f"台账导入 {name}", after=after))
    return at
