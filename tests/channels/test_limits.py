"""How often one address may ask, and what it is told when it asks more often."""

import dataclasses

import pytest


@pytest.fixture
def limited(serve, settings):
    with serve(dataclasses.replace(settings, rate_limit=3)) as site:
        yield site


def test_a_program_over_the_limit_gets_429_and_is_told_to_wait(limited):
    statuses = [limited.post("/api/v1/ask", {"question": "补社保卡"}).status for _ in range(3)]

    refused = limited.post("/api/v1/ask", {"question": "补社保卡"})

    assert (statuses, refused.status) == ([200, 200, 200], 429)
    assert (refused.data["error"]["code"], "一分钟" in refused.text) == ("too_many", True)


def test_a_browser_over_the_limit_gets_a_page_that_says_so(limited):
    for _ in range(3):
        limited.submit("/", {"question": "补社保卡"})

    refused = limited.submit("/", {"question": "补社保卡"})

    assert (refused.status, refused.headers.get_content_type()) == (429, "text/html")
    assert "您问得太快了" in refused.text
    assert "Content-Security-Policy" in refused.headers


def test_questions_by_page_and_by_program_are_counted_together(limited):
    limited.submit("/", {"question": "补社保卡"})
    limited.post("/api/v1/ask", {"question": "补社保卡"})
    limited.submit("/feedback", {"value": "up", "answer": "none"})

    assert limited.post("/api/v1/ask", {"question": "补社保卡"}).status == 429


def test_reading_is_never_limited(limited):
    statuses = {limited.page("/items").status for _ in range(10)}

    assert statuses == {200}


def test_a_limit_of_zero_lets_every_question_through(site):
    statuses = {site.post("/api/v1/ask", {"question": "你好"}).status for _ in range(100)}

    assert statuses == {200}
