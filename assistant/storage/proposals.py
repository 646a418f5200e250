"""Proposed edits (改动建议): what was proposed, and everything that happened to it, append-only."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.models.learning import Action, Edit
from assistant.storage.database import Row, Statements

TRIED, PUBLISHED, WITHDRAWN = "tried", "published", "withdrawn"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An edit with who proposed it, from which group of questions, and how it stands.

    state is "" until it was tried, then tried, published or withdrawn; trial is what the
    latest trial told (试运行结果), empty before.
    """

    id: str
    word: str
    edit: Edit
    why: str
    made_by: str
    made_at: str
    state: str
    ended_by: str
    ended_at: str
    trial: dict[str, Any]


_PROPOSALS = """
    SELECT proposal.*, latest.kind AS state, latest.made_by AS ended_by,
        latest.made_at AS ended_at,
        (SELECT detail FROM proposal_event AS trial WHERE trial.proposal_id = proposal.id
            AND trial.kind = 'tried' ORDER BY trial.made_at DESC, trial.id DESC LIMIT 1) AS trial
    FROM proposal LEFT JOIN proposal_event AS latest ON latest.id =
        (SELECT id FROM proposal_event AS one WHERE one.proposal_id = proposal.id
            ORDER BY one.made_at DESC, one.id DESC LIMIT 1)
"""


async def save_proposal(
    tx: Statements, id: str, word: str, edit: Edit, signed: Mapping[str, str]
) -> None:
    """Keep a proposal; signed holds why, by and now."""
    await tx.execute(
        "INSERT INTO proposal (id, uncovered, edit, why, made_by, made_at)"
        " VALUES (:id, :word, :edit, :why, :by, :now)",
        {"id": id, "word": word, "edit": json.dumps(asdict(edit), ensure_ascii=False), **signed},
    )


async def add_event(
    tx: Statements, id: str, proposal_id: str, kind: str, detail: str, by: str, now: str
) -> None:
    """Say what happened to a proposal: tried (with what the trial told), published, withdrawn."""
    await tx.execute(
        "INSERT INTO proposal_event (id, proposal_id, kind, detail, made_by, made_at)"
        " VALUES (:id, :proposal, :kind, :detail, :by, :now)",
        {"id": id, "proposal": proposal_id, "kind": kind, "detail": detail, "by": by, "now": now},
    )


async def find_proposal(db: Statements, id: str) -> Proposal | None:
    """One proposal by its number, or None."""
    row = await db.fetch_one(f"{_PROPOSALS} WHERE proposal.id = :id", {"id": id})
    return _proposal(row) if row else None


async def latest_proposals(db: Statements, limit: int) -> list[Proposal]:
    """The latest proposals, newest first."""
    rows = await db.fetch_all(
        f"{_PROPOSALS} ORDER BY proposal.made_at DESC, proposal.id DESC LIMIT :limit",
        {"limit": limit},
    )
    return [_proposal(row) for row in rows]


async def untried(db: Statements) -> list[str]:
    """Numbers of proposals that nothing has happened to: their trial was cut short."""
    rows = await db.fetch_all(
        "SELECT id FROM proposal WHERE NOT EXISTS"
        " (SELECT 1 FROM proposal_event WHERE proposal_id = proposal.id) ORDER BY made_at"
    )
    return [row["id"] for row in rows]


def _proposal(row: Row) -> Proposal:
    told = json.loads(row["edit"])
    edit = Edit(
        Action(told["action"]), told["table"], tuple(told["cells"]), told["replaces"], told["code"]
    )
    return Proposal(
        row["id"],
        row["uncovered"],
        edit,
        row["why"],
        row["made_by"],
        row["made_at"],
        row["state"] or "",
        row["ended_by"] or "",
        row["ended_at"] or "",
        json.loads(row["trial"]) if row["trial"] else {},
    )
