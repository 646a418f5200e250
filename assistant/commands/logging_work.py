"""The year's log: `assistant log`, one entry, a whole file, or the sample year."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant.accounts.office import Office
from assistant.assembly import Parts, new_id, now, opened
from assistant.commands.running import run, say
from assistant.config import Settings
from assistant.errors import BadInput
from assistant.logbook.importing import FilePreview, import_file, preview_file
from assistant.logbook.sample import load_sample, remove_sample
from assistant.models.activity import KIND_OF, Activity
from assistant.reporting.entries import entry_from, summary_of
from assistant.storage.activity import append_entries

_BY = "命令行"


def log(
    kind: Annotated[str, typer.Argument(help=f"类别：{'、'.join(KIND_OF)}")] = "",
    values: Annotated[list[str] | None, typer.Argument(help="名称=内容，例如 channel=site")] = None,
    on: Annotated[str, typer.Option(help="日期，缺省为今天")] = "",
    file: Annotated[Path | None, typer.Option("--from", help="导入整个文件")] = None,
    dry_run: Annotated[bool, typer.Option(help="与 --from 同用：只检查，不写入")] = False,
    sample: Annotated[int, typer.Option(help="载入这一年的示例年度")] = 0,
    remove: Annotated[bool, typer.Option("--remove-sample", help="移除示例年度")] = False,
) -> None:
    """登记台账。例：assistant log publication channel=wechat category=工作动态 quantity=3 --on 2025-03-05"""
    refused = False

    async def work(settings: Settings) -> str:
        nonlocal refused
        if not (file or sample or remove):
            return await _one(settings, kind, values or [], on)
        async with opened(settings) as parts:
            office = Office(parts.db, now, new_id)
            if file:
                found = await _file(office, file, dry_run, settings.max_file_mb)
                refused = bool(found.rows.refused)
                return _told(found, dry_run)
            if sample:
                return await _sample(parts, office, sample)
            return f"已移除示例年度，共 {await remove_sample(office, _BY)} 条。"

    say(run(work))
    if refused:
        raise typer.Exit(1)


async def _one(settings: Settings, kind: str, values: list[str], on: str) -> str:
    entry = _entry(kind, dict(_pair(value) for value in values), on)
    async with opened(settings) as parts:
        id = new_id()
        await append_entries(parts.db, [(id, entry)], now())
    told = "，".join(part for part in (entry.happened_on, summary_of(entry)) if part)
    return (
        f"已登记 {KIND_OF[kind].label}（编号 {id}）：{told}，{entry.quantity}{KIND_OF[kind].unit}"
    )


def _entry(kind: str, typed: dict[str, str], on: str) -> Activity:
    today = now()[:10]
    typed.setdefault("happened_on", on or today)
    if kind in KIND_OF and any(i.name == "quantity" for i in KIND_OF[kind].inputs):
        typed.setdefault("quantity", "1")
    return replace(entry_from(kind, typed, date.fromisoformat(today)), recorded_by=_BY)


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise BadInput(f"“{text}”缺少等号，请写成 名称=内容，例如 quantity=3。")
    return name, value


async def _file(office: Office, file: Path, dry_run: bool, limit_mb: int) -> FilePreview:
    work = preview_file if dry_run else import_file
    return await work(office, file, file.name, _BY, limit_mb)


def _told(found: FilePreview, dry_run: bool) -> str:
    rows = found.rows
    verb = "可以导入" if dry_run else "已导入"
    head = f"{verb} {len(rows.taken)} 条，台账里已有 {len(rows.known)} 条，未导入 {len(rows.refused)} 处"
    unread = [f"没有用到的列：{'、'.join(found.unread)}"] if found.unread else []
    return "\n".join([head, *unread, *(refusal.sentence() for refusal in rows.refused)])


async def _sample(parts: Parts, office: Office, year: int) -> str:
    count = await load_sample(office, parts.knowledge_dir, year, _BY)
    return f"已载入 {year} 年的示例年度，共 {count} 条；移除请用 assistant log --remove-sample。"
