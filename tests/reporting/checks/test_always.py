"""What holds for any report: no crash, a fixed order, the same answer twice."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import Refused
from assistant.ingest.reports.reader import read_report, read_report_text
from assistant.models.report import (
    AnnualReport,
    Cell,
    CellState,
    Edition,
    Section,
    Tables,
)
from assistant.models.report_tables import (
    APPLICANTS,
    COLUMNS_2021,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    REQUEST_ROWS,
    ROWS_2021,
)
from assistant.reporting.checks.registry import check_report
from tests.reporting.checks.conftest import GOOD

REPORTS = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "reports"

WORDS = st.sampled_from(
    [
        "2023年",
        "2022年，",
        "其中",
        "共",
        "120条",
        "3件",
        "（",
        "）",
        "(",
        ")",
        "，",
        "。",
        "；",
        "\n",
        "占",
        "12.5%",
        "0%",
        "我局",
        "我镇",
        "公开",
        "公开公开",
        "信息",
        "包括",
        "等",
        "0件",
        "一是",
        "二是",
        "改进措施",
        "统计期限",
        "1月1日",
        "至",
        "12月31日",
        "元",
        "信息处理费",
        "《",
        "》",
        "“",
        "”",
        "申请人",
        "合计",
        "通过网站",
        "较上年增长",
        "/",
        "自2023年5月成立",
    ]
)
TEXT = st.lists(WORDS, max_size=40).map("".join)
CELL = st.builds(
    Cell,
    st.sampled_from(["0", "3", "", "/", "1.5", "-2", "增3"]),
    st.none() | st.decimals(-5, 5000, places=2).map(Decimal),
    st.sampled_from(CellState),
)


def rows(keys, columns):
    full = st.fixed_dictionaries({}, optional=dict.fromkeys(columns, CELL))
    return st.fixed_dictionaries({}, optional=dict.fromkeys(keys, full))


TABLES = st.builds(
    Tables,
    st.fixed_dictionaries({}, optional={b: rows(r, COLUMNS_2021[b]) for b, r in ROWS_2021.items()}),
    rows(REQUEST_ROWS, APPLICANTS),
    rows(DISPUTE_GROUPS, DISPUTE_RESULTS),
)
SECTIONS = st.lists(
    st.builds(Section, st.integers(1, 6), TEXT, TEXT), max_size=6, unique_by=lambda s: s.no
).map(lambda found: tuple(sorted(found, key=lambda s: s.no)))
ANY = st.builds(
    AnnualReport,
    st.sampled_from(["", "甲县教育局", "甲县", "甲镇人民政府"]),
    st.sampled_from([0, 2019, 2023]),
    st.sampled_from(Edition),
    TEXT,
    TEXT,
    SECTIONS,
    TABLES,
    st.just(()),
    st.just(()),
    TEXT,
)


@settings(deadline=None, max_examples=80)
@given(ANY, ANY)
def test_no_report_makes_the_checker_fail(report, before):
    every = check_report(report, last_year=before, others=[before], last_as_imported=before)
    assert list(every) == sorted(every, key=lambda f: (f.section, f.offset, f.id))
    assert all(f.evidence and f.remedy and f.place for f in every)


@settings(deadline=None, max_examples=80)
@given(TEXT, st.integers(0, len(GOOD)))
def test_no_text_makes_the_checker_fail(text, at):
    page = GOOD[:at] + text + GOOD[at:]
    try:
        report = read_report_text(page)
    except Refused:
        return
    assert check_report(report, text=page) == check_report(report, text=page)


def test_a_long_report_is_checked_to_its_end():
    report = read_report_text(GOOD.replace("发布前逐条", "其中公开信息2条，包括（" * 1500))
    assert check_report(report, text=GOOD)


@pytest.mark.skipif(not REPORTS.exists(), reason="the shared reports are not here")
def test_known_faults_of_real_reports_are_found():
    def ids(name, last=None):
        path = REPORTS / f"{name}.txt"
        before = read_report(REPORTS / f"{last}.txt") if last else None
        text = path.read_text("utf-8")
        return {f.id for f in check_report(read_report(path), last_year=before, text=text)}

    assert {"C-ORG2", "C-NAR7", "C-CELL1", "C-CELL2", "C-TXT5"} <= ids("langao-2019")
    assert {"C-NAR5"} <= ids("003")
    assert {"C-YR1", "C-NAR5", "C-TXT5", "C-STR5"} <= ids("006")
    assert {"C-YR1", "C-TXT1", "C-TXT5"} <= ids("007", "006")
    assert {"C-STR3"} <= ids("021") & ids("026") & ids("046")
    assert {"C-YR1"} <= ids("022")
    assert {"C-YR3"} <= ids("025") & ids("030")
    assert {"C-ORG2", "C-YR4", "C-CELL1"} <= ids("027")
    assert {"C-ORG1", "C-NAR5"} <= ids("032")
    assert {"C-ORG1", "C-CELL1"} <= ids("033")
