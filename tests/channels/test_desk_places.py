"""A window moves: one change, seen before it is made, made by a second person, for every item."""

import re
import sqlite3
from contextlib import closing

import pytest

from tests.channels.test_desk_item import edit, item, review


@pytest.fixture
def hall(desk):
    """Makes items in one hall of the test's own; the hall's key at the desk."""

    def made(name, *codes):
        place = {"rows.places": "1", "places.0.name": name, "places.0.hours": "9:00—17:00"}
        for code in codes:
            item(desk, code, **place)
        return key_of(desk("editor"), name)

    return made


def key_of(client, name):
    """The number of the place of that name, from the list."""
    return re.search(
        rf"/desk/places/(\w+)\">{name}<", client.page(f"/desk/places?text={name}").text
    )[1]


def move(client, key, name, **more):
    """Send the form in which the place goes to a new address."""
    new = {"places.0.name": name, "places.0.address": "新区路8号", "places.0.hours": "8:30—17:30"}
    return client.submit(f"/desk/places/{key}/change", {**new, "note": "大厅搬迁", **more})


def newest(site, code):
    with closing(sqlite3.connect(site.settings.sqlite_path())) as db:
        return db.execute(
            "SELECT version, record, origin, loaded_at FROM item_version"
            " WHERE code = ? AND ended_at = ''", [code],
        ).fetchone()  # fmt: skip


def test_a_place_that_moves_changes_every_item_in_one_go(desk, hall, site):
    key = hall("甲大厅", "P-101", "P-102")
    editor, reviewer = desk("editor"), desk("reviewer")

    shown = move(editor, key, "甲大厅", action="preview")
    before = newest(site, "P-101")[0]
    proposed = move(editor, key, "甲大厅", action="propose")
    path = proposed.headers["Location"]
    page = reviewer.page(path).text
    expected = re.search(r'name="expected" value="(\d+)"', page)[1]
    published = reviewer.submit(f"{path}/publish", {"expected": expected, "note": "同意"})

    assert "会改 2 项" in shown.text and "新区路8号" in shown.text
    assert (before, expected, published.status) == (1, "2", 303)
    first, second = newest(site, "P-101"), newest(site, "P-102")
    assert {first[0], second[0]} == {2}
    assert "新区路8号" in first[1] and "8:30—17:30" in second[1]
    assert first[2] == "批量修改" and first[3] == second[3]
    history = editor.page("/desk/catalogue/P-101").text
    assert "大厅搬迁" in history and "the-reviewer" in history
    assert "2 项有了新版本" in editor.page(path).text


def test_nobody_publishes_the_change_that_he_proposed(desk, hall, site):
    key = hall("乙大厅", "P-103")
    reviewer = desk("reviewer")
    path = move(reviewer, key, "乙大厅", action="propose").headers["Location"]

    refused = reviewer.submit(f"{path}/publish", {"expected": "1"})

    assert (refused.status, "请换一位审核员" in refused.text) == (403, True)
    assert "要由另一位审核员发布" in reviewer.page(path).text
    assert newest(site, "P-103")[0] == 1


def test_a_change_that_concerns_other_items_by_now_is_looked_at_again(desk, hall, site):
    key = hall("丙大厅", "P-104")
    editor, reviewer = desk("editor"), desk("reviewer")
    path = move(editor, key, "丙大厅", action="propose").headers["Location"]
    hall("丙大厅", "P-105")

    refused = reviewer.submit(f"{path}/publish", {"expected": "1"})

    assert refused.status == 409
    assert "现在涉及 2 项（您看到的是 1 项）" in refused.text
    assert newest(site, "P-104")[0] == 1
    assert reviewer.submit(f"{path}/publish", {"expected": "2"}).status == 303
    assert reviewer.submit(f"{path}/publish", {"expected": "2"}).status == 400


