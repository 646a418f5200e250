"""The command line (命令行): `assistant …`; each command tells what it did in Chinese."""

import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
import uvloop
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.assembly import Parts, new_desk, now, opened
from assistant.channels.replying import answer_data
from assistant.config import Settings, from_environ
from assistant.errors import AssistantError
from assistant.loading import Loaded, files_in, load_file, load_starter
from assistant.models.answer import Question
from assistant.storage.answers import AnswerLog

T = TypeVar("T")

app = typer.Typer(
    help="县级政务咨询与年报助手",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def run(work: Callable[[Settings], Awaitable[T]]) -> T:
    """Run one command's work; an error of ours becomes one line and exit code 2."""
    try:
        settings = from_environ(os.environ)

        async def main() -> T:
            return await work(settings)

        return uvloop.run(main())
    except AssistantError as error:
        err.print(error.message, markup=False)
        raise typer.Exit(2) from None


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="监听地址，缺省取设置 ASSISTANT_HOST")] = "",
    port: Annotated[int, typer.Option(help="端口，缺省取设置 ASSISTANT_PORT")] = -1,
) -> None:
    """启动服务。例：assistant serve --port 8080"""
    from assistant.serving import serve as serve_forever

    async def work(settings: Settings) -> None:
        await serve_forever(settings, host or settings.host, settings.port if port < 0 else port)

    run(work)


@app.command()
def load(
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹")],
    kind: Annotated[str, typer.Option(help="catalogue、reports 或 agency；缺省由文件判断")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不写入")] = False,
) -> None:
    """导入事项目录、年度报告。例：assistant load 事项.xlsx --dry-run"""

    async def work(settings: Settings) -> list[Loaded]:
        files = files_in(paths, kind)
        async with opened(settings) as parts:
            return [await _load_shown(parts, file, told, dry_run) for file, told in files]

    results = run(work)
    for loaded in results:
        _tell(loaded, dry_run)
    if any(loaded.refused for loaded in results):
        raise typer.Exit(1)


async def _load_shown(parts: Parts, file: Path, kind: str, dry_run: bool) -> Loaded:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=err, transient=True) as bar:
        task = bar.add_task(file.name, total=None)

        def progress(_: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        return await load_file(parts, file, kind, dry_run=dry_run, progress=progress)


def _tell(loaded: Loaded, dry_run: bool) -> None:
    trial = "（试运行，未写入）" if dry_run else ""
    out.print(
        f"{loaded.file}：新增 {loaded.added}，修改 {loaded.changed}，"
        f"未变 {loaded.unchanged}，拒绝 {len(loaded.refused)}{trial}",
        markup=False,
    )
    for refusal in loaded.refused:
        out.print(f"  拒绝：{refusal.sentence()}", markup=False)
    if loaded.ignored_columns:
        out.print(f"  没有用到的列：{'、'.join(loaded.ignored_columns)}", markup=False)


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="要问的话")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 /api/v1/ask 的 JSON")] = False,
    region: Annotated[str, typer.Option(help="区划代码")] = "",
) -> None:
    """问一个问题。例：assistant ask 营业执照在哪里办"""

    async def work(settings: Settings) -> dict[str, object]:
        async with opened(settings) as parts:
            await load_starter(parts)
            log = AnswerLog(parts.db)
            desk = new_desk(parts, await parts.knowledge(), log, now)
            question = Question(text, "cli", "", region or settings.region)
            return answer_data(await desk.ask(question))

    answer = run(work)
    if as_json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
        return
    out.print(str(answer["text"]), markup=False)
    for choice in answer["choices"]:  # type: ignore[attr-defined]
        out.print(f"  - {choice['name']}", markup=False)
    for source in answer["sources"]:  # type: ignore[attr-defined]
        out.print(f"来源：{source['title']}，{source['as_of']}", markup=False)


def main() -> None:
    """Entry point of the `assistant` command."""
    app()
