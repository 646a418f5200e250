"""The command line as people use it: real processes, their words and their exit codes."""

import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.config import Settings

ROOT = Path(__file__).resolve().parents[1]
CSV = "实施编码,事项名称,承诺办结时限,颜色\nC-1,开饭馆登记,5,红\nC-2,补社保卡,若干,蓝\n"
Command = tuple[str, ...]


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    out: str
    err: str
    code: int


def environment(settings: Settings, **more: str) -> dict[str, str]:
    others = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")}
    return others | {
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "ASSISTANT_DATA_DIR": str(settings.data_dir),
        "ASSISTANT_KNOWLEDGE_DIR": str(settings.knowledge_dir),
        **more,
    }


def ran(settings: Settings, *arguments: str | Path, **variables: str) -> Ran:
    """Run `assistant …` to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, arguments)],
        env=environment(settings, **variables),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Ran(done.stdout, done.stderr, done.returncode)


def rows(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(settings.data_dir / "assistant.db")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "事项.csv"
    path.write_text(CSV, "utf-8")
    return path


def test_load_tells_what_came_in_and_what_was_refused(settings: Settings, table: Path) -> None:
    first = ran(settings, "load", table)

    assert first.out.splitlines() == [
        "事项.csv：新增 1，修改 0，未变 0，拒绝 1",
        "  拒绝：事项.csv 第 3 行“承诺办结时限”列，值“若干”：应为整数（0 以上），可带单位，如 5 或 5个工作日。",
        "  没有用到的列：颜色",
    ]
    assert (first.code, first.err) == (1, "")
    assert rows(settings, "SELECT code, name FROM item_version") == [("C-1", "开饭馆登记")]


def test_a_dry_run_writes_nothing_and_a_second_load_changes_nothing(
    settings: Settings, table: Path
) -> None:
    table.write_text(CSV.replace("若干", "3"), "utf-8")

    tried = ran(settings, "load", "--dry-run", table)
    after_trial = rows(settings, "SELECT version FROM knowledge")
    first = ran(settings, "load", table)
    after_first = rows(settings, "SELECT version FROM knowledge")
    second = ran(settings, "load", table)

    assert [(done.out.splitlines()[0], done.code) for done in (tried, first, second)] == [
        ("事项.csv：新增 2，修改 0，未变 0，拒绝 0（试运行，未写入）", 0),
        ("事项.csv：新增 2，修改 0，未变 0，拒绝 0", 0),
        ("事项.csv：新增 0，修改 0，未变 2，拒绝 0", 0),
    ]
    assert after_trial == [(0,)]
    assert rows(settings, "SELECT version FROM knowledge") == after_first


def test_a_folder_is_loaded_file_by_file(settings: Settings) -> None:
    loaded = ran(settings, "load", settings.knowledge_dir)

    assert [line.split("，")[0] for line in loaded.out.splitlines()] == [
        "agency.json：新增 1",
        "items.json：新增 27",
        "sayings.tsv：新增 2",
        "langao-xzspj-2019.txt：新增 1",
    ]
    assert loaded.code == 0


def test_a_load_that_is_killed_stores_all_of_a_file_or_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    many = tmp_path / "many.jsonl"
    count = 4_000
    many.write_text(
        "".join(json.dumps({"code": f"M-{n}", "name": f"第{n}项"}) + "\n" for n in range(count)),
        "utf-8",
    )
    command = [sys.executable, "-m", "assistant", "load", str(many)]
    with subprocess.Popen(command, env=environment(settings)) as process:
        # The agency is stored first: from then on the items are on their way.
        wait_until(lambda: has_rows(settings, "agency"))
        time.sleep(0.1)
        process.kill()

    assert rows(settings, "SELECT COUNT(*) FROM item_version") in ([(0,)], [(count,)])
    assert ran(settings, "load", many).code == 0
    assert rows(settings, "SELECT COUNT(*) FROM item_version") == [(count,)]


def has_rows(settings: Settings, table: str) -> bool:
    try:
        return bool(rows(settings, f"SELECT 1 FROM {table} LIMIT 1"))
    except sqlite3.OperationalError:
        return False


def wait_until(so: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def test_ask_answers_and_names_the_source(settings: Settings) -> None:
    asked = ran(settings, "ask", "餐饮许可证要带什么材料")

    assert "申请书" in asked.out
    assert re.search(r"^来源：.+，2026-11-01$", asked.out, re.MULTILINE)
    assert (asked.code, asked.err) == (0, "")


def test_ask_gives_the_json_of_the_api_and_logs_the_answer(settings: Settings) -> None:
    asked = ran(settings, "ask", "--json", "社保卡丢了怎么办，我的电话是13800138000")

    answer = json.loads(asked.out)
    assert set(answer) == {
        "id", "conversation", "outcome", "aspect", "confidence", "text",
        "item", "card", "choices", "hits", "sources", "table", "chart",
    }  # fmt: skip
    assert answer["item"]["code"] == "T-003"
    ((id, channel, question),) = rows(settings, "SELECT id, channel, question FROM answer")
    assert (id, channel) == (answer["id"], "cli")
    assert "13800138000" not in question


def test_ask_why_tells_every_step_and_logs_nothing(settings: Settings) -> None:
    asked = ran(settings, "ask", "--why", "社保卡掉了怎么补办")

    assert asked.code == 0
    assert "词条：“社保卡＋掉了”→ 社会保障卡补领" in asked.out
    assert re.search(r"^1\. 社会保障卡补领 \d\.\d+ 分：.*词库指向 \+", asked.out, re.MULTILINE)
    assert "第一名就对的把握" in asked.out
    assert rows(settings, "SELECT COUNT(*) FROM answer") == [(0,)]


def test_log_keeps_an_entry_and_says_it_back(settings: Settings) -> None:
    logged = ran(
        settings,
        *("log", "publication", "channel=wechat", "category=工作动态", "quantity=3"),
        *("--on", "2025-03-05"),
    )

    assert re.fullmatch(
        r"已登记 信息公开发布（编号 \d{6}-\w{8}）：2025-03-05，微信公众号，工作动态，3条\n",
        logged.out,
    )
    assert logged.code == 0
    assert rows(settings, "SELECT kind, happened_on, quantity, channel FROM activity") == [
        ("publication", "2025-03-05", 3, "wechat")
    ]


@dataclass(frozen=True)
class Mistake:
    """A command that cannot be done, and what it must be told."""

    arguments: Command
    told: str
    variables: Mapping[str, str]


def mistake(*arguments: str, told: str, **variables: str) -> Mistake:
    return Mistake(arguments, told, variables)


MISTAKES = {
    "a path that is not there": mistake("load", "/nowhere.csv", told="找不到 /nowhere.csv，请"),
    "a kind that there is none of": mistake(
        "load", str(ROOT / "README.md"), "--kind", "reprot", told="没有“reprot”这一类内容"
    ),
    "a wrong setting": mistake("ask", "x", told="ASSISTANT_PORT", ASSISTANT_PORT="http"),
    "a data folder that is a file": mistake(
        "ask", "x", told="数据目录 /dev/null/data", ASSISTANT_DATA_DIR="/dev/null/data"
    ),
    "a database that is none": mistake(
        "ask",
        "x",
        told=f"数据库 {ROOT}/pyproject.toml 打不开",
        ASSISTANT_DATABASE_URL=f"sqlite:///{ROOT}/pyproject.toml",
    ),
    "an unknown kind of entry": mistake("log", "party", told="没有“party”这一类台账"),
    "an entry with a wrong day": mistake(
        "log", "permit", "--on", "2025-02-30", told="没有这一天，请核对年月日"
    ),
}


@pytest.fixture(scope="module")
def outcomes(
    tmp_path_factory: pytest.TempPathFactory, small_knowledge: Path
) -> dict[str, "Future[Ran]"]:
    """Every mistake made, two at a time."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("mistakes"), knowledge_dir=small_knowledge)
    with ThreadPoolExecutor(2) as pool:
        return {
            name: pool.submit(ran, settings, *made.arguments, **made.variables)
            for name, made in MISTAKES.items()
        }


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_in_one_line_with_exit_code_2(
    outcomes: dict[str, "Future[Ran]"], name: str
) -> None:
    outcome = outcomes[name].result()

    assert outcome.code == 2
    assert MISTAKES[name].told in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert outcome.out == ""


