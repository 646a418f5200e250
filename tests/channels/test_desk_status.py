"""An item is withdrawn or suspended with a day and a reason, by two people, and taken up again."""

import re
from datetime import date, timedelta

import pytest

from assistant.assembly import now
from tests.channels.test_desk_item import item, review

TODAY = date.fromisoformat(now()[:10])


@pytest.fixture
def stop(desk):
    """Sends the form of a published item of the test's own, as an editor."""

    def send(code, status, day="", note="机构改革"):
        path, editor = f"/desk/catalogue/{code}/status", desk("editor")
        page = editor.page(path).text
        seen = {n: re.search(f'name="{n}" value="(\\d+)"', page)[1] for n in ("number", "version")}
        form = {"status": status, "day": day or TODAY.isoformat(), "note": note}
        return editor.submit(path, seen | form)

    return send


def state(site, code):
    return site.get(f"/api/v1/items/{code}").data.get("state")


@pytest.mark.parametrize(
    ("code", "status", "told"), [("S-101", "取消", "withdrawn"), ("S-102", "暂停", "suspended")]
)
def test_a_stopped_item_is_offered_no_more_once_it_is_published(
    desk, stop, site, eventually, code, status, told
):
    path = item(desk, code)
    sent = stop(code, status)
    published = review(desk("reviewer"), code)

    assert (sent.headers["Location"], published.status) == (f"{path}?done=review", 303)
    eventually(lambda: state(site, code) == told, 20)
    page = desk("editor").page(path).text
    assert "机构改革" in page
    assert (
        f"现在的事项状态：<strong>{status}</strong>" in desk("editor").page(f"{path}/status").text
    )


def test_from_a_later_day_on_it_goes_on_until_then(desk, stop, site, eventually):
    later = (TODAY + timedelta(days=9)).isoformat()
    for code, status in (("S-103", "取消"), ("S-104", "暂停")):
        item(desk, code)
        stop(code, status, later)
        review(desk("reviewer"), code)

    eventually(lambda: state(site, "S-104") == "open", 20)
    assert state(site, "S-103") == "open"
    assert later in desk("editor").page("/desk/catalogue/S-104").text
    assert "起生效的版本" in desk("editor").page("/desk/catalogue/S-104/status").text


def test_an_item_is_taken_up_again(desk, stop, site, eventually):
    item(desk, "S-105")
    stop("S-105", "取消")
    review(desk("reviewer"), "S-105")
    eventually(lambda: state(site, "S-105") == "withdrawn", 20)

    stop("S-105", "在用", note="改错了")
    review(desk("reviewer"), "S-105")

    eventually(lambda: state(site, "S-105") == "open", 20)


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"status": ""}, "status", "请选择怎么处理"),
        ({"day": "2026-02-31"}, "day", "没有这一天"),
        ({"day": "2020-01-01"}, "day", "今天或以后"),
        ({"note": ""}, "note", "请写明为什么"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_handed_in(desk, stop, wrong, field, told):
    reply = stop("T-006", **({"status": "取消"} | wrong))

    assert reply.status == 422
    assert f'href="#f-{field}"' in reply.text and told in reply.text
    assert "待审核" not in desk("editor").page("/desk/catalogue/T-006").text


def test_an_item_with_an_open_draft_is_not_stopped_beside_it(desk, stop):
    item(desk, "S-106")
    stop("S-106", "取消")

    page = desk("editor").page("/desk/catalogue/S-106/status")

    assert (page.status, "没办完的草稿" in page.text) == (400, True)
