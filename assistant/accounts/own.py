"""One's own account: the password, the codes of the phone, and where one is signed in."""

from assistant.accounts import codes
from assistant.accounts.office import Office, moved
from assistant.accounts.passwords import fault_of, hashed
from assistant.accounts.signing_in import IDLE, prove
from assistant.errors import BadInput, TooMany
from assistant.models.accounts import Session, User
from assistant.storage import accounts, audit, sessions
from assistant.storage.sessions import SignedIn


async def change_password(office: Office, me: SignedIn, old: str, new: str, again: str) -> None:
    """Replace one's password; every other session of the account ends.

    Raises BadInput, naming the field, where the old one is wrong or the new one cannot be.
    """
    user = me.user
    await _check_password(office, me, old, "old")
    wrong = {"new": fault_of(new, user.name)}
    if new == old:
        wrong["new"] = "新密码不能和原来的一样，请换一个。"
    elif not wrong["new"] and new != again:
        wrong = {"again": "两次输入的新密码不一样，请重新输入。"}
    if told := {field: sentence for field, sentence in wrong.items() if sentence}:
        raise BadInput(next(iter(told.values())), told)
    password_hash = await hashed(new)
    async with office.db.transaction() as tx:
        await accounts.set_password(tx, user.id, password_hash, must_change=False)
        await sessions.end_all(tx, user.id, office.clock(), but=me.session.id)
        await audit.record(tx, office.deed(user.name, f"账号 {user.name}", after="改了密码"))


async def switch_codes_on(office: Office, user: User, secret: str, code: str) -> None:
    """Ask for a code at every sign-in from now on; BadInput where the phone's code is wrong."""
    step = codes.step_of(secret, code, office.clock()) if codes.is_secret(secret) else None
    if step is None:
        told = "验证码不对，请核对手机上的 6 位数字；一直不对时，请检查手机的时间。"
        raise BadInput(told, {"code": told})
    async with office.db.transaction() as tx:
        await accounts.set_totp(tx, user.id, secret, step)
        deed = office.deed(user.name, f"账号 {user.name}", "不用验证码", "登录要验证码")
        await audit.record(tx, deed)


async def switch_codes_off(office: Office, me: SignedIn, password: str) -> None:
    """Ask for no code any more; BadInput where the password is wrong."""
    await _check_password(office, me, password, "password")
    user = me.user
    async with office.db.transaction() as tx:
        await accounts.set_totp(tx, user.id, "")
        deed = office.deed(user.name, f"账号 {user.name}", "登录要验证码", "不用验证码")
        await audit.record(tx, deed)


async def my_sessions(office: Office, user: User) -> list[Session]:
    """Where one is signed in, latest use first."""
    now = office.clock()
    return list(await sessions.open_sessions(office.db, user.id, now, moved(now, -IDLE)))


async def end_session(office: Office, user: User, session_id: str) -> None:
    """End one of one's own sessions; nothing where it is somebody else's or over."""
    now = office.clock()
    mine = {session.id for session in await my_sessions(office, user)}
    if session_id in mine:
        async with office.db.transaction() as tx:
            await sessions.end(tx, session_id, now)
            deed = office.deed(user.name, f"账号 {user.name}", after="退出一处登录")
            await audit.record(tx, deed)


async def _check_password(office: Office, me: SignedIn, password: str, field: str) -> None:
    # Counted like a sign-in: a session in wrong hands is no place to guess the password at.
    try:
        proved = await prove(office, me.user.name, password, me.session.address)
    except TooMany as error:
        raise BadInput(error.message, {field: error.message}) from error
    if proved is None:
        raise BadInput("密码不对，请重新输入。", {field: "密码不对，请重新输入。"})
