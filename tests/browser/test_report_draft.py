"""From the year's log to the signed, published report, in the browser, by three people."""

import shutil
from dataclasses import replace

import pytest
from docx import Document

from assistant.assembly import now
from tests.conftest import ROOT

YEAR = int(now()[:4]) - 1
BASE = f"/desk/reports/{YEAR}/2021"


@pytest.fixture(scope="session")
def site(serve, settings_in, small_knowledge, tmp_path_factory):
    """A service of this file's own: what is published here must not answer elsewhere."""
    folder = tmp_path_factory.mktemp("drafting")
    shutil.copytree(small_knowledge, folder / "knowledge")
    shutil.copytree(ROOT / "knowledge/sample-year", folder / "knowledge/sample-year")
    settings = replace(settings_in(folder / "data"), knowledge_dir=folder / "knowledge")
    with serve(settings) as running:
        yield running


def fill_gaps(page, base=BASE):
    """Every gap is filled in its form; numbers of one's own are answered for."""
    page.goto(f"{base}/gaps")
    for _ in range(40):
        if page.get_by_text("没有待补的内容").is_visible():
            return
        first = page.locator(".item-list > li").first
        what = first.locator("h2").inner_text()
        words = f"{what[:12]}由综合股按规定完成，逐月核对，有据可查。"
        first.locator("textarea").fill(words)
        first.get_by_role("button", name="保存").click()
        if page.locator("#f-confirmed-1").count():
            page.check("#f-confirmed-1")
            first.get_by_role("button", name="保存").click()
    raise AssertionError("gaps are left")


def explain_warnings(page, base=BASE):
    page.goto(base)
    for _ in range(40):
        open_ones = page.locator("details.unexplained")
        if not open_ones.count():
            return
        open_ones.first.locator("summary").click()
        open_ones.first.locator("textarea").fill("已核对台账，情况属实。")
        open_ones.first.get_by_role("button", name="保存说明").click()
    raise AssertionError("warnings are left")


def press(page, name, base=BASE):
    page.goto(base)
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url("**?saved=1")


def test_from_the_sample_log_to_the_signed_report(person, open_page):
    editor = person("editor")
    editor.goto("/desk/log")
    editor.get_by_role("button", name="载入示例年度").click()
    editor.goto("/desk/reports")
    editor.fill("#f-year", str(YEAR))
    editor.get_by_role("button", name="新建草稿").click()
    assert editor.locator("h1").inner_text().split() == [str(YEAR), "年度报告", "编写中"]

    fill_gaps(editor)
    editor.goto(BASE)
    editor.locator("#p-overview\\.publications .draft-text a.button").click()
    words = editor.input_value("#f-text")
    editor.fill("#f-text", words.replace("：494条〕", "：495条〕"))
    editor.get_by_role("button", name="保存", exact=True).click()
    assert "按台账是“494条”，不能改成“495条”" in editor.locator("[role=alert]").inner_text()
    assert "：495条〕" in editor.input_value("#f-text")
    editor.fill("#f-text", words + "本月起群众看得更清楚。")
    editor.get_by_role("button", name="保存", exact=True).click()

    wrong = editor.locator("#p-overview\\.publications .finding-error")
    assert "C-YR4" in editor.locator("#p-overview\\.publications").inner_text() or wrong.count()
    editor.goto(f"{BASE}/paragraphs/overview.publications")
    editor.fill("#f-text", words + "群众看得更清楚。")
    editor.get_by_role("button", name="保存", exact=True).click()
    assert "C-YR4" not in editor.locator("main").inner_text()

    explain_warnings(editor)
    press(editor, "提交审核")
    reviewer, leader = person("reviewer"), person("leader")
    press(reviewer, "审核通过")
    press(leader, "签发定稿")
    assert "群众看得更清楚" in leader.locator("[aria-labelledby=h-signed]").inner_text()
    with leader.expect_download() as started:
        leader.get_by_role("link", name="下载 Word", exact=True).click()
    document = Document(started.value.path())
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "494条" in told and "群众看得更清楚" in told and "草稿" not in told
    assert any(cell.text == "4661" for t in document.tables for cell in t._cells)

    # Nothing of the sample ever happened: it may be tried, not told to citizens.
    leader.goto(BASE)
    assert "数字来自示例年度" in leader.locator("main").inner_text()
    leader.get_by_role("button", name="公布", exact=True).click()
    assert "不能公布" in leader.locator("[role=alert]").inner_text()
    assert f"{YEAR} 年" not in open_page("/reports").locator("main").inner_text()


def test_a_paragraph_is_edited_without_scripts_and_by_keyboard_alone(person):
    page = person("editor", js=False)
    page.goto("/desk/reports")
    page.fill("#f-year", str(YEAR - 1))
    page.press("#f-year", "Enter")
    page.goto(f"/desk/reports/{YEAR - 1}/2021/paragraphs/others.fees")
    page.focus("#f-text")
    page.keyboard.press("Control+A")
    page.keyboard.type("本年度没有收取信息处理费。")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert "本年度没有收取信息处理费。" in page.locator("#p-others\\.fees").inner_text()
