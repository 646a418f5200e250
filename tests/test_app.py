"""The whole service as it runs: real processes, killed, restarted, and changed from beside."""

import dataclasses
import http.client
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from assistant.assembly import opened
from assistant.config import Settings
from assistant.errors import AssistantError

STARTING, ENDING = 30, 5


@pytest.fixture
def assistant(settings, site) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs one command of the program on the data folder of this test."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "assistant", *map(str, arguments)]
        environment = environment_of(settings)
        return ended(command, environment)

    return run


@pytest.fixture
def started(settings, site, eventually):
    """Starts `assistant serve` as a process of its own for a with block: (process, client)."""

    @contextmanager
    def start() -> Iterator[tuple[subprocess.Popen[str], object]]:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "assistant", "serve", "--port", str(port)]
        environment = environment_of(settings)
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        client = type(site)(port, settings)
        try:
            eventually(lambda: ready(client) or process.poll() is not None, STARTING)
            yield process, client
        finally:
            process.kill()
            process.communicate()

    return start


@pytest.fixture
def a_file(tmp_path, monkeypatch):
    """A text file named `file` in the folder where the test runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("neither a folder nor a database")


def environment_of(settings: Settings) -> dict[str, str]:
    return os.environ | {
        "ASSISTANT_DATA_DIR": str(settings.data_dir),
        "ASSISTANT_KNOWLEDGE_DIR": str(settings.knowledge_dir),
        "ASSISTANT_RATE_LIMIT": "0",
    }


def ended(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, check=False, env=environment, capture_output=True, text=True, timeout=60
    )


def ready(client) -> bool:
    try:
        return client.get("/readyz").status == 200
    except OSError:
        return False


def rows(settings: Settings, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(settings.sqlite_path())) as db:
        return db.execute(sql).fetchall()


def change(settings: Settings, sql: str) -> None:
    """What somebody else does to the database, beside the service."""
    with closing(sqlite3.connect(settings.sqlite_path(), timeout=20)) as db:
        db.execute(sql)
        db.commit()


def asking_until_it_breaks(client, question: str, given: list[str]) -> None:
    """Ask again and again, and keep every answer's number, until the service is gone."""
    while True:
        try:
            given.append(client.ask(question)["id"])
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            return


def test_the_command_serves_prints_where_and_ends_in_seconds_although_a_browser_holds_on(started):
    with started() as (process, client):
        held = http.client.HTTPConnection("127.0.0.1", client.port)
        held.request("GET", "/")
        held.getresponse().read()

        process.send_signal(signal.SIGTERM)
        told, _ = process.communicate(timeout=ENDING)
        held.close()

    assert process.returncode == 0
    for place in ("/\n", "/console\n", "/desk\n"):
        assert f"http://127.0.0.1:{client.port}{place}" in told


def test_no_answer_that_was_given_out_is_lost_when_the_process_is_killed(started, settings):
    given: list[str] = []
    questions = [
        "补社保卡",
        "食品经营许可新办（餐饮服务）在哪里办",
        "你好",
        "2019年12345办了多少件",
    ]
    with started() as (process, client):
        asking = [
            threading.Thread(target=asking_until_it_breaks, args=(client, question, given))
            for question in questions
        ]
        for thread in asking:
            thread.start()
        while len(given) < 60 and any(thread.is_alive() for thread in asking):
            threading.Event().wait(0.01)
        process.kill()
        for thread in asking:
            thread.join(20)

    with started() as (_, client):
        logged = {row[0] for row in rows(settings, "SELECT id FROM answer")}
        assert len(given) >= 60
        assert set(given) - logged == set()
        assert rows(settings, "PRAGMA integrity_check") == [("ok",)]
        assert client.ask("补社保卡")["item"]["code"] == "T-003"


@pytest.mark.parametrize("damage", ["deleted", "cut short"])
def test_an_index_that_is_gone_or_broken_is_built_again_at_the_start(serve, settings, damage):
    question = "第3类船舶检验怎么办"
    with serve(settings) as site:
        before = site.ask(question)
    index = settings.data_dir / "index"
    if damage == "deleted":
        shutil.rmtree(index)
    for path in [] if damage == "deleted" else index.iterdir():
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    with serve(settings) as site:
        after = site.ask(question)

    assert (after["item"], after["hits"]) == (before["item"], before["hits"])


def test_starter_knowledge_is_loaded_only_where_the_database_has_none(
    started, assistant, settings, tmp_path
):
    own = tmp_path / "own.csv"
    own.write_text("实施编码,事项名称\nOWN-1,河道采砂许可\n", "utf-8")
    loaded = assistant("load", own)
    assert loaded.returncode == 0, loaded.stderr

    with started() as (_, client):
        codes = [hit["code"] for hit in client.get("/api/v1/items?limit=100").data["hits"]]
        reports = client.get("/api/v1/reports").data["total"]

    assert (codes, reports) == (["OWN-1"], 1)
    assert rows(settings, "SELECT COUNT(*) FROM lexicon_line") == [(2,)]


