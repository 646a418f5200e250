"""Disclosure requests and disputes: cases, their steps and, apart from them, the applicants."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import BadInput, NotFound
from assistant.models.disclosure import Applicant, Case, CaseKind, CaseStep
from assistant.storage.database import Row, Statements

_NUMBER_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Recorded:
    """Who records something, when, and under which id."""

    id: str
    by: str
    at: str


async def open_case(
    tx: Statements, kind: CaseKind, first: CaseStep, recorded: Recorded, prefix: str = ""
) -> str:
    """Store a new case with its first step; its id. Numbers run by year: 2026-001, 2026-002.

    `first.recorded_by` and `recorded_at` are taken from `recorded`, the step's id is the
    case's with "-1" behind it.
    """
    number = await _next_number(tx, kind, prefix + first.happened_on[:4])
    await tx.execute(
        "INSERT INTO disclosure_case (id, kind, number, opened_at) VALUES (:id, :kind, :number, :at)",
        {"id": recorded.id, "kind": kind, "number": number, "at": recorded.at},
    )
    await add_step(tx, recorded.id, first, Recorded(f"{recorded.id}-1", recorded.by, recorded.at))
    return recorded.id


async def _next_number(tx: Statements, kind: str, year: str) -> str:
    row = await tx.fetch_one(
        "SELECT MAX(number) AS last FROM disclosure_case WHERE kind = :kind AND number LIKE :year",
        {"kind": kind, "year": f"{year}-%"},
    )
    last = int(row["last"].rpartition("-")[2]) if row and row["last"] else 0
    return f"{year}-{last + 1:0{_NUMBER_DIGITS}}"


async def add_step(tx: Statements, case_id: str, step: CaseStep, recorded: Recorded) -> None:
    """Store one more step; BadInput where the step it replaces is replaced already."""
    if step.replaces:
        await _check_replaced(tx, case_id, step.replaces)
    await tx.execute(
        "INSERT INTO disclosure_step (id, case_id, kind, happened_on, detail, recorded_by,"
        " recorded_at, replaces) VALUES (:id, :case_id, :kind, :happened_on, :detail, :by, :at,"
        " :replaces)",
        {
            "id": recorded.id,
            "case_id": case_id,
            "kind": step.kind,
            "happened_on": step.happened_on,
            "detail": json.dumps(step.detail, ensure_ascii=False, sort_keys=True),
            "by": recorded.by,
            "at": recorded.at,
            "replaces": step.replaces,
        },
    )


async def _check_replaced(tx: Statements, case_id: str, id: str) -> None:
    held = await tx.fetch_one(
        "SELECT (SELECT COUNT(*) FROM disclosure_step c WHERE c.replaces = s.id) AS corrections"
        " FROM disclosure_step s WHERE s.id = :id AND s.case_id = :case_id",
        {"id": id, "case_id": case_id},
    )
    if held is None or held["corrections"]:
        raise BadInput("这一步已经更正过，请刷新页面，更正代替它的那一步。")


async def save_applicant(
    tx: Statements, case_id: str, applicant: Applicant, recorded: Recorded
) -> None:
    """Store who asks, as the latest version."""
    await tx.execute(
        "INSERT INTO disclosure_applicant (case_id, version, name, contact, address, recorded_by,"
        " recorded_at) SELECT :case_id, COALESCE(MAX(version), 0) + 1, :name, :contact, :address,"
        " :by, :at FROM disclosure_applicant WHERE case_id = :case_id",
        {
            "case_id": case_id,
            "name": applicant.name,
            "contact": applicant.contact,
            "address": applicant.address,
            "by": recorded.by,
            "at": recorded.at,
        },
    )


async def applicants(db: Statements) -> dict[str, Applicant]:
    """Who asks in each case, by the case's id; the latest version."""
    rows = await db.fetch_all("SELECT * FROM disclosure_applicant ORDER BY case_id, version")
    return {row["case_id"]: _applicant(row) for row in rows}


async def applicant_of(db: Statements, case_id: str) -> Applicant | None:
    """Who asks in one case, or None where nothing is kept."""
    row = await db.fetch_one(
        "SELECT * FROM disclosure_applicant WHERE case_id = :id ORDER BY version DESC LIMIT 1",
        {"id": case_id},
    )
    return _applicant(row) if row else None


def _applicant(row: Row) -> Applicant:
    return Applicant(row["name"], row["contact"], row["address"])


async def cases(db: Statements, kind: CaseKind) -> list[Case]:
    """Every case of a kind by its number, with its whole history."""
    heads = await db.fetch_all(
        "SELECT * FROM disclosure_case WHERE kind = :kind ORDER BY number", {"kind": kind}
    )
    rows = await db.fetch_all(
        "SELECT s.* FROM disclosure_step s JOIN disclosure_case c ON c.id = s.case_id"
        " WHERE c.kind = :kind ORDER BY s.recorded_at, s.id",
        {"kind": kind},
    )
    steps: dict[str, list[CaseStep]] = {}
    for row in rows:
        steps.setdefault(row["case_id"], []).append(_step(row))
    return [_case(head, steps.get(head["id"], [])) for head in heads]


async def case_of(db: Statements, kind: CaseKind, id: str) -> Case:
    """One case; NotFound where there is none of that kind under the id."""
    head = await db.fetch_one(
        "SELECT * FROM disclosure_case WHERE id = :id AND kind = :kind", {"id": id, "kind": kind}
    )
    if head is None:
        raise NotFound("没有这一件，请回到列表重新选择。")
    rows = await db.fetch_all(
        "SELECT * FROM disclosure_step WHERE case_id = :id ORDER BY recorded_at, id", {"id": id}
    )
    return _case(head, [_step(row) for row in rows])


def _case(head: Row, steps: Sequence[CaseStep]) -> Case:
    return Case(head["id"], head["kind"], head["number"], head["opened_at"], tuple(steps))


def _step(row: Row) -> CaseStep:
    return CaseStep(
        kind=row["kind"],
        happened_on=row["happened_on"],
        detail=json.loads(row["detail"]),
        recorded_by=row["recorded_by"],
        replaces=row["replaces"],
        id=row["id"],
        recorded_at=row["recorded_at"],
    )
