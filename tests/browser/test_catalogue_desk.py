"""The catalogue desk in a browser: written, handed in, published, seen by a citizen; a hall moves."""

import re

import pytest


@pytest.fixture
def new_item(desk):
    """A published item of the test's own, in the shared hall's likeness."""

    def made(code, **fields):
        editor, reviewer = desk("editor"), desk("reviewer")
        editor.submit("/desk/catalogue/new", {"code": code, "name": f"事项{code}"})
        shown = {"number": "1", "version": "0", "name": f"事项{code}", "note": "新建"}
        sent = editor.submit(f"/desk/catalogue/{code}/edit", shown | fields | {"action": "submit"})
        form = {"number": "2", "version": "0", "decision": "publish"}
        done = reviewer.submit(f"/desk/catalogue/{code}/review", form)
        assert (sent.status, done.status) == (303, 303)
        return f"/desk/catalogue/{code}"

    return made


@pytest.mark.parametrize("js", [True, False])
def test_what_an_editor_writes_and_a_reviewer_publishes_a_citizen_reads(
    signed_in_page, open_page, new_item, eventually, site, js
):
    path = new_item(f"B-10{js:d}")
    page = signed_in_page("editor", path, js=js)
    page.get_by_role("link", name="修改", exact=True).click()
    page.get_by_label("必须现场办理原因说明").fill("核对原件")
    page.get_by_role("button", name=re.compile("再加一行.*申请材料")).click()
    page.get_by_label("材料名称").fill("水资源论证报告")
    kept = page.get_by_label("必须现场办理原因说明").input_value()
    page.get_by_label("改了什么、为什么").fill("补材料")
    page.get_by_role("button", name="送审").click()
    told = page.get_by_role("status").inner_text()

    other = signed_in_page("reviewer", path, js=js)
    other.get_by_role("button", name="发布").click()

    assert (kept, told) == ("核对原件", "已送审，等另一位审核员发布。")
    assert "群众现在就能查到" in other.get_by_role("status").inner_text()
    eventually(
        lambda: "水资源论证报告" in site.page(path.replace("/desk/catalogue", "/items")).text, 5
    )


def test_the_second_editor_finds_his_words_and_the_others_side_by_side(
    chromium, signed_in_page, sign_in_as, site, new_item, barriers
):
    path = new_item("B-201")
    first = signed_in_page("editor", f"{path}/edit")
    # Not through open_page: the browser itself writes a 409 to the console.
    context = chromium.new_context(base_url=site.address, viewport={"width": 360, "height": 800})
    second = context.new_page()
    sign_in_as(second, "reviewer")
    second.goto(f"{path}/edit")
    first.get_by_label("受理条件").fill("甲写的")
    first.get_by_role("button", name="保存草稿").first.click()
    second.get_by_label("受理条件").fill("乙写的")
    second.get_by_role("button", name="保存草稿").first.click()

    stopped = second.get_by_role("alert").inner_text()
    kept = second.get_by_label("受理条件").input_value()
    found = barriers(second)
    wide = second.evaluate("document.documentElement.scrollWidth")
    second.get_by_role("button", name="用我的内容保存").click()
    saved = second.get_by_role("status").inner_text()
    context.close()

    assert "您的内容还没有保存" in stopped
    assert (kept, found, wide) == ("乙写的", [], 360)
    assert saved.startswith("草稿已保存")


def test_the_enter_key_saves_and_removes_no_row(signed_in_page, new_item):
    path = new_item("B-301", **{"rows.steps": "1", "steps.0.name": "受理"})
    page = signed_in_page("editor", f"{path}/edit")

    page.get_by_label("主项名称").fill("主项")
    page.get_by_label("主项名称").press("Enter")

    assert page.get_by_role("status").inner_text().startswith("草稿已保存")
    assert page.get_by_label("环节名称").input_value() == "受理"


def test_a_hall_that_moves_is_changed_once_for_all_its_items(signed_in_page, new_item, barriers):
    place = {"rows.places": "1", "places.0.name": "搬家的大厅", "places.0.address": "老街1号"}
    for code in ("B-401", "B-402"):
        new_item(code, **place)
    page = signed_in_page("editor", "/desk/places?text=搬家的大厅", width=360)
    page.get_by_role("link", name="搬家的大厅").click()
    page.get_by_role("link", name="改这个地点").click()
    page.get_by_label("地址").fill("新区路8号")
    page.get_by_label("为什么改").fill("搬迁")
    page.get_by_role("button", name="看看会改哪些事项").click()
    shown = page.get_by_role("heading", name=re.compile("会改")).inner_text()
    found = barriers(page)
    page.get_by_role("button", name="提交审核").click()

    other = signed_in_page("reviewer", page.url)
    other.get_by_role("button", name="发布，改 2 项").click()

    assert (shown, found, barriers(other)) == ("会改 2 项", [], [])
    assert "2 项有了新版本" in other.locator("main").inner_text()
    other.goto("/desk/catalogue/B-402/versions")
    assert other.locator("ins").first.is_visible()
