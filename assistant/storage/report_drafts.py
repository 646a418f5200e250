"""Drafts of the annual report: passages in versions, remarks and steps, all append-only."""

import json
from collections.abc import Mapping
from typing import Any

from assistant.errors import BadInput
from assistant.models.signing import (
    Author,
    Passage,
    PassageForm,
    Remark,
    RemarkKind,
    ReportDraft,
    SigningStep,
    StepKind,
)
from assistant.storage.database import Row, Statements

_STEP = "SELECT number, kind, reason, author_id, author, taken_at FROM report_step"


async def open_draft(tx: Statements, draft: ReportDraft) -> ReportDraft:
    """The draft of that agency, year and edition; the given one where there was none."""
    await tx.execute(
        "INSERT INTO report_draft (id, agency_id, year, edition, opened_by, opened_at)"
        " VALUES (:id, :agency, :year, :edition, :by, :at)"
        " ON CONFLICT (agency_id, year, edition) DO NOTHING",
        {
            "id": draft.id,
            "agency": draft.agency_id,
            "year": draft.year,
            "edition": draft.edition,
            "by": draft.opened_by,
            "at": draft.opened_at,
        },
    )
    return await find_draft(tx, draft.agency_id, draft.year, draft.edition) or draft


async def find_draft(db: Statements, agency_id: str, year: int, edition: str) -> ReportDraft | None:
    """The draft of an agency for a year in an edition, or None."""
    row = await db.fetch_one(
        "SELECT * FROM report_draft"
        " WHERE agency_id = :agency AND year = :year AND edition = :edition",
        {"agency": agency_id, "year": year, "edition": edition},
    )
    return _draft(row) if row else None


async def drafts_of(db: Statements, agency_id: str) -> list[ReportDraft]:
    """Every draft of an agency, the latest year first."""
    rows = await db.fetch_all(
        "SELECT * FROM report_draft WHERE agency_id = :agency ORDER BY year DESC, edition DESC",
        {"agency": agency_id},
    )
    return [_draft(row) for row in rows]


async def write_passage(tx: Statements, draft_id: str, passage: Passage) -> None:
    """Store one version; BadInput where somebody stored that version or a later one before."""
    row = await tx.fetch_one(
        "SELECT version, author FROM report_passage WHERE draft_id = :draft AND key = :key"
        " ORDER BY version DESC LIMIT 1",
        {"draft": draft_id, "key": passage.key},
    )
    if row and row["version"] >= passage.version:
        raise BadInput(
            f"这一段刚刚由{row['author']}改过，请先看看新的内容，再决定怎么改。",
            {"text": f"{row['author']}刚刚改过这一段，您写的内容还在下面。"},
        )
    await tx.execute(
        "INSERT INTO report_passage (draft_id, key, version, form, text, basis, own_numbers,"
        " author_id, author, written_at) VALUES (:draft, :key, :version, :form, :text, :basis, :own, :author_id,"
        " :author, :at)",
        {
            "draft": draft_id,
            "key": passage.key,
            "version": passage.version,
            "form": passage.form.value,
            "text": passage.text,
            "basis": passage.basis,
            "own": json.dumps(passage.own_numbers, ensure_ascii=False),
            "author_id": passage.author.id,
            "author": passage.author.name,
            "at": passage.written_at,
        },
    )


async def passages_of(db: Statements, draft_id: str) -> list[Passage]:
    """Every version of every passage of a draft, by key, oldest first."""
    rows = await db.fetch_all(
        "SELECT * FROM report_passage WHERE draft_id = :draft ORDER BY key, version",
        {"draft": draft_id},
    )
    return [
        Passage(
            row["key"],
            row["version"],
            PassageForm(row["form"]),
            row["text"],
            row["basis"],
            tuple(json.loads(row["own_numbers"])),
            _author(row),
            row["written_at"],
        )
        for row in rows
    ]


async def add_remark(tx: Statements, draft_id: str, remark: Remark) -> None:
    """Store a remark."""
    await tx.execute(
        "INSERT INTO report_remark (id, draft_id, kind, place, text, author_id, author, written_at)"
        " VALUES (:id, :draft, :kind, :place, :text, :author_id, :author, :at)",
        {
            "id": remark.id,
            "draft": draft_id,
            "kind": remark.kind.value,
            "place": remark.place,
            "text": remark.text,
            "author_id": remark.author.id,
            "author": remark.author.name,
            "at": remark.written_at,
        },
    )


async def remarks_of(db: Statements, draft_id: str) -> list[Remark]:
    """Every remark on a draft, oldest first."""
    rows = await db.fetch_all(
        "SELECT * FROM report_remark WHERE draft_id = :draft ORDER BY written_at, id",
        {"draft": draft_id},
    )
    return [
        Remark(
            row["id"],
            RemarkKind(row["kind"]),
            row["place"],
            row["text"],
            _author(row),
            row["written_at"],
        )
        for row in rows
    ]


async def add_step(
    tx: Statements, draft_id: str, step: SigningStep, document: Mapping[str, Any]
) -> None:
    """Store a step with the whole draft as it was; BadInput where somebody was faster."""
    row = await tx.fetch_one(
        "SELECT COUNT(*) AS n FROM report_step WHERE draft_id = :draft", {"draft": draft_id}
    )
    if row and row["n"] + 1 != step.number:
        raise BadInput("刚刚有人办理了这份草稿，请刷新页面，看过新的状态再办理。")
    await tx.execute(
        "INSERT INTO report_step (draft_id, number, kind, reason, document, author_id, author,"
        " taken_at) VALUES (:draft, :number, :kind, :reason, :document, :author_id, :author, :at)",
        {
            "draft": draft_id,
            "number": step.number,
            "kind": step.kind.value,
            "reason": step.reason,
            "document": json.dumps(document, ensure_ascii=False),
            "author_id": step.author.id,
            "author": step.author.name,
            "at": step.taken_at,
        },
    )


async def steps_of(db: Statements, draft_id: str) -> list[SigningStep]:
    """Every step of a draft, the first first."""
    rows = await db.fetch_all(
        f"{_STEP} WHERE draft_id = :draft ORDER BY number", {"draft": draft_id}
    )
    return [
        SigningStep(
            row["number"], StepKind(row["kind"]), row["reason"], _author(row), row["taken_at"]
        )
        for row in rows
    ]


async def document_of(db: Statements, draft_id: str, number: int) -> dict[str, Any]:
    """The whole draft as it was at a step; empty for a step that there is not."""
    row = await db.fetch_one(
        "SELECT document FROM report_step WHERE draft_id = :draft AND number = :number",
        {"draft": draft_id, "number": number},
    )
    return dict(json.loads(row["document"])) if row else {}


def _draft(row: Row) -> ReportDraft:
    return ReportDraft(
        row["id"],
        row["agency_id"],
        row["year"],
        row["edition"],
        row["opened_by"],
        row["opened_at"],
    )


def _author(row: Row) -> Author:
    return Author(row["author_id"], row["author"])
