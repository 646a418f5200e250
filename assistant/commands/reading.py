"""One published report as data: `assistant read`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.commands.in_time import in_time
from assistant.commands.running import run, say, say_json
from assistant.config import Settings
from assistant.ingest.reports.data import report_as_data
from assistant.ingest.reports.reader import read_report


def read(
    file: Annotated[Path, typer.Argument(help="一份已公布的年度报告")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """读一份年度报告，不入库。例：assistant read 2023年报.txt --json"""

    async def work(settings: Settings) -> dict[str, Any]:
        with in_time(file):
            return report_as_data(read_report(file))

    data = run(work)
    if as_json:
        say_json(data)
        return
    say(
        f"{data['agency'] or '（机关未写明）'} {data['year'] or '（年度未写明）'} 年，格式 {data['edition']}"
    )
    for section in data["sections"]:
        say(f"  {section['no']} {section['title']}：{len(section['text'])} 字")
    for figure in data["figures"]:
        say(f"  {figure['metric']}：{figure['value']}{figure['unit']}（{figure['quote']}）")
    for doubt in data["uncertain"]:
        say(f"  存疑 {doubt['place']}：{doubt['why']}")
