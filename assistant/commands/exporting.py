"""Knowledge out again: `assistant export`."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.assembly import opened
from assistant.commands.running import run, say
from assistant.config import Settings
from assistant.exporting import export as write_export
from assistant.loading import load_starter


def export(
    path: Annotated[Path, typer.Argument(help="写到哪里：文件；词库写到文件夹")],
    kind: Annotated[str, typer.Option(help="catalogue、lexicon 或 reports")] = "catalogue",
) -> None:
    """导出事项目录、词库、年度报告，可原样导回。例：assistant export --kind catalogue 事项.xlsx"""

    async def work(settings: Settings) -> int:
        async with opened(settings) as parts:
            await load_starter(parts)
            return await write_export(parts, kind, path)

    say(f"已导出 {run(work)} 条到 {path}")
