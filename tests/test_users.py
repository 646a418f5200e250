"""Accounts from the command line and at the first start: real processes, printed once."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ONE_TIME = re.compile(r"一次性密码 ((?:\w{4}-){3}\w{4})$", re.MULTILINE)


def environment(settings):
    others = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")}
    return others | {
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "ASSISTANT_DATA_DIR": str(settings.data_dir),
        "ASSISTANT_KNOWLEDGE_DIR": str(settings.knowledge_dir),
        "ASSISTANT_PORT": "0",
    }


@pytest.fixture
def user(settings):
    """Runs `assistant user …`: exit code, what was said, what went wrong."""

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "user", *arguments],
            env=environment(settings),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    return run


@contextmanager
def started(settings):
    """`assistant serve` as a process of its own, and what it printed up to its last line."""
    command = [sys.executable, "-m", "assistant", "serve"]
    with subprocess.Popen(
        command,
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        told = ""
        while "Ctrl+C" not in told:
            line = process.stdout.readline()
            assert line, told
            told += line
        try:
            yield process, told
        finally:
            process.kill()


def test_an_account_is_added_listed_reset_and_switched_off(user):
    added = user("add", "zhangli", "--role", "editor", "--full-name", "张丽")
    listed = user("list")
    reset = user("reset", "zhangli")
    off = user("off", "zhangli")

    assert (added[0], len(ONE_TIME.findall(added[1]))) == (0, 1)
    assert listed[1] == "zhangli（张丽）：编辑员，启用，还没有登录过\n"
    assert ONE_TIME.findall(reset[1]) != ONE_TIME.findall(added[1])
    assert (off[0], "已停用 zhangli" in off[1]) == (0, True)
    assert "，停用，" in user("list")[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "Zhang", "--role", "editor"), "小写字母"),
        (("add", "zhang", "--role", "boss"), "没有“boss”这个角色"),
        (("reset", "nobody"), "没有“nobody”这个账号"),
    ],
)
def test_a_mistake_is_told_in_one_line(user, arguments, told):
    code, said, wrong = user(*arguments)

    assert (code, said, told in wrong, len(wrong.splitlines())) == (2, "", True, 1)


def test_every_command_has_help_with_an_example(user):
    for command in ("add", "list", "reset", "off"):
        assert f"例：assistant user {command}" in user(command, "--help")[1]


def test_the_first_start_prints_how_to_sign_in_and_keeps_the_password_nowhere(settings):
    with started(settings) as (_, told):
        (password,) = ONE_TIME.findall(told)

    kept = b"".join(p.read_bytes() for p in settings.data_dir.rglob("*") if p.is_file())
    assert "账号 admin" in told and "assistant user reset admin" in told
    assert password.encode() not in kept
    assert [line for line in told.splitlines() if password in line and "[info" in line] == []


def test_the_next_start_prints_no_password_but_reminds_of_one_that_was_never_used(settings, user):
    with started(settings):
        pass
    with started(settings) as (_, told):
        assert ONE_TIME.findall(told) == []
        assert "还没有登录过" in told and "assistant user reset admin" in told
    with closing(sqlite3.connect(settings.sqlite_path())) as db:
        db.execute("UPDATE account SET must_change = 0")
        db.commit()
    with started(settings) as (_, told):
        assert "admin" not in told.partition("已启动")[2]


def test_where_an_account_was_added_before_the_first_start_there_is_no_other(settings, user):
    user("add", "chief", "--role", "admin")

    with started(settings) as (_, told):
        assert ONE_TIME.findall(told) == []
    assert user("list")[1].count("\n") == 1


def test_a_reset_beside_the_running_service_holds_at_once(serve, settings, user, signing_in):
    with serve(settings) as site:
        (first,) = ONE_TIME.findall(user("add", "zhang", "--role", "admin")[1])
        before = signing_in(site, "zhang", first).status
        (second,) = ONE_TIME.findall(user("reset", "zhang")[1])

        statuses = [signing_in(site, "zhang", word).status for word in (first, second)]

    assert (before, statuses) == (303, [422, 303])


def test_a_service_that_is_killed_keeps_accounts_and_sessions(settings, serve, colleague):
    with serve(settings) as site:
        cookie = colleague(site, "editor", "zhang").cookie
    with started(settings) as (process, _):
        process.send_signal(signal.SIGKILL)
        process.wait()

    with serve(settings) as site:
        assert site.page("/desk", Cookie=cookie).status == 200
