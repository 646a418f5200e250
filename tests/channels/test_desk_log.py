"""The staff's log form: token, checking, keeping what was typed, and what is stored."""

import re
import sqlite3
from contextlib import closing

import pytest

from assistant.models.activity import KINDS

TRAINING = {
    "kind": "training",
    "happened_on": "2026-01-05",
    "title": "窗口业务培训",
    "quantity": "2",
}


def log_form(site, **typed):
    """A form as the page gave it to this browser, with its token in form and cookie."""
    page = site.page("/desk/log?kind=" + typed["kind"])
    token = re.search(r'name="token" value="([^"]+)"', page.text)[1]
    return site.submit("/desk/log", {**typed, "token": token}, Cookie=f"token={token}")


def stored(site, title):
    with closing(sqlite3.connect(site.settings.sqlite_path())) as db:
        return db.execute(
            "SELECT kind, happened_on, quantity FROM activity WHERE title = ?", [title]
        ).fetchall()


def test_an_entry_is_stored_and_the_reader_is_told(site):
    reply = log_form(site, **TRAINING)

    assert (reply.status, reply.headers["Location"]) == (303, "/desk/log?kind=training&saved=1")
    page = site.page(reply.headers["Location"])
    assert "已保存，" in page.text and "窗口业务培训" in page.text
    assert stored(site, "窗口业务培训") == [("training", "2026-01-05", 2)]


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"happened_on": ""}, "happened_on", "请填写日期。"),
        ({"happened_on": "2026-02-30"}, "happened_on", "请按 2026-11-22 的样子填写日期。"),
        ({"happened_on": "2999-01-01"}, "happened_on", "日期还没有到"),
        ({"quantity": "0"}, "quantity", "请填 1 以上的整数。"),
        ({"quantity": "二"}, "quantity", "请填 1 以上的整数。"),
        ({"people": "1.5"}, "people", "请填 1 以上的整数。"),
        ({"title": "长" * 501}, "title", "请缩短到 500 字以内。"),
        ({"extra": "x"}, "extra", "没有这一项"),
    ],
)
def test_a_wrong_field_is_named_and_everything_typed_is_kept(site, wrong, field, message):
    typed = TRAINING | {"title": "没有写成的培训", "people": "30"} | wrong

    reply = log_form(site, **typed)

    assert reply.status == 422
    assert re.search(f'<a href="#f-{field}">[^<]*{message}', reply.text)
    for name in ("happened_on", "title", "quantity", "people"):
        assert re.search(f'name="{name}" value="{typed[name]}"', reply.text)
    assert stored(site, "没有写成的培训") == []


def test_a_chosen_option_stays_chosen_after_an_error(site):
    reply = log_form(
        site,
        kind="publication",
        happened_on="",
        channel="wechat",
        category="政策解读",
        quantity="1",
    )

    assert '<option value="wechat" selected>' in reply.text
    assert '<option value="政策解读" selected>' in reply.text


@pytest.mark.parametrize(
    ("token", "cookie"),
    [
        ("", ""),
        ("a", ""),
        ("", "token=a"),
        ("b", "token=a"),
        ("令牌", "token=a"),
        ("a", "token=\xff"),
    ],
)
def test_a_form_from_elsewhere_is_refused_and_nothing_is_stored(site, token, cookie):
    form = TRAINING | {"title": "别处来的", "token": token}

    reply = site.submit("/desk/log", form, Cookie=cookie)

    assert (reply.status, "页面已过期" in reply.text) == (400, True)
    assert stored(site, "别处来的") == []


def test_the_token_is_new_for_every_browser_and_kept_from_scripts(site):
    cookies = [site.page("/desk/log").headers["Set-Cookie"] for _ in range(2)]

    assert cookies[0] != cookies[1]
    assert all("HttpOnly" in cookie and "SameSite=Strict" in cookie for cookie in cookies)


def test_a_browser_keeps_its_token_over_several_forms(site):
    cookie = site.page("/desk/log").headers["Set-Cookie"].split(";")[0]

    again = site.page("/desk/log?kind=permit", Cookie=cookie)

    assert f'value="{cookie.partition("=")[2]}"' in again.text


def test_an_unknown_kind_in_the_address_shows_the_first_one(site):
    page = site.page("/desk/log?kind=none")

    assert "记台账：信息公开发布" in page.text


def test_an_unknown_kind_in_the_form_is_refused(site):
    token = {"token": "t"}

    reply = site.submit("/desk/log", TRAINING | token | {"kind": "none"}, Cookie="token=t")

    assert (reply.status, "没有“none”这一类台账" in reply.text) == (400, True)


@pytest.mark.parametrize("kind", [kind.key for kind in KINDS])
def test_every_kind_has_a_form_whose_fields_all_have_labels(site, kind):
    page = site.page(f"/desk/log?kind={kind}")

    fields = re.findall(r'<(?:input|select) id="([^"]+)"', page.text)
    assert "f-happened_on" in fields
    assert re.findall(r'<label for="([^"]+)"', page.text) == fields


def test_what_is_typed_is_shown_as_written_and_never_runs(site):
    log_form(site, **TRAINING | {"title": "<script>alert(1)</script>"})

    page = site.page("/desk/log")

    assert "&lt;script&gt;alert(1)" in page.text and "<script>alert" not in page.text
