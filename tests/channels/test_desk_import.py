"""A file goes in at the desk: previewed, mended, confirmed, asked for, and taken back."""

import io
import re

import openpyxl
import pytest

from tests.conftest import PASSWORD, add_account, signed_in

HERE = "/desk/catalogue/import"
GOOD = "事项名称,编码,承诺办结时限,颜色\n食品经营许可变更,T-002,3,红\n渔船年检,N-1,5,蓝\n"
BAD = GOOD + ",N-2,1,\n宠物登记,N-3,若干,\n"


@pytest.fixture
def editor(serve, settings, colleague):
    """An editor on a service of this test's own."""
    with serve(settings) as site:
        yield colleague(site, "editor")


def put(client, name, content):
    """Upload a file; the preview's address."""
    data = content if isinstance(content, bytes) else content.encode()
    reply = client.upload(HERE, {}, {"file": (name, data)})
    assert reply.status == 303, reply.text
    return reply.headers["Location"]


def confirm(client, at):
    return client.submit(at, {"decision": "confirm"}).headers["Location"].rpartition("=")[2]


def item(client, code):
    return client.get(f"/api/v1/items/{code}").data


def rows(body):
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(body)).active.values]


def test_a_preview_tells_columns_and_every_change_and_changes_nothing(editor):
    at = put(editor, "事项.csv", BAD)

    page = editor.page(at)
    changed, added, bad = (
        editor.page(f"{at}?show={s}").text for s in ("changed", "added", "refused")
    )

    assert "没有用到的列：颜色" in page.text
    assert re.search("确认导入（新增 1 个，修改 1 个）", page.text)
    assert "承诺办结时限" in changed and "食品经营许可变更" in changed
    assert "渔船年检" in added
    assert "事项名称为空" in bad and "若干" in bad
    assert editor.get("/api/v1/items/N-1").status == 404


def test_what_was_confirmed_is_soon_answered(editor, eventually):
    assert confirm(editor, put(editor, "a.csv", GOOD)) == "done"

    eventually(lambda: (editor.ask("渔船年检怎么办")["item"] or {}).get("code") == "N-1", 20)
    assert item(editor, "T-002")["item"].get("promised_days") == 3


def test_refused_rows_come_back_with_their_reason_and_load_once_mended(editor, eventually):
    at = put(editor, "a.csv", BAD)
    confirm(editor, at)

    header, *refused = rows(editor.get(at + "/refused.xlsx").body)

    assert header == ["事项名称", "编码", "承诺办结时限", "颜色", "未导入原因"]
    assert [row[-1] for row in refused] == [
        "事项名称：事项名称为空，请补填后重新导入。",
        "承诺办结时限：应为整数（0 以上），可带单位，如 5 或 5个工作日。",
    ]
    refused[0][0], refused[1][2] = "宠物寄养备案", 7
    book = openpyxl.Workbook()
    for row in (header, *refused):
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    mended = put(editor, "mended.xlsx", held.getvalue())
    assert "没有用到的列：颜色。" in editor.page(mended).text
    assert confirm(editor, mended) == "done"
    eventually(lambda: editor.get("/api/v1/items/N-3").status == 200, 20)


def test_a_change_in_between_is_noticed_and_previewed_anew(editor, eventually):
    first = put(editor, "a.csv", GOOD)
    second = put(editor, "b.csv", GOOD.replace("T-002,3", "T-002,9"))
    confirm(editor, second)

    noted = confirm(editor, first)

    assert noted == "anew"
    page = editor.page(first + "?note=anew&show=changed").text
    assert "已按现在的目录重新比较" in page and ">9<" in page and ">3<" in page
    assert confirm(editor, first) == "done"
    eventually(lambda: item(editor, "T-002")["item"].get("promised_days") == 3, 20)


def test_a_change_that_leaves_the_preview_true_does_not_hold_it_up(editor):
    first = put(editor, "a.csv", GOOD)
    confirm(editor, put(editor, "b.csv", "事项名称,编码\n砍树许可,N-9\n"))

    assert confirm(editor, first) == "done"


def test_an_import_that_is_taken_back_leaves_what_was_before(editor, eventually):
    at = put(editor, "a.csv", GOOD)
    before = item(editor, "T-002")["item"]
    confirm(editor, at)
    eventually(lambda: editor.get("/api/v1/items/N-1").status == 200, 20)

    assert editor.submit(at + "/undo", {}).headers["Location"].endswith("note=undone")

    eventually(lambda: item(editor, "T-002")["item"] == before, 20)
    assert item(editor, "N-1").get("state") == "withdrawn"
    assert "本事项已取消" in editor.page("/items/N-1").text
    assert (editor.ask("渔船年检怎么办")["item"] or {}).get("code") != "N-1"
    assert "已撤销" in editor.page(HERE).text


def test_items_changed_since_are_named_and_stay_where_the_rest_is_taken_back(editor, eventually):
    at = put(editor, "a.csv", GOOD)
    confirm(editor, at)
    confirm(editor, put(editor, "b.csv", "事项名称,编码,承诺办结时限\n食品经营许可变更,T-002,8\n"))

    refused = editor.submit(at + "/undo", {})
    rest = editor.submit(at + "/undo", {"rest": "1"})

    assert (refused.status, rest.status) == (422, 303)
    assert "有 1 个事项在导入之后又改过（食品经营许可变更）" in refused.text
    eventually(lambda: item(editor, "N-1").get("state") == "withdrawn", 20)
    assert item(editor, "T-002")["item"].get("promised_days") == 8


