"""The pages of accounts: one's own, everybody's, and the log of what was done."""

import csv
import io
import re

import pytest

from assistant.accounts.browsers import browser_named

GOOD = "three quiet rivers"


@pytest.fixture
def admin(desk):
    return desk("admin")


def shown_password(reply):
    return re.search(r"data-password>([^<]+)<", reply.text)[1]


def test_an_added_account_signs_in_by_the_password_that_is_shown_once(site, admin, signing_in):
    reply = admin.submit(
        "/desk/accounts", {"name": "wangwu", "role": "editor", "full_name": "王五"}
    )

    assert (reply.status, "只在这里显示这一次" in reply.text) == (200, True)
    assert signing_in(site, "wangwu", shown_password(reply)).status == 303
    listed = admin.page("/desk/accounts").text
    assert "王五" in listed and shown_password(reply) not in listed


def test_a_wrong_account_form_names_every_wrong_field_and_keeps_what_was_typed(admin):
    reply = admin.submit("/desk/accounts", {"name": "Wang Wu", "role": "", "full_name": "王" * 41})

    assert reply.status == 422
    assert set(re.findall(r'<a href="#f-(\w+)">', reply.text)) == {"name", "role", "full_name"}
    assert 'value="Wang Wu"' in reply.text and 'value="' + "王" * 41 in reply.text


def test_a_changed_role_holds_at_the_next_request(site, admin, colleague):
    client = colleague(site, "viewer")
    before = client.page("/desk/log").status

    reply = admin.submit(f"/desk/accounts/{client.name}/role", {"role": "operator", "why": "轮岗"})

    assert (before, reply.status, client.page("/desk/log").status) == (403, 303, 200)
    assert "角色已更改" in admin.page(reply.headers["Location"]).text


def test_switching_off_ends_the_sessions_at_once(site, admin, colleague):
    client = colleague(site, "viewer")

    admin.submit(f"/desk/accounts/{client.name}/state", {"state": "off"})
    shut = client.page("/desk").status
    admin.submit(f"/desk/accounts/{client.name}/state", {"state": "on"})

    assert shut == 303
    assert "停用账号" in admin.page(f"/desk/accounts/{client.name}").text


def test_a_reset_ends_the_sessions_and_shows_a_new_one_time_password(
    site, admin, colleague, signing_in
):
    client = colleague(site, "viewer")

    reply = admin.submit(f"/desk/accounts/{client.name}/reset", {})

    assert client.page("/desk").status == 303
    assert signing_in(site, client.name, shown_password(reply)).status == 303


def test_what_cannot_be_done_is_told_on_the_accounts_page(serve, settings, colleague):
    with serve(settings) as site:
        only = colleague(site, "admin", "only")
        reply = only.submit("/desk/accounts/only/role", {"role": "viewer"})
        unknown = only.submit("/desk/accounts/only/role", {"role": "boss"})

    assert (reply.status, "最后一个能管理账号的管理员" in reply.text) == (422, True)
    assert (unknown.status, "没有“boss”这个角色" in unknown.text) == (422, True)


def test_an_account_that_there_is_none_of_is_not_found(admin):
    assert admin.page("/desk/accounts/nobody").status == 404


@pytest.mark.parametrize("role", ["reviewer", "leader", "editor"])
def test_only_administrators_keep_accounts(desk, role):
    reply = desk(role).submit("/desk/accounts", {"name": "x1", "role": "admin"})

    assert (reply.status, "不能管理账号" in reply.text) == (403, True)


def test_one_sees_where_one_is_signed_in_and_ends_another_place(site, colleague, signing_in):
    client = colleague(site, "viewer")
    form = {"name": client.name, "password": "correct horse battery", "token": "t"}
    agent = "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"
    other = site.submit("/desk/sign-in", form, Cookie="token=t", User_Agent=agent)
    cookie = other.headers["Set-Cookie"].split(";")[0]

    page = client.page("/desk/account").text
    (there,) = re.findall(r'name="session" value="([^"]+)"', page)
    client.submit("/desk/account/sessions", {"session": there})

    assert "Firefox，Windows" in page and "就是这里" in page
    assert site.page("/desk", Cookie=cookie).status == 303
    assert client.page("/desk").status == 200


def test_a_new_password_names_what_is_wrong_and_never_shows_it(site, colleague):
    client = colleague(site, "viewer")
    form = {"old": "correct horse battery", "new": GOOD, "again": "else"}

    reply = client.submit("/desk/account/password", form)

    assert (reply.status, 'href="#f-again"' in reply.text, GOOD in reply.text) == (422, True, False)


def test_codes_are_refused_until_the_phone_shows_a_right_one(site, colleague):
    client = colleague(site, "viewer")
    page = client.page("/desk/account/codes").text
    secret = re.search(r'name="secret" value="(\w{32})"', page)[1]

    reply = client.submit("/desk/account/codes", {"secret": secret, "code": "12"})

    assert 'src="data:image/svg+xml' in page
    assert (reply.status, secret in reply.text) == (422, True)


def test_the_log_tells_newest_first_what_was_done_to_an_account(site, admin, colleague):
    client = colleague(site, "viewer")
    admin.submit(f"/desk/accounts/{client.name}/role", {"role": "editor", "why": "转岗了"})

    page = admin.page(f"/desk/audit?words={client.name}").text

    told = re.findall(r'data-label="改后">([^<]+)<', page)
    assert told == ["编辑员", "改了密码", "新增，查看员"]
    assert "转岗了" in page and "查看员" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("who=the-admin", True),
        ("who=nobody", False),
        ("words=%", False),
        ("from=2020-01-01&to=2099-01-01", True),
        ("to=2020-01-01", False),
        ("from=2099-01-01", False),
        ("from=nonsense&to=2026-02-30", True),
        ("page=9999", True),
        ("page=x", True),
    ],
)
def test_the_log_is_filtered_and_the_filter_stays_in_the_form(admin, query, found):
    reply = admin.page("/desk/audit?" + query)

    assert (reply.status, "<caption" in reply.text) == (200, found)
    assert ("没有这样的记录" in reply.text) != found
    if query.startswith("from=2020"):
        assert 'value="2020-01-01"' in reply.text and "from=2020-01-01" in reply.text


def test_the_log_is_taken_along_as_a_table_in_which_nothing_is_a_formula(site, admin, colleague):
    client = colleague(site, "viewer")
    admin.submit(f"/desk/accounts/{client.name}/role", {"role": "editor", "why": "=1+1"})

    reply = admin.page(f"/desk/audit.csv?words={client.name}")

    assert reply.headers["Content-Disposition"] == 'attachment; filename="audit.csv"'
    table = list(csv.reader(io.StringIO(reply.body.decode("utf-8-sig"))))
    assert table[0] == ["时间", "账号", "对象", "改前", "改后", "原因", "编号"]
    assert table[1][1:6] == ["the-admin", f"账号 {client.name}", "查看员", "编辑员", "'=1+1"]


@pytest.mark.parametrize(
    ("agent", "named"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/86.0 Safari/537.36 Edg/86.0", "Edge，Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Safari/537.36", "Chrome，安卓手机"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Safari/604.1", "Safari，苹果手机"),
        ("curl/8.0", "curl/8.0"),
        ("", "未知"),
    ],
)
def test_a_browser_is_named_in_words(agent, named):
    assert browser_named(agent) == named
