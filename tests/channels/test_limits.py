"""Who asks: how often one address may, behind a proxy or not."""

import dataclasses

import pytest

QUESTION = {"question": "补社保卡"}
CITIZEN = "203.0.113.200"
STRANGERS = iter([f"198.51.100.{number}" for number in range(9, 99)])


@pytest.fixture(scope="module")
def limited(serve, settings_in, tmp_path_factory):
    """Three questions a minute, behind a proxy on the same machine that was declared."""
    settings = settings_in(tmp_path_factory.mktemp("limited"))
    known = dataclasses.replace(settings, rate_limit=3, trusted_proxies="127.0.0.1")
    with serve(known) as site:
        yield site


@pytest.fixture
def citizen():
    """The header that the proxy adds for a citizen who has not asked yet."""
    return {"X_Forwarded_For": next(STRANGERS)}


def test_a_program_over_the_limit_gets_429_and_is_told_to_wait(limited, citizen):
    statuses = [limited.post("/api/v1/ask", QUESTION, **citizen).status for _ in range(3)]

    refused = limited.post("/api/v1/ask", QUESTION, **citizen)

    assert (statuses, refused.status) == ([200, 200, 200], 429)
    assert (refused.data["error"]["code"], "一分钟" in refused.text) == ("too_many", True)


def test_a_browser_over_the_limit_gets_a_page_that_says_so(limited, citizen):
    for _ in range(3):
        limited.submit("/", QUESTION, **citizen)

    refused = limited.submit("/", QUESTION, **citizen)

    assert (refused.status, refused.headers.get_content_type()) == (429, "text/html")
    assert "您问得太快了" in refused.text
    assert "Content-Security-Policy" in refused.headers


def test_all_ways_of_asking_are_counted_together_and_reading_is_not(limited, citizen):
    for _ in range(10):
        assert limited.page("/items", **citizen).status == 200
    limited.submit("/", QUESTION, **citizen)
    limited.post("/api/v1/ask", QUESTION, **citizen)
    limited.submit("/feedback", {"value": "up", "answer": "none"}, **citizen)

    assert limited.post("/api/v1/ask", QUESTION, **citizen).status == 429
    assert limited.page("/items", **citizen).status == 200


def test_every_citizen_behind_the_proxy_has_a_limit_of_their_own(limited, citizen):
    for _ in range(4):
        limited.post("/api/v1/ask", QUESTION, **citizen)

    other = limited.post("/api/v1/ask", QUESTION, X_Forwarded_For=CITIZEN)
    disguise = f"198.51.100.1, {citizen['X_Forwarded_For']}"
    disguised = limited.post("/api/v1/ask", QUESTION, X_Forwarded_For=disguise)

    assert (other.status, disguised.status) == (200, 429)


def test_an_address_that_a_stranger_writes_into_the_header_lifts_no_limit(serve, settings):
    with serve(dataclasses.replace(settings, rate_limit=3)) as site:
        statuses = [
            site.post("/api/v1/ask", QUESTION, X_Forwarded_For=f"203.0.113.{number}").status
            for number in range(4)
        ]

    assert statuses == [200, 200, 200, 429]


@pytest.mark.parametrize("sent", ["nonsense", "1.2.3.4.5", ","])
def test_a_broken_header_of_the_proxy_is_refused_like_any_other_error(limited, sent):
    reply = limited.page("/", X_Forwarded_For=sent)

    assert (reply.status, reply.headers.get_content_type()) == (400, "text/html")
    assert "Content-Security-Policy" in reply.headers


def test_a_limit_of_zero_lets_every_question_through(site):
    statuses = {site.post("/api/v1/ask", {"question": "你好"}).status for _ in range(100)}

    assert statuses == {200}
