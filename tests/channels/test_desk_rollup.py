"""The roll-up page: reports that were checked together become one set of tables."""

from urllib.parse import urlencode

import pytest

from assistant.ingest.reports.reader import read_report
from tests.reporting.checks.conftest import GOOD

OTHER = GOOD.replace("云岭县行政审批服务局", "云岭县财政局")


@pytest.fixture
def viewer(desk):
    return desk("viewer")


@pytest.fixture
def rollup_of(viewer):
    """The address of the roll-up of files with these (name, text)."""

    def address(*files):
        given = {f"file{n}": (name, text.encode()) for n, (name, text) in enumerate(files)}
        return viewer.upload("/desk/check", {}, given).headers["Location"] + "/rollup"

    return address


@pytest.fixture
def two(rollup_of):
    return rollup_of(("审批局.txt", GOOD), ("财政局.txt", OTHER))


def test_the_tables_of_several_units_are_summed_in_a_file_that_reads_back(viewer, two, tmp_path):
    asked = urlencode({"year": "2023", "agency": "云岭县人民政府"})

    reply = viewer.get(f"{two}/files/docx?{asked}")

    (tmp_path / "sum.docx").write_bytes(reply.body)
    (tmp_path / "one.txt").write_text(GOOD, "utf-8")
    summed, one = read_report(tmp_path / "sum.docx"), read_report(tmp_path / "one.txt")
    assert (summed.agency, summed.year) == ("云岭县人民政府", 2023)
    assert [
        (block, row, cell.value)
        for block, rows in summed.tables.art20.items()
        for row, cells in rows.items()
        for column, cell in cells.items()
        if cell.value != 2 * one.tables.art20[block][row][column].value
    ] == []


def test_who_is_missing_is_told(viewer, two):
    asked = urlencode({"year": "2023", "units": "云岭县财政局\n云岭县教育局"})

    page = viewer.page(f"{two}?{asked}").text

    assert "2023 年，2 个单位" in page
    assert "还没有报送的：云岭县教育局" in page


def test_a_report_of_another_year_is_left_out_and_told(viewer, rollup_of):
    before = OTHER.replace("2023年", "2022年").replace("2024年", "2023年")

    page = viewer.page(rollup_of(("今.txt", GOOD), ("去.txt", before)) + "?year=2023").text

    assert "2023 年，1 个单位" in page
    assert "是 2022 年度的报告，没有汇总" in page


def test_two_reports_of_one_unit_are_refused_beside_the_field(viewer, rollup_of):
    reply = viewer.page(rollup_of(("一.txt", GOOD), ("二.txt", GOOD)) + "?year=2023")

    assert reply.status == 422
    assert "有两份报告" in reply.text


def test_what_was_typed_stays_when_nothing_could_be_summed(viewer, two):
    asked = urlencode({"year": "1999", "agency": "某县人民政府", "units": "甲局"})

    reply = viewer.page(f"{two}?{asked}")

    assert (reply.status, "没有 1999 年度的报告" in reply.text) == (422, True)
    assert "某县人民政府" in reply.text and ">甲局</textarea>" in reply.text


def test_one_report_alone_is_not_summed(viewer, rollup_of):
    assert "至少要两份" in viewer.page(rollup_of(("一.txt", GOOD))).text


def test_a_form_that_there_is_not_is_not_found(viewer, two):
    assert viewer.page(f"{two}/files/exe?year=2023").status == 404


def test_of_two_reports_of_one_unit_one_is_left_out_without_a_new_upload(viewer, rollup_of):
    address = rollup_of(("审批局.txt", GOOD), ("财政局.txt", OTHER), ("旧稿.txt", GOOD))
    picked = [("year", "2023"), ("picked", "1")]

    all_of_them = viewer.page(f"{address}?year=2023")
    one_left_out = viewer.page(f"{address}?{urlencode([*picked, ('file', '0'), ('file', '1')])}")
    none = viewer.page(f"{address}?{urlencode(picked)}")

    assert all_of_them.status == 422 and 'href="#f-files"' in all_of_them.text
    assert "2023 年，2 个单位" in one_left_out.text
    assert "file=0&amp;file=1" in one_left_out.text
    assert one_left_out.text.count(" checked") == 2
    assert (none.status, "请至少选一份报告" in none.text) == (422, True)
