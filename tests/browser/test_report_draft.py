"""From the year's log to the signed, published report, in the browser, by three people."""

import json
import sqlite3
from contextlib import closing

import pytest

BASE = "/desk/reports/2025/2021"
LOG = (
    ("publication", "2025-03-05", 40, "site", "行政许可", "", {}),
    ("publication", "2025-06-18", 25, "wechat", "工作动态", "", {}),
    ("permit", "2025-12-20", 812, "", "", "", {}),
    ("ticket", "2025-09-30", 97, "", "求助", "", {"on_time": "1"}),
    ("document", "2025-02-03", 3, "", "valid", "", {}),
    ("training", "2025-05-12", 1, "", "", "政务公开业务培训", {"people": "30"}),
)
PROBLEMS = (
    "一是政策解读形式单一，图解偏少，不够直观。二是部分栏目更新不够及时，专人较少。\n"
    "下一步改进措施：一是由综合股于2026年6月底前为每份政策文件配上图解；"
    "二是由信息股于2026年3月底前落实栏目专人，按月检查。"
)


@pytest.fixture(scope="session")
def site(serve, settings_in, tmp_path_factory):
    """A service of this file's own: what is published here must not answer elsewhere."""
    with serve(settings_in(tmp_path_factory.mktemp("drafting"))) as running:
        with closing(sqlite3.connect(running.settings.sqlite_path())) as db, db:
            for number, (*row, detail) in enumerate(LOG):
                db.execute(
                    "INSERT INTO activity (id, kind, happened_on, quantity, channel, category,"
                    " title, detail, recorded_by, recorded_at)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '2026-01-01T08:00:00')",
                    [f"251231-ROW{number:05}", *row, json.dumps(detail)],
                )
        yield running


@pytest.fixture
def person(open_page, colleague, site):
    """A browser in which somebody of a role is signed in."""

    def signed_in(role, **more):
        client = colleague(site, role)
        page = open_page("/help", **more)
        name, _, value = client.cookie.partition("=")
        page.context.add_cookies([{"name": name, "value": value, "url": site.address}])
        return page

    return signed_in


def fill_gaps(page):
    """Every gap is filled in its form; numbers of one's own are answered for."""
    page.goto(f"{BASE}/gaps")
    for _ in range(40):
        if page.get_by_text("没有待补的内容").is_visible():
            return
        first = page.locator(".item-list > li").first
        what = first.locator("h2").inner_text()
        words = f"{what[:12]}由综合股按规定完成，逐月核对，有据可查。"
        first.locator("textarea").fill(PROBLEMS if "问题" in what else words)
        first.get_by_role("button", name="保存").click()
        if page.locator("#f-confirmed").count():
            page.check("#f-confirmed")
            page.locator("form", has=page.locator("#f-confirmed")).get_by_role("button").click()
    raise AssertionError("gaps are left")


def explain_warnings(page):
    page.goto(BASE)
    for _ in range(40):
        open_ones = page.locator("details.unexplained")
        if not open_ones.count():
            return
        open_ones.first.locator("summary").click()
        open_ones.first.locator("textarea").fill("已核对台账，情况属实。")
        open_ones.first.get_by_role("button", name="保存说明").click()
    raise AssertionError("warnings are left")


def press(page, name):
    page.goto(BASE)
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url("**?saved=1")


def test_from_the_log_to_the_answer_that_a_citizen_gets(person, open_page, site, eventually):
    editor = person("editor")
    editor.goto("/desk/reports")
    editor.fill("#f-year", "2025")
    editor.get_by_role("button", name="新建草稿").click()
    assert editor.locator("h1").inner_text().split() == ["2025", "年度报告", "编写中"]

    fill_gaps(editor)
    editor.goto(BASE)
    editor.locator("#p-overview\\.publications .draft-text a.button").click()
    words = editor.input_value("#f-text")
    editor.fill("#f-text", words.replace("：65条〕", "：66条〕"))
    editor.get_by_role("button", name="保存", exact=True).click()
    assert "按台账是“65条”，不能改成“66条”" in editor.locator("[role=alert]").inner_text()
    assert "：66条〕" in editor.input_value("#f-text")
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
    press(leader, "公布")

    citizen = open_page("/")
    asked = "2025年办理行政许可多少件"
    eventually(lambda: "812件" in site.ask(asked)["text"], 3)
    citizen.fill("#question", asked)
    citizen.keyboard.press("Enter")
    citizen.wait_for_selector(".turn [data-answer]")
    assert "812件" in citizen.locator("[data-answer]").inner_text()
    citizen.goto("/reports/langao-xzspj/2025")
    assert "群众看得更清楚" in citizen.locator("main").inner_text()


def test_a_paragraph_is_edited_without_scripts_and_by_keyboard_alone(person):
    page = person("editor", js=False)
    page.goto("/desk/reports")
    page.fill("#f-year", "2024")
    page.press("#f-year", "Enter")
    page.goto("/desk/reports/2024/2021/paragraphs/others.fees")
    page.focus("#f-text")
    page.keyboard.press("Control+A")
    page.keyboard.type("本年度没有收取信息处理费。")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert "本年度没有收取信息处理费。" in page.locator("#p-others\\.fees").inner_text()
