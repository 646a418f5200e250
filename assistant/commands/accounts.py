"""Accounts from the command line: `assistant user add|list|reset|off`."""

from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer

from assistant.accounts import keeping
from assistant.accounts.keeping import BY_COMMAND
from assistant.accounts.office import Office
from assistant.assembly import new_id, now, opened
from assistant.commands.running import run, say
from assistant.config import Settings
from assistant.models.accounts import ROLE_LABELS
from assistant.storage import accounts as account_store
from assistant.storage import sessions as session_store

T = TypeVar("T")

user = typer.Typer(help="账号：添加、列出、重置密码、停用。", no_args_is_help=True)

_NAME = typer.Argument(help="账号名")
_ROLES = "、".join(f"{role}（{label}）" for role, label in ROLE_LABELS.items())


def _in_office(work: Callable[[Office], Awaitable[T]]) -> T:
    async def opening(settings: Settings) -> T:
        async with opened(settings) as parts:
            return await work(Office(parts.db, now, new_id))

    return run(opening)


def _tell(name: str, password: str) -> None:
    say(f"账号 {name}，一次性密码 {password}")
    say("密码只显示这一次，请当面告诉本人；登录后要换成本人自己的密码。")


@user.command()
def add(
    name: Annotated[str, _NAME],
    role: Annotated[str, typer.Option(help=f"角色：{_ROLES}")],
    full_name: Annotated[str, typer.Option(help="姓名")] = "",
) -> None:
    """添加账号，显示一次性密码。例：assistant user add zhangli --role editor --full-name 张丽"""
    _tell(name, _in_office(lambda o: keeping.add_user(o, name, role, full_name, BY_COMMAND)))


@user.command("list")
def show() -> None:
    """列出所有账号。例：assistant user list"""

    async def lines(office: Office) -> list[str]:
        seen = await session_store.last_sign_ins(office.db)
        return [
            f"{one.name}（{one.full_name or '未填姓名'}）：{ROLE_LABELS[one.role]}，"
            f"{'启用' if one.active else '停用'}，"
            f"{f'上次登录 {seen[one.id][:16]}' if one.id in seen else '还没有登录过'}"
            for one in await account_store.every_account(office.db)
        ]

    for line in _in_office(lines) or ["还没有账号，第一次运行 assistant serve 时会建立 admin。"]:
        say(line)


@user.command()
def reset(name: Annotated[str, _NAME]) -> None:
    """重置密码：显示新的一次性密码，退出各处登录，停用验证码。例：assistant user reset admin"""
    _tell(name, _in_office(lambda office: keeping.reset(office, name, BY_COMMAND)))


@user.command()
def off(name: Annotated[str, _NAME]) -> None:
    """停用账号，退出各处登录。例：assistant user off zhangli"""
    _in_office(lambda office: keeping.switch(office, name, active=False, by=BY_COMMAND))
    say(f"已停用 {name}，各处的登录已退出。")
