"""Knowledge in and answers out: `assistant load`, `assistant ask`."""

from pathlib import Path
from typing import Annotated, Any, cast

import orjson
import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from assistant.assembly import new_desk, now, opened
from assistant.channels.replying import answer_body
from assistant.commands.explaining import told_why
from assistant.commands.running import err, run, say, say_json
from assistant.config import Settings
from assistant.loading import files_in, load_files, load_starter
from assistant.models.answer import Question
from assistant.models.importing import Preview
from assistant.models.loading import Loaded
from assistant.storage.answers import AnswerLog

_SHOWN = 60


def load(
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹")],
    kind: Annotated[
        str,
        typer.Option(help="catalogue、faq、reports、lexicon、holidays 或 agency；缺省由文件判断"),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不写入")] = False,
) -> None:
    """导入事项目录、词库、年度报告。例：assistant load 事项.xlsx --dry-run"""

    async def work(settings: Settings) -> list[Loaded]:
        files = files_in(paths, kind)
        async with opened(settings) as parts:
            with _bar() as bar:
                tasks: dict[str, TaskID] = {}

                def progress(file: str, done: int, total: int) -> None:
                    if file not in tasks:
                        tasks[file] = bar.add_task(file, total=total)
                    bar.update(tasks[file], completed=done)

                return await load_files(parts, files, dry_run=dry_run, progress=progress)

    results = run(work)
    for loaded in results:
        _tell(loaded, dry_run)
    if any(loaded.refused for loaded in results):
        raise typer.Exit(1)


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(
        *columns, TimeRemainingColumn(), console=err, transient=True, disable=not err.is_terminal
    )


def _tell(loaded: Loaded, dry_run: bool) -> None:
    trial = "（试运行，未写入）" if dry_run else ""
    say(
        f"{loaded.file}：新增 {loaded.added}，修改 {loaded.changed}，"
        f"未变 {loaded.unchanged}，拒绝 {len(loaded.refused)}{trial}"
    )
    for refusal in loaded.refused:
        say(f"  拒绝：{refusal.sentence()}")
    for note in loaded.notes:
        say(f"  提示：{note}")
    if loaded.ignored_columns:
        say(f"  没有用到的列：{'、'.join(loaded.ignored_columns)}")
    if dry_run and loaded.preview:
        _tell_preview(loaded.preview)


def _tell_preview(preview: Preview) -> None:
    """What a dry run would do: the columns, then each added and each changed item."""
    matched = (h if h == label else f"{h}→{label}" for h, label in preview.matched)
    say(f"  用到的列：{'、'.join(matched) or '无'}")
    for row in preview.rows:
        if row.outcome == "added":
            say(f"  新增：{row.code} {row.name}")
        if row.outcome == "changed":
            say(f"  修改：{row.code} {row.name}")
            for label, old, new in row.detail["differences"]:
                say(f"    {label}：{_short(old)} → {_short(new)}")


def _short(text: str) -> str:
    line = text.replace("\n", "／")
    return (line if len(line) <= _SHOWN else line[:_SHOWN] + "…") or "（空）"


def ask(
    text: Annotated[str, typer.Argument(help="要问的话")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 /api/v1/ask 的 JSON")] = False,
    region: Annotated[str, typer.Option(help="区划代码")] = "",
    why: Annotated[
        bool, typer.Option("--why", help="说出每一步，不记台账；可与 --json 同用")
    ] = False,
) -> None:
    """问一个问题。例：assistant ask 营业执照在哪里办 --why"""

    async def work(settings: Settings) -> dict[str, Any]:
        async with opened(settings) as parts:
            await load_starter(parts)
            log = AnswerLog(parts.db)
            desk = new_desk(parts, await parts.knowledge(), log, now)
            question = Question(text, "cli", "", region or settings.region)
            if why:
                return desk.explain(question).as_data()
            return cast(dict[str, Any], orjson.loads(answer_body(await desk.ask(question))))

    answer = run(work)
    if as_json:
        say_json(answer)
        return
    if why:
        for line in told_why(answer):
            say(line)
        return
    say(answer["text"])
    for choice in answer["choices"]:
        say(f"  - {choice['name']}")
    for source in answer["sources"]:
        say(f"来源：{source['title']}{'，' + source['as_of'] if source['as_of'] else ''}")