def test_a_phone_is_replaced_in_one_office_only(desk, site):
    for code in ("P-106", "P-107"):
        item(desk, code, complaint_phone="0000-7777777")
    form = {"field": "complaint_phone", "old": "0000-7777777", "new": "0000-8888888"}
    editor = desk("editor")

    elsewhere = editor.submit("/desk/places/values", form | {"department": "县人社局"})
    here = editor.submit("/desk/places/values", form | {"department": "县水利局"})

    assert "会改 0 项" in elsewhere.text
    assert "会改 2 项" in here.text
    assert '<option value="0000-7777777" selected>0000-7777777（2 项）' in here.text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"new": ""}, "new"),
        ({"old": ""}, "old"),
        ({"action": "propose", "note": ""}, "note"),
        ({"action": "propose", "old": "没有的", "note": "x"}, "new"),
    ],
)
def test_what_is_missing_is_named_and_what_was_typed_stays(desk, wrong, field):
    item_code = f"P-2{abs(hash(str(wrong))) % 10**6}"
    item(desk, item_code, consult_phone="0000-6666666")
    form = {"field": "consult_phone", "old": "0000-6666666", "new": "0000-5555555"} | wrong

    reply = desk("editor").submit("/desk/places/values", form)

    assert reply.status == 422
    assert f'href="#f-{field}"' in reply.text
    assert f'value="{form["new"]}"' in reply.text


def test_a_given_up_change_changes_nothing(desk, hall, site):
    key = hall("丁大厅", "P-108")
    editor = desk("editor")
    path = move(editor, key, "丁大厅", action="propose").headers["Location"]

    assert editor.submit(f"{path}/discard", {}).status == 303
    assert "已放弃" in editor.page(path).text
    assert newest(site, "P-108")[0] == 1


def test_a_place_that_nobody_has_any_more_and_an_unknown_change_are_not_found(desk):
    editor = desk("editor")

    assert editor.page("/desk/places/0000/change").status == 404
    assert editor.page("/desk/places/changes/none").status == 404
    assert editor.submit("/desk/places/values", {"field": "name"}).status == 400


def place_page(client, key):
    return client.page(f"/desk/places/{key}").text


def test_a_place_has_one_page_with_its_items_and_keeps_its_number_when_it_moves(desk, hall):
    key = hall("戊大厅", "P-110", "P-111")
    editor, reviewer = desk("editor"), desk("reviewer")
    path = move(editor, key, "戊大厅", action="propose").headers["Location"]

    reviewer.submit(f"{path}/publish", {"expected": "2", "note": ""})

    page = place_page(editor, key)
    assert "用这个地点的事项（2）" in page and "/desk/catalogue/P-111" in page
    assert page.index("地址 新区路8号") < page.index("办理时间 9:00—17:00")
    assert "the-reviewer" in page
    assert hall("戊大厅", "P-112") != key


def test_a_window_is_the_items_own_and_stays_when_the_hall_moves(desk, site):
    for code, window in (("P-120", "1 号"), ("P-121", "2 号")):
        place = {"places.0.name": "己大厅", "places.0.hours": "9:00—17:00"}
        item(desk, code, **{"rows.places": "1", **place, "places.0.window": window})
    key = key_of(desk("editor"), "己大厅")
    path = move(desk("editor"), key, "己大厅", action="propose").headers["Location"]
    desk("reviewer").submit(f"{path}/publish", {"expected": "2"})

    assert all("新区路8号" in newest(site, code)[1] for code in ("P-120", "P-121"))
    assert '"window": "2 号"' in newest(site, "P-121")[1]
    assert "P-121，窗口：2 号" in place_page(desk("editor"), key)


def test_a_new_place_is_kept_before_any_item_has_it_and_can_be_chosen(desk):
    editor = desk("editor")
    form = {"places.0.name": "庚便民站", "places.0.level": "乡镇级"}
    at = editor.submit("/desk/places/new", form).headers["Location"]
    again = editor.submit("/desk/places/new", form)
    key = re.search(r"places/(\w+)", at)[1]

    edit = editor.page("/desk/catalogue/T-002/edit").text
    listed = editor.page("/desk/places?use=unused").text

    assert (again.status, "已经有内容相同的地点" in again.text) == (422, True)
    assert f'<option value="{key}">庚便民站' in edit
    assert f"/desk/places/{key}" in listed


