"""The operators' console and the staff's log form, by keyboard and with an input method."""

import pytest

FOOD = "食品经营许可新办（餐饮服务）"


@pytest.fixture
def console(open_page):
    page = open_page("/console", permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("window.stayed = true")
    return page


def searches(page):
    """The searches the page makes from now on, by what was searched for."""
    made = []
    page.on(
        "request",
        lambda request: made.append(request.url) if "/api/v1/items?" in request.url else None,
    )
    return made


def found(page, name):
    page.locator("[data-hits] .hit-name", has_text=name).first.wait_for()


def test_hits_appear_while_one_types_and_the_page_stays(console):
    assert console.evaluate("document.activeElement.id") == "q"

    console.keyboard.type("食品经营", delay=20)

    found(console, FOOD)
    assert console.evaluate("stayed")
    assert "找到" in console.get_by_role("status").inner_text()


def test_quick_typing_asks_the_service_once(console):
    made = searches(console)

    # In one go, since between real keys a busy machine may take its time.
    console.eval_on_selector(
        "#q",
        """field => {
            for (const part of ["食", "食品", "食品经营", "食品经营许可"]) {
                field.value = part;
                field.dispatchEvent(new InputEvent("input", {bubbles: true}));
            }
        }""",
    )
    found(console, FOOD)

    assert len(made) == 1


def test_an_input_method_in_the_middle_of_a_word_does_not_search(console):
    made = searches(console)
    console.eval_on_selector(
        "#q",
        """field => {
            field.dispatchEvent(new CompositionEvent("compositionstart"));
            for (const part of ["s", "sh", "she", "sheb"]) {
                field.value = part;
                field.dispatchEvent(new InputEvent("input", {isComposing: true, bubbles: true}));
            }
        }""",
    )
    console.wait_for_timeout(300)
    midway = list(made)

    console.eval_on_selector(
        "#q",
        """field => {
            field.value = "社保卡";
            field.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true}));
        }""",
    )
    found(console, "社会保障卡补领")

    assert (midway, len(made)) == ([], 1)


@pytest.mark.parametrize("key", ["Enter", "Escape", "ArrowDown", "/"])
def test_keys_of_an_input_method_do_nothing(console, key):
    console.keyboard.type("食品经营")
    found(console, FOOD)

    console.eval_on_selector(
        "#q",
        """(field, key) => field.dispatchEvent(new KeyboardEvent("keydown",
            {key, keyCode: 229, bubbles: true, cancelable: true}))""",
        key,
    )

    assert console.input_value("#q") == "食品经营"
    assert console.evaluate("document.activeElement.id") == "q"
    assert console.locator("[data-title]").inner_text() == "事项内容"


def test_the_whole_call_goes_by_keyboard(console):
    console.keyboard.type("食品经营许可新办")
    found(console, FOOD)

    console.keyboard.press("ArrowDown")
    console.keyboard.press("Enter")
    console.get_by_role("heading", name=FOOD).wait_for()
    console.keyboard.press("Alt+c")
    console.get_by_text("已复制").wait_for()

    copied = console.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(FOOD)
    assert "示例路1号" in copied and "未填写" not in copied


def test_arrows_walk_through_the_hits_and_back_to_the_field(console):
    console.keyboard.type("船舶检验")
    found(console, "船舶检验")
    focused = "document.activeElement.dataset.code ?? document.activeElement.id"
    listed = console.eval_on_selector_all(
        "[data-hits] a", "links => links.map(l => l.dataset.code)"
    )

    walked = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"):
        console.keyboard.press(key)
        walked.append(console.evaluate(focused))

    assert walked == [listed[0], listed[1], listed[0], "q", "q"]


def test_enter_in_the_field_opens_the_first_hit(console):
    console.keyboard.type("社会保障卡补领")

    console.keyboard.press("Enter")

    console.get_by_role("heading", name="社会保障卡补领").wait_for()
    assert console.locator("[data-hits] [aria-current]").get_attribute("data-code") == "T-003"
    assert console.evaluate("stayed")


def test_enter_opens_what_to_say_where_the_words_mean_no_item(console):
    console.keyboard.type("2019年12345办了多少件")
    console.keyboard.press("Enter")
    console.get_by_role("heading", name="年度报告里的答复").wait_for()

    console.keyboard.press("Alt+c")
    console.get_by_text("已复制").wait_for()

    assert "434" in console.evaluate("navigator.clipboard.readText()")
    assert console.locator("[data-fields] div").count() == 0


def test_escape_clears_and_slash_leads_back_to_the_field(console):
    console.keyboard.type("社会保障卡补领")
    console.keyboard.press("Enter")
    console.get_by_role("heading", name="社会保障卡补领").wait_for()

    console.keyboard.press("Escape")
    cleared = (console.input_value("#q"), console.locator("[data-hits] a").count())
    console.locator("[data-script]").focus()
    console.keyboard.press("/")

    assert cleared == ("", 0)
    assert console.evaluate("[document.activeElement.id, document.activeElement.value]") == [
        "q",
        "",
    ]


def test_a_slash_in_the_notes_is_a_slash(console):
    console.locator("#notes").focus()

    console.keyboard.type("a/b")

    assert console.input_value("#notes") == "a/b"


def test_notes_and_answer_are_copied_together(console):
    console.keyboard.type("社会保障卡补领")
    console.keyboard.press("Enter")
    console.get_by_role("heading", name="社会保障卡补领").wait_for()
    console.fill("#notes", "来电人住城关镇")

    console.get_by_role("button", name="复制记录和答复").click()
    console.get_by_text("已复制").wait_for()

    copied = console.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("通话记录：\n来电人住城关镇\n\n答复：\n社会保障卡补领")


def test_what_a_script_shows_is_what_the_page_without_scripts_shows(console, open_page):
    console.keyboard.type("社会保障卡补领")
    console.keyboard.press("Enter")
    console.get_by_role("heading", name="社会保障卡补领").wait_for()

    plain = open_page("/console?q=社会保障卡补领&code=T-003", js=False)

    for part in ("title", "about", "fields", "script"):
        place = f"[data-{part}]"
        shown = [page.locator(place).inner_text().split() for page in (console, plain)]
        assert (part, shown[0]) == (part, shown[1])


def test_a_saved_log_entry_is_told_and_listed(signed_in_page):
    page = signed_in_page("operator", "/desk/log?kind=training")
    page.fill("#f-happened_on", "2026-01-05")
    page.fill("#f-title", "浏览器里记的培训")

    page.get_by_role("button", name="保存").click()

    assert page.get_by_role("status").inner_text().startswith("已保存，")
    assert page.get_by_role("cell", name="浏览器里记的培训").is_visible()


def test_a_date_is_read_back_in_words_with_its_weekday(signed_in_page):
    page = signed_in_page("operator", "/desk/log?kind=training")

    page.fill("#f-happened_on", "2026-01-05")

    assert page.locator("#r-happened_on").inner_text() == "2026年1月5日（星期一）"


@pytest.mark.parametrize("js", [True, False])
def test_a_log_form_with_an_error_keeps_what_was_typed_and_leads_to_the_error(
    chromium, site, barriers, js, sign_in_as
):
    # Not through open_page: the browser itself writes a 422 to the console.
    page = chromium.new_page(java_script_enabled=js, base_url=site.address)
    sign_in_as(page, "operator")
    page.goto("/desk/log?kind=measure")
    page.fill("#f-title", "窗口延时服务")
    page.fill("#f-owner", "办公室主任")
    page.fill("#f-due", "")

    page.get_by_role("button", name="保存").click()
    page.locator("[data-summary] a").first.wait_for()
    focused = page.evaluate("document.activeElement.hasAttribute('data-summary')") if js else True
    kept = [page.input_value(f"#f-{name}") for name in ("title", "owner")]
    wrong = page.locator("#f-due").get_attribute("aria-invalid")
    stopped = barriers(page) if js else []
    page.locator("[data-summary] a").first.click()
    led = page.evaluate("document.activeElement.id") if js else "f-due"
    page.close()

    assert (focused, kept, wrong, led) == (True, ["窗口延时服务", "办公室主任"], "true", "f-due")
    assert stopped == []
