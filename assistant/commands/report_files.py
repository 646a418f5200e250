"""Reports as files: `assistant report export` and `assistant report rollup`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.assembly import built_in, opened, own_agency
from assistant.commands.reporting import EDITION, YEAR, edition_named
from assistant.commands.running import run, say
from assistant.config import Settings
from assistant.errors import BadInput
from assistant.ingest.reports.data import report_from_data
from assistant.ingest.reports.reader import read_report
from assistant.ingest.rows import read_text
from assistant.models.report import AnnualReport
from assistant.reporting.export import FORMS, Export, exported
from assistant.reporting.html import pages_in
from assistant.reporting.rollup import Rollup, as_draft, by_unit, rolled_up
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


def rollup(
    files: Annotated[list[Path], typer.Argument(help="各单位已公布或导出的报告（含 .json）")],
    year: Annotated[int, YEAR],
    out: Annotated[Path, typer.Option(help=f"写入的文件，结尾决定格式：{'、'.join(FORMS)}")],
    agency: Annotated[str, typer.Option(help="汇总报告的机关名称")] = "",
    units: Annotated[Path | None, typer.Option(help="应报送的单位名单，一行一个")] = None,
) -> None:
    """把几个单位的报告汇总成一份。例：assistant report rollup 各局/*.docx --year 2025 --out 汇总.docx"""

    async def work(settings: Settings) -> Rollup:
        expected = [line.strip() for line in read_text(units).splitlines()] if units else []
        units_read = by_unit([(file.stem, _report_in(file)) for file in files], year)
        found = rolled_up(units_read, year, [unit for unit in expected if unit])
        async with opened(settings) as parts:
            named = agency or f"{(await own_agency(parts.db, settings.region)).region_name}人民政府"
        pages = pages_in(built_in("templates"))
        _write(out, exported(Export(as_draft(found, named), pages), out.suffix))
        return found

    found = run(work)
    say(f"已把 {len(found.units)} 个单位汇总到 {out}。")
    if found.missing:
        say(f"还没有报送的单位：{'、'.join(found.missing)}")
    for doubt in found.doubts:
        say(f"存疑 {doubt.unit} {doubt.place}：{doubt.why}")


def _report_in(file: Path) -> AnnualReport:
    if file.suffix.lower() != ".json":
        return read_report(file)
    try:
        return report_from_data(json.loads(read_text(file)))
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise BadInput(f"{file.name} 不是本程序导出的报告数据，请重新导出。") from error


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise BadInput(f"不能写入 {out}，请检查文件夹是否存在、是否有权限。") from error
