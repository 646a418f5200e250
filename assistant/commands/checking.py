"""The report checker: `assistant check`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.in_time import in_time
from assistant.commands.running import run, say, say_json
from assistant.config import Settings
from assistant.errors import BadInput
from assistant.ingest.reports.documents import SECONDS
from assistant.reporting.checks.files import ReportFile, check_files, read_file
from assistant.reporting.checks.listing import Checked, as_data, as_page, as_text


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
        read = [_read(file) for file in files]
        before = _read(last).report if last else None
        with in_time(files[0], SECONDS * len(files)):
            return check_files(read, before)

    every = run(work)
    if html is not None:
        # The service's parts take a second to load, which only this page needs.
        from assistant.assembly import built_in

        html.write_text(as_page(every, built_in("templates")), "utf-8")
    tell(every, as_json)


def _read(file: Path) -> ReportFile:
    with in_time(file):
        return read_file(file)


def tell(every: Sequence[Checked], as_json: bool) -> None:
    """Print what was found; exit 1 on an error."""
    if as_json:
        say_json([as_data(checked) for checked in every])
    else:
        for checked in every:
            say(as_text(checked))
    if any(finding.severity == "error" for checked in every for finding in checked.findings):
        raise typer.Exit(1)
