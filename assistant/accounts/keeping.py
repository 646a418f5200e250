"""Keeping accounts: who is added, given another role, reset or switched off, and by whom."""

import re

from assistant.accounts.office import Office
from assistant.accounts.passwords import hashed, one_time_password
from assistant.accounts.signing_in import hash_of
from assistant.errors import BadInput, NotFound
from assistant.models.accounts import ROLE_LABELS, Role, User
from assistant.storage import accounts, audit, sessions
from assistant.storage.database import Statements

BY_COMMAND = "命令行"
FIRST = "admin"
_NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}")
_NAME_FORM = "账号名用 2 到 32 个小写字母、数字、点或横线，以字母开头，例如 zhangli。"
_LAST_ADMIN = "这是最后一个能管理账号的管理员，请先添加另一位管理员。"


async def add_user(office: Office, name: str, role: str, full_name: str, by: str) -> str:
    """Add an account; its one-time password, which is told once and not kept.

    Raises BadInput, naming the field, for a name or role that cannot be or a name that is taken.
    """
    full_name = full_name.strip()
    wrong = {
        "name": "" if _NAME.fullmatch(name) else _NAME_FORM,
        "full_name": "姓名请缩短到 40 字以内。" if len(full_name) > 40 else "",
        "role": _fault_of_role(role),
    }
    if told := {field: sentence for field, sentence in wrong.items() if sentence}:
        raise BadInput(" ".join(told.values()), told)
    user = User(
        id=office.new_id(),
        name=name,
        full_name=full_name,
        role=Role(role),
        must_change=True,
        created_at=office.clock(),
    )
    password = one_time_password()
    deed = office.deed(by, f"账号 {name}", after=f"新增，{ROLE_LABELS[user.role]}")
    if not await accounts.add_account(office.db, user, await hashed(password), deed):
        taken = f"账号名“{name}”已有人用，请换一个。"
        raise BadInput(taken, {"name": taken})
    return password


def _fault_of_role(text: str) -> str:
    """Which roles there are, where the text names none of them."""
    if text in list(Role):
        return ""
    told = "、".join(f"{role}（{label}）" for role, label in ROLE_LABELS.items())
    return f"没有“{text}”这个角色，请从中选一个：{told}。" if text else "请选择角色。"


async def begin_accounts(office: Office) -> str:
    """Add the first administrator where there is no account yet; the one-time password, else ""."""
    if await accounts.every_account(office.db):
        return ""
    return await add_user(office, FIRST, Role.ADMIN.value, "", "首次启动")


async def is_unused(office: Office, name: str) -> bool:
    """Whether the account still waits for its first sign-in and a password of its own."""
    user = await accounts.by_name(office.db, name)
    if user is None or not user.active or not user.must_change:
        return False
    return user.id not in await sessions.last_sign_ins(office.db)


async def change_role(office: Office, name: str, role: str, by: str, why: str = "") -> None:
    """Give an account another role; BadInput for the last administrator's."""
    if fault := _fault_of_role(role):
        raise BadInput(fault)
    wanted = Role(role)
    async with office.db.transaction() as tx:
        user = await _known(tx, name)
        await accounts.set_role(tx, user.id, wanted)
        await _check_admins(tx, user)
        before, after = ROLE_LABELS[user.role], ROLE_LABELS[wanted]
        await audit.record(tx, office.deed(by, f"账号 {name}", before, after, why))


async def switch(office: Office, name: str, active: bool, by: str, why: str = "") -> None:
    """Switch an account on or off; off ends its sessions. BadInput for the last administrator."""
    async with office.db.transaction() as tx:
        user = await _known(tx, name)
        await accounts.set_active(tx, user.id, active)
        await _check_admins(tx, user)
        if not active:
            await sessions.end_all(tx, user.id, office.clock())
        words = {True: "启用", False: "停用"}
        deed = office.deed(by, f"账号 {name}", words[user.active], words[active], why)
        await audit.record(tx, deed)


async def reset(office: Office, name: str, by: str) -> str:
    """Give an account a new one-time password, which is returned and not kept.

    Its sessions end, its codes are off and its waits over: it may be in wrong hands, or its
    owner without the phone.
    """
    password = one_time_password()
    password_hash = await hashed(password)
    async with office.db.transaction() as tx:
        user = await _known(tx, name)
        await accounts.set_password(tx, user.id, password_hash, must_change=True)
        await accounts.set_totp(tx, user.id, "")
        await sessions.end_all(tx, user.id, office.clock())
        await sessions.forget_failures(tx, hash_of(name))
        await audit.record(tx, office.deed(by, f"账号 {name}", after="重置密码，等待本人改"))
    return password


async def _known(tx: Statements, name: str) -> User:
    user = await accounts.by_name(tx, name)
    if user is None:
        raise NotFound(f"没有“{name}”这个账号，请核对账号名。")
    return user


async def _check_admins(tx: Statements, changed: User) -> None:
    # Counted after the change and before its end: two admins who demote each other at the
    # same time come one after the other here.
    was_one = changed.active and changed.role is Role.ADMIN
    if was_one and await accounts.count_active_admins(tx) == 0:
        raise BadInput(_LAST_ADMIN)
