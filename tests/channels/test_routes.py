"""Every route of the application: it is named here, answers, and replies under strict headers."""

import re

import pytest

from assistant.app import create_app

CSP = "Content-Security-Policy"

# (method, route): an example of it, its form or None, and the status it ends in.
ROUTES = {
    ("GET", "/"): ("/", None, 200),
    ("POST", "/"): ("/", {"question": "补社保卡"}, 200),
    ("GET", "/feedback"): ("/feedback?answer=none", None, 404),
    ("POST", "/feedback"): ("/feedback", {"value": "up", "answer": "none"}, 404),
    ("GET", "/mode"): ("/mode?size=large&back=/items", None, 303),
    ("GET", "/items"): ("/items?q=食品", None, 200),
    ("GET", "/items/{code}"): ("/items/T-001", None, 200),
    ("GET", "/reports"): ("/reports", None, 200),
    ("GET", "/open/reports.json"): ("/open/reports.json", None, 200),
    ("GET", "/reports/compare"): ("/reports/compare?metric=tickets_handled", None, 200),
    ("GET", "/reports/compare.csv"): ("/reports/compare.csv?metric=list_online", None, 200),
    ("GET", "/reports/{year}"): ("/reports/2019", None, 303),
    ("GET", "/reports/{agency}/{year}"): ("/reports/langao-xzspj/2019", None, 200),
    ("GET", "/reports/{agency}/{year}/files/{form}"): (
        "/reports/langao-xzspj/2019/files/docx",
        None,
        404,
    ),
    ("GET", "/help"): ("/help", None, 200),
    ("GET", "/open"): ("/open", None, 200),
    ("GET", "/open/items.json"): ("/open/items.json", None, 200),
    ("GET", "/open/items.csv"): ("/open/items.csv", None, 200),
    ("GET", "/open/changes.atom"): ("/open/changes.atom", None, 200),
    ("GET", "/console"): ("/console?q=食品&code=T-001", None, 200),
    ("GET", "/desk/sign-in"): ("/desk/sign-in?next=/desk/log", None, 200),
    ("POST", "/desk/sign-in"): ("/desk/sign-in", {"name": "x"}, 400),
    ("GET", "/desk/sign-in/code"): ("/desk/sign-in/code", None, 303),
    ("POST", "/desk/sign-in/code"): ("/desk/sign-in/code", {"code": "1"}, 303),
    ("POST", "/desk/sign-out"): ("/desk/sign-out", {"token": ""}, 400),
    ("GET", "/desk"): ("/desk", None, 200),
    ("GET", "/desk/account"): ("/desk/account", None, 200),
    ("GET", "/desk/account/password"): ("/desk/account/password", None, 200),
    ("POST", "/desk/account/sessions"): ("/desk/account/sessions", {"session": "none"}, 303),
    ("GET", "/desk/account/codes"): ("/desk/account/codes", None, 200),
    ("POST", "/desk/account/codes"): ("/desk/account/codes", {"code": "1"}, 422),
    ("POST", "/desk/account/codes/off"): ("/desk/account/codes/off", {"password": "x"}, 422),
    ("GET", "/desk/accounts"): ("/desk/accounts", None, 200),
    ("POST", "/desk/accounts"): ("/desk/accounts", {"name": "Ä"}, 422),
    ("GET", "/desk/accounts/{name}"): ("/desk/accounts/the-admin", None, 200),
    ("POST", "/desk/accounts/{name}/role"): ("/desk/accounts/none/role", {"role": "editor"}, 404),
    ("POST", "/desk/accounts/{name}/state"): ("/desk/accounts/none/state", {"state": "on"}, 404),
    ("POST", "/desk/accounts/{name}/reset"): ("/desk/accounts/none/reset", {}, 404),
    ("GET", "/desk/audit"): ("/desk/audit", None, 200),
    ("GET", "/desk/audit.csv"): ("/desk/audit.csv", None, 200),
    ("POST", "/desk/account/password"): ("/desk/account/password", {"old": "x"}, 422),
    ("GET", "/desk/check"): ("/desk/check", None, 200),
    ("POST", "/desk/check"): ("/desk/check", {}, 400),
    ("GET", "/desk/check/{id}"): ("/desk/check/none", None, 404),
    ("GET", "/desk/check/{id}/files/{form}"): ("/desk/check/none/files/html", None, 404),
    ("GET", "/desk/check/{id}/rollup"): ("/desk/check/none/rollup", None, 404),
    ("GET", "/desk/check/{id}/rollup/files/{form}"): (
        "/desk/check/none/rollup/files/md",
        None,
        404,
    ),
    ("GET", "/desk/check/{id}/import/{number}"): ("/desk/check/none/import/1", None, 404),
    ("POST", "/desk/check/{id}/import/{number}"): ("/desk/check/none/import/1", {}, 404),
    ("GET", "/desk/reports/read"): ("/desk/reports/read?open=1", None, 200),
    ("GET", "/desk/reports/read/{agency}/{year}"): (
        "/desk/reports/read/langao-xzspj/2019",
        None,
        200,
    ),
    ("POST", "/desk/reports/read/{agency}/{year}"): (
        "/desk/reports/read/langao-xzspj/2019",
        {"place": "none"},
        409,
    ),
    ("GET", "/desk/log"): ("/desk/log?kind=training", None, 200),
    ("POST", "/desk/log"): ("/desk/log", {"kind": "training"}, 422),
    ("GET", "/desk/learning"): ("/desk/learning?state=done&days=7", None, 200),
    ("GET", "/desk/learning/group"): ("/desk/learning/group?word=none", None, 404),
    ("POST", "/desk/learning/group"): ("/desk/learning/group", {"state": "aside"}, 404),
    ("GET", "/desk/lexicon"): ("/desk/lexicon?q=饭馆", None, 200),
    ("GET", "/desk/lexicon/items"): ("/desk/lexicon/items?kind=faq", None, 200),
    ("GET", "/desk/lexicon/export/{file}"): ("/desk/lexicon/export/meaning.tsv", None, 200),
    ("GET", "/desk/reports/read/reports.json"): ("/desk/reports/read/reports.json", None, 200),
    ("GET", "/desk/lexicon/line"): ("/desk/lexicon/line?key=none", None, 404),
    ("GET", "/desk/edits"): ("/desk/edits", None, 200),
    ("GET", "/desk/edits/new"): ("/desk/edits/new?action=alias", None, 200),
    ("POST", "/desk/edits/new"): ("/desk/edits/new", {"action": "alias"}, 422),
    ("GET", "/desk/edits/{id}"): ("/desk/edits/none", None, 404),
    ("POST", "/desk/edits/{id}"): ("/desk/edits/none", {"do": "publish"}, 404),
    ("GET", "/desk/why"): ("/desk/why?q=补社保卡", None, 200),
    ("GET", "/desk/catalogue/import"): ("/desk/catalogue/import", None, 200),
    ("POST", "/desk/catalogue/import"): ("/desk/catalogue/import", {}, 400),
    ("GET", "/desk/catalogue/import/{id}"): ("/desk/catalogue/import/none", None, 404),
    ("POST", "/desk/catalogue/import/{id}"): ("/desk/catalogue/import/none", {}, 404),
    ("POST", "/desk/catalogue/import/{id}/undo"): ("/desk/catalogue/import/none/undo", {}, 404),
    ("GET", "/desk/catalogue/import/{id}/refused.xlsx"): (
        "/desk/catalogue/import/none/refused.xlsx",
        None,
        404,
    ),
    ("GET", "/desk/catalogue/export/{file}"): ("/desk/catalogue/export/items.csv", None, 200),
    ("GET", "/desk/reports"): ("/desk/reports", None, 200),
    ("POST", "/desk/reports"): ("/desk/reports", {"year": "x"}, 422),
    ("GET", "/desk/reports/{year}"): ("/desk/reports/2008", None, 404),
    **{
        (method, "/desk/reports/{year}/{edition}" + path): (
            f"/desk/reports/2008/2021{path}",
            form,
            404,
        )
        for method, form, paths in (
            ("GET", None, ("", "/compare", "/figures", "/gaps")),
            ("POST", {}, ("/gaps", "/notes", "/comments", "/comments/settled")),
            ("POST", {}, ("/submit", "/approve", "/return", "/sign", "/withdraw")),
            ("POST", {}, ("/publish", "/unpublish")),
        )
        for path in paths
    },
    ("GET", "/desk/reports/{year}/{edition}/files/{form}"): (
        "/desk/reports/2008/2021/files/docx",
        None,
        404,
    ),
    ("GET", "/desk/reports/{year}/{edition}/figures/{key}"): (
        "/desk/reports/2008/2021/figures/a",
        None,
        404,
    ),
    ("GET", "/desk/reports/{year}/{edition}/paragraphs/{key}"): (
        "/desk/reports/2008/2021/paragraphs/a",
        None,
        404,
    ),
    ("POST", "/desk/reports/{year}/{edition}/paragraphs/{key}"): (
        "/desk/reports/2008/2021/paragraphs/a",
        {},
        404,
    ),
    ("GET", "/desk/catalogue"): ("/desk/catalogue?text=食品&state=open", None, 200),
    ("GET", "/desk/catalogue/lint"): ("/desk/catalogue/lint?severity=error", None, 200),
    ("GET", "/desk/catalogue/lint.csv"): ("/desk/catalogue/lint.csv", None, 200),
    ("GET", "/desk/catalogue/ledger"): ("/desk/catalogue/ledger?on=2026-11-23", None, 200),
    ("GET", "/desk/catalogue/new"): ("/desk/catalogue/new", None, 200),
    ("POST", "/desk/catalogue/new"): ("/desk/catalogue/new", {"code": "x"}, 422),
    ("GET", "/desk/catalogue/{code}"): ("/desk/catalogue/T-001", None, 200),
    ("GET", "/desk/catalogue/{code}/versions"): ("/desk/catalogue/T-001/versions", None, 200),
    ("GET", "/desk/catalogue/{code}/edit"): ("/desk/catalogue/T-001/edit", None, 200),
    ("POST", "/desk/catalogue/{code}/edit"): ("/desk/catalogue/T-001/edit", {"name": "x"}, 400),
    ("POST", "/desk/catalogue/{code}/discard"): (
        "/desk/catalogue/T-001/discard",
        {"number": "0", "version": "1"},
        400,
    ),
    ("POST", "/desk/catalogue/{code}/review"): (
        "/desk/catalogue/T-001/review",
        {"number": "0", "version": "1", "decision": "publish"},
        400,
    ),
    ("GET", "/desk/catalogue/{code}/status"): ("/desk/catalogue/T-001/status", None, 200),
    ("POST", "/desk/catalogue/{code}/status"): ("/desk/catalogue/T-001/status", {}, 422),
    ("GET", "/desk/places"): ("/desk/places?text=大厅", None, 200),
    ("GET", "/desk/places/new"): ("/desk/places/new", None, 200),
    ("POST", "/desk/places/new"): ("/desk/places/new", {}, 422),
    ("GET", "/desk/places/{id}"): ("/desk/places/none", None, 404),
    ("GET", "/desk/places/{id}/change"): ("/desk/places/none/change", None, 404),
    ("POST", "/desk/places/{id}/change"): ("/desk/places/none/change", {}, 404),
    ("GET", "/desk/places/{id}/merge"): ("/desk/places/none/merge", None, 404),
    ("POST", "/desk/places/{id}/merge"): ("/desk/places/none/merge", {}, 404),
    ("POST", "/desk/places/{id}/off"): ("/desk/places/none/off", {}, 404),
    ("GET", "/desk/places/values"): ("/desk/places/values?field=places.hours", None, 200),
    ("POST", "/desk/places/values"): ("/desk/places/values", {"field": "department"}, 422),
    ("GET", "/desk/places/changes/{id}"): ("/desk/places/changes/none", None, 404),
    ("POST", "/desk/places/changes/{id}/publish"): (
        "/desk/places/changes/none/publish",
        {"expected": "1"},
        404,
    ),
    ("POST", "/desk/places/changes/{id}/discard"): ("/desk/places/changes/none/discard", {}, 404),
    ("POST", "/desk/places/changes/{id}/undo"): ("/desk/places/changes/none/undo", {}, 404),
    ("GET", "/desk/log/import"): ("/desk/log/import", None, 200),
    ("POST", "/desk/log/import"): ("/desk/log/import", {}, 400),
    ("GET", "/desk/log/tables/{kind}.csv"): ("/desk/log/tables/training.csv", None, 200),
    ("GET", "/desk/log/import/{file}"): ("/desk/log/import/none", None, 404),
    ("POST", "/desk/log/import/{file}"): ("/desk/log/import/none", {}, 404),
    ("GET", "/desk/log/publications"): ("/desk/log/publications?year=2026", None, 200),
    ("POST", "/desk/log/publications/{id}/sign"): ("/desk/log/publications/none/sign", {}, 400),
    ("POST", "/desk/log/imports/undo"): ("/desk/log/imports/undo", {}, 400),
    ("POST", "/desk/log/sample"): ("/desk/log/sample", {}, 404),
    ("POST", "/desk/log/sample/remove"): ("/desk/log/sample/remove", {}, 303),
    ("GET", "/desk/requests"): ("/desk/requests?show=all", None, 200),
    ("GET", "/desk/disputes"): ("/desk/disputes", None, 200),
    ("GET", "/desk/requests/new"): ("/desk/requests/new", None, 200),
    ("POST", "/desk/requests/new"): ("/desk/requests/new", {"category": "x"}, 422),
    ("GET", "/desk/requests/{id}"): ("/desk/requests/none", None, 404),
    ("POST", "/desk/requests/{id}"): ("/desk/requests/none", {}, 404),
    ("POST", "/desk/requests/{id}/void"): ("/desk/requests/none/void", {}, 404),
    ("GET", "/desk/disputes/new"): ("/desk/disputes/new", None, 200),
    ("POST", "/desk/disputes/new"): ("/desk/disputes/new", {"category": "x"}, 422),
    ("GET", "/desk/disputes/{id}"): ("/desk/disputes/none", None, 404),
    ("POST", "/desk/disputes/{id}"): ("/desk/disputes/none", {}, 404),
    ("POST", "/desk/disputes/{id}/void"): ("/desk/disputes/none/void", {}, 404),
    ("GET", "/desk/requests/{id}/reply.docx"): ("/desk/requests/none/reply.docx", None, 404),
    ("GET", "/desk/requests/{id}/applicant"): ("/desk/requests/none/applicant", None, 404),
    ("POST", "/desk/requests/{id}/applicant"): ("/desk/requests/none/applicant", {}, 404),
    ("GET", "/static"): ("/static/site.css", None, 200),
    ("POST", "/api/v1/ask"): ("/api/v1/ask", {"question": "补社保卡"}, 415),
    ("GET", "/api/v1/items"): ("/api/v1/items?q=食品", None, 200),
    ("GET", "/api/v1/items/{code}"): ("/api/v1/items/T-001", None, 200),
    ("GET", "/api/v1/reports"): ("/api/v1/reports", None, 200),
    ("GET", "/api/v1/reports/{year}"): ("/api/v1/reports/2019", None, 200),
    ("GET", "/healthz"): ("/healthz", None, 200),
    ("GET", "/readyz"): ("/readyz", None, 200),
    ("GET", "/metrics"): ("/metrics", None, 200),
    ("GET", "/openapi.json"): ("/openapi.json", None, 200),
}
PAGES = [path for path, form, status in ROUTES.values() if form is None and status == 200]
# Refused before a handler is reached, or by it: (method, path, status).
REFUSED = [
    ("GET", "/nowhere", 404),
    ("GET", "/items/none", 404),
    ("GET", "/reports/1999", 404),
    ("GET", "/reports/nobody/2019", 404),
    ("GET", "/static/", 403),
    ("GET", "/static/../assistant/app.py", 404),
    ("GET", "/api/v1/nowhere", 404),
    ("GET", "/api/v1/items/none", 404),
    ("GET", "/api/v1/reports/1999", 404),
    ("GET", "/api/v1/reports/last", 404),
    ("DELETE", "/items", 405),
    ("GET", "/api/v1/ask", 405),
    ("PUT", "/api/v1/items", 405),
    ("POST", "/metrics", 405),
]


