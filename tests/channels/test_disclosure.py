"""The desk's pages of requests and disputes, from receipt to archive."""

import io
import re
import sqlite3
from contextlib import closing

import pytest
from docx import Document

RECEIVED = {
    "channel": "in_person",
    "happened_on": "2026-10-16",
    "applicant": "natural",
    "subject": "某路口改造方案",
    "delivery": "电子邮件",
    "name": "周小明",
    "contact": "13800001234",
}


@pytest.fixture
def editor(desk):
    return desk("editor")


@pytest.fixture
def opened(editor):
    """The address of a new request."""

    def opened(**more):
        reply = editor.submit("/desk/requests/new", RECEIVED | more)
        assert reply.status == 303, reply.text
        return reply.headers["Location"].partition("?")[0]

    return opened


def stored(site, sql):
    with closing(sqlite3.connect(site.settings.sqlite_path())) as db:
        return db.execute(sql).fetchall()


def test_a_request_goes_its_whole_way(editor, opened):
    address = opened(subject="全程的申请")
    asked = {
        "kind": "supplement_asked",
        "happened_on": "2026-10-20",
        "what": "哪一年",
        "due": "2026-11-03",
    }
    answered = {"kind": "supplemented", "happened_on": "2026-10-26"}
    reply = {"kind": "replied", "happened_on": "2026-11-10", "result": "granted"}
    reply["ground"] = "provided"
    archived = {"kind": "archived", "happened_on": "2026-11-11"}
    for form in (asked, answered, reply, archived):
        assert editor.submit(address, form).status == 303
    page = editor.page(address).text
    for words in ("已归档", "予以公开", "通知补正", "收到补正", "作出答复", "归档"):
        assert words in page
    assert "全程的申请" not in editor.page("/desk/requests").text
    assert "全程的申请" in editor.page("/desk/requests?show=all").text


def test_a_list_masks_the_applicant_and_the_requests_own_page_does_not(editor, opened):
    address = opened(subject="遮盖的申请")
    listed = editor.page("/desk/requests").text
    assert "周**" in listed and "周小明" not in listed and "13800001234" not in listed
    assert "周小明，13800001234" in editor.page(address).text


def test_nothing_of_the_applicant_reaches_steps_log_or_audit(editor, opened):
    opened()
    told = stored(editor, "SELECT detail FROM disclosure_step UNION SELECT after_text FROM audit")
    assert told and not any("周小明" in text or "13800001234" in text for (text,) in told)


def test_wrong_fields_are_told_and_everything_typed_is_kept(editor):
    typed = RECEIVED | {"happened_on": "2026-02-30", "name": "", "contact": "0915-1"}
    reply = editor.submit("/desk/requests/new", typed)
    assert reply.status == 422
    assert re.search(r'href="#f-happened_on">[^<]*没有这一天', reply.text)
    assert re.search(r'href="#f-name">[^<]*请填写姓名或名称', reply.text)
    for value in ("2026-02-30", "0915-1", "某路口改造方案"):
        assert f'value="{value}"' in reply.text


def test_a_step_that_cannot_follow_keeps_its_form(editor, opened):
    form = {"kind": "replied", "happened_on": "2026-10-20", "result": "na_unclear", "grounds": "x"}
    reply = editor.submit(opened(), form)
    assert (reply.status, "只有补正后内容仍不明确" in reply.text) == (422, True)
    assert ">x</textarea>" in reply.text
    assert '<option value="na_unclear" selected>' in reply.text


def test_a_correction_shows_the_old_values_and_keeps_them_in_the_history(editor, opened):
    address = opened(subject="写错的内容")
    link = re.search(r'href="([^"]*\?correct=[^"#]*)', editor.page(address).text)[1]
    page = editor.page(link).text
    assert 'value="写错的内容"' in page
    replaces = re.search(r'name="replaces" value="([^"]+)"', page)[1]
    form = {k: v for k, v in RECEIVED.items() if k not in ("name", "contact")}
    corrected = form | {"kind": "received", "replaces": replaces, "subject": "改对的内容"}
    assert editor.submit(address, corrected).status == 303
    again = editor.page(address).text
    assert "<dd>改对的内容</dd>" in again
    assert "写错的内容" in again and "已更正" in again
    assert editor.submit(address, corrected).status == 400


def test_a_step_is_voided_with_a_reason(editor, opened):
    address = opened()
    editor.submit(address, {"kind": "body_asked", "happened_on": "2026-10-20", "whom": "县水利局"})
    link = re.search(r'href="([^"]*\?void=([^"#]*))', editor.page(address).text)
    assert "撤销的原因" in editor.page(link[1]).text
    form = {"step": link[2], "reason": ""}
    assert editor.submit(f"{address}/void", form).status == 400
    assert editor.submit(f"{address}/void", form | {"reason": "登记错了"}).status == 303
    page = editor.page(address).text
    assert "已撤销" in page and "登记错了" in page and "：审查办理" in page


def test_the_receipt_cannot_be_voided(editor, opened):
    address = opened()
    step = re.search(r"\?correct=([^\"#]*)", editor.page(address).text)[1]
    reply = editor.submit(f"{address}/void", {"step": step, "reason": "x"})
    assert (reply.status, "不能撤销" in reply.text) == (400, True)


def test_the_applicant_is_changed_on_a_page_of_its_own(editor, opened):
    address = opened()
    assert 'value="周小明"' in editor.page(f"{address}/applicant").text
    wrong = editor.submit(f"{address}/applicant", {"name": "", "contact": "1"})
    assert (wrong.status, 'value="1"' in wrong.text) == (422, True)
    assert editor.submit(f"{address}/applicant", {"name": "周晓明"}).status == 303
    assert "周晓明" in editor.page(address).text


def test_the_reply_is_a_document_with_the_applicants_name(editor, opened):
    address = opened()
    assert editor.page(f"{address}/reply.docx").status == 404
    form = {"kind": "replied", "happened_on": "2026-11-10", "result": "denied_secret"}
    editor.submit(address, form)
    assert f"{address}/reply.docx" in editor.page(address).text
    reply = editor.get(f"{address}/reply.docx")
    text = [p.text for p in Document(io.BytesIO(reply.body)).paragraphs]
    assert "周小明：" in text
    assert any("先向【待补：复议机关名称】申请行政复议" in line for line in text)


def test_a_review_is_registered_and_decided(editor):
    filed = {"happened_on": "2026-07-01", "category": "review", "body": "县人民政府"}
    reply = editor.submit("/desk/disputes/new", filed)
    address = reply.headers["Location"].partition("?")[0]
    assert "尚未审结" in editor.page(address).text
    decided = {"kind": "decided", "happened_on": "2026-08-20", "result": "corrected"}
    assert editor.submit(address, decided).status == 303
    assert "结果纠正" in editor.page("/desk/disputes").text
    assert editor.page(address.replace("disputes", "requests")).status == 404


def test_an_operator_may_not_see_requests(desk):
    reply = desk("operator").page("/desk/requests")
    assert (reply.status, "不能办理依申请公开" in reply.text) == (403, True)
