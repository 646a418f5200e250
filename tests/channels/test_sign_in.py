"""Signing in over HTTP: the cookie, where it leads, what is kept, and who must wait."""

import dataclasses
import re

import pytest

from assistant.accounts.codes import code_at
from assistant.assembly import now

GOOD = "three quiet rivers"
COOKIE = re.compile(r"desk=[\w-]{43}; HttpOnly; Max-Age=604800; Path=/; SameSite=Strict")


@pytest.fixture(scope="module")
def apart(serve, settings_in, tmp_path_factory):
    """A service of these tests' own: failures on the shared one would make others wait."""
    with serve(settings_in(tmp_path_factory.mktemp("apart"))) as site:
        yield site


@pytest.fixture(scope="module")
def zhang(apart, colleague):
    """Somebody who has changed the one-time password already."""
    return colleague(apart, "editor", "zhang")


@pytest.fixture(scope="module")
def password():
    """What `colleague` sets."""
    return "correct horse battery"


def hidden(page, name):
    found = re.search(f'name="{name}"[^>]* value="([^"]*)"', page.text)
    return found[1].replace("&#34;", '"').replace("&amp;", "&") if found else None


def test_a_sign_in_gives_a_cookie_that_scripts_and_other_sites_cannot_use(
    apart, zhang, signing_in, password
):
    reply = signing_in(apart, "zhang", password)

    assert (reply.status, reply.headers["Location"]) == (303, "/desk")
    assert COOKIE.fullmatch(reply.headers["Set-Cookie"])


def test_behind_https_the_cookie_goes_over_https_only(
    serve, settings_in, tmp_path, new_account, signing_in
):
    settings = dataclasses.replace(settings_in(tmp_path / "https"), trusted_proxies="127.0.0.1")
    with serve(settings) as site:
        first = new_account(settings, "li.si", "viewer")
        form = {"name": "li.si", "password": first, "token": "t"}
        proxied = {"X_Forwarded_For": "203.0.113.9", "X_Forwarded_Proto": "https"}
        reply = site.submit("/desk/sign-in", form, Cookie="token=t", **proxied)

    assert (reply.status, "; Secure" in reply.headers["Set-Cookie"]) == (303, True)


@pytest.mark.parametrize(
    ("after", "led"),
    [
        ("/desk/log?kind=training", "/desk/log?kind=training"),
        ("", "/desk"),
        ("https://elsewhere.example/", "/desk"),
        ("//elsewhere.example", "/desk"),
        ("/\\elsewhere.example", "/desk"),
        ("/\t/elsewhere.example", "/desk"),
        ("javascript:alert(1)", "/desk"),
    ],
)
def test_it_leads_on_to_pages_of_ours_only(apart, zhang, password, after, led):
    form = {"name": "zhang", "password": password, "token": "t", "next": after}

    reply = apart.submit("/desk/sign-in", form, Cookie="token=t")

    assert reply.headers["Location"] == led


def test_a_page_that_was_wanted_is_led_to_after_signing_in(apart):
    reply = apart.page("/desk/log?kind=training&saved=1")

    assert (
        hidden(apart.page(reply.headers["Location"]), "next") == "/desk/log?kind=training&saved=1"
    )


def test_a_cookie_that_somebody_planted_is_replaced(apart, zhang, password):
    form = {"name": "zhang", "password": password, "token": "t"}

    reply = apart.submit("/desk/sign-in", form, Cookie="token=t; desk=planted")

    assert "desk=planted" not in reply.headers["Set-Cookie"]
    assert apart.page("/desk", Cookie="desk=planted").status == 303


def test_signing_in_again_ends_the_session_that_the_browser_held(apart, colleague, password):
    client = colleague(apart, "viewer")
    form = {"name": client.name, "password": password, "token": "t"}

    apart.submit("/desk/sign-in", form, Cookie=f"token=t; {client.cookie}")

    assert client.page("/desk").status == 303


@pytest.mark.parametrize(("token", "cookie"), [("", ""), ("a", ""), ("b", "token=a")])
def test_a_sign_in_form_from_elsewhere_is_refused(apart, zhang, password, token, cookie):
    form = {"name": "zhang", "password": password, "token": token}

    reply = apart.submit("/desk/sign-in", form, Cookie=cookie)

    assert (reply.status, "Set-Cookie" in reply.headers) == (400, False)


def test_wrong_words_keep_the_name_and_never_the_password(apart, zhang, signing_in):
    reply = signing_in(apart, "zhang", "not-the-password")

    assert (reply.status, hidden(reply, "name")) == (422, "zhang")
    assert "账号或密码不对" in reply.text and "not-the-password" not in reply.text


def test_unknown_and_known_names_get_the_same_page(apart, zhang, signing_in):
    known, unknown = (signing_in(apart, name, "x").text for name in ("zhang", "ghost"))

    assert known.replace("zhang", "ghost") == unknown


