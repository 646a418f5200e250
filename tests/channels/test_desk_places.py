"""A window moves: one change, seen before it is made, made by a second person, for every item."""

import re
import sqlite3
from contextlib import closing

import pytest

from tests.channels.test_desk_item import item


@pytest.fixture
def hall(desk):
    """Makes items in one hall of the test's own; the hall's key at the desk."""

    def made(name, *codes):
        place = {"rows.places": "1", "places.0.name": name, "places.0.hours": "9:00—17:00"}
        for code in codes:
            item(desk, code, **place)
        page = desk("editor").page(f"/desk/places?text={name}").text
        return re.search(r"/desk/places/change\?place=(\w+)", page)[1]

    return made


def moved(key, name, **more):
    new = {"places.0.name": name, "places.0.address": "新区路8号", "places.0.hours": "8:30—17:30"}
    return {"place": key, **new, "note": "大厅搬迁", **more}


def newest(site, code):
    with closing(sqlite3.connect(site.settings.sqlite_path())) as db:
        return db.execute(
            "SELECT version, record, origin, loaded_at FROM item_version"
            " WHERE code = ? AND ended_at = ''", [code],
        ).fetchone()  # fmt: skip


def test_a_place_that_moves_changes_every_item_in_one_go(desk, hall, site):
    key = hall("甲大厅", "P-101", "P-102")
    editor, reviewer = desk("editor"), desk("reviewer")

    shown = editor.submit("/desk/places/change", moved(key, "甲大厅", action="preview"))
    before = newest(site, "P-101")[0]
    proposed = editor.submit("/desk/places/change", moved(key, "甲大厅", action="propose"))
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
    path = reviewer.submit("/desk/places/change", moved(key, "乙大厅", action="propose")).headers[
        "Location"
    ]

    refused = reviewer.submit(f"{path}/publish", {"expected": "1"})

    assert (refused.status, "请换一位审核员" in refused.text) == (403, True)
    assert "要由另一位审核员发布" in reviewer.page(path).text
    assert newest(site, "P-103")[0] == 1


def test_a_change_that_concerns_other_items_by_now_is_looked_at_again(desk, hall, site):
    key = hall("丙大厅", "P-104")
    editor, reviewer = desk("editor"), desk("reviewer")
    path = editor.submit("/desk/places/change", moved(key, "丙大厅", action="propose")).headers[
        "Location"
    ]
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
    path = editor.submit("/desk/places/change", moved(key, "丁大厅", action="propose")).headers[
        "Location"
    ]

    assert editor.submit(f"{path}/discard", {}).status == 303
    assert "已放弃" in editor.page(path).text
    assert newest(site, "P-108")[0] == 1


def test_a_place_that_nobody_has_any_more_and_an_unknown_change_are_not_found(desk):
    editor = desk("editor")

    assert editor.page("/desk/places/change?place=0000").status == 404
    assert editor.page("/desk/places/changes/none").status == 404
    assert editor.submit("/desk/places/values", {"field": "name"}).status == 400
