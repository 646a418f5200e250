"""How often the catalogue changed in a period (目录变更), from the versions of its items."""

from assistant.storage.database import Statements


async def changes_between(db: Statements, start: str, end: str) -> tuple[int, int] | None:
    """Items added and items changed with effect from start up to, not including, end.

    What was loaded on the day on which the catalogue began is no addition. An item changed
    several times counts once. None where there is no catalogue.
    """
    row = await db.fetch_one(
        "SELECT (SELECT COUNT(*) FROM item_version) AS held,"
        " (SELECT COUNT(*) FROM item_version WHERE version = 1 AND effect_on >= :start"
        "  AND effect_on < :end AND SUBSTR(loaded_at, 1, 10) >"
        "  (SELECT MIN(SUBSTR(loaded_at, 1, 10)) FROM item_version)) AS added,"
        " (SELECT COUNT(DISTINCT code) FROM item_version WHERE version > 1"
        "  AND effect_on >= :start AND effect_on < :end) AS changed",
        {"start": start, "end": end},
    )
    return (row["added"], row["changed"]) if row and row["held"] else None