def test_a_place_without_items_changes_at_once_and_is_switched_off(desk):
    editor = desk("editor")
    at = editor.submit("/desk/places/new", {"places.0.name": "辛便民站"}).headers["Location"]
    key = re.search(r"places/(\w+)", at)[1]

    unreasoned = move(editor, key, "辛便民站", action="save", note="")
    saved = move(editor, key, "辛便民站", action="save")
    off = editor.submit(f"/desk/places/{key}/off", {})

    assert (unreasoned.status, saved.status, off.status) == (422, 303, 303)
    assert "（已停用）" in place_page(editor, key) and "新区路8号" in place_page(editor, key)
    assert key not in editor.page("/desk/places").text
    assert key in editor.page("/desk/places?use=off").text
    log = desk("admin").page(f"/desk/audit?words={key}").text
    assert all(done in log for done in ("新建", "修改", "停用", "大厅搬迁"))


def test_a_place_that_items_have_is_neither_changed_at_once_nor_switched_off(desk, hall, site):
    key = hall("壬大厅", "P-130")
    editor = desk("editor")

    statuses = [
        move(editor, key, "壬大厅", action="save").status,
        editor.submit(f"/desk/places/{key}/off", {}).status,
    ]

    assert statuses == [422, 400]
    assert newest(site, "P-130")[0] == 1


def test_hours_replaced_everywhere_are_the_same_places_at_other_hours(desk):
    place = {"places.0.name": "癸大厅", "places.0.hours": "旧的时间"}
    item(desk, "P-140", **{"rows.places": "1", **place})
    key = key_of(desk("editor"), "癸大厅")
    form = {"field": "places.hours", "old": "旧的时间", "new": "新的时间", "note": "夏令"}
    path = desk("editor").submit("/desk/places/values", form | {"action": "propose"})

    desk("reviewer").submit(f"{path.headers['Location']}/publish", {"expected": "1"})

    assert "<dd>新的时间</dd>" in place_page(desk("editor"), key)
    assert "用这个地点的事项（1）" in place_page(desk("editor"), key)


def test_two_places_that_are_one_are_merged_with_all_their_items(desk, hall, site):
    gone, kept = hall("子大厅一楼", "P-150", "P-151"), hall("子大厅", "P-152")
    editor, reviewer = desk("editor"), desk("reviewer")
    choice = editor.page(f"/desk/places/{gone}/merge?text=子大厅").text
    seen = editor.page(f"/desk/places/{gone}/merge?into={kept}").text
    form = {"into": kept, "action": "propose", "note": "同一个大厅"}

    path = editor.submit(f"/desk/places/{gone}/merge", form).headers["Location"]
    reviewer.submit(f"{path}/publish", {"expected": "2"})

    assert f"merge?into={kept}" in choice and f"merge?into={gone}" not in choice
    assert "会改 2 项" in seen and "<del>一楼</del>" in seen
    assert '"name": "子大厅"' in newest(site, "P-150")[1]
    assert "用这个地点的事项（3）" in place_page(editor, kept)
    page = place_page(editor, gone)
    assert "（已停用）" in page and f'已并入 <a href="/desk/places/{kept}">子大厅</a>' in page
    assert "同一个大厅" in editor.page("/desk/catalogue/P-151").text
    assert path.rpartition("/")[2] in desk("admin").page("/desk/audit?words=合并地点").text


def test_a_place_does_not_go_into_one_that_has_changed_meanwhile(desk, hall, site):
    gone, kept = hall("丑大厅一楼", "P-153"), hall("丑大厅", "P-154")
    editor, reviewer = desk("editor"), desk("reviewer")
    form = {"into": kept, "action": "propose", "note": "同一个大厅"}
    path = editor.submit(f"/desk/places/{gone}/merge", form).headers["Location"]
    moved = move(editor, kept, "丑大厅", action="propose").headers["Location"]
    reviewer.submit(f"{moved}/publish", {"expected": "1"})

    refused = reviewer.submit(f"{path}/publish", {"expected": "1"})

    assert (refused.status, "刚才改过或者停用了" in refused.text) == (409, True)
    assert newest(site, "P-153")[0] == 1