def test_every_command_has_help_with_an_example(settings: Settings) -> None:
    told = ran(settings, "--help").out
    commands = re.findall(r"^  (\w+)  ", told.partition("Commands:")[2], re.MULTILINE)

    assert {"serve", "load", "ask", "log"} <= set(commands)
    assert [
        c
        for c in commands
        if c not in ("report", "user") and not re.search(f"例：assistant {c} ", told)
    ] == []


LOG = "台账类别,日期,标题,数量\n行政许可办理,2025-03-31,3 月办结,40\n聚会,2025-01-01,,\n"


def test_a_log_file_is_checked_first_and_then_stored(settings, tmp_path):
    file = tmp_path / "log.csv"
    file.write_text(LOG, "utf-8")

    checked = ran(settings, "log", "--from", file, "--dry-run")
    stored = ran(settings, "log", "--from", file)
    again = ran(settings, "log", "--from", file)

    assert [r.code for r in (checked, stored, again)] == [1, 1, 1]
    assert checked.out.startswith("可以导入 1 条，台账里已有 0 条，未导入 1 处")
    assert "第 3 行“台账类别”列：没有“聚会”这一类台账" in stored.out
    assert again.out.startswith("已导入 0 条，台账里已有 1 条")


def test_a_backup_brings_back_what_was_there(settings: Settings, table: Path) -> None:
    ran(settings, "load", table)
    copy = table.with_name("备份.db")
    made = ran(settings, "backup", copy)
    table.write_text("实施编码,事项名称\nC-9,后来的事项\n", "utf-8")
    ran(settings, "load", table)

    done = ran(settings, "restore", copy)

    assert made.code == done.code == 0
    assert "事项 1 个" in made.out
    assert "请启动服务" in done.out
    assert rows(settings, "SELECT name FROM item_version") == [("开饭馆登记",)]
    assert len(list(settings.data_dir.glob("assistant.db.2*"))) == 1


def test_restoring_under_a_running_service_is_refused(
    settings: Settings, table: Path, serve: Any
) -> None:
    ran(settings, "load", table)
    copy = table.with_name("备份.db")
    ran(settings, "backup", copy)

    with serve(settings):
        done = ran(settings, "restore", copy)

    assert done.code == 2
    assert "请先停止服务" in done.err


def test_ones_own_report_is_checked_before_it_is_a_file(settings: Settings) -> None:
    told = ran(settings, "report", "check", "--year", "2025")
    data = json.loads(ran(settings, "report", "check", "--year", "2025", "--json").out)

    assert told.out.startswith("2025年报：")
    assert told.code == int(any(one["severity"] == "error" for one in data[0]["findings"]))
    assert (data[0]["year"], data[0]["edition"]) == (2025, "2021")
