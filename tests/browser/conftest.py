"""Debian's Chromium, driven by Playwright; every page is watched for errors and strangers."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    sync_playwright,
)

from tests.conftest import PASSWORD

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).with_name("axe.min.js").read_text("utf-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not CHROMIUM and not os.environ.get("CI"):
        absent = pytest.mark.skip(reason="no chromium here; tests/browser/chromium.sh installs it")
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(absent)


# For a module at a time: while Playwright runs, no other event loop can run in its thread.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = _launched(playwright)
        yield browser
        browser.close()


def _launched(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


Open = Callable[..., Page]


@pytest.fixture
def open_page(chromium: Browser, site) -> Iterator[Open]:
    """Opens an address of the service in a browser of its own.

    The test fails at its end if a page wrote an error to the console, broke in a script, or
    asked for anything outside the service.
    """
    problems: list[str] = []

    def heard(said: ConsoleMessage) -> None:
        # A form with something wrong in it comes back as 422, of which the browser tells.
        if said.type in ("error", "warning") and "status of 422" not in said.text:
            problems.append(said.text)

    def watch(page: Page) -> None:
        page.on("console", heard)
        page.on("pageerror", lambda error: problems.append(str(error)))

    def asked(url: str) -> None:
        if not url.startswith((site.address + "/", "data:", "blob:", "about:")):
            problems.append(f"asked for {url}")

    def listen(context: BrowserContext) -> None:
        context.on("page", watch)
        context.on("request", lambda request: asked(request.url))

    with ExitStack() as opened:

        def start(path: str, js: bool = True, width: int = 1280, height: int = 900, **more) -> Page:
            context = chromium.new_context(
                base_url=site.address,
                java_script_enabled=js,
                viewport={"width": width, "height": height},
                locale="zh-CN",
                **more,
            )
            opened.callback(context.close)
            context.set_default_timeout(10_000)
            listen(context)
            page = context.new_page()
            page.goto(path)
            return page

        yield start
    assert problems == []


@pytest.fixture
def signed_in_page(open_page: Open, sign_in_as) -> Open:
    """Opens an address of the desk as somebody of a role: `signed_in_page("editor", path)`."""

    def start(role: str, path: str, **more) -> Page:
        page = open_page("/help", **more)
        sign_in_as(page, role)
        page.goto(path)
        return page

    return start


@pytest.fixture
def person(open_page: Open, colleague, site) -> Open:
    """Opens the desk in a browser in which somebody of a role signed in by the form."""

    def signed_in(role: str, **more) -> Page:
        client = colleague(site, role)
        page = open_page("/desk", **more)
        page.fill("input[name=name]", client.name)
        page.fill("input[name=password]", PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/desk")
        return page

    return signed_in


@pytest.fixture
def sign_in_as(desk) -> Callable[[Page, str], None]:
    """Gives a browser the session of somebody of a role."""

    def give(page: Page, role: str) -> None:
        client = desk(role)
        name, _, value = client.cookie.partition("=")
        page.context.add_cookies([{"name": name, "value": value, "url": client.address}])

    return give


@pytest.fixture(scope="session")
def barriers() -> Callable[..., list[str]]:
    """What axe finds on a page that keeps people out: rule, element, and why."""

    def find(page: Page, *rules: str) -> list[str]:
        # Evaluated over the debugger, since the pages' own policy lets no script in.
        page.evaluate(AXE)
        found = page.evaluate(
            "rules => axe.run(document, {resultTypes: ['violations'],"
            " ...(rules.length && {runOnly: rules})})",
            rules,
        )
        return [
            f"{rule['id']}: {node['target']} {node['failureSummary']}"
            for rule in found["violations"]
            if rule["impact"] in ("serious", "critical")
            for node in rule["nodes"]
        ]

    return find
