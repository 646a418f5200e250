"""The content version (知识版本): rises with every change of what we know."""

from assistant.storage.database import Statements


async def version(db: Statements) -> int:
    """The present content version, 0 for a database that has never been filled."""
    row = await db.fetch_one("SELECT version FROM knowledge WHERE id = 1")
    return int(row["version"]) if row else 0


async def raise_version(tx: Statements) -> None:
    """Count one change of knowledge, in the transaction that made it."""
    await tx.execute("UPDATE knowledge SET version = version + 1 WHERE id = 1")
