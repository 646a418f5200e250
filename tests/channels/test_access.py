"""Who may reach what: every route is in the table, and the door keeps to it."""

import re

import pytest

from assistant.app import create_app
from assistant.channels.access import ACCESS, PUBLIC, UPLOADS
from assistant.channels.navigation import SECTIONS
from assistant.models.accounts import PERMISSIONS, Permission, Role

DESK = [route for route in ACCESS if route[1].startswith("/desk") and ACCESS[route] != PUBLIC]


def address(path):
    """An address of a route; four digits fit every pattern that there is."""
    return re.sub(r"\{\w+\}", "2019", path)


def registered(app):
    return {
        (route.method, route.resource.canonical)
        for route in app.router.routes()
        if route.method != "HEAD"
    }


def test_the_table_names_every_route_and_no_other(settings):
    assert set(ACCESS) == registered(create_app(settings))


def test_everything_beneath_the_desk_but_signing_in_needs_a_permission():
    shut = {path for (_, path), wanted in ACCESS.items() if wanted == PUBLIC}

    assert {path for path in shut if path.startswith("/desk")} == {
        "/desk/sign-in",
        "/desk/sign-in/code",
    }


def test_every_upload_is_a_form_of_the_table():
    assert {("POST", path) for _, path in UPLOADS} & set(ACCESS) == UPLOADS


@pytest.mark.parametrize(("method", "path"), DESK)
def test_a_stranger_is_led_to_the_sign_in_page_from_every_route(site, method, path):
    reply = site.send(method, address(path), b"" if method == "POST" else None, Accept="text/html")

    assert (reply.status, reply.headers["Location"][:19]) == (303, "/desk/sign-in?next=")


@pytest.mark.parametrize("role", Role)
def test_each_role_reaches_what_its_permissions_say_and_nothing_else(desk, role):
    client = desk(role.value)

    for (method, path), wanted in ACCESS.items():
        if method == "GET" and path.startswith("/desk") and wanted != PUBLIC:
            refused = client.page(address(path)).status == 403
            assert (path, refused) == (path, wanted not in PERMISSIONS[role])


def test_a_refusal_says_in_words_what_one_may_not_do_and_who_can_change_it(desk):
    reply = desk("viewer").page("/desk/log")

    assert reply.status == 403
    assert "您现在的角色是查看员，不能记台账" in reply.text and "管理员" in reply.text


def test_the_sections_are_those_that_one_may_open(desk):
    shown = desk("viewer").page("/desk").text

    for section in SECTIONS:
        allowed = section.permission in PERMISSIONS[Role.VIEWER]
        assert (section.path, f'href="{section.path}"' in shown) == (section.path, allowed)


def test_every_section_leads_to_a_route_that_wants_the_same_permission():
    assert [s for s in SECTIONS if ACCESS[("GET", s.path)] is not s.permission] == []


@pytest.mark.parametrize("token", ["", "t", "令牌"])
def test_a_form_without_the_sessions_token_is_refused(desk, token):
    reply = desk("operator").submit("/desk/log", {"kind": "training", "token": token})

    assert (reply.status, "页面已过期" in reply.text) == (400, True)


def test_the_token_of_another_session_does_not_count(desk):
    form = {"kind": "training", "token": desk("admin").token}

    assert desk("operator").submit("/desk/log", form).status == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {"Referer": "http://elsewhere.example/page"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_form_that_a_browser_sends_from_elsewhere_is_refused_with_any_token(desk, headers):
    reply = desk("operator").submit("/desk/log", {"kind": "training"}, **headers)

    assert (reply.status, "不是从本站页面发来的" in reply.text) == (403, True)


def test_a_form_of_our_own_page_is_taken_with_what_browsers_send_along(desk):
    operator = desk("operator")

    own = {"Origin": operator.address, "Sec_Fetch_Site": "same-origin"}
    reply = operator.submit("/desk/log", {"kind": "training"}, **own)

    assert reply.status == 422


def test_no_page_of_the_desk_stays_in_the_browser_after_signing_out(desk):
    assert desk("viewer").page("/desk").headers["Cache-Control"] == "no-store"


def test_administrators_may_do_everything_and_everybody_sees_the_desk():
    assert PERMISSIONS[Role.ADMIN] == set(Permission)
    assert all(Permission.SEE_DESK in held for held in PERMISSIONS.values())
