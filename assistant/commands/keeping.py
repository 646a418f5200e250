"""The installation kept sound: `assistant backup`, `assistant restore`, `assistant doctor`."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from assistant.assembly import now
from assistant.checkup import Check, State, checkup
from assistant.commands.running import run, say, say_json
from assistant.config import Settings
from assistant.storage.copies import Copy, copy_out, put_back

_STATES = {State.GOOD: "好", State.ADVICE: "建议", State.MISSING: "缺"}


def backup(
    file: Annotated[Path, typer.Argument(help="写到哪里，不能是已有的文件")],
) -> None:
    """备份数据库，服务不用停。例：assistant backup 备份-20261123.db"""

    async def work(settings: Settings) -> Copy:
        return copy_out(settings.sqlite_path(), file)

    say(f"已备份到 {file}：{_told(run(work))}")


def restore(file: Annotated[Path, typer.Argument(help="以前的备份")]) -> None:
    """恢复备份，先停止服务；原来的数据库改名保留。例：assistant restore 备份-20261123.db"""

    async def work(settings: Settings) -> tuple[Copy, Path, bool]:
        database = settings.sqlite_path()
        moment = "".join(c for c in now()[:19] if c.isdigit())
        aside = database.with_name(f"{database.name}.{moment}")
        copy = put_back(file, database, aside)
        return copy, aside, aside.exists()

    copy, aside, kept = run(work)
    say(f"已恢复 {file}：{_told(copy)}")
    if kept:
        say(f"原来的数据库保留为 {aside}，确认无误后可以删去。")
    say("请启动服务：assistant serve")


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """自检：这台机器和数据还缺什么，缺必需的时退出码为 1。例：assistant doctor --json"""

    async def work(settings: Settings) -> list[Check]:
        return [check async for check in checkup(settings, now()[:10])]

    checks = run(work)
    if as_json:
        say_json([asdict(check) for check in checks])
    else:
        for check in checks:
            say(f"{_STATES[check.state]}\t{check.name}：{check.told}")
    if any(check.state is State.MISSING for check in checks):
        raise typer.Exit(1)


def _told(copy: Copy) -> str:
    return (
        f"{copy.size / 1_000_000:.1f} MB，事项 {copy.items} 个，年报 {copy.reports} 份，"
        f"问答 {copy.answers} 条，台账 {copy.activities} 条。"
    )
