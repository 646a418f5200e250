"""Accounts in a browser without scripts: the first sign-in, the forced change, the wait."""

import re

import pytest

GOOD = "three quiet rivers"


@pytest.fixture(scope="module")
def apart(serve, settings_in, tmp_path_factory):
    """A service of these tests' own: the waits of its address are its own too."""
    with serve(settings_in(tmp_path_factory.mktemp("accounts"))) as site:
        yield site


@pytest.fixture
def page(chromium, apart):
    context = chromium.new_context(
        base_url=apart.address, java_script_enabled=False, locale="zh-CN"
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def sign_in(page, name, password):
    page.goto("/desk/sign-in")
    page.get_by_label("账号").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def change(page, old, new, again):
    for label, word in (("一次性密码", old), ("新密码", new), ("再输一次新密码", again)):
        page.get_by_label(label, exact=True).fill(word)
    page.get_by_role("button", name="改密码").click()


def test_the_first_sign_in_forces_a_new_password_and_then_opens_the_desk(page, apart, new_account):
    first = new_account(apart.settings, "chief", "admin")
    sign_in(page, "chief", first)
    page.goto("/desk/accounts")
    forced = page.url
    change(page, first, "chief-2026!", "chief-2026!")
    refused = page.get_by_role("alert").inner_text()
    change(page, first, GOOD, GOOD)
    page.get_by_role("status").wait_for()

    assert forced.endswith("/desk/account/password")
    assert "不能有账号名" in refused
    page.goto("/desk")
    assert page.get_by_role("link", name="账号管理").first.is_visible()
    page.get_by_role("button", name="退出登录").click()
    page.goto("/desk")
    assert "/desk/sign-in" in page.url


def test_an_account_is_added_in_the_browser_and_its_owner_signs_in(page, apart, colleague):
    colleague(apart, "admin", "keeper")
    sign_in(page, "keeper", "correct horse battery")
    page.goto("/desk/accounts")
    page.get_by_role("textbox", name="账号").fill("zhaoliu")
    page.get_by_role("button", name="添加账号").click()
    told = page.locator("[data-summary] a").all_inner_texts()
    kept = page.get_by_role("textbox", name="账号").input_value()
    page.get_by_label("角色").select_option("viewer")
    page.get_by_role("button", name="添加账号").click()
    first = page.locator("[data-password]").inner_text()
    page.get_by_role("button", name="退出登录").click()

    sign_in(page, "zhaoliu", first)

    assert ([line[:2] for line in told], kept) == (["角色"], "zhaoliu")
    assert page.url.endswith("/desk/account/password")


def test_after_five_slips_one_is_told_to_wait(page, apart, new_account):
    password = new_account(apart.settings, "hasty", "viewer")
    for _ in range(5):
        sign_in(page, "hasty", "slip")

    sign_in(page, "hasty", password)

    assert re.search("请 1 分钟后再试", page.get_by_role("alert").inner_text())
    assert page.get_by_label("账号").input_value() == "hasty"


def test_a_form_that_was_typed_too_long_is_sent_after_signing_in_again(page, apart, colleague):
    colleague(apart, "operator", "late")
    sign_in(page, "late", "correct horse battery")
    page.goto("/desk/log?kind=training")
    page.fill("#f-happened_on", "2026-01-05")
    page.fill("#f-title", "写了很久的培训")
    page.context.clear_cookies(name="desk")

    page.get_by_role("button", name="保存").click()
    page.get_by_label("账号").fill("late")
    page.get_by_label("密码").fill("correct horse battery")
    page.get_by_role("button", name="登录").click()
    page.get_by_role("button", name="提交刚才填写的内容").click()

    assert page.get_by_role("status").inner_text().startswith("已保存，")
    assert page.get_by_role("cell", name="写了很久的培训").is_visible()