def test_a_conversation_goes_on_after_a_restart_and_the_knowledge_is_the_same(serve, settings):
    counts = "SELECT (SELECT COUNT(*) FROM item_version), (SELECT version FROM knowledge)"
    with serve(settings) as site:
        first, known = site.ask("食品经营许可新办（餐饮服务）在哪里办"), rows(settings, counts)

    with serve(settings) as site:
        second = site.ask("要多久", conversation=first["conversation"])

    assert (second["item"]["code"], second["aspect"]) == ("T-001", "time_limit")
    assert rows(settings, counts) == known


def test_what_a_second_process_loads_is_answered_within_two_seconds(
    started, assistant, eventually, tmp_path
):
    changed = tmp_path / "changed.csv"
    changed.write_text("实施编码,事项名称,实施主体\nT-003,社会保障卡补领,县社保中心\n", "utf-8")
    with started() as (_, client):
        before = client.ask("补社保卡")["item"]["department"]

        assert assistant("load", changed).returncode == 0
        took = eventually(lambda: client.ask("补社保卡")["item"]["department"] == "县社保中心", 2)

    assert (before, took < 2) == ("县人社局", True)


def test_while_the_log_cannot_be_written_citizens_are_answered_and_watchers_are_told(
    serve, settings
):
    with serve(settings) as site:
        change(settings, "ALTER TABLE answer RENAME TO answer_gone")
        unlogged = site.ask("食品经营许可新办（餐饮服务）在哪里办")
        follow_up = site.ask("要多久", conversation=unlogged["conversation"])
        stranger = site.ask("补社保卡", conversation="never-seen")
        page = site.submit("/", {"question": "补社保卡", "conversation": "not-seen-either"})
        waiting = site.get("/readyz")

        assert [a["id"] for a in (unlogged, follow_up, stranger)] == ["", "", ""]
        assert (follow_up["aspect"], stranger["item"]["code"]) == ("time_limit", "T-003")
        assert (page.status, "data-feedback" in page.text) == (200, False)
        assert (waiting.status, waiting.data["log"], waiting.data["database"]) == (
            503,
            "failed",
            "ok",
        )
        assert "assistant_unlogged_answers_total 4.0" in site.get("/metrics").text

        change(settings, "ALTER TABLE answer_gone RENAME TO answer")
        assert site.ask("补社保卡")["id"] != ""
        assert site.get("/readyz").status == 200


def test_while_the_knowledge_cannot_be_read_the_old_one_goes_on_answering(
    serve, settings, eventually
):
    with serve(settings) as site:
        change(settings, "ALTER TABLE item_version RENAME TO item_gone")
        change(settings, "UPDATE knowledge SET version = version + 1")
        threading.Event().wait(0.7)
        assert site.ask("补社保卡")["item"]["code"] == "T-003"

        change(settings, "UPDATE item_gone SET effect_on = '9999-01-01' WHERE code = 'T-003'")
        change(settings, "ALTER TABLE item_gone RENAME TO item_version")
        eventually(lambda: (site.ask("社会保障卡补领")["item"] or {}).get("code") != "T-003", 5)


def test_a_database_that_cannot_be_read_makes_the_service_unready(serve, settings):
    with serve(settings) as site:
        change(settings, "ALTER TABLE knowledge RENAME TO knowledge_gone")

        reply = site.get("/readyz")

    assert (reply.status, reply.data["database"], reply.data["status"]) == (503, "failed", "failed")


def test_a_failure_is_told_in_chinese_and_no_word_of_the_citizen_reaches_the_program_log(
    serve, settings, capfd
):
    with serve(settings) as site:
        change(settings, "ALTER TABLE feedback RENAME TO feedback_gone")
        form = {"value": "up", "answer": site.ask("补社保卡")["id"], "note": "机密身份证号"}
        page = site.submit("/feedback", form)
        program = site.send(
            "POST",
            "/feedback",
            b"value=up&answer=" + form["answer"].encode(),
            Content_Type="application/x-www-form-urlencoded",
        )

    assert (page.status, program.status) == (500, 500)
    assert (
        "系统出了故障" in page.text
        and "default-src 'none'" in page.headers["Content-Security-Policy"]
    )
    assert program.data["error"] == {
        "code": "failed",
        "message": "系统出了故障，请稍后再试；急事请拨打 12345。",
    }
    told = "".join(capfd.readouterr())
    assert "OperationalError" in told and "机密身份证号" not in told


def test_the_stored_question_is_masked(site):
    id = site.ask("补社保卡，身份证号 610925199001011234，电话13912345678")["id"]

    ((question,),) = rows(site.settings, f"SELECT question FROM answer WHERE id = '{id}'")
    assert question.startswith("补社保卡")
    assert "199001011234" not in question and "13912345678" not in question


@pytest.mark.parametrize(
    ("data", "database", "told"),
    [
        ("file/data", "", "file/data"),
        ("data", "sqlite:///file", "数据库 file 打不开"),
        ("data", "sqlite:///data", "数据库 data 打不开"),
    ],
)
async def test_a_place_that_is_no_database_stops_the_start_with_a_sentence_that_names_it(
    settings, a_file, data, database, told
):
    wrong = dataclasses.replace(settings, data_dir=Path(data), database_url=database)

    with pytest.raises(AssistantError, match=told):
        async with opened(wrong):
            pass
