"""The benchmark's own arithmetic, and one short drive; its figures are no matter of tests."""

import asyncio
import csv
import importlib.util
import os
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest


def loaded(name: str) -> ModuleType:
    """A script of this folder as a module."""
    spec = importlib.util.spec_from_file_location(
        f"bench_{name}", Path(__file__).with_name(f"{name}.py")
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


ask, naive = loaded("ask"), loaded("naive")


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([7], 0.5, 7),
        ([3, 1, 2], 0.5, 2),
        ([1, 2], 0.5, 1),
        (range(1, 101), 0.99, 99),
        ([1, 9], 1, 9),
    ],
)
def test_a_percentile_is_the_least_value_that_the_share_does_not_exceed(values, share, expected):
    assert ask.percentile(list(values), share) == expected


def test_rates_and_percentiles_are_over_all_rounds_together():
    runs = [ask.Run(1.0, 0.2, [1.0, 2.0]), ask.Run(3.0, 0.6, [3.0, 4.0])]

    assert ask.summary(runs) == {
        "requests_per_second": 1.0,
        "p50_ms": 2.0,
        "p99_ms": 4.0,
        "processor_ms": pytest.approx(200),
    }


def test_questions_are_different_ones_and_the_same_at_every_run():
    first, second = ask.questions(500), ask.questions(500)

    assert (first == second, len(set(first))) == (True, 500)


def test_a_few_questions_are_drawn_again_and_again():
    pool = [str(n) for n in range(100)]

    asked = ask.drawn(pool, 1000)

    assert asked == ask.drawn(pool, 1000)
    assert asked.count("0") > 5 * asked.count("20") > 0


@pytest.fixture
def items(tmp_path):
    path = tmp_path / "items.csv"
    ask.generated_items(path)
    return path


def test_a_made_up_catalogue_has_as_many_different_items_as_the_published_one(items):
    with items.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert (
        len({row["实施编码"] for row in rows})
        == len({row["事项名称"] for row in rows})
        == ask.ITEMS
    )


def test_every_question_is_asked_once_and_timed(site):
    peer = ask.Peer("service", SimpleNamespace(pid=os.getpid()), site.port, "/api/v1/ask", 0.0)
    before = site.get("/metrics").text

    run = asyncio.run(ask.drive(peer, ["补社保卡"] * 7, connections=3))

    assert (len(run.milliseconds), run.seconds > 0, run.processor >= 0) == (7, True, True)
    assert site.get("/metrics").text != before


def test_a_refused_question_stops_the_drive(site):
    peer = ask.Peer("service", SimpleNamespace(pid=os.getpid()), site.port, "/nowhere", 0.0)

    with pytest.raises(RuntimeError, match="404"):
        asyncio.run(ask.drive(peer, ["补社保卡"], connections=1))


def test_the_naive_peer_finds_by_words_and_likeness_and_logs_what_it_answers(items, tmp_path):
    peer = naive.Naive(items, tmp_path / "naive.db")

    with closing(peer.db):
        reply = peer.answer("食品经营许可变更怎么办")
        logged = peer.db.execute("SELECT id, question FROM log").fetchall()

    assert reply["text"] == "食品经营许可（变更）"
    assert len(reply["hits"]) == 10
    assert logged == [(reply["id"], "食品经营许可变更怎么办")]


def test_a_report_is_measured_in_each_of_its_forms():
    report = loaded("report")
    seconds = report.measured(200)
    assert list(seconds) == [
        "figures and draft", "export .docx", "export .html", "export .md", "export .json",
    ]  # fmt: skip
    assert all(value > 0 for value in seconds.values())
