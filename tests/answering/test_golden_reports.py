"""The golden questions about reports, replayed on the starter's report and on measuring data."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.knowledge import KnownReport
from assistant.answering.pipeline import Turn
from assistant.answering.report_questions import passages_of
from assistant.ingest.reports.reader import read_report
from assistant.models.agency import Agency

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared/data/reports"
OWN = Agency("own", "岚皋县行政审批服务局", "县审批局", "610925", "岚皋县")
LINES = (ROOT / "knowledge/golden/reports.jsonl").read_text("utf-8").splitlines()
ROWS = [json.loads(line) for line in LINES]
STARTER = [row for row in ROWS if row.get("reports") != "shared"]
MEASURING = [row for row in ROWS if row.get("reports") == "shared"]


def known(file):
    """A report as the service would know it; agencies other than ours by their name."""
    report = read_report(file)
    id = "own" if report.agency == OWN.name else report.agency
    return KnownReport(report, id, "610925", "2026-11-01")


@pytest.fixture(scope="module")
def starter(county):
    """The starter's items with its report; passages play no part in figures."""
    reports = [known(file) for file in sorted((ROOT / "knowledge/reports").glob("*.txt"))]
    assert all(passages_of(report) for report in reports)
    return replace(county, reports=reports, agency=OWN)


@pytest.fixture(scope="module")
def measuring(starter):
    """The same with the reports of the measuring data."""
    files = [f for f in sorted(SHARED.glob("*.txt")) if f.name != "langao-2019.txt"]
    return replace(starter, reports=[*starter.reports, *map(known, files)])


def replayed(knowledge, row, ask):
    before = Turn(topic=ask(knowledge, row["after"]).topic) if "after" in row else None
    return ask(knowledge, row["question"], before)


def check(answer, row):
    """Whether an answer is what the row expects; item says that no report may answer."""
    if row["outcome"] == "item":
        assert answer.table is None
        assert answer.outcome.value not in ("answered.report", "unanswered.report")
        return
    assert answer.outcome.value == row["outcome"]
    if "value" in row:
        told = {(r.metric, r.value, r.year) for r in answer.table.rows}
        assert (row["metric"], row["value"], row["year"]) in told
        assert answer.sources


def test_there_are_enough_questions_and_each_has_a_number_of_its_own():
    assert len(ROWS) >= 80
    assert len({row["qid"] for row in ROWS}) == len({row["question"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", STARTER, ids=lambda row: row["qid"])
def test_a_golden_question_is_answered_from_the_starters_report(starter, ask, row):
    check(replayed(starter, row, ask), row)


@pytest.mark.skipif(not SHARED.is_dir(), reason="no measuring data beside this checkout")
@pytest.mark.parametrize("row", MEASURING, ids=lambda row: row["qid"])
def test_a_golden_question_is_answered_from_reports_of_many_agencies(measuring, ask, row):
    check(replayed(measuring, row, ask), row)
