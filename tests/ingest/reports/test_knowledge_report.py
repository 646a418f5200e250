"""The report in the starter knowledge is read exactly."""

from pathlib import Path

import pytest

from assistant.ingest.reports.reader import read_report
from assistant.models.report import CellState, Edition

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def report():
    return read_report(ROOT / "knowledge" / "reports" / "langao-xzspj-2019.txt")


def test_it_is_the_bureaus_report_for_2019(report):
    assert (report.agency, report.year) == ("岚皋县行政审批服务局", 2019)
    assert report.edition is Edition.TRIAL
    assert report.uncertain == ()


def test_it_has_six_sections_with_sub_sections(report):
    assert [section.no for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert [len(section.subsections) for section in report.sections] == [4, 0, 0, 0, 2, 0]
    assert all(title for section in report.sections for title, _ in section.subsections)


def test_it_states_the_published_figures(report):
    assert {f.key: (int(f.value), f.unit) for f in report.figures} == {
        "publications_site": (144, "条"),
        "publications_wechat": (107, "条"),
        "list_immediate": (108, "项"),
        "list_online": (597, "项"),
        "list_nearby": (60, "项"),
        "list_once": (601, "项"),
        "one_visit_items": (601, "项"),
        "tickets_handled": (434, "件"),
        "tickets_on_time_rate": (100, "%"),
    }


def test_its_permits_stand_in_the_column_where_they_were_published(report):
    cells = report.tables.art20["art20_5"]["行政许可"]
    assert [cell.value for cell in cells.values()] == [0, 3663, None]
    assert cells["decisions"].state is CellState.BLANK


def test_its_empty_tables_are_blank(report):
    tables = report.tables
    rows = [*tables.requests.values(), *tables.disputes.values()]
    assert len(tables.requests) == 23
    assert {cell.state for row in rows for cell in row.values()} == {CellState.BLANK}
