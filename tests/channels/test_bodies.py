"""Whatever is sent, the service replies by itself: never 500, always strict headers."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
JSON = st.recursive(SCALAR, lambda of: st.lists(of) | st.dictionaries(st.text(), of), max_leaves=8)
# The kinds of words that the desk looks at, so that questions go deep into it.
WORDS = [
    "社保卡",
    "食品经营许可",
    "丢了",
    "怎么办",
    "2019年",
    "12345",
    "办了多少件",
    "第二个",
    "都不是",
    "着火了",
    "1.办",
    "（",
    "）",
    "|",
    "&",
    "\\",
    "*",
    "\x00",
]
QUESTION = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=8).map("".join)
NEAR = st.fixed_dictionaries(
    {"question": QUESTION | SCALAR},
    optional={
        "conversation": st.text(max_size=70) | SCALAR,
        "channel": st.from_regex("[a-z_]{1,33}") | SCALAR,
        "region": st.text("0123456789", max_size=13) | SCALAR,
        "more": JSON,
    },
)
PLAIN = st.text(st.characters(codec="utf-8"), max_size=30)
ASKED = st.fixed_dictionaries(
    {"question": QUESTION | PLAIN}, optional={"conversation": PLAIN, "code": PLAIN}
)
LOGGED = st.dictionaries(
    st.sampled_from(["kind", "happened_on", "quantity", "title", "token", "due"]) | PLAIN,
    st.sampled_from(["training", "request", "2026-02-30", "²", "1", "-1", "9" * 5000]) | PLAIN,
)
FORM = "application/x-www-form-urlencoded"
CHARSET = f"{FORM}; charset="


def handled(reply):
    """Answered or refused, by the service itself, under its headers."""
    return reply.status < 500 and "Content-Security-Policy" in reply.headers


@quick
@given(body=JSON | NEAR)
def test_any_json_is_answered_or_refused(site, body):
    reply = site.post("/api/v1/ask", body)

    assert (handled(reply), reply.status in (200, 400)) == (True, True)
    assert ("error" in reply.data) == (reply.status == 400)


@quick
@given(body=st.binary(max_size=200))
def test_any_bytes_are_refused_as_json(site, body):
    reply = site.send("POST", "/api/v1/ask", body, Content_Type="application/json")

    assert (handled(reply), reply.status) == (True, 400)


@quick
@given(body=st.binary(max_size=200), path=st.sampled_from(["/", "/feedback", "/desk/log"]))
@pytest.mark.parametrize(
    "kind",
    [FORM, CHARSET + "gb18030", CHARSET + "none", "multipart/form-data; boundary=b", "text/html"],
)
def test_any_bytes_are_taken_as_a_form(site, body, path, kind):
    reply = site.send("POST", path, body, Content_Type=kind)

    assert handled(reply)


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=b",
        CHARSET + "punycode",
        CHARSET + "hex",
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b--",
        b"--b\r\n\r\nx\r\n--b--",
        b'--b\r\nContent-Disposition: form-data; name="question"\r\n\r\n\xff\r\n--b--',
        b'--b\r\nContent-Disposition: form-data; name="question"; filename="f"\r\n\r\nx\r\n--b--',
        b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c--\r\n--b--",
        b'--b\r\nContent-Disposition: form-data; name="question"\r\nContent-Transfer-Encoding: '
        b"base64\r\n\r\n!\r\n--b--",
        b"question=%ff%fe&%00=1",
        b"question=" + "问".encode("gb18030"),
    ],
)
def test_a_broken_form_is_refused_or_read_without_its_broken_part(site, body, kind):
    reply = site.send("POST", "/", body, Content_Type=kind, Accept="text/html")

    assert (handled(reply), reply.headers.get_content_type()) == (True, "text/html")


@quick
@given(form=ASKED, fragment=st.booleans())
def test_any_question_from_the_page_is_answered_on_a_page(site, form, fragment):
    reply = site.submit("/", form, **({"X_Fragment": "turn"} if fragment else {}))

    assert (handled(reply), reply.headers.get_content_type()) == (True, "text/html")


@quick
@given(form=LOGGED)
def test_any_log_form_of_a_page_of_ours_is_saved_or_refused(desk, form):
    reply = desk("operator").submit("/desk/log", form)

    assert (handled(reply), reply.status in (303, 400, 422)) == (True, True)


@quick
@given(
    path=st.sampled_from(["/", "/items", "/console", "/desk/log", "/mode", "/api/v1/items"]),
    query=st.dictionaries(
        st.sampled_from(
            [
                "q",
                "list",
                "department",
                "region",
                "limit",
                "page",
                "code",
                "kind",
                "size",
                "back",
                "question",
                "saved",
            ]
        ),
        st.sampled_from(["食品", "²", "-1", "//e.cn", "T-001", "610925"]) | PLAIN,
    ),
)
def test_any_query_is_answered(desk, path, query):
    assert handled(desk("operator").page(f"{path}?{urlencode(query)}"))


@pytest.mark.parametrize("path", ["/items?page=", "/api/v1/items?limit=", "/items?q="])
def test_a_number_of_thousands_of_digits_is_no_error(site, path):
    assert site.page(path + "9" * 5000).status == 200


@pytest.mark.parametrize(
    "path", ["/items/%ff", "/items/%00", "/reports/%2e%2e/2019", "/static/%00"]
)
def test_an_odd_path_is_not_found(site, path):
    reply = site.page(path)

    assert (handled(reply), reply.status) == (True, 404)


@pytest.mark.parametrize(
    "cookie",
    [
        "token=\xff; desk=\xff",
        "mode=\xff; token=; desk=",
        "=;;=",
        "token=问; desk=问".encode().decode("latin-1"),
    ],
)
def test_an_odd_cookie_is_passed_over(site, cookie):
    site.page("/desk", Cookie=cookie)

    reply = site.page("/desk/sign-in", Cookie=cookie)

    assert (handled(reply), reply.status) == (True, 200)
