"""How well real reports are read, measured against what people read in them."""

import json
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from assistant.ingest.reports.data import report_as_data
from assistant.ingest.reports.reader import read_report

REPORTS = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "reports"
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not here")

SECTIONS = {
    **dict.fromkeys(("003", "006", "007", "008", "langao-2019"), (1, 2, 3, 4, 5, 6)),
    **dict.fromkeys(("033", "039", "046"), (1, 2, 3)),
    **dict.fromkeys(("011", "021", "026", "027", "034"), (1, 2)),
}
YEARS = {
    **dict.fromkeys(("003", "030", "langao-2019"), 2019),
    **dict.fromkeys(("027", "039"), 2020),
    **dict.fromkeys(("021", "022", "025", "026", "033", "034", "044"), 2021),
    **dict.fromkeys(("009", "010", "011", "018", "032", "041", "046"), 2022),
    **dict.fromkeys(("016", "019"), 2023),
    "006": 2024,
    **dict.fromkeys(("007", "008", "013", "036"), 2025),
}


def files(ending: str) -> list[Path]:
    return sorted(REPORTS.glob(f"*{ending}")) if REPORTS.is_dir() else []


def leaves(truth, ours):
    """(expected, ours) for every value that the reviewers' file states."""
    if not isinstance(truth, dict):
        yield truth, ours
        return
    for key, value in truth.items():
        if key not in ("note", "partial"):
            yield from leaves(value, ours.get(key, "missing") if isinstance(ours, dict) else ours)


@pytest.mark.parametrize("path", files(".tables.json"), ids=lambda path: path.name)
@pytest.mark.parametrize("ending", [".txt", ".html"])
def test_every_cell_of_the_tables_is_right(path, ending):
    source = path.with_name(path.name.replace(".tables.json", ending))
    if not source.exists():
        pytest.skip("not published in this form")
    tables = report_as_data(read_report(source))["tables"]
    wrong = [pair for pair in leaves(json.loads(path.read_text()), tables) if pair[0] != pair[1]]
    assert wrong == []


@pytest.mark.parametrize("path", files(".txt"), ids=lambda path: path.stem)
def test_sections_and_year_are_right(path):
    report = read_report(path)
    assert tuple(section.no for section in report.sections) == SECTIONS.get(path.stem, (1,))
    assert report.year == YEARS[path.stem]


def test_figures_are_found_and_named():
    hit = missed = surplus = named = 0
    for truth in files(".facts.json"):
        facts = json.loads(truth.read_text())
        found = list(
            read_report(truth.with_name(truth.name.replace(".facts.json", ".txt"))).figures
        )
        stated = {(fact["value"], fact["unit"].removesuffix("(余)")) for fact in facts}
        surplus += sum((float(f.value), f.unit) not in stated for f in found)
        for fact in facts:
            best = best_match(fact, found)
            if best is None:
                missed += 1
                continue
            found.remove(best)
            hit += 1
            named += fuzz.partial_ratio(best.metric, fact["metric"]) >= 60
    assert hit / (hit + missed) >= 0.95
    assert hit / (hit + surplus) >= 0.95
    assert named / hit >= 0.85


def best_match(fact, found):
    same = [
        f
        for f in found
        if (float(f.value), f.unit) == (fact["value"], fact["unit"].removesuffix("(余)"))
    ]
    return max(same, key=lambda f: fuzz.ratio(f.quote, fact["quote"]), default=None)


def test_the_knowledge_report_has_the_tables_of_the_original():
    knowledge = Path(__file__).resolve().parents[3] / "knowledge" / "reports"
    ours = read_report(knowledge / "langao-xzspj-2019.txt")
    original = read_report(REPORTS / "langao-2019.txt")
    assert ours.tables == original.tables
    assert {(f.key, f.value) for f in ours.figures} == {(f.key, f.value) for f in original.figures}


def test_the_knowledge_report_copies_no_sentence():
    knowledge = Path(__file__).resolve().parents[3] / "knowledge" / "reports"
    ours = read_report(knowledge / "langao-xzspj-2019.txt")
    original = (REPORTS / "langao-2019.txt").read_text()
    clauses = [
        c for s in ours.sections for c in s.text.replace("。", "，").split("，") if len(c) > 8
    ]
    assert [clause for clause in clauses if clause in original] == []
