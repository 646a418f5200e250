"""Sessions and attempts at signing in: what is stored can revoke, and cannot be used to sign in."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models.accounts import Session, User
from assistant.storage.accounts import user_from
from assistant.storage.database import Row, Statements


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An open session with its account; needs_code: the password was right, a code is due."""

    session: Session
    user: User
    needs_code: bool


async def begin(tx: Statements, session: Session, token_hash: str, *, needs_code: bool) -> None:
    """Store a session under the hash of its token."""
    await tx.execute(
        "INSERT INTO session (id, token_hash, account_id, needs_code, begun_at, seen_at,"
        " expires_at, address, browser) VALUES (:id, :token_hash, :account_id, :needs_code,"
        " :begun_at, :seen_at, :expires_at, :address, :browser)",
        {
            "id": session.id,
            "token_hash": token_hash,
            "account_id": session.account_id,
            "needs_code": int(needs_code),
            "begun_at": session.begun_at,
            "seen_at": session.seen_at,
            "expires_at": session.expires_at,
            "address": session.address,
            "browser": session.browser,
        },
    )


async def find(db: Statements, token_hash: str, now: str, idle_since: str) -> SignedIn | None:
    """The open session of a token: not ended, not expired, seen since, its account active."""
    row = await db.fetch_one(
        "SELECT a.*, s.id AS session_id, s.account_id, s.needs_code, s.begun_at, s.seen_at,"
        " s.expires_at, s.address, s.browser FROM session s"
        " JOIN account a ON a.id = s.account_id"
        " WHERE s.token_hash = :token_hash AND s.ended_at = '' AND a.active = 1"
        " AND s.expires_at > :now AND s.seen_at > :idle_since",
        {"token_hash": token_hash, "now": now, "idle_since": idle_since},
    )
    if row is None:
        return None
    return SignedIn(_session(row, "session_id"), user_from(row), bool(row["needs_code"]))


async def see(db: Statements, session_id: str, now: str) -> None:
    """Remember that a session was used."""
    await db.execute(
        "UPDATE session SET seen_at = :now WHERE id = :id", {"now": now, "id": session_id}
    )


async def end(tx: Statements, session_id: str, now: str) -> None:
    """End one session; nothing where it has ended already."""
    await tx.execute(
        "UPDATE session SET ended_at = :now WHERE id = :id AND ended_at = ''",
        {"now": now, "id": session_id},
    )


async def end_all(tx: Statements, account_id: str, now: str, but: str = "") -> None:
    """End every session of an account, but one where its id is given."""
    await tx.execute(
        "UPDATE session SET ended_at = :now"
        " WHERE account_id = :account AND ended_at = '' AND id <> :but",
        {"now": now, "account": account_id, "but": but},
    )


async def open_sessions(
    db: Statements, account_id: str, now: str, idle_since: str
) -> Sequence[Session]:
    """The open sessions of an account, latest use first."""
    rows = await db.fetch_all(
        "SELECT * FROM session WHERE account_id = :account AND ended_at = '' AND needs_code = 0"
        " AND expires_at > :now AND seen_at > :idle_since ORDER BY seen_at DESC, id",
        {"account": account_id, "now": now, "idle_since": idle_since},
    )
    return [_session(row, "id") for row in rows]


async def last_sign_ins(db: Statements) -> dict[str, str]:
    """When each account signed in last, by its id; accounts that never did are left out."""
    rows = await db.fetch_all(
        "SELECT account_id, MAX(begun_at) AS latest FROM session WHERE needs_code = 0"
        " GROUP BY account_id"
    )
    return {row["account_id"]: row["latest"] for row in rows}


async def note_attempt(
    tx: Statements, id: str, name_hash: str, address: str, now: str, *, succeeded: bool
) -> None:
    """Keep one attempt at signing in."""
    await tx.execute(
        "INSERT INTO sign_in_attempt (id, name_hash, address, tried_at, succeeded)"
        " VALUES (:id, :name_hash, :address, :now, :succeeded)",
        {
            "id": id,
            "name_hash": name_hash,
            "address": address,
            "now": now,
            "succeeded": int(succeeded),
        },
    )


async def failures_of_name(db: Statements, name_hash: str, since: str) -> tuple[int, str]:
    """Failures since the last success: how many, and when the latest was."""
    row = await db.fetch_one(
        "SELECT COUNT(*) AS failures, COALESCE(MAX(tried_at), '') AS latest"
        " FROM sign_in_attempt WHERE name_hash = :name AND succeeded = 0 AND tried_at > :since"
        " AND tried_at > COALESCE((SELECT MAX(tried_at) FROM sign_in_attempt"
        " WHERE name_hash = :name AND succeeded = 1), '')",
        {"name": name_hash, "since": since},
    )
    return (row["failures"], row["latest"]) if row else (0, "")


async def failures_of_address(db: Statements, address: str, since: str) -> tuple[int, str]:
    """Failures from an address, whatever the name: how many, and when the latest was."""
    row = await db.fetch_one(
        "SELECT COUNT(*) AS failures, COALESCE(MAX(tried_at), '') AS latest"
        " FROM sign_in_attempt WHERE address = :address AND succeeded = 0 AND tried_at > :since",
        {"address": address, "since": since},
    )
    return (row["failures"], row["latest"]) if row else (0, "")


async def forget_failures(tx: Statements, name_hash: str) -> None:
    """Drop the failures of one name, and with them its wait."""
    await tx.execute(
        "DELETE FROM sign_in_attempt WHERE name_hash = :name AND succeeded = 0",
        {"name": name_hash},
    )


async def forget_attempts(tx: Statements, before: str) -> None:
    """Drop attempts that no wait depends on any more."""
    await tx.execute("DELETE FROM sign_in_attempt WHERE tried_at < :before", {"before": before})


def _session(row: Row, id_column: str) -> Session:
    return Session(
        id=row[id_column],
        account_id=row["account_id"],
        begun_at=row["begun_at"],
        seen_at=row["seen_at"],
        expires_at=row["expires_at"],
        address=row["address"],
        browser=row["browser"],
    )
