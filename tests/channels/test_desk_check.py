"""The check page: report files in, findings out, imported only by a button."""

import json
import re
import sqlite3
from contextlib import closing

import pytest

from tests.reporting.checks.conftest import GOOD

BAD = GOOD.replace("行政许可 | 3050", "行政许可 | -1")


@pytest.fixture
def viewer(desk):
    return desk("viewer")


@pytest.fixture
def editor(desk):
    return desk("editor")


def checked(client, *files, **fields):
    """The address that a form with these (name, text) files leads to."""
    given = {f"file{n}": (name, text.encode()) for n, (name, text) in enumerate(files)}
    reply = client.upload("/desk/check", fields, given)
    assert reply.status == 303, reply.text
    return reply.headers["Location"]


def stored(site, agency):
    sql = "SELECT year, origin FROM report JOIN agency ON agency.id = agency_id WHERE name = ?"
    with closing(sqlite3.connect(site.settings.sqlite_path())) as db:
        return db.execute(sql, (agency,)).fetchall()


def test_findings_are_told_by_severity_with_place_and_remedy(viewer):
    page = viewer.page(checked(viewer, ("坏的.txt", BAD))).text
    for words in (
        "云岭县行政审批服务局 2023 年",
        "C-CELL2",
        "表二 行政许可",
        "改为不小于 0 的整数",
    ):
        assert words in page
    assert page.index("错误</span>") < page.index("C-CELL2")
    assert stored(viewer, "云岭县行政审批服务局") == []


def test_a_good_report_is_told_to_be_good(viewer):
    assert "都没有发现问题" in viewer.page(checked(viewer, ("好的.txt", GOOD))).text


def test_two_years_at_once_are_held_against_each_other(viewer):
    before = GOOD.replace("2023年", "2022年").replace("2024年", "2023年")
    page = viewer.page(checked(viewer, ("今年.txt", GOOD), ("去年.txt", before))).text
    assert "C-TXT1" in page and "2022 年" in page


def test_a_file_that_cannot_be_read_leaves_the_others_alone(viewer):
    page = viewer.page(checked(viewer, ("坏.pdf", "%PDF-1.7 broken"), ("好.txt", GOOD))).text
    assert "没有读成：这不是有效的 PDF 文件" in page and "都没有发现问题" in page


def test_two_files_of_one_name_are_both_checked(viewer):
    page = viewer.page(checked(viewer, ("a.txt", GOOD), ("a.txt", BAD))).text
    assert page.count("文件：a.txt") == 2


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "还没有选择文件"),
        ({f"f{n}": (f"{n}.txt", b"x") for n in range(61)}, "一次最多检查 60 份"),
    ],
)
def test_what_cannot_be_checked_is_told_beside_the_field(viewer, files, message):
    reply = viewer.upload("/desk/check", {}, files)
    assert (reply.status, message in reply.text) == (422, True)


def test_findings_are_downloaded_as_a_page_and_as_data(viewer):
    address = checked(viewer, ("坏的.txt", BAD))
    told = json.loads(viewer.get(address + "/files/json").text)
    assert (told[0]["file"], told[0]["findings"][0]["id"]) == ("坏的.txt", "C-CELL2")
    reply = viewer.get(address + "/files/html")
    assert reply.headers["Content-Disposition"].startswith("attachment")
    assert "C-CELL2" in reply.text and "<script" not in reply.text
    assert viewer.page(address + "/files/exe").status == 404


def test_a_result_that_is_gone_or_lies_elsewhere_is_not_found(viewer):
    assert viewer.page("/desk/check/..%2F..%2Fx").status == 404
    assert viewer.page("/desk/check/261123-AAAAAAAA").status == 404


def test_who_may_not_settle_sees_no_button_and_no_form(viewer):
    address = checked(viewer, ("a.txt", GOOD))
    assert "导入这份报告" not in viewer.page(address).text
    assert viewer.page(address + "/import/1").status == 403


def test_a_report_is_imported_after_its_preview(editor):
    text = GOOD.replace("云岭县", "青岭县")
    address = checked(editor, ("青岭.txt", text), then="import")
    assert address.endswith("/import/1")
    page = editor.page(address).text
    assert "还没有这一年的报告" in page and 'value="青岭县行政审批服务局"' in page
    assert stored(editor, "青岭县行政审批服务局") == []
    form = {"agency": "青岭县行政审批服务局", "year": "2023"}
    assert editor.submit(address, form).status == 303
    assert stored(editor, "青岭县行政审批服务局") == [(2023, "青岭.txt")]
    assert "导入后没有变化" in editor.page(address).text
    assert editor.submit(address, form).status == 303
    assert len(stored(editor, "青岭县行政审批服务局")) == 1


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"agency": "", "year": "2023"}, "agency"),
        ({"agency": "甲县某局", "year": "23"}, "year"),
        ({"agency": "甲县某局", "year": "２０２３"}, "year"),
        ({"agency": "甲县某局", "year": "1999"}, "year"),
    ],
)
def test_a_wrong_agency_or_year_is_told_beside_its_field_and_kept(editor, form, field):
    address = checked(editor, ("a.txt", GOOD.replace("云岭县", "红岭县")))
    reply = editor.submit(address + "/import/1", form)
    assert (reply.status, f'id="e-{field}"' in reply.text) == (422, True)
    assert re.findall(r'name="(?:agency|year)"[^>]*value="([^"]*)"', reply.text) == list(
        form.values()
    )
    assert stored(editor, "甲县某局") == []


def test_a_file_of_the_result_that_is_not_there_is_not_found(editor):
    address = checked(editor, ("a.txt", GOOD), ("b.pdf", "no"))
    assert [editor.page(f"{address}/import/{n}").status for n in (0, 2)] == [404, 404]