def test_after_five_failures_one_waits_and_is_told_how_long(apart, new_account, signing_in):
    password = new_account(apart.settings, "slow", "viewer")
    statuses = [signing_in(apart, "slow", "wrong").status for _ in range(5)]

    reply = signing_in(apart, "slow", password)

    assert (statuses, reply.status) == ([422] * 5, 429)
    assert "请 1 分钟后再试" in reply.text and hidden(reply, "name") == "slow"


def test_with_a_one_time_password_only_its_change_is_open(apart, new_account, signing_in):
    first = new_account(apart.settings, "fresh", "admin")
    cookie = signing_in(apart, "fresh", first).headers["Set-Cookie"].split(";")[0]

    for path in ("/desk", "/desk/log", "/desk/accounts", "/desk/audit.csv"):
        reply = apart.page(path, Cookie=cookie)
        assert (reply.status, reply.headers["Location"]) == (303, "/desk/account/password")
    page = apart.page("/desk/account/password", Cookie=cookie)
    assert "您用的是一次性密码" in page.text and "/desk/accounts" not in page.text


def test_signing_out_ends_the_session_wherever_its_cookie_is_kept(apart, colleague):
    client = colleague(apart, "viewer")

    reply = client.submit("/desk/sign-out", {})

    assert (reply.status, reply.headers["Location"]) == (303, "/desk/sign-in")
    assert 'desk=""' in reply.headers["Set-Cookie"]
    assert client.page("/desk").status == 303


def test_a_session_outlives_a_restart(serve, settings, colleague):
    with serve(settings) as site:
        cookie = colleague(site, "viewer").cookie
    with serve(settings) as again:
        assert again.page("/desk", Cookie=cookie).status == 200


def test_codes_are_asked_for_after_the_password(apart, colleague, signing_in, password):
    client = colleague(apart, "editor", "careful")
    secret = hidden(client.page("/desk/account/codes"), "secret")
    on = client.submit("/desk/account/codes", {"secret": secret, "code": code_at(secret, now())})
    reply = signing_in(apart, "careful", password)
    half = reply.headers["Set-Cookie"].split(";")[0]

    wrong = apart.submit(
        "/desk/sign-in/code", {"code": "000000", "token": "t"}, Cookie=f"token=t; {half}"
    )

    assert on.headers["Location"] == "/desk/account?saved=codes_on"
    assert reply.headers["Location"] == "/desk/sign-in/code?next="
    assert apart.page("/desk", Cookie=half).status == 303
    assert apart.page("/desk/sign-in/code", Cookie=half).status == 200
    assert (wrong.status, "验证码不对或已用过" in wrong.text) == (422, True)


FORM = {
    "kind": "training",
    "happened_on": "2026-01-05",
    "title": '接着"提交"的培训',
    "quantity": "1",
}


def expired(apart, form, **headers):
    own = {"Origin": apart.address} | headers
    return apart.submit("/desk/log", form | {"token": "old"}, Cookie="desk=gone; token=t", **own)


def test_what_was_typed_when_the_session_had_ended_can_be_sent_after_signing_in(
    apart, zhang, password
):
    shut = expired(apart, FORM)
    form = {"name": "zhang", "password": password, "token": "t", "kept": hidden(shut, "kept")}
    again = apart.submit("/desk/sign-in", form, Cookie="token=t")
    cookie = again.headers["Set-Cookie"].split(";")[0]

    assert (shut.status, "刚才填写的内容还在" in shut.text) == (401, True)
    assert (again.status, hidden(again, "title")) == (200, FORM["title"])
    assert '<form method="post" action="/desk/log">' in again.text
    sent = {name: hidden(again, name) for name in (*FORM, "token")}
    assert apart.submit("/desk/log", sent, Cookie=cookie).status == 303
    assert "接着&#34;提交&#34;的培训" in apart.page("/desk/log", Cookie=cookie).text


def test_what_was_typed_is_kept_over_a_slip_of_the_password(apart, zhang):
    kept = hidden(expired(apart, FORM), "kept")
    form = {"name": "zhang", "password": "slip", "token": "t", "kept": kept}

    assert hidden(apart.submit("/desk/sign-in", form, Cookie="token=t"), "kept") == kept


def test_a_form_that_does_not_say_where_it_comes_from_is_not_kept(apart):
    reply = apart.submit("/desk/log", FORM, Cookie="token=t")

    assert (reply.status, reply.headers["Location"]) == (303, "/desk/sign-in?next=/desk")


@pytest.mark.parametrize(
    "kept",
    [
        "nonsense",
        '["https://elsewhere.example", {}]',
        '["//elsewhere.example/desk/", {}]',
        '["/feedback", {}]',
        '["/desk/log", ["x"]]',
        '["/desk/log", {"a": 1}]',
        "[1, {}]",
        "[]",
    ],
)
def test_nothing_else_than_what_we_kept_is_sent_on(apart, zhang, password, kept):
    form = {"name": "zhang", "password": password, "token": "t", "kept": kept}

    reply = apart.submit("/desk/sign-in", form, Cookie="token=t")

    assert (reply.status, reply.headers["Location"]) == (303, "/desk")
