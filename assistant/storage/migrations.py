"""Numbered migrations (数据库升级): each .sql file beside this one is applied once, in order."""

from importlib import resources

from assistant.errors import Unavailable
from assistant.storage.database import Database

_FOLDER = "migrations"


async def migrate(db: Database, now: str) -> list[int]:
    """Bring the schema up to date; the numbers that were applied, in order.

    Each migration is one transaction. Raises Unavailable when the database was
    written by a newer version of the program: going on could harm it.
    """
    await db.execute(
        "CREATE TABLE IF NOT EXISTS migration"
        " (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)"
    )
    rows = await db.fetch_all("SELECT number FROM migration")
    done = {row["number"] for row in rows}
    known = migrations()
    if newer := done - set(known):
        raise Unavailable(
            f"数据库由更新版本的程序写成（升级号 {max(newer)}），请改用该版本，或恢复旧版本的备份。"
        )
    applied = []
    for number, (name, script) in sorted(known.items()):
        if number not in done and await _apply(db, number, name, script, now):
            applied.append(number)
    return applied


def migrations() -> dict[int, tuple[str, str]]:
    """Every migration of this version: number to (file name, SQL)."""
    found = {}
    for entry in (resources.files("assistant.storage") / _FOLDER).iterdir():
        if entry.name.endswith(".sql"):
            found[int(entry.name[:4])] = (entry.name, entry.read_text("utf-8"))
    return found


async def _apply(db: Database, number: int, name: str, script: str, now: str) -> bool:
    """False where another process has applied it while this one waited for its turn."""
    async with db.transaction() as tx:
        held = "SELECT number FROM migration WHERE number = :number"
        if await tx.fetch_one(held, {"number": number}):
            return False
        for statement in _statements(script):
            await tx.execute(statement)
        await tx.execute(
            "INSERT INTO migration (number, name, applied_at) VALUES (:number, :name, :now)",
            {"number": number, "name": name, "now": now},
        )
    return True


def _statements(script: str) -> list[str]:
    lines = [line for line in script.splitlines() if not line.lstrip().startswith("--")]
    return [part.strip() for part in "\n".join(lines).split(";") if part.strip()]
