"""Published reports: one current document an agency and year, older ones kept."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.models.agency import Agency
from assistant.storage import knowledge
from assistant.storage.database import Database, Row, Statements


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as it was stored; text is its plain data (ingest.reports.data) as JSON."""

    id: str
    agency_id: str
    region_code: str
    year: int
    text: str
    origin: str
    loaded_at: str

    @property
    def document(self) -> Mapping[str, Any]:
        """The plain data, parsed each time: a thousand of them at once fill the memory."""
        document: Mapping[str, Any] = json.loads(self.text)
        return document


@dataclass(frozen=True, slots=True)
class ReportToSave:
    """A report on its way into the database."""

    year: int
    edition: str
    title: str
    document: Mapping[str, Any]
    origin: str


async def compare_report(db: Statements, agency: Agency, report: ReportToSave) -> str:
    """What save_report would do, without doing it: "added", "changed" or "unchanged"."""
    held = await _held(db, agency, report.year)
    return _compared(held, _text(report)[1])


async def _held(db: Statements, agency: Agency, year: int) -> Row | None:
    return await db.fetch_one(
        "SELECT id, digest FROM report"
        " WHERE agency_id = :agency AND year = :year AND ended_at = ''",
        {"agency": agency.id, "year": year},
    )


def _text(report: ReportToSave) -> tuple[str, str]:
    document = json.dumps(report.document, ensure_ascii=False)
    return document, hashlib.sha256(document.encode()).hexdigest()


def _compared(held: Row | None, digest: str) -> str:
    if held is None:
        return "added"
    return "unchanged" if held["digest"] == digest else "changed"


async def save_report(db: Database, agency: Agency, report: ReportToSave, now: str) -> str:
    """Store a report; "added", "changed" (the older one is kept) or "unchanged"."""
    async with db.transaction() as tx:
        return await write_report(tx, agency, report, now)


async def write_report(tx: Statements, agency: Agency, report: ReportToSave, now: str) -> str:
    """save_report within a transaction of the caller's."""
    document, digest = _text(report)
    held = await _held(tx, agency, report.year)
    outcome = _compared(held, digest)
    if outcome == "unchanged":
        return outcome
    if held:
        await tx.execute(
            "UPDATE report SET ended_at = :now WHERE id = :id", {"now": now, "id": held["id"]}
        )
    await tx.execute(
        "INSERT INTO report (id, agency_id, region_code, year, edition, title, document,"
        " digest, origin, loaded_at) VALUES (:id, :agency, :region, :year, :edition,"
        " :title, :document, :digest, :origin, :now)",
        {
            "id": f"{agency.id}-{report.year}-{digest[:12]}-{now}",
            "agency": agency.id,
            "region": agency.region_code,
            "year": report.year,
            "edition": report.edition,
            "title": report.title,
            "document": document,
            "digest": digest,
            "origin": report.origin,
            "now": now,
        },
    )
    await knowledge.raise_version(tx)
    return outcome


async def end_report(tx: Statements, agency: Agency, year: int, now: str) -> bool:
    """Take a report out of what is known; it is kept. False where none stands."""
    held = await _held(tx, agency, year)
    if held is None:
        return False
    await tx.execute(
        "UPDATE report SET ended_at = :now WHERE id = :id", {"now": now, "id": held["id"]}
    )
    await knowledge.raise_version(tx)
    return True


async def current_reports(db: Statements, moment: str = "") -> Sequence[StoredReport]:
    """Every report that stands, or stood at a moment, by agency and year."""
    rows = await db.fetch_all(
        "SELECT id, agency_id, region_code, year, document, origin, loaded_at FROM report"
        " WHERE (:moment = '' AND ended_at = '') OR (:moment <> '' AND loaded_at <= :moment"
        " AND (ended_at = '' OR ended_at > :moment)) ORDER BY agency_id, year",
        {"moment": moment},
    )
    return [_stored(row) for row in rows]


async def has_reports(db: Statements) -> bool:
    """Whether any report stands."""
    return bool(await db.fetch_one("SELECT id FROM report WHERE ended_at = '' LIMIT 1"))


async def report_of(db: Statements, agency_id: str, year: int) -> StoredReport | None:
    """The standing report of an agency for a year, or None."""
    row = await db.fetch_one(
        "SELECT id, agency_id, region_code, year, document, origin, loaded_at FROM report"
        " WHERE agency_id = :agency AND year = :year AND ended_at = ''",
        {"agency": agency_id, "year": year},
    )
    return _stored(row) if row else None


def _stored(row: Row) -> StoredReport:
    return StoredReport(
        row["id"],
        row["agency_id"],
        row["region_code"],
        row["year"],
        row["document"],
        row["origin"],
        row["loaded_at"],
    )
