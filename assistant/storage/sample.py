"""Rows of the sample year (示例年度), known by their ids: whether there are any, and out with them."""

from assistant.storage.database import Row, Statements

PREFIX = "sample-"
"""With which every id of the sample year begins."""

_CHAIN = (
    "WITH RECURSIVE of_sample (id) AS ("
    " SELECT id FROM activity WHERE id LIKE :sample"
    " UNION SELECT a.id FROM activity a JOIN of_sample s ON a.replaces = s.id)"
)


async def has_sample(db: Statements) -> bool:
    """Whether a sample year is loaded."""
    row = await db.fetch_one("SELECT id FROM activity WHERE id LIKE :sample LIMIT 1", _SAMPLE)
    return row is not None


async def remove_rows(tx: Statements) -> int:
    """Delete the sample's entries with what corrects them, and its cases; how many rows.

    The one place where rows of the log are deleted: nothing of the sample ever happened.
    """
    held = await tx.fetch_all(f"{_CHAIN} SELECT id FROM of_sample", _SAMPLE)  # noqa: S608
    await tx.execute(
        f"{_CHAIN} DELETE FROM activity WHERE id IN (SELECT id FROM of_sample)",  # noqa: S608
        _SAMPLE,
    )
    cases = await _cases(tx)
    for table in ("disclosure_step", "disclosure_applicant"):
        # Only names of our tables are put in.
        await tx.execute(f"DELETE FROM {table} WHERE case_id LIKE :sample", _SAMPLE)  # noqa: S608
    await tx.execute("DELETE FROM disclosure_case WHERE id LIKE :sample", _SAMPLE)
    return len(held) + len(cases)


async def _cases(tx: Statements) -> list[Row]:
    return list(await tx.fetch_all("SELECT id FROM disclosure_case WHERE id LIKE :sample", _SAMPLE))


_SAMPLE = {"sample": f"{PREFIX}%"}