@pytest.fixture
def who(desk):
    """One who may do everything."""
    return desk("admin")


def test_every_route_of_the_application_is_named_in_this_table(settings):
    app = create_app(settings)

    # A file's route has no pattern of its own; HEAD comes with every GET.
    found = {
        (route.method, re.sub(r":[^{}]*\{4\}|:[^{}/]*", "", route.resource.canonical))
        for route in app.router.routes()
        if route.method != "HEAD"
    }

    assert found == set(ROUTES)


@pytest.mark.parametrize(("path", "form", "status"), ROUTES.values())
def test_each_route_answers_its_example_under_a_strict_policy(who, path, form, status):
    reply = who.page(path) if form is None else who.submit(path, form)

    assert (reply.status, strict(reply)) == (status, True)


@pytest.mark.parametrize("path", PAGES)
def test_head_tells_what_get_would(who, path):
    asked, headed = who.page(path), who.send("HEAD", path, Accept="text/html")

    assert (headed.status, headed.headers["Content-Type"], headed.body) == (
        asked.status,
        asked.headers["Content-Type"],
        b"",
    )


@pytest.mark.parametrize(("method", "path", "status"), REFUSED)
def test_a_program_is_refused_with_json_in_chinese(site, method, path, status):
    reply = site.send(method, path)

    assert reply.status == status
    assert set(reply.data["error"]) == {"code", "message"}
    assert re.search("[一-鿿]{4}", reply.data["error"]["message"])