def test_merging_needs_another_place_and_a_reason(desk, hall):
    key, other = hall("寅大厅一楼", "P-155"), hall("寅大厅", "P-156")
    editor = desk("editor")
    form = {"into": other, "action": "propose", "note": ""}

    unreasoned = editor.submit(f"/desk/places/{key}/merge", form)

    assert (unreasoned.status, 'href="#f-note"' in unreasoned.text) == (422, True)
    assert editor.page(f"/desk/places/{key}/merge?into={key}").status == 400
    assert editor.submit(f"/desk/places/{key}/merge", form | {"into": "none"}).status == 400


def done(desk, path, expected):
    """Publish a proposed change as the reviewer, who sees so many items."""
    return desk("reviewer").submit(f"{path}/publish", {"expected": str(expected)}).status


def undo(desk, path, note="合错了"):
    return desk("editor").submit(f"{path}/undo", {"note": note})


def test_a_merging_is_taken_back_with_the_place_and_its_items(desk, hall, site):
    gone, kept = hall("卯大厅一楼", "P-160", "P-161"), hall("卯大厅", "P-162")
    editor = desk("editor")
    form = {"into": kept, "action": "propose", "note": "同一个大厅"}
    path = editor.submit(f"/desk/places/{gone}/merge", form).headers["Location"]
    assert done(desk, path, 2) == 303

    back = undo(desk, path).headers["Location"]
    seen = editor.page(back).text
    own = desk("reviewer").page(back).text
    assert done(desk, back, 2) == 303

    assert "会改 2 项" in seen and "撤销：合并地点" in seen and "改 2 项" in own
    assert '"name": "卯大厅一楼"' in newest(site, "P-160")[1]
    assert '"name": "卯大厅"' in newest(site, "P-162")[1]
    assert "用这个地点的事项（2）" in place_page(editor, gone)
    assert "（已停用）" not in place_page(editor, gone)
    assert "用这个地点的事项（1）" in place_page(editor, kept)
    assert "合错了" in editor.page("/desk/catalogue/P-161").text


def test_a_moved_place_keeps_its_number_when_the_move_is_taken_back(desk, hall, site):
    key = hall("辰大厅", "P-163", "P-164")
    path = move(desk("editor"), key, "辰大厅", action="propose").headers["Location"]
    done(desk, path, 2)
    edit(desk("editor"), "P-164", **{"places.0.name": "别处"}, action="submit", note="搬走")
    review(desk("reviewer"), "P-164")

    back = undo(desk, path).headers["Location"]
    told = desk("editor").page(back).text
    done(desk, back, 1)

    assert "其中 1 项后来又改过，不撤销" in told
    assert "新区路8号" not in newest(site, "P-163")[1]
    assert '"name": "别处"' in newest(site, "P-164")[1]
    page = place_page(desk("editor"), key)
    assert "<dd>9:00—17:00</dd>" in page and "用这个地点的事项（1）" in page


def test_what_cannot_be_taken_back_is_told(desk, hall):
    key = hall("巳大厅", "P-165")
    path = move(desk("editor"), key, "巳大厅", action="propose").headers["Location"]
    early = undo(desk, path)
    done(desk, path, 1)

    unreasoned = undo(desk, path, note="")
    back = undo(desk, path).headers["Location"]
    done(desk, back, 1)
    again, twice = undo(desk, path), undo(desk, back)

    assert (early.status, twice.status) == (400, 400)
    assert (unreasoned.status, 'href="#f-note"' in unreasoned.text) == (422, True)
    assert (again.status, "没有可以撤销的" in again.text) == (422, True)
