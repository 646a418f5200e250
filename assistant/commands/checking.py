"""The report checker: `assistant check`."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant.assembly import built_in
from assistant.commands.running import run, say
from assistant.config import Settings
from assistant.errors import BadInput
from assistant.ingest.reports.markup import is_markup, plain_text
from assistant.ingest.reports.reader import read_report_text, text_of
from assistant.models.report import AnnualReport
from assistant.reporting.checks.listing import Checked, as_data, as_page, as_text
from assistant.reporting.checks.registry import check_report

Read = tuple[Path, str, AnnualReport]


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
        before = _read(last)[2] if last else None
        return [_check(one, read, before) for one in read]

    every = run(work)
    if html is not None:
        html.write_text(as_page(every, built_in("templates")), "utf-8")
    if as_json:
        told = [as_data(checked) for checked in every]
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        for checked in every:
            say(as_text(checked))
    if any(finding.severity == "error" for checked in every for finding in checked.findings):
        raise typer.Exit(1)


def _read(file: Path) -> Read:
    text = text_of(file)
    return file, plain_text(text) if is_markup(text) else text, read_report_text(text)


def _check(one: Read, every: Sequence[Read], last: AnnualReport | None) -> Checked:
    file, text, report = one
    rest = [other for _, _, other in every if other is not report]
    own = [other for other in rest if _same(report, other, alone=len(rest) == 1)]
    before = last or next((other for other in own if other.year == report.year - 1), None)
    others = [other for other in rest if other not in own and report.agency and other.agency]
    found = check_report(report, last_year=before, others=others, text=text)
    return Checked(file.name, report, found)


def _same(one: AnnualReport, other: AnnualReport, *, alone: bool) -> bool:
    """Whether two reports are one agency's; of two files, one may leave its name out."""
    if not one.agency or not other.agency:
        return alone
    return one.agency in other.agency or other.agency in one.agency
