"""The whole circle: a report is loaded, asked about, a year is logged, drafted, loaded, asked about."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STARTER_REPORT = ROOT / "knowledge" / "reports" / "langao-xzspj-2019.txt"
YEAR = (
    "publication channel=site category=行政许可 quantity=40 --on 2025-03-05",
    "publication channel=wechat category=工作动态 quantity=25 --on 2025-06-18",
    "permit quantity=812 --on 2025-12-20",
    "ticket category=求助 on_time=1 quantity=97 --on 2025-09-30",
    "ticket category=投诉 on_time=0 quantity=3 --on 2025-10-08",
    "request applicant=natural result=granted closed_on=2025-04-20 --on 2025-04-02",
    "training title=政务公开业务培训 people=30 --on 2025-05-12",
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """Runs `assistant …` on a data folder of its own; answers what it printed."""
    data = tmp_path_factory.mktemp("circle")
    environ = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")}
    environ["ASSISTANT_DATA_DIR"] = str(data)

    def run(*words):
        done = subprocess.run(
            [sys.executable, "-m", "assistant", *words],
            cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="module")
def drafted(assistant, tmp_path_factory):
    """The year logged and drafted; the draft's file."""
    assistant("load", str(ROOT / "knowledge" / "agency.json"), str(STARTER_REPORT))
    for entry in YEAR:
        assistant("log", *entry.split())
    file = tmp_path_factory.mktemp("draft") / "2025.md"
    assistant("report", "draft", "--year", "2025", "--out", str(file))
    return file


def asked(assistant, question):
    return json.loads(assistant("ask", question, "--json"))


def test_the_loaded_report_answers_with_its_sentence_and_its_link(assistant, drafted):
    answer = asked(assistant, "2019年12345办了多少件")

    assert answer["outcome"] == "answered.report"
    assert "434件" in answer["text"]
    assert answer["sources"][0]["url"].startswith("/reports/langao-xzspj/2019#")


def test_the_figures_are_those_that_were_logged(assistant, drafted):
    figures = {
        f["key"]: f for f in json.loads(assistant("report", "figures", "--year", "2025", "--json"))
    }

    told = {key: figures[key]["value"] for key in ("publications_total", "permits_handled")}
    assert told == {"publications_total": 65, "permits_handled": 812}
    assert (figures["tickets_handled"]["value"], figures["tickets_on_time_rate"]["value"]) == (
        100,
        97,
    )


def test_the_draft_has_six_sections_and_marks_its_gaps(drafted):
    text = drafted.read_text("utf-8")

    assert [f"## {n}、" in text for n in "一二三四五六"] == [True] * 6
    assert "【待补" in text


def test_the_draft_loaded_as_a_report_answers_for_its_year(assistant, drafted):
    assistant("load", str(drafted))

    answer = asked(assistant, "2025年12345办了多少件")
    assert answer["outcome"] == "answered.report"
    assert "100件" in answer["text"]
    assert answer["sources"][0]["url"].startswith("/reports/langao-xzspj/2025#")
