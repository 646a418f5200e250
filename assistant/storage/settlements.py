"""What people settled of published reports (核定记录): append-only."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant.models.settling import SettledForm, Settlement
from assistant.storage.database import Statements


async def add_settlements(
    tx: Statements,
    new_id: Callable[[], str],
    agency_id: str,
    year: int,
    settled: Sequence[Settlement],
) -> None:
    """Keep what was settled of one report, within a transaction of the caller's."""
    await tx.execute_many(
        "INSERT INTO report_settlement (id, agency_id, year, place, raw, form, value, reason,"
        " settled_by, settled_at) VALUES (:id, :agency, :year, :place, :raw, :form, :value,"
        " :reason, :by, :at)",
        [
            {
                "id": new_id(),
                "agency": agency_id,
                "year": year,
                "place": one.place,
                "raw": one.raw,
                "form": one.form.value,
                "value": "" if one.value is None else str(one.value),
                "reason": one.reason,
                "by": one.by,
                "at": one.at,
            }
            for one in settled
        ],
    )


async def settlements_of(db: Statements, agency_id: str, year: int) -> list[Settlement]:
    """Everything settled of a report, oldest first."""
    rows = await db.fetch_all(
        "SELECT place, raw, form, value, reason, settled_by, settled_at FROM report_settlement"
        " WHERE agency_id = :agency AND year = :year ORDER BY settled_at, id",
        {"agency": agency_id, "year": year},
    )
    return [
        Settlement(
            row["place"],
            row["raw"],
            SettledForm(row["form"]),
            Decimal(row["value"]) if row["value"] else None,
            row["reason"],
            row["settled_by"],
            row["settled_at"],
        )
        for row in rows
    ]
