"""How often each item was chosen (选择次数), taken up once a day so that answers stay the same."""

from collections.abc import Mapping

from assistant.storage import knowledge
from assistant.storage.database import Database, Statements

_LEAST = 3


async def times_chosen(db: Statements) -> Mapping[str, int]:
    """Times by item code, as last taken up."""
    rows = await db.fetch_all("SELECT item_code, times FROM popularity ORDER BY item_code")
    return {row["item_code"]: row["times"] for row in rows}


async def take_up(db: Database) -> bool:
    """Count the log's choices anew; whether they changed, which is a change of knowledge.

    Items chosen fewer than three times do not count: one person's click is no custom.
    """
    rows = await db.fetch_all(
        "SELECT chosen, COUNT(*) AS times FROM answer WHERE chosen <> ''"
        " GROUP BY chosen HAVING COUNT(*) >= :least ORDER BY chosen",
        {"least": _LEAST},
    )
    counted = {row["chosen"]: row["times"] for row in rows}
    if counted == await times_chosen(db):
        return False
    async with db.transaction() as tx:
        await tx.execute("DELETE FROM popularity")
        for code, times in counted.items():
            await tx.execute(
                "INSERT INTO popularity (item_code, times) VALUES (:code, :times)",
                {"code": code, "times": times},
            )
        await knowledge.raise_version(tx)
    return True
