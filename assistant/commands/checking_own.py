"""The report checker for one's own report: `assistant report check`."""

from typing import Annotated

import typer

from assistant.assembly import opened
from assistant.commands.checking import tell
from assistant.commands.reporting import EDITION, YEAR, edition_named
from assistant.commands.running import run
from assistant.config import Settings
from assistant.reporting.checks.listing import Checked
from assistant.year import checked_of


def check_own(
    year: Annotated[int, YEAR],
    edition: Annotated[str, EDITION] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """检查自己的年度报告，未定稿的也行，有错误时退出码为 1。例：assistant report check --year 2025"""

    async def work(settings: Settings) -> Checked:
        async with opened(settings) as parts:
            return await checked_of(parts, year, edition_named(edition))

    tell([run(work)], as_json)
