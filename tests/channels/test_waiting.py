"""The desk's first page tells each role what waits for it."""

import functools
import re
import shutil
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from tests.channels.test_desk_item import edit, review
from tests.conftest import ROOT

BASE = "/desk/reports/2025/2021"
REQUEST = {
    "channel": "in_person",
    "happened_on": "2026-01-05",
    "applicant": "natural",
    "subject": "早就该答复的申请",
    "delivery": "电子邮件",
    "name": "周小明",
    "contact": "13800001234",
}


@pytest.fixture(scope="module")
def bureau(serve, settings_in, small_knowledge, tmp_path_factory):
    folder = tmp_path_factory.mktemp("waiting")
    shutil.copytree(small_knowledge, folder / "knowledge")
    shutil.copytree(ROOT / "knowledge/sample-year", folder / "knowledge/sample-year")
    settings = replace(settings_in(folder / "data"), knowledge_dir=folder / "knowledge")
    with serve(settings) as running:
        yield running


@pytest.fixture(scope="module")
def of_role(bureau, colleague):
    return functools.cache(lambda role: colleague(bureau, role))


def waiting(client):
    """The part of the first page above the sections."""
    return client.page("/desk").text.partition('id="h-waiting"')[2].partition("</section>")[0]


def test_the_deadline_of_the_report_waits_for_everybody_until_it_is_published(of_role):
    told = waiting(of_role("viewer"))

    assert "年度报告公布期限" in told and "-01-31 前公布，还有" in told


def test_a_draft_waits_for_its_editor_and_for_nobody_else(of_role):
    of_role("editor").submit("/desk/reports", {"year": "2025", "edition": "2021"})

    assert f'<a href="{BASE}">2025 年度报告</a>' in waiting(of_role("editor"))
    assert BASE not in waiting(of_role("leader"))


def test_an_overdue_request_presses_on_those_who_handle_requests(of_role):
    assert "依申请公开" not in waiting(of_role("editor"))

    assert of_role("editor").submit("/desk/requests/new", REQUEST).status == 303

    told = waiting(of_role("editor"))
    assert "在办 1 件，逾期 1 件，快到期 0 件" in told and "要紧" in told
    assert "依申请公开" not in waiting(of_role("viewer"))


def test_an_item_waits_for_the_reviewer_and_then_for_its_editor(of_role):
    editor, reviewer = of_role("editor"), of_role("reviewer")
    editor.submit("/desk/catalogue/new", {"code": "W-1", "name": "某事项", "department": "县局"})
    assert edit(editor, "W-1", action="submit", note="新建").status == 303

    assert "事项待审核" in waiting(reviewer) and "事项待审核" not in waiting(editor)
    review(reviewer, "W-1", "return", "请补地址")

    assert "事项被退回" in waiting(editor) and "事项待审核" not in waiting(reviewer)


def test_what_is_of_the_sample_year_is_marked_and_so_are_its_files(of_role):
    editor = of_role("editor")
    assert "示例" not in waiting(editor)
    assert editor.submit("/desk/log/sample", {}).status == 303

    told = waiting(editor)
    assert re.search(r"2025 年度报告</a>\s*<span [^>]*>示例</span>", told)
    assert "件是示例" in told
    page = editor.page(f"{BASE}/files/html").text
    assert '<p class="mark">示例年度：数字不是真实的' in page
    document = Document(BytesIO(editor.page(f"{BASE}/files/docx").body))
    assert "示例年度" in document.sections[0].header.paragraphs[0].text
    assert "示例年度" in document.sections[0].even_page_header.paragraphs[0].text
    assert "（示例）" in document.paragraphs[0].text

    assert editor.submit("/desk/log/sample/remove", {}).status == 303
    assert "示例" not in waiting(editor)
    assert 'class="mark"' not in editor.page(f"{BASE}/files/html").text
