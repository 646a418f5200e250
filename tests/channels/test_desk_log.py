"""The staff's log form: checking, keeping what was typed, and what is stored."""

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


@pytest.fixture
def operator(desk):
    return desk("operator")


def log_form(operator, **typed):
    """The reply to the form of one entry."""
    return operator.submit("/desk/log", typed)


def stored(site, title):
    with closing(sqlite3.connect(site.settings.sqlite_path())) as db:
        return db.execute(
            "SELECT kind, happened_on, quantity, recorded_by FROM activity WHERE title = ?", [title]
        ).fetchall()


def test_an_entry_is_stored_and_the_reader_is_told(operator):
    reply = log_form(operator, **TRAINING)

    assert (reply.status, reply.headers["Location"]) == (303, "/desk/log?kind=training&saved=1")
    page = operator.page(reply.headers["Location"])
    assert "已保存，" in page.text and "窗口业务培训" in page.text
    assert stored(operator, "窗口业务培训") == [("training", "2026-01-05", 2, "the-operator")]


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"happened_on": ""}, "happened_on", "请填写日期。"),
        ({"happened_on": "2026-02-30"}, "happened_on", "没有这一天，请核对年月日。"),
        ({"happened_on": "2999-01-01"}, "happened_on", "日期还没有到"),
        ({"quantity": "0"}, "quantity", "请填 1 以上的整数。"),
        ({"quantity": "二"}, "quantity", "请填 1 以上的整数。"),
        ({"people": "1.5"}, "people", "请填 1 以上的整数。"),
        ({"title": "长" * 501}, "title", "请缩短到 500 字以内。"),
        ({"extra": "x"}, "extra", "没有这一项"),
    ],
)
def test_a_wrong_field_is_named_and_everything_typed_is_kept(operator, wrong, field, message):
    typed = TRAINING | {"title": "没有写成的培训", "people": "30"} | wrong

    reply = log_form(operator, **typed)

    assert reply.status == 422
    assert re.search(f'<a href="#f-{field}">[^<]*{message}', reply.text)
    for name in ("happened_on", "title", "quantity", "people"):
        assert re.search(f'name="{name}" value="{typed[name]}"', reply.text)
    assert stored(operator, "没有写成的培训") == []


def test_a_chosen_option_stays_chosen_after_an_error(operator):
    reply = log_form(
        operator,
        kind="publication",
        happened_on="",
        channel="wechat",
        category="政策解读",
        quantity="1",
    )

    assert '<option value="wechat" selected>' in reply.text
    assert '<option value="政策解读" selected>' in reply.text


def test_an_unknown_kind_in_the_address_shows_the_first_one(operator):
    page = operator.page("/desk/log?kind=none")

    assert "记台账：信息公开发布" in page.text


def test_an_unknown_kind_in_the_form_is_refused(operator):
    reply = log_form(operator, **TRAINING | {"kind": "none"})

    assert (reply.status, "没有“none”这一类台账" in reply.text) == (400, True)


@pytest.mark.parametrize("kind", [kind.key for kind in KINDS])
def test_every_kind_has_a_form_whose_fields_all_have_labels(operator, kind):
    page = operator.page(f"/desk/log?kind={kind}")

    fields = re.findall(r'<(?:input|select) id="([^"]+)"', page.text)
    assert "f-happened_on" in fields
    assert re.findall(r'<label for="([^"]+)"', page.text) == fields


def test_what_is_typed_is_shown_as_written_and_never_runs(operator):
    log_form(operator, **TRAINING | {"title": "<script>alert(1)</script>"})

    page = operator.page("/desk/log")

    assert "&lt;script&gt;alert(1)" in page.text and "<script>alert" not in page.text
