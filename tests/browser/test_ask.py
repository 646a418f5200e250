"""Asking on a phone and at a desk, with and without scripts; the guide and its print."""

import re

import pytest

PHONE = {"width": 360, "height": 740}
FOOD = "食品经营许可新办（餐饮服务）"


def ask(page, question):
    page.fill("#question", question)
    page.keyboard.press("Enter")
    page.locator(".turn", has_text=question).last.locator("[data-answer]").wait_for()


def answers(page):
    return page.locator("[data-answer]")


def questions(page):
    shown = page.locator("h2.question:visible").all_inner_texts()
    return [words.removeprefix("您问：").strip() for words in shown]


def test_an_answer_is_appended_and_the_field_is_empty_and_has_the_focus(open_page):
    page = open_page("/", **PHONE)
    page.evaluate("window.stayed = true")

    ask(page, FOOD + "要带什么材料")
    ask(page, "要多久")

    assert questions(page) == [FOOD + "要带什么材料", "要多久"]
    assert "承诺5 个工作日" in answers(page).last.inner_text()
    assert page.evaluate("[stayed, document.activeElement.id, document.activeElement.value]") == [
        True,
        "question",
        "",
    ]


def test_the_answer_is_brought_into_view(open_page):
    page = open_page("/", **PHONE)

    ask(page, FOOD + "怎么办")

    assert page.locator(".turn h2.question").last.bounding_box()["y"] < PHONE["height"] / 2


def test_on_a_touch_screen_the_keyboard_does_not_cover_the_answer(open_page):
    page = open_page("/", **PHONE, has_touch=True, is_mobile=True)

    ask(page, FOOD + "怎么办")

    assert page.evaluate("document.activeElement.id") != "question"


def test_shift_and_enter_is_a_new_line_and_no_question(open_page):
    page = open_page("/")
    page.fill("#question", "补社保卡")

    page.keyboard.press("Shift+Enter")

    assert page.input_value("#question") == "补社保卡\n"
    assert answers(page).count() == 0


def test_the_enter_that_confirms_a_composition_sends_nothing(open_page):
    page = open_page("/")
    page.fill("#question", "补社保卡")

    page.eval_on_selector(
        "#question",
        """field => field.dispatchEvent(new KeyboardEvent("keydown",
            {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))""",
    )

    assert page.input_value("#question") == "补社保卡"
    assert page.locator(".turn").count() == 0


def test_an_example_is_asked_by_a_tap(open_page):
    page = open_page("/", **PHONE)

    page.locator("[data-examples] button").first.click()

    answers(page).wait_for()
    assert page.locator("[data-examples]").count() == 0


@pytest.mark.parametrize("js", [True, False])
def test_a_choice_leads_to_the_item_that_was_chosen(open_page, js):
    page = open_page("/", js=js, **PHONE)
    page.fill("#question", "船舶检验要带什么材料")
    page.click("[data-composer] button")
    choice = page.locator(".choices .choice").first
    name = choice.locator("span").first.inner_text()

    choice.click()

    page.locator(".turn").nth(1).locator("[data-answer] h3").wait_for()
    assert name in answers(page).last.inner_text()
    assert "申请材料" in answers(page).last.inner_text()


def test_without_scripts_the_page_comes_back_at_the_latest_answer(open_page):
    page = open_page("/", js=False, **PHONE)
    for question in (FOOD + "在哪里办", "收不收费"):
        page.fill("#question", question)
        page.click("[data-composer] button")

    assert page.url.endswith("/#latest")
    assert answers(page).count() == 2
    assert "不收费" in page.locator("#latest").inner_text()
    assert page.locator("#latest").bounding_box()["y"] < PHONE["height"] / 2


def test_with_scripts_an_opinion_is_thanked_in_its_place(open_page):
    page = open_page("/")
    ask(page, "补社保卡")

    page.get_by_role("button", name="没帮助").click()

    page.get_by_text("要人工帮忙，请拨打 12345").wait_for()
    assert page.locator("[data-feedback] button").count() == 0


def test_without_scripts_an_opinion_is_thanked_on_a_page(open_page):
    page = open_page("/", js=False)
    page.fill("#question", "补社保卡")
    page.click("[data-composer] button")

    page.get_by_role("button", name="有帮助").click()

    assert page.get_by_role("status").inner_text() == "谢谢您的意见，已记录。"


def test_a_question_that_does_not_arrive_is_kept_and_can_be_sent_again(chromium, site):
    # Not through open_page: the browser itself writes a lost connection to the console.
    page = chromium.new_page()
    page.goto(site.address)
    page.route("**/", lambda route: route.abort() if route.request.method == "POST" else None)
    page.fill("#question", "补社保卡")
    page.keyboard.press("Enter")
    page.get_by_text("网络不通，问题没有送到。").wait_for()

    page.unroute("**/")
    page.get_by_role("button", name="重试").click()
    answers(page).wait_for()
    asked, answered = questions(page), answers(page).count()
    page.close()

    assert (asked, answered) == (["补社保卡"], 1)


def test_the_answer_can_be_copied_without_its_buttons(open_page, site):
    page = open_page("/", permissions=["clipboard-read", "clipboard-write"])
    ask(page, FOOD + "在哪里办")

    page.get_by_role("button", name="复制答复").click()

    page.get_by_text("已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "示例路1号" in copied
    assert not re.search("有帮助|复制|为什么", copied)


def test_a_reader_of_screens_is_told_of_new_answers(open_page):
    page = open_page("/")

    ask(page, "补社保卡")

    log = page.get_by_role("log")
    assert (log.get_attribute("aria-busy"), log.locator("[data-answer]").count()) == ("false", 1)


def test_the_guide_of_an_item_can_be_reached_and_called_from(open_page):
    page = open_page("/", **PHONE)
    ask(page, FOOD + "怎么办")

    page.get_by_role("link", name="看完整办事指南").click()

    assert page.get_by_role("heading", level=1).inner_text() == FOOD
    assert page.locator('a[href="tel:12345"]').count() > 0
    assert page.get_by_text("示例路1号（示例）").first.is_visible()


def test_print_shows_the_one_time_notice_and_leaves_out_what_is_for_screens(open_page):
    page = open_page("/items/T-001")
    on_screen = page.get_by_text("一次性告知单").first.is_visible()

    page.emulate_media(media="print")

    shown = {
        name: page.locator(place).first.is_visible()
        for name, place in {
            "notice": ".paper-only",
            "materials": "table[aria-label=申请材料]",
            "navigation": ".site-nav",
            "contents": ".toc",
            "button": "[data-print]",
        }.items()
    }
    assert (on_screen or shown["notice"]) is True
    assert shown == {
        "notice": True,
        "materials": True,
        "navigation": False,
        "contents": False,
        "button": False,
    }


def test_a_printed_guide_is_one_document_of_a_few_pages(open_page):
    page = open_page("/items/T-001")

    paper = page.pdf(format="A4")

    assert paper.startswith(b"%PDF-")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 3


def test_the_large_letters_stay_on_the_next_page(open_page):
    page = open_page("/items", **PHONE)
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")

    page.get_by_role("link", name="大字版").first.click()
    page.get_by_role("link", name="年度报告").first.click()

    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > before * 1.1
