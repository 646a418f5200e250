"""The catalogue as an import meets it today (现有目录), from the database."""

from pathlib import Path

from assistant.catalogue.preview import Standing
from assistant.storage import items as item_store
from assistant.storage import knowledge as knowledge_store
from assistant.storage.brought import taken_back
from assistant.storage.database import Statements, open_sqlite


async def standing(db: Statements, today: str) -> tuple[int, Standing]:
    """The content version, and the catalogue as an import meets it today."""
    # The version first: a change in between is then noticed later, not missed.
    version = await knowledge_store.version(db)
    held = await item_store.held_versions(db, today)
    records = await item_store.held_records(db, today)
    return version, Standing(held, records, await taken_back(db))


async def standing_in(database: Path, today: str) -> tuple[int, Standing]:
    """The same from a database that is opened for it alone."""
    db = await open_sqlite(database, readers=1)
    try:
        return await standing(db, today)
    finally:
        await db.close()