def test_a_preview_that_is_let_go_of_imports_nothing_and_cannot_be_confirmed(editor):
    at = put(editor, "a.csv", GOOD)

    editor.submit(at, {"decision": "drop"})

    assert editor.submit(at, {"decision": "confirm"}).status == 400
    assert editor.get("/api/v1/items/N-1").status == 404
    assert "没有导入" in editor.page(at + "?note=dropped").text


def test_an_import_cannot_be_taken_back_twice(editor):
    at = put(editor, "a.csv", GOOD)
    confirm(editor, at)

    statuses = [editor.submit(at + "/undo", {}).status for _ in range(2)]

    assert statuses == [303, 422]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"", "空文件"),
        ("a.csv", "甲,乙\n1,2\n", "找不到表头"),
        ("a.xlsx", b"PK\x03\x04", "不是完好的 .xlsx"),
        ("a.doc", b"x", "请选择 .xlsx"),
        ("长" * 180 + ".csv", b"", "空文件"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_beside_the_field(desk, name, content, told):
    data = content if isinstance(content, bytes) else content.encode()

    reply = desk("editor").upload(HERE, {}, {"file": (name, data)})

    assert reply.status == 422
    assert re.search(rf'id="e-file">.*{told}', reply.text)


def test_no_file_at_all_is_told(desk):
    reply = desk("editor").upload(HERE, {}, {})

    assert (reply.status, "还没有选择文件" in reply.text) == (422, True)


def test_every_import_stands_in_the_audit_log(editor, colleague):
    at = put(editor, "a.csv", GOOD)
    confirm(editor, at)
    editor.submit(at + "/undo", {})

    page = colleague(editor, "admin").page("/desk/audit?words=目录导入").text

    assert "新增 1，修改 1，未导入 0" in page
    assert "撤销，恢复 2 个事项" in page


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_the_export_of_the_desk_changes_nothing_when_it_is_imported(editor, ending):
    reply = editor.get(f"/desk/catalogue/export/items.{ending}")

    page = editor.page(put(editor, f"items.{ending}", reply.body)).text

    assert "attachment" in reply.headers["Content-Disposition"]
    assert "没有要新增或修改的事项" in page
    assert "没有变化 27" in page


def test_people_are_called_by_their_full_name(editor):
    first = add_account(editor.settings, "sunli", "editor", "孙丽")
    sun = signed_in(editor, "sunli", first)
    assert sun.submit("/desk/account/password", {"old": first, "new": PASSWORD, "again": PASSWORD})

    page = sun.page(put(sun, "a.csv", GOOD))

    assert "孙丽 上传于" in page.text
    assert re.search(r'data-label="谁"[^>]*>孙丽<', sun.page(HERE).text)


def test_one_item_of_an_import_is_taken_back_and_the_others_stay(editor, eventually):
    at = put(editor, "a.csv", GOOD)
    before = item(editor, "T-002")["item"]
    confirm(editor, at)
    eventually(lambda: editor.get("/api/v1/items/N-1").status == 200, 20)
    page = editor.page(at).text

    done = editor.submit(at + "/undo", {"code": "T-002"})
    again = editor.submit(at + "/undo", {"code": "T-002"})

    assert 'value="N-1">撤销这一项' in page and 'value="T-002">撤销这一项' in page
    assert done.headers["Location"].endswith("note=item")
    assert (again.status, "已经撤销" in again.text) == (422, True)
    eventually(lambda: item(editor, "T-002")["item"] == before, 20)
    assert item(editor, "N-1").get("state") == "open"
    assert "已撤销" in editor.page(at).text and "确认" not in editor.page(at).text
    assert editor.submit(at + "/undo", {}).status == 303
    eventually(lambda: item(editor, "N-1").get("state") == "withdrawn", 20)


def test_with_its_last_item_an_import_is_taken_back(editor, colleague):
    at = put(editor, "a.csv", GOOD)
    confirm(editor, at)

    for code in ("T-002", "N-1"):
        editor.submit(at + "/undo", {"code": code})

    assert "恢复 2 个事项" in editor.page(at).text
    assert editor.submit(at + "/undo", {}).status == 422
    log = colleague(editor, "admin").page("/desk/audit?words=撤销其中的").text
    assert "撤销其中的 N-1 渔船年检" in log


def test_the_mended_file_brings_back_what_was_taken_back(editor, eventually):
    at = put(editor, "a.csv", GOOD)
    confirm(editor, at)
    editor.submit(at + "/undo", {})

    again = put(editor, "a.csv", GOOD)
    confirm(editor, again)

    eventually(lambda: item(editor, "N-1").get("state") == "open", 20)


def test_an_item_that_stays_withdrawn_after_the_import_is_told(editor):
    withdrawn = GOOD.replace("颜色", "事项状态").replace("蓝", "取消").replace("红", "在用")
    confirm(editor, put(editor, "a.csv", withdrawn))

    page = editor.page(put(editor, "b.csv", GOOD) + "?show=unchanged").text

    assert "事项状态：取消。导入以后群众仍然查不到" in page
