"""Several units' tables as one: sums cell by cell, who is missing, what is in doubt."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from assistant.cli import app_with
from assistant.errors import BadInput
from assistant.ingest.reports.data import report_as_data
from assistant.ingest.reports.reader import read_report, read_report_text
from assistant.models.activity import Activity
from assistant.models.report import AnnualReport, Cell, CellState, Edition
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.checks.cells import cells_of
from assistant.reporting.checks.registry import check_report
from assistant.reporting.draft import draft
from assistant.reporting.markdown import written_out
from assistant.reporting.rollup import as_draft, rolled_up
from assistant.reporting.year import report_year
from tests.reporting.test_draft import full_year
from tests.reporting.test_properties import YEAR, years


def published(tables, edition=Edition.CURRENT, year=YEAR, agency=""):
    return AnnualReport(agency, year, edition, "", "", (), tables, (), ())


@pytest.fixture
def units(agency, log, chapters):
    """Two bureaus' reports as they are read: n of everything that can be logged."""

    def read(name: str, n: int):
        year = report_year(
            replace(agency, name=name), YEAR, log(*full_year(n)), CatalogueCounts(), None
        )
        return read_report_text(written_out(draft(year, chapters)))

    return {name: read(name, n) for name, n in (("青川县教育局", 3), ("青川县民政局", 40))}


@settings(max_examples=15, deadline=None)
@given(st.lists(years, min_size=1, max_size=4))
def test_every_cell_is_the_sum_of_the_units_and_all_identities_hold(every):
    edition = every[0].edition
    reports = {
        str(n): published(year.tables, edition)
        for n, year in enumerate(every)
        if year.edition is edition
    }
    county = rolled_up(reports, YEAR)
    parts = [list(cells_of(report.tables)) for report in reports.values()]
    for place, cells in zip(cells_of(county.tables), zip(*parts, strict=True), strict=True):
        assert place[3].value == sum(cell.value for *_, cell in cells)
        assert {place[:3]} == {cell[:3] for cell in cells}
    found = check_report(published(county.tables, edition))
    assert not [f for f in found if f.id.startswith("C-SUM")]
    # A hundred items more and nothing decided is possible, and worth a look.
    assert [doubt for doubt in county.doubts if "不像事项的增减数" not in doubt.why] == []


def test_units_that_should_be_there_and_are_not_are_told(units):
    county = rolled_up(units, YEAR, ["教育局", "水利局", "民政局"])
    assert county.missing == ("水利局",)
    assert county.units == ("青川县教育局", "青川县民政局")


def test_a_cell_without_a_number_counts_nothing_and_is_told(units):
    report = units["青川县教育局"]
    rows = report.tables.requests
    blank = rows | {"granted": rows["granted"] | {"company": Cell("/", None, CellState.SLASH)}}
    units["青川县教育局"] = replace(report, tables=replace(report.tables, requests=blank))
    county = rolled_up(units, YEAR)
    assert next((d.unit, d.place) for d in county.doubts) == (
        "青川县教育局",
        "表三 （一）予以公开 商业企业",
    )
    assert county.tables.requests["granted"]["company"].value == 0


def test_a_unit_whose_sums_do_not_hold_is_in_doubt(units):
    report = units["青川县民政局"]
    rows = report.tables.requests
    wrong = rows | {
        "granted": rows["granted"] | {"total": Cell("9999", Decimal(9999), CellState.READ)}
    }
    units["青川县民政局"] = replace(report, tables=replace(report.tables, requests=wrong))
    assert {d.unit for d in rolled_up(units, YEAR).doubts} == {"青川县民政局"}


def test_a_report_of_another_year_is_told_and_not_summed(units):
    units["青川县教育局"] = replace(units["青川县教育局"], year=YEAR - 1)
    county = rolled_up(units, YEAR)
    assert county.units == ("青川县民政局",)
    assert [d.unit for d in county.doubts] == ["青川县教育局"]


def test_two_editions_and_no_reports_are_refused(units):
    with pytest.raises(BadInput, match="没有 2030 年度"):
        rolled_up(units, 2030)
    units["青川县教育局"] = replace(units["青川县教育局"], edition=Edition.TRIAL)
    with pytest.raises(BadInput, match="不同年版"):
        rolled_up(units, YEAR)


def test_procurement_amounts_are_summed_in_one_unit(log, agency):
    bought = Activity("procurement", "2019-03-01", 1, detail={"amount": "125000"})
    tables = report_year(agency, 2019, log(bought), CatalogueCounts(), None).tables
    amounts = {
        "projects": Cell("1", Decimal(1), CellState.READ),
        "amount": Cell("5000元", Decimal(5000), CellState.READ),
    }
    other = replace(tables, art20=tables.art20 | {"art20_9": {"政府集中采购": amounts}})
    reports = {
        "甲": published(tables, Edition.TRIAL, 2019),
        "乙": published(other, Edition.TRIAL, 2019),
    }
    assert (
        rolled_up(reports, 2019).tables.art20["art20_9"]["政府集中采购"]["amount"].raw == "13万元"
    )


def test_the_roll_up_is_a_report_that_can_be_read_again(units):
    county = rolled_up(units, YEAR, ["水利局"])
    text = written_out(as_draft(county, "青川县人民政府"))
    read = read_report_text(text)
    assert read.tables == county.tables
    assert "汇总了2个单位的报告：青川县教育局、青川县民政局。" in text
    assert "尚未报送的单位：水利局。" in text


def test_the_command_sums_files_of_several_kinds(units, tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    for (name, report), suffix in zip(units.items(), (".json", ".json"), strict=True):
        (tmp_path / f"{name}{suffix}").write_text(json.dumps(report_as_data(report)), "utf-8")
    files = [str(tmp_path / f"{name}.json") for name in units]
    out = tmp_path / "county.docx"
    done = CliRunner().invoke(
        app_with(),
        [
            "report",
            "rollup",
            *files,
            "--year",
            str(YEAR),
            "--out",
            str(out),
            "--agency",
            "青川县人民政府",
        ],
    )
    assert done.exit_code == 0, done.output
    assert read_report(out).tables == rolled_up(units, YEAR).tables


def test_a_table_left_empty_is_one_doubt_and_few_empty_cells_are_named(units):
    name, report = next(iter(units.items()))
    blank = Cell("", None, CellState.BLANK)
    rows = report.tables.requests
    first = next(iter(rows))
    requests = {row: dict.fromkeys(cells, blank) for row, cells in rows.items()}
    few = {**rows, first: {**rows[first], next(iter(rows[first])): blank}}

    told = [
        [
            (d.place.split()[0], d.why)
            for d in rolled_up({name: with_requests(report, table)}, YEAR).doubts
            if "空着" in d.why
        ]
        for table in (requests, few)
    ]

    count = sum(len(cells) for cells in rows.values())
    assert told == [[("表三", f"有 {count} 格空着，都按 0 计")], [("表三", "空着，按 0 计")]]


def with_requests(report, requests):
    return replace(report, tables=replace(report.tables, requests=requests))
