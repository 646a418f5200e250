"""The report checker: `assistant check`, and `assistant report check` for one's own report."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant.assembly import built_in, opened
from assistant.commands.reporting import EDITION, YEAR, edition_named
from assistant.commands.running import run, say
from assistant.config import Settings
from assistant.errors import BadInput
from assistant.reporting.checks.files import check_files, read_file
from assistant.reporting.checks.listing import Checked, as_data, as_page, as_text
from assistant.year import checked_of


def check(
    files: Annotated[list[Path], typer.Argument(help="已公布或待公布的年度报告")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    html: Annotated[Path | None, typer.Option(help="把结果写成网页（.html）")] = None,
    last: Annotated[Path | None, typer.Option(help="同一机关上一年的报告")] = None,
) -> None:
    """检查年度报告，有错误时退出码为 1。例：assistant check 2023年报.txt 2024年报.txt"""

    async def work(settings: Settings) -> list[Checked]:
        if last is not None and len(files) > 1:
            raise BadInput("--last 只能与一份报告一起用；多份报告会自动前后年核对。")
        read = [read_file(file) for file in files]
        return check_files(read, read_file(last).report if last else None)

    every = run(work)
    if html is not None:
        html.write_text(as_page(every, built_in("templates")), "utf-8")
    _tell(every, as_json)


def check_own(
    year: Annotated[int, YEAR],
    edition: Annotated[str, EDITION] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """检查自己的年度报告，未定稿的也行，有错误时退出码为 1。例：assistant report check --year 2025"""

    async def work(settings: Settings) -> Checked:
        async with opened(settings) as parts:
            return await checked_of(parts, year, edition_named(edition))

    _tell([run(work)], as_json)


def _tell(every: Sequence[Checked], as_json: bool) -> None:
    """Print what was found; exit 1 on an error."""
    if as_json:
        told = [as_data(checked) for checked in every]
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        for checked in every:
            say(as_text(checked))
    if any(finding.severity == "error" for checked in every for finding in checked.findings):
        raise typer.Exit(1)