@pytest.mark.parametrize(("method", "path", "status"), REFUSED)
def test_a_browser_is_refused_with_a_page_outside_the_api(site, method, path, status):
    reply = site.send(method, path, Accept="text/html")

    machine = path.startswith(("/api/", "/metrics"))
    assert reply.status == status
    assert reply.headers.get_content_type() == ("application/json" if machine else "text/html")
    assert strict(reply)


def test_a_static_file_that_is_not_there_is_not_found_under_the_same_policy(site):
    reply = site.page("/static/none.js")

    assert (reply.status, strict(reply)) == (404, True)


def test_a_refused_method_is_told_which_methods_there_are(site):
    reply = site.send("DELETE", "/api/v1/ask")

    assert reply.headers["Allow"] == "POST"


def test_no_page_holds_a_script_style_or_address_that_the_policy_would_stop(who):
    for path in PAGES:
        reply = who.page(path)
        if reply.headers.get_content_type() == "text/html":
            inline = re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", reply.text)
            outside = re.findall(
                r'(?:src|<link[^>]*href)="(?!/static/|data:image/)[^"]*"', reply.text
            )
            assert (path, inline, outside) == (path, [], [])


def strict(reply):
    """Whether a reply carries every header that keeps foreign code away."""
    policy = reply.headers.get(CSP, "")
    return (
        policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        and "unsafe" not in policy
        and "frame-ancestors 'none'" in policy
        and reply.headers["X-Content-Type-Options"] == "nosniff"
        and reply.headers["Referrer-Policy"] == "same-origin"
    )
