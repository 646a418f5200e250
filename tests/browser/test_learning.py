"""In the browser: from a failed question to a lexicon line to the next citizen answered."""

import re

import pytest


@pytest.fixture
def failed(site):
    """A word that nothing explains, asked once."""
    site.ask("滑雪场怎么办")
    return "滑雪场"


def test_a_clerk_makes_a_line_of_a_failed_question(signed_in_page, failed, site, barriers):
    page = signed_in_page("editor", "/desk/learning")
    page.get_by_role("link", name=failed, exact=True).click()
    assert barriers(page) == []
    page.get_by_role("link", name="加一条说法").click()
    page.fill("#f-c1", "社会保障卡补领")
    page.get_by_role("button", name="保存并核对").click()

    # The page looks again by itself until the trial is there.
    page.get_by_role("heading", name="核对结果").wait_for(timeout=60_000)
    assert barriers(page) == []
    assert re.search(r"变好 1，变差 0", page.inner_text("#main"))
    page.get_by_role("button", name="发布", exact=True).click()

    assert "发布，一两秒内生效" in page.locator("[role=status]").inner_text()
    page.goto(f"/desk/why?q={failed}")
    for _ in range(40):
        if "答：社会保障卡补领" in page.inner_text("#main"):
            break
        page.wait_for_timeout(250)
        page.reload()
    assert site.ask(f"{failed}怎么办")["item"]["code"] == "T-003"


def test_a_citizen_says_without_scripts_why_an_answer_did_not_help(open_page, barriers):
    page = open_page("/", js=False)
    page.fill("#question", "补社保卡")
    page.get_by_role("button", name="提问").click()
    page.get_by_role("button", name="没帮助").click()

    assert barriers(open_page(page.url)) == []
    page.get_by_label("没说全").check()
    page.get_by_label("还想说的话").fill("没写带什么")
    page.get_by_role("button", name="告诉我们").click()

    assert "谢谢您的意见" in page.inner_text("[role=status]")
