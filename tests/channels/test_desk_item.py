"""An item at the desk: drafted, reviewed by another person, published; and nobody overwritten."""

import re
import sqlite3
from contextlib import closing

import pytest

from tests.conftest import PLACE


@pytest.fixture
def editor(desk):
    return desk("editor")


@pytest.fixture
def reviewer(desk):
    return desk("reviewer")


def typed(page):
    """What a browser without JavaScript would send back from a form's page."""
    form = page.text[page.text.index('class="item-form"') :]
    found = dict(
        re.findall(r'<input (?:type="hidden" |id="[^"]*" )name="([^"]+)" value="([^"]*)"', form)
    )
    found |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n([^<]*)</textarea>', form))
    for name, options in re.findall(
        r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        chosen = re.search(r"<option(?: value=\"([^\"]*)\")? selected>([^<]*)", options)
        found[name] = (chosen[1] or chosen[2]) if chosen else ""
    found |= dict.fromkeys(
        re.findall(r'type="checkbox" name="([^"]+)" value="1" checked', form), "1"
    )
    found.pop("token")
    return found


def item(client, code, **fields):
    """A published item of the test's own, made through the desk by two people."""
    form = {"code": code, "name": fields.get("name", f"事项{code}"), "department": "县水利局"}
    assert client("editor").submit("/desk/catalogue/new", form).status == 303
    sent = edit(client("editor"), code, **fields, action="submit", note="新建")
    assert sent.status == 303, sent.text
    assert review(client("reviewer"), code).status == 303
    return f"/desk/catalogue/{code}"


def edit(client, code, **changes):
    path = f"/desk/catalogue/{code}/edit"
    return client.submit(path, typed(client.page(path)) | changes)


def review(client, code, decision="publish", note=""):
    page = client.page(f"/desk/catalogue/{code}").text
    seen = {n: re.search(f'name="{n}" value="(\\d+)"', page)[1] for n in ("number", "version")}
    form = seen | {"decision": decision, "note": note}
    return client.submit(f"/desk/catalogue/{code}/review", form)


def rows(site, sql, *values):
    with closing(sqlite3.connect(site.settings.sqlite_path())) as db:
        return db.execute(sql, values).fetchall()


def test_a_draft_is_seen_by_citizens_only_after_a_second_person_published_it(
    desk, editor, reviewer, site, eventually
):
    code = "E-101"
    form = {"code": code, "name": "取水许可新办", "department": "县水利局"}
    assert (
        editor.submit("/desk/catalogue/new", form)
        .headers["Location"]
        .startswith(f"/desk/catalogue/{code}/edit")
    )

    sent = edit(editor, code, promised_days="5", action="submit", note="按新规定设立")
    before = site.page(f"/items/{code}").status
    published = review(reviewer, code, note="核对无误")

    assert (sent.status, before, published.status) == (303, 404, 303)
    eventually(lambda: site.page(f"/items/{code}").status == 200, 5)
    page = reviewer.page(f"/desk/catalogue/{code}").text
    assert "发布第 1 版" in page and "按新规定设立" in page and "核对无误" in page
    assert rows(site, "SELECT origin, effect_on = substr(loaded_at, 1, 10) FROM item_version WHERE code = ?", code) == [("工作台", 1)]  # fmt: skip


def test_every_step_stands_in_the_audit_log_with_what_changed(desk, site):
    item(desk, "E-102", promised_days="5")

    edit(desk("editor"), "E-102", promised_days="3", action="submit", note="提速")
    review(desk("reviewer"), "E-102")

    told = rows(site, "SELECT who, subject, before_text, after_text, why FROM audit WHERE subject LIKE '事项 E-102%' ORDER BY happened_at")  # fmt: skip
    assert [who for who, *_ in told] == ["the-editor"] * 2 + ["the-reviewer"] + [
        "the-editor", "the-reviewer",
    ]  # fmt: skip
    assert told[-1][1].endswith("发布第 2 版")
    assert "承诺办结时限：5" in told[-1][2] and "承诺办结时限：3" in told[-1][3]
    assert told[-2][4] == "提速"


def test_who_had_a_hand_in_a_draft_cannot_publish_it(desk, reviewer):
    item(desk, "E-103")
    edit(reviewer, "E-103", name="改了名", action="submit", note="改名")

    page = reviewer.page("/desk/catalogue/E-103").text
    refused = review(reviewer, "E-103")

    assert 'value="publish"' not in page and "您参与了起草" in page
    assert (refused.status, "请换一位审核员" in refused.text) == (403, True)
    assert review(desk("admin"), "E-103").status == 303


def test_an_editor_cannot_review_at_all(desk, editor):
    item(desk, "E-104")
    edit(editor, "E-104", name="新名", action="submit", note="改名")

    refused = editor.submit("/desk/catalogue/E-104/review", {"decision": "publish"})

    assert refused.status == 403


def test_a_draft_that_is_sent_back_says_why_and_goes_round_again(desk, editor, reviewer):
    item(desk, "E-105")
    edit(editor, "E-105", rights="可以复议", action="submit", note="补权利")

    silent = review(reviewer, "E-105", "return")
    back = review(reviewer, "E-105", "return", "请写全复议机关")

    assert (silent.status, "请写明要改什么。" in silent.text) == (422, True)
    assert back.status == 303
    assert "退回：请写全复议机关" in editor.page("/desk/catalogue/E-105/edit").text
    edit(editor, "E-105", rights="可以向县政府复议", action="submit", note="已补")
    assert review(reviewer, "E-105").status == 303


def test_the_second_of_two_editors_is_told_and_loses_nothing(desk, editor):
    item(desk, "E-106")
    other = desk("reviewer")
    path = "/desk/catalogue/E-106/edit"
    first, second = typed(editor.page(path)), typed(other.page(path))
    editor.submit(path, first | {"conditions": "甲条件", "action": "save"})

    told = other.submit(path, second | {"conditions": "乙条件", "action": "save"})

    assert told.status == 409
    assert "the-editor 在" in told.text and "您的内容还没有保存" in told.text
    assert typed(told)["conditions"] == "乙条件"
    assert "<del>甲</del>" in told.text and "<ins>乙</ins>" in told.text
    assert typed(editor.page(path))["conditions"] == "甲条件"

    kept = other.submit(path, typed(told) | {"action": "overwrite"})

    assert kept.status == 303
    assert typed(editor.page(path))["conditions"] == "乙条件"


def test_two_first_edits_of_one_version_conflict_too(desk, editor):
    item(desk, "E-107")
    path = "/desk/catalogue/E-107/edit"
    both = [typed(editor.page(path)), typed(desk("admin").page(path))]

    statuses = [editor.submit(path, form | {"rights": "甲"}).status for form in both]

    assert statuses == [303, 409]


def test_rows_come_and_go_without_losing_what_is_typed_and_without_saving(desk, editor, site):
    item(desk, "E-108")
    path = "/desk/catalogue/E-108/edit"
    before = rows(site, "SELECT COUNT(*) FROM item_draft WHERE code = 'E-108'")

    form = typed(editor.page(path)) | {"rights": "还没存的话"}
    form = typed(editor.submit(path, form | {"action": "add:materials"}))
    form = form | {"materials.0.name": "申请书", "materials.0.need": "必要"}
    form = typed(editor.submit(path, form | {"action": "add:materials"}))
    form = form | {"materials.1.name": "照片", "materials.1.copies": "2"}
    form = typed(editor.submit(path, form | {"action": "up:materials:1"}))
    kept = [form[f"materials.{n}.name"] for n in (0, 1)]
    form = typed(editor.submit(path, form | {"action": "remove:materials:1"}))

    assert kept == ["照片", "申请书"]
    assert (form["rows.materials"], form["materials.0.copies"]) == ("1", "2")
    assert form["rights"] == "还没存的话"
    assert rows(site, "SELECT COUNT(*) FROM item_draft WHERE code = 'E-108'") == before


def test_a_known_place_is_put_into_a_row_by_choosing_it(desk, editor):
    item(desk, "E-109")
    path = "/desk/catalogue/E-109/edit"
    page = editor.page(path)
    key = re.search(r'<option value="(\w+)">示例政务大厅（示例）', page.text)[1]

    form = typed(editor.submit(path, typed(page) | {"known_place": key, "action": "place"}))

    assert form["places.0.address"] == PLACE["address"]
    assert form["places.0.sample"] == "是"


@pytest.mark.parametrize(
    "action", ["remove:name:0", "up:x:y", "add:none", "place", "remove:steps:99"]
)
def test_a_strange_button_changes_nothing(desk, editor, action):
    path = "/desk/catalogue/T-002/edit"
    form = typed(editor.page(path))

    assert typed(editor.submit(path, form | {"action": action})) == form


def test_wrong_fields_are_named_at_the_top_and_beside_and_all_is_kept(desk, editor):
    item(desk, "E-110")
    wrong = {"promised_days": "五天", "valid_to": "2026-02-30", "rights": "话"}

    reply = edit(editor, "E-110", **wrong, action="submit", note="x")

    assert reply.status == 422
    assert '<a href="#f-promised_days">承诺办结时限：应为整数' in reply.text
    assert '<a href="#f-valid_to">计划取消日期：没有这一天' in reply.text
    assert re.search(r'id="f-promised_days"[^>]*aria-invalid="true"', reply.text)
    assert {name: typed(reply)[name] for name in wrong} == wrong


def test_a_draft_is_handed_in_only_with_a_reason_and_a_change(desk, editor):
    item(desk, "E-111")

    unreasoned = edit(editor, "E-111", name="新", action="submit")
    unchanged = edit(editor, "E-111", action="submit", note="无")

    assert (unreasoned.status, "请写明改了什么" in unreasoned.text) == (422, True)
    assert (unchanged.status, "内容没有改动" in unchanged.text) == (422, True)


def test_findings_stand_beside_the_fields_while_editing(desk, editor):
    item(desk, "E-112")

    page = edit(editor, "E-112", visits="1", online_depth="IV", action="add:faq").text

    place = page.index('id="f-visits"')
    assert "却要到现场" in page[place : place + 600]


def test_a_draft_that_the_catalogue_overtook_is_told_and_not_published(desk, editor, reviewer):
    item(desk, "E-113", consult_phone="0000-0000113")
    edit(editor, "E-113", rights="可以复议", action="submit", note="补")
    form = {"field": "consult_phone", "old": "0000-0000113", "new": "0000-0000999"}
    moved = editor.submit("/desk/places/values", form | {"action": "propose", "note": "换号"})
    reviewer.submit(moved.headers["Location"] + "/publish", {"expected": "1"})

    page = reviewer.page("/desk/catalogue/E-113").text
    refused = review(reviewer, "E-113")

    assert "目录又发布了第 2 版" in page and 'value="publish"' not in page
    assert refused.status == 409
    assert "目录后来的改动" in editor.page("/desk/catalogue/E-113/edit").text
    edit(editor, "E-113", consult_phone="0000-0000999", action="submit", note="补齐")
    assert review(reviewer, "E-113").status == 303


def test_any_two_versions_stand_side_by_side(desk, editor, reviewer):
    item(desk, "E-114", rights="一")
    for text in ("二", "三"):
        edit(editor, "E-114", rights=text, action="submit", note="改")
        review(reviewer, "E-114")

    page = editor.page("/desk/catalogue/E-114/versions?old=1&new=3").text
    same = editor.page("/desk/catalogue/E-114/versions?old=2&new=2").text

    assert "<del>一</del>" in page and "<ins>三</ins>" in page
    assert "内容相同" in same
    assert editor.page("/desk/catalogue/E-114/versions?old=x&new=99").status == 200


def test_a_given_up_draft_leaves_the_published_item_and_its_history(desk, editor, site):
    item(desk, "E-115")
    edit(editor, "E-115", name="不要的名字", action="save")
    page = editor.page("/desk/catalogue/E-115").text
    seen = {n: re.search(f'name="{n}" value="(\\d+)"', page)[1] for n in ("number", "version")}

    gone = editor.submit("/desk/catalogue/E-115/discard", seen)

    assert gone.status == 303
    assert "放弃草稿</td>" in editor.page("/desk/catalogue/E-115").text
    assert typed(editor.page("/desk/catalogue/E-115/edit"))["name"] == "事项E-115"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"code": "T-001", "name": "重了"}, "code"),
        ({"code": "lint", "name": "占了地址"}, "code"),
        ({"code": "../x1", "name": "怪"}, "code"),
        ({"code": "N-900", "name": " "}, "name"),
    ],
)
def test_a_new_item_needs_a_free_code_and_a_name(editor, form, field):
    reply = editor.submit("/desk/catalogue/new", form)

    assert reply.status == 422
    assert f'href="#f-{field}"' in reply.text


def test_a_viewer_reads_and_finds_no_button_to_change(desk):
    viewer = desk("viewer")

    page = viewer.page("/desk/catalogue/T-001")

    assert page.status == 200 and "食品经营许可新办" in page.text
    assert "/edit" not in page.text
    assert viewer.page("/desk/catalogue/T-001/edit").status == 403


def test_an_unknown_code_is_not_found(editor):
    assert editor.page("/desk/catalogue/none").status == 404
    assert editor.page("/desk/catalogue/none/edit").status == 404


@pytest.mark.parametrize("number", ["", "-1", "x", "9" * 40])
def test_a_form_without_its_hidden_numbers_is_refused_in_words(editor, number):
    reply = editor.submit("/desk/catalogue/T-002/edit", {"number": number, "version": number})

    assert reply.status in (400, 409)
