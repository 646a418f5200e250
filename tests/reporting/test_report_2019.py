"""The draft in the 2019 edition from the log of that year: every figure of the report, no finding."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.ingest.reports.reader import read_report, read_report_text
from assistant.models.activity import Activity
from assistant.models.agency import Agency
from assistant.models.report import Edition
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.checks.registry import check_report
from assistant.reporting.draft import draft
from assistant.reporting.entries import entry_from
from assistant.reporting.markdown import written_out
from assistant.reporting.year import report_year

PUBLISHED = Path(__file__).resolve().parents[3] / "shared/data/reports/langao-2019.txt"
AGENCY = Agency(
    "langao-xzspj",
    "岚皋县行政审批服务局",
    "县行政审批服务局",
    "610925",
    "岚皋县",
    address="城关镇测试路1号",
    postcode="725400",
    phone="0915-0000000",
    email="office@example.org",
    website="www.example.org",
)
SAMPLE = Path(__file__).resolve().parents[2] / "knowledge" / "sample-year" / "2019"
END = "2019-12-31"


def counted(kind: str, n: int, channel: str = "", category: str = "", **detail: str) -> Activity:
    return Activity(kind, END, n, channel, category, detail=detail)


def told(kind: str, category: str, title: str, **detail: str) -> Activity:
    return Activity(kind, END, category=category, title=title, detail=detail)


LOG = (
    counted("publication", 107, "wechat", "工作动态"),
    counted("publication", 144, "site", "行政许可"),
    counted("permit", 3663),
    counted("item_list", 108, category="immediate"),
    counted("item_list", 597, category="online"),
    counted("item_list", 60, category="nearby"),
    counted("item_list", 601, category="once"),
    counted("item_list", 601, category="one_visit"),
    counted("ticket", 434, category="求助", on_time="1"),
    counted("training", 2, people="30"),
    counted("document", 0, category="valid"),
    told("work", "management", "信息发布实行起草、审核、报送、发布实名签批"),
    told("work", "platform", "政务大厅电子显示屏公布办事流程"),
    told("work", "oversight", "明确分管领导和专职联络员"),
    told("work", "other", "本年度没有其他需要报告的事项"),
    told("problem", "", "信息发布量较少", evidence="全年通过政府网站公开的不足两百条"),
    told("problem", "", "信息报送不及时", evidence="部分动态信息超过十个工作日才报送"),
    told("measure", "", "增加信息发布量", owner="办公室主任", due="2020-06-30"),
    told("measure", "", "规定信息报送时限", owner="信息公开专员", due="2020-03-31"),
)


@pytest.fixture
def year(log):
    return report_year(AGENCY, 2019, log(*LOG), CatalogueCounts(), None)


@pytest.fixture
def read(year, chapters):
    return read_report_text(written_out(draft(year, chapters)))


def test_the_edition_follows_from_the_year(year, read):
    assert year.edition is read.edition is Edition.TRIAL


@pytest.mark.skipif(not PUBLISHED.exists(), reason="measuring data are not beside the checkout")
def test_the_draft_carries_every_figure_of_the_published_report(read):
    carried = {(f.key, f.value, f.unit) for f in read.figures}
    published = {(f.key, f.value, f.unit) for f in read_report(PUBLISHED).figures}
    assert len(published) == 9
    assert published <= carried
    assert read.tables.art20["art20_5"]["行政许可"]["decisions"].value == 3663


@pytest.mark.skipif(not PUBLISHED.exists(), reason="measuring data are not beside the checkout")
def test_the_draft_passes_every_check_that_the_published_report_fails(read):
    failed = {finding.id for finding in check_report(read_report(PUBLISHED))}
    assert {"C-CELL1", "C-CELL2", "C-STR6", "C-TXT5"} <= failed
    assert [f for f in check_report(read, agency=AGENCY.name) if f.id in failed] == []


def test_the_checker_finds_nothing_at_all(year, read, chapters):
    assert draft(year, chapters).gaps == ()
    logged = {k: Decimal(f.value) for k, f in year.figures.items() if f.value is not None}
    assert check_report(read, agency=AGENCY.name, logged=logged, has_fees_logged=False) == ()


def test_the_current_edition_of_the_same_year_has_the_same_figures(log, chapters):
    other = report_year(AGENCY, 2019, log(*LOG), CatalogueCounts(), None, Edition.CURRENT)
    read = read_report_text(written_out(draft(other, chapters)))
    assert read.edition is Edition.CURRENT
    assert read.tables == other.tables
    assert {"C-STR3"} == {f.id for f in check_report(read, agency=AGENCY.name)}


@pytest.fixture
def kept_log(log):
    """The log of 2019 that comes with the program."""
    lines = (SAMPLE / "log.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return log(
        *(
            entry_from(
                row["kind"],
                {k: str(v) for k, v in row.items() if k != "kind"},
                date(2020, 12, 31),
            )
            for row in rows
        )
    )


@pytest.mark.skipif(not PUBLISHED.exists(), reason="measuring data are not beside the checkout")
def test_from_the_log_that_comes_along_the_draft_carries_every_figure_too(kept_log, chapters):
    year = report_year(AGENCY, 2019, kept_log, CatalogueCounts(), None)
    read = read_report_text(written_out(draft(year, chapters)))
    published = read_report(PUBLISHED)
    carried = {(f.key, f.value, f.unit) for f in read.figures}
    assert {(f.key, f.value, f.unit) for f in published.figures} <= carried
    assert read.tables.art20["art20_5"]["行政许可"]["decisions"].value == 3663
    failed = {finding.id for finding in check_report(published)}
    assert [f for f in check_report(read, agency=AGENCY.name) if f.id in failed] == []
