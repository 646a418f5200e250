"""The desk's log: files imported after a preview, publications signed step by step, the sample."""

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "knowledge/sample-year"

FILE = (
    "台账类别,日期,渠道,类别,标题,数量,心情\n"
    "信息公开发布,2026/3/5,政府网站,通知公告,导入的提示,2,\n"
    "培训,2026-03-06,,,导入的培训,1,\n"
    "聚会,2026-03-07,,,x,,\n"
).encode()


@pytest.fixture
def editor(desk):
    return desk("editor")


def stored(site, sql, *values):
    with closing(sqlite3.connect(site.settings.sqlite_path())) as db:
        return db.execute(sql, values).fetchall()


def previewed(editor, content=FILE, name="三月.csv"):
    reply = editor.upload("/desk/log/import", {}, {"file": (name, content)})
    assert reply.status == 303, reply.text
    return reply.headers["Location"]


def test_a_file_is_previewed_and_then_imported_once(editor):
    address = previewed(editor)
    page = editor.page(address).text
    for words in ("导入预览：三月.csv", "导入 2 条", "没有“聚会”这一类台账", "第 4 行", "心情"):
        assert words in page
    of_training = "SELECT recorded_by FROM activity WHERE title = '导入的培训'"
    assert stored(editor, of_training) == []
    reply = editor.submit(address, {})
    assert reply.status == 303
    assert reply.headers["Location"].startswith("/desk/log?imported=2&at=2")
    assert "已导入 2 条。" in editor.page(reply.headers["Location"]).text
    assert len(stored(editor, of_training)) == 1
    assert editor.page(address).status == 404
    again = editor.page(previewed(editor)).text
    assert "导入 2 条" not in again and "台账里已有，不再导入" in again


def test_an_import_is_taken_back_by_its_button_and_only_by_who_made_it(editor, desk):
    content = "台账类别,日期,内容,数量\n培训,2026-03-09,导错的培训,1\n".encode()
    told = editor.page(editor.submit(previewed(editor, content), {}).headers["Location"])
    at = re.search(r'name="at" value="([^"]+)"', told.text)[1]
    assert "导错的培训" in told.text
    other = desk("reviewer").submit("/desk/log/imports/undo", {"at": at})
    assert (other.status, "没有可以撤销的了" in other.text) == (400, True)
    reply = editor.submit("/desk/log/imports/undo", {"at": at})
    assert (reply.status, reply.headers["Location"]) == (303, "/desk/log?undone=1")
    page = editor.page(reply.headers["Location"]).text
    assert "已撤销这次导入，1 条不再计入" in page and "导错的培训" not in page
    assert len(stored(editor, "SELECT id FROM activity WHERE title = '导错的培训'")) == 1
    assert "导入 1 条" in editor.page(previewed(editor, content)).text
    assert editor.submit("/desk/log/imports/undo", {"at": at}).status == 400


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("log.docx", b"x", "请选择"),
        ("log.csv", b"", "空文件"),
        ("log.csv", "日期,标题\n2026-01-01,x\n".encode(), "找不到表头"),
        ("log.xlsx", b"not a workbook", "不是完好的"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_why(editor, name, content, message):
    reply = editor.upload("/desk/log/import", {}, {"file": (name, content)})
    assert (reply.status in {400, 422}, message in reply.text) == (True, True)


def test_no_file_is_told_beside_the_field(editor):
    reply = editor.upload("/desk/log/import", {}, {})
    assert (reply.status, "请选择一个文件。" in reply.text) == (422, True)


def test_an_address_that_leads_out_of_the_folder_finds_nothing(editor):
    assert editor.page("/desk/log/import/..%2Fassistant.db").status == 404


def test_an_empty_table_opens_in_a_spreadsheet_with_its_headers(editor):
    reply = editor.get("/desk/log/tables/training.csv")
    assert reply.body.decode("utf-8-sig") == "台账类别,日期,内容,参加人次,数量\r\n"
    assert editor.get("/desk/log/tables/party.csv").status == 404


def publication(editor, title, **more):
    form = {
        "kind": "publication",
        "happened_on": "2026-04-01",
        "channel": "site",
        "category": "通知公告",
        "title": title,
        "quantity": "1",
    }
    assert editor.submit("/desk/log", form | more).status == 303
    (row,) = stored(editor, "SELECT id FROM activity WHERE title = ?", title)
    return row[0]


def sign(who, id):
    return who.submit(f"/desk/log/publications/{id}/sign", {"year": "2026"})


def newest(site, title):
    sql = "SELECT id, detail FROM activity WHERE title = ? ORDER BY recorded_at DESC, id DESC"
    return stored(site, sql, title)[0]


def test_a_publication_is_signed_in_turn_by_name(editor, desk):
    title = "要签批的公告"
    id = publication(editor, title)
    reviewer = desk("reviewer")
    for who in (editor, reviewer, editor, editor):
        assert sign(who, newest(editor, title)[0]).status == 303
    detail = newest(editor, title)[1]
    for words in ('"drafted_by": "the-editor"', '"reviewed_by": "the-reviewer"', "released_on"):
        assert words in detail
    assert sign(editor, newest(editor, title)[0]).status == 400
    assert sign(editor, id).status == 400
    page = editor.page("/desk/log/publications?year=2026").text
    assert re.search(title + r".*?已完成", page, re.DOTALL)
    assert len(stored(editor, "SELECT id FROM activity WHERE title = ?", title)) == 5


def test_who_drafted_does_not_review(editor):
    title = "自己起草的公告"
    publication(editor, title)
    sign(editor, newest(editor, title)[0])
    reply = sign(editor, newest(editor, title)[0])
    assert (reply.status, "起草人不能审核自己起草的信息" in reply.text) == (400, True)


def test_what_came_late_says_by_how_much(editor):
    publication(editor, "晚公开的公告", arose_on="2026-01-05")
    page = editor.page("/desk/log/publications?year=2026").text
    assert re.search(r"晚公开的公告.*?形成后 \d+ 个工作日才公开", page, re.DOTALL)


def test_the_sample_year_is_loaded_and_removed_by_a_button(serve, settings, colleague, tmp_path):
    knowledge = tmp_path / "knowledge"
    shutil.copytree(settings.knowledge_dir, knowledge)
    shutil.copytree(SAMPLE, knowledge / "sample-year")
    with serve(replace(settings, knowledge_dir=knowledge)) as site:
        editor = colleague(site, "editor")
        assert "载入示例年度" in editor.page("/desk/log").text
        assert editor.submit("/desk/log/sample", {}).status == 303
        page = editor.page("/desk/log?sample=1").text
        assert "已载入示例年度" in page and "移除示例年度" in page
        assert "示例2025-" in editor.page("/desk/requests?show=all").text
        assert editor.submit("/desk/log/sample", {}).status == 400
        assert editor.submit("/desk/log/sample/remove", {}).status == 303
        assert stored(site, "SELECT COUNT(*) FROM activity") == [(0,)]
