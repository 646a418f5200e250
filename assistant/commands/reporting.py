"""The year: `assistant log` and `assistant report figures|draft`."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.assembly import built_in, opened
from assistant.commands.running import run, say
from assistant.config import Settings
from assistant.errors import BadInput
from assistant.models.report import Edition
from assistant.reporting.draft import draft
from assistant.reporting.export import Export, exported
from assistant.reporting.html import pages_in
from assistant.reporting.listing import figures_as_json, figures_as_text
from assistant.reporting.year import ReportYear
from assistant.year import chapters, year_of

report = typer.Typer(help="年度报告：数字、初稿。", no_args_is_help=True)

EDITION = typer.Option(help="表格格式：2019 或 2021，缺省按年度")
YEAR = typer.Option(help="报告年度", min=2000, max=2100)
"""The options that every command of a report takes."""


@report.command()
def figures(
    year: Annotated[int, YEAR],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """算出一年的数字及其口径。例：assistant report figures --year 2025"""

    async def work(settings: Settings) -> ReportYear:
        async with opened(settings) as parts:
            return await year_of(parts, year)

    found = run(work).figures
    say(figures_as_json(found) if as_json else figures_as_text(found))


@report.command("draft")
def write_draft(
    year: Annotated[int, YEAR],
    out: Annotated[Path | None, typer.Option(help="写入的文件（.md），缺省显示在屏幕上")] = None,
    edition: Annotated[str, EDITION] = "",
) -> None:
    """写出年度报告初稿，缺的内容标【待补】。例：assistant report draft --year 2025 --out 2025.md"""

    async def work(settings: Settings) -> Export:
        if out is not None and out.suffix != ".md":
            raise BadInput(f"{out.name} 的格式还不能写，请用 .md 结尾的文件名。")
        async with opened(settings) as parts:
            of = await year_of(parts, year, edition_named(edition))
        pages = pages_in(built_in("templates"))
        return Export(draft(of, chapters()), pages, sample=of.sample)

    drafted = run(work)
    text = exported(drafted, ".md").decode()
    if out is None:
        say(text)
        return
    out.write_text(text, "utf-8")
    say(f"已写入 {out}，其中【待补】{len(drafted.draft.gaps)} 处。")


def edition_named(named: str) -> Edition | None:
    """The edition that --edition names, None where it names none; BadInput for another word."""
    if named not in ("", Edition.TRIAL.value, Edition.CURRENT.value):
        raise BadInput(f"没有“{named}”格式，--edition 应为 2019 或 2021。")
    return Edition(named) if named else None
