"""Accounts in the database: never deleted, only switched off, so that names stay told."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models.accounts import Deed, Role, User
from assistant.storage import audit
from assistant.storage.database import Database, Row, Statements


@dataclass(frozen=True, slots=True)
class Secrets:
    """What an account is proved by; leaves the storage for checking only.

    totp_used is the number of the 30-second step whose code was taken last.
    """

    password_hash: str
    totp_secret: str
    totp_used: int


async def add_account(db: Database, user: User, password_hash: str, deed: Deed) -> bool:
    """Store a new account; False where the name is taken."""
    async with db.transaction() as tx:
        if await by_name(tx, user.name):
            return False
        await tx.execute(
            "INSERT INTO account (id, name, full_name, role, active, password_hash,"
            " must_change, created_at) VALUES (:id, :name, :full_name, :role, :active,"
            " :password_hash, :must_change, :created_at)",
            {
                "id": user.id,
                "name": user.name,
                "full_name": user.full_name,
                "role": user.role.value,
                "active": int(user.active),
                "password_hash": password_hash,
                "must_change": int(user.must_change),
                "created_at": user.created_at,
            },
        )
        await audit.record(tx, deed)
    return True


async def every_account(db: Statements) -> Sequence[User]:
    """All accounts, by name."""
    return [user_from(row) for row in await db.fetch_all("SELECT * FROM account ORDER BY name")]


async def by_name(db: Statements, name: str) -> User | None:
    """The account that signs in by this name."""
    row = await db.fetch_one("SELECT * FROM account WHERE name = :name", {"name": name})
    return user_from(row) if row else None


async def secrets_of(db: Statements, account_id: str) -> Secrets:
    """What an account is proved by; KeyError for an unknown id."""
    row = await db.fetch_one("SELECT * FROM account WHERE id = :id", {"id": account_id})
    if row is None:
        raise KeyError(account_id)
    return Secrets(row["password_hash"], row["totp_secret"], row["totp_used"])


async def set_role(tx: Statements, account_id: str, role: Role) -> None:
    """Give an account another role."""
    await tx.execute(
        "UPDATE account SET role = :role WHERE id = :id", {"role": role.value, "id": account_id}
    )


async def set_active(tx: Statements, account_id: str, active: bool) -> None:
    """Switch an account on or off."""
    await tx.execute(
        "UPDATE account SET active = :active WHERE id = :id",
        {"active": int(active), "id": account_id},
    )


async def set_password(
    tx: Statements, account_id: str, password_hash: str, *, must_change: bool
) -> None:
    """Replace the password; must_change for one that somebody else knows."""
    await tx.execute(
        "UPDATE account SET password_hash = :hash, must_change = :must WHERE id = :id",
        {"hash": password_hash, "must": int(must_change), "id": account_id},
    )


async def set_totp(tx: Statements, account_id: str, secret: str, used: int = 0) -> None:
    """Switch codes on by a secret, or off by an empty one."""
    await tx.execute(
        "UPDATE account SET totp_secret = :secret, totp_used = :used WHERE id = :id",
        {"secret": secret, "used": used, "id": account_id},
    )


async def use_totp_step(tx: Statements, account_id: str, step: int) -> None:
    """Remember the step of a code that was taken: the same code does not count twice."""
    await tx.execute(
        "UPDATE account SET totp_used = :step WHERE id = :id", {"step": step, "id": account_id}
    )


async def count_active_admins(tx: Statements) -> int:
    """How many people can manage accounts."""
    row = await tx.fetch_one(
        "SELECT COUNT(*) AS admins FROM account WHERE role = 'admin' AND active = 1"
    )
    return int(row["admins"]) if row else 0


def user_from(row: Row) -> User:
    """The account of a row of its table."""
    return User(
        id=row["id"],
        name=row["name"],
        full_name=row["full_name"],
        role=Role(row["role"]),
        active=bool(row["active"]),
        must_change=bool(row["must_change"]),
        has_totp=row["totp_secret"] != "",
        created_at=row["created_at"],
    )
