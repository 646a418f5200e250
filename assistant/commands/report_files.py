"""Reports as files: `assistant report export` and `assistant report rollup`."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.assembly import opened
from assistant.commands.reporting import EDITION, YEAR, edition_named
from assistant.commands.running import run, say
from assistant.config import Settings
from assistant.errors import BadInput
from assistant.reporting.export import FORMS, Export, exported
from assistant.year import export_of


def export(
    year: Annotated[int, YEAR],
    out: Annotated[Path, typer.Option(help=f"写入的文件，结尾决定格式：{'、'.join(FORMS)}")],
    edition: Annotated[str, EDITION] = "",
    appendix: Annotated[bool, typer.Option("--appendix", help="附上指标口径")] = False,
) -> None:
    """导出年度报告，格式看文件名结尾。例：assistant report export --year 2025 --out 2025.docx"""

    async def work(settings: Settings) -> Export:
        if out.suffix.lower() not in FORMS:
            raise BadInput(f"不能导出“{out.name}”，请用 {'、'.join(FORMS)} 之一作结尾。")
        async with opened(settings) as parts:
            found = await export_of(parts, year, edition_named(edition), appendix=appendix)
        _write(out, exported(found, out.suffix))
        return found

    found = run(work)
    state = "定稿" if found.signed_on else "未定稿"
    gaps = len(found.draft.gaps)
    say(f"已写入 {out}（{state}）" + (f"，其中【待补】{gaps} 处。" if gaps else "。"))


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise BadInput(f"不能写入 {out}，请检查文件夹是否存在、是否有权限。") from error
