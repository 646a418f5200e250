"""Signing in (登录): attempts that cost a growing wait, sessions that can be revoked."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from assistant.accounts import codes
from assistant.accounts.office import Office, moved
from assistant.accounts.passwords import matches
from assistant.errors import BadInput, TooMany
from assistant.models.accounts import Session, User
from assistant.storage import accounts, audit, sessions
from assistant.storage.sessions import SignedIn

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
_FOR_THE_CODE = timedelta(minutes=10)
_SEEN_EVERY = timedelta(minutes=5)
_COUNTED = timedelta(hours=24)
_COUNTED_OF_ADDRESS = timedelta(hours=1)
_KEPT = timedelta(days=7)
_NAME_TRIES, _ADDRESS_TRIES = 5, 20
_FIRST_WAIT, _LONGEST_WAIT = 60, 1800
_WRONG = f"账号或密码不对，请核对后再输。连续输错 {_NAME_TRIES} 次，要等一会儿才能再试。"
_NOBODY = "未登录"
_WRONG_CODE = "验证码不对或已用过，请等手机上换了新的 6 位数字再输。"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who knocks: the address and what the browser calls itself."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A session that began: token goes to the browser and is not kept; a code may be due."""

    token: str
    needs_code: bool


async def sign_in(office: Office, name: str, password: str, caller: Caller) -> Begun:
    """Begin a session by name and password.

    Raises BadInput where they do not fit (the same for unknown names, after the same work)
    or the account is switched off, TooMany while a wait lasts.
    """
    user = await prove(office, name, password, caller.address)
    if user is None:
        raise BadInput(_WRONG, {"password": _WRONG})
    if not user.active:
        told = "这个账号已停用，请联系管理员。"
        raise BadInput(told, {"name": told})
    return await _begin(office, user, caller, needs_code=user.has_totp)


async def prove(office: Office, name: str, password: str, address: str) -> User | None:
    """The account of a name and its password; None where they do not fit, which is counted.

    Raises TooMany while a wait lasts.
    """
    async with office.turn:
        await _check_waits(office, name, address)
        user = await accounts.by_name(office.db, name)
        held = await accounts.secrets_of(office.db, user.id) if user else None
        right = await matches(held.password_hash if held else "", password)
        if not right:
            await _failed(office, name, user, address)
    return user if right else None


async def enter_code(office: Office, waiting: SignedIn, code: str, caller: Caller) -> Begun:
    """Turn a session that waits for its code into a full one, under a new token.

    Raises BadInput for a wrong or used code, TooMany while a wait lasts.
    """
    user = waiting.user
    async with office.turn:
        await _check_waits(office, user.name, caller.address)
        held = await accounts.secrets_of(office.db, user.id)
        step = codes.step_of(held.totp_secret, code, office.clock(), after=held.totp_used)
        if step is None:
            await _failed(office, user.name, user, caller.address)
            raise BadInput(_WRONG_CODE, {"code": _WRONG_CODE})
        async with office.db.transaction() as tx:
            await accounts.use_totp_step(tx, user.id, step)
            await sessions.end(tx, waiting.session.id, office.clock())
    return await _begin(office, user, caller, needs_code=False)


async def signed_in(office: Office, token: str) -> SignedIn | None:
    """The open session of a browser's token, and that it was seen now; None where there is none."""
    if not token:
        return None
    now = office.clock()
    found = await sessions.find(office.db, hash_of(token), now, moved(now, -IDLE))
    if found and found.session.seen_at < moved(now, -_SEEN_EVERY):
        await sessions.see(office.db, found.session.id, now)
    return found


async def sign_out(office: Office, session: Session) -> None:
    """End a session: its token opens nothing any more, wherever it is kept."""
    async with office.db.transaction() as tx:
        await sessions.end(tx, session.id, office.clock())


async def leave(office: Office, token: str) -> None:
    """End the session that a browser held before it began another one."""
    if held := await signed_in(office, token):
        await sign_out(office, held.session)


def hash_of(text: str) -> str:
    """The hash under which a token or a typed name is stored."""
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


async def _begin(office: Office, user: User, caller: Caller, *, needs_code: bool) -> Begun:
    token, now = secrets.token_urlsafe(32), office.clock()
    session = Session(
        id=office.new_id(),
        account_id=user.id,
        begun_at=now,
        seen_at=now,
        expires_at=moved(now, _FOR_THE_CODE if needs_code else LONGEST),
        address=caller.address,
        browser=caller.browser[:200],
    )
    async with office.db.transaction() as tx:
        await sessions.begin(tx, session, hash_of(token), needs_code=needs_code)
        if not needs_code:
            attempt = (office.new_id(), hash_of(user.name), caller.address, now)
            await sessions.note_attempt(tx, *attempt, succeeded=True)
            await sessions.forget_attempts(tx, moved(now, -_KEPT))
            await audit.record(tx, office.deed(user.name, "登录", after=f"从 {caller.address}"))
    return Begun(token, needs_code)


async def _failed(office: Office, name: str, user: User | None, address: str) -> None:
    now = office.clock()
    async with office.db.transaction() as tx:
        attempt = (office.new_id(), hash_of(name), address, now)
        await sessions.note_attempt(tx, *attempt, succeeded=False)
        failures, _ = await sessions.failures_of_name(tx, hash_of(name), moved(now, -_COUNTED))
        if user and failures >= _NAME_TRIES:
            told = (
                f"连续输错 {failures} 次，{_minutes(_wait(failures, _NAME_TRIES))} 分钟内不能登录"
            )
            deed = office.deed(_NOBODY, f"账号 {user.name}", after=told, why=f"从 {address}")
            await audit.record(tx, deed)


async def _check_waits(office: Office, name: str, address: str) -> None:
    """Raise TooMany while the name or the address has to wait; such an attempt is not counted."""
    now = office.clock()
    of_name = await sessions.failures_of_name(office.db, hash_of(name), moved(now, -_COUNTED))
    since = moved(now, -_COUNTED_OF_ADDRESS)
    of_address = await sessions.failures_of_address(office.db, address, since)
    left = max(_left(*of_name, _NAME_TRIES, now), _left(*of_address, _ADDRESS_TRIES, now))
    if left > 0:
        raise TooMany(f"输错的次数太多，请 {_minutes(left)} 分钟后再试。忘了密码，请找管理员重置。")


def _left(failures: int, latest: str, free: int, now: str) -> float:
    """Seconds that are left to wait, 0 or less where there is nothing to wait for."""
    if failures < free:
        return 0
    passed = datetime.fromisoformat(now) - datetime.fromisoformat(latest)
    return _wait(failures, free) - passed.total_seconds()


def _wait(failures: int, free: int) -> int:
    """Seconds to wait after so many failures: a minute, then twice as long each time."""
    return min(_FIRST_WAIT << min(failures - free, 10), _LONGEST_WAIT)


def _minutes(seconds: float) -> int:
    return max(1, ceil(seconds / 60))
