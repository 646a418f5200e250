"""A log file into the log: previewed first, then stored in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.accounts.office import Office
from assistant.ingest.activity import read_log
from assistant.logbook.preview import LogPreview, preview
from assistant.models.activity import Activity
from assistant.storage import audit
from assistant.storage.activity import add_entries, standing_entries


@dataclass(frozen=True, slots=True)
class FilePreview:
    """The preview of a file, with the columns that nobody reads."""

    rows: LogPreview
    unread: tuple[str, ...]


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
    if found.rows.taken:
        await _store(office, name, who, [entry for _, entry in found.rows.taken])
    return found


async def _store(office: Office, name: str, who: str, entries: Sequence[Activity]) -> None:
    numbered = [(office.new_id(), entry) for entry in entries]
    async with office.db.transaction() as tx:
        await add_entries(tx, numbered, office.clock())
        after = f"{len(numbered)} 条，编号 {numbered[0][0]} 至 {numbered[-1][0]}"
        await audit.record(tx, office.deed(who, f"台账导入 {name}", after=after))
