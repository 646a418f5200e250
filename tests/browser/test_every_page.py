"""Every page: nothing that keeps people out, nothing wider than the screen, nothing from outside."""

import functools
import re

import pytest

# The number of the place in tests/conftest.py, which is made of its content.
HALL = "4390d48528fd01ff"
PAGES = {
    "ask": "/",
    "ask with a question in the field": "/?question=补社保卡",
    "items": "/items",
    "items, second page": "/items?page=2",
    "items, none found": "/items?q=食品经营许可&list=就近办",
    "item": "/items/T-001",
    "item that no longer holds": "/items/T-004",
    "item with little": "/items/F-03",
    "reports": "/reports",
    "report": "/reports/langao-xzspj/2019",
    "reports compared": "/reports/compare?metric=list_online",
    "reports compared, wrongly": "/reports/compare?metric=list_online&agency=月球&from=x",
    "help": "/help",
    "open data": "/open",
    "console": "/console",
    "console with a card": "/console?q=食品经营许可&code=T-001",
    "sign-in": "/desk/sign-in",
    "desk": "/desk",
    "account": "/desk/account",
    "password": "/desk/account/password",
    "codes": "/desk/account/codes",
    "accounts": "/desk/accounts",
    "an account": "/desk/accounts/the-admin",
    "audit": "/desk/audit",
    "audit, none found": "/desk/audit?words=没有这样的字",
    "import": "/desk/catalogue/import",
    "catalogue": "/desk/catalogue",
    "catalogue, none found": "/desk/catalogue?text=绝没有这样的事项",
    "catalogue, lint": "/desk/catalogue/lint",
    "catalogue, ledger": "/desk/catalogue/ledger?against=2020-01-01",
    "catalogue, new item": "/desk/catalogue/new",
    "catalogue, item": "/desk/catalogue/T-001",
    "catalogue, item's form": "/desk/catalogue/T-001/edit",
    "catalogue, item's versions": "/desk/catalogue/T-001/versions",
    "catalogue, item stopped": "/desk/catalogue/T-001/status",
    "places": "/desk/places",
    "places, none found": "/desk/places?text=绝没有这样的地点",
    "new place": "/desk/places/new",
    "a place": f"/desk/places/{HALL}",
    "a place that changes": f"/desk/places/{HALL}/change",
    "a place to merge": f"/desk/places/{HALL}/merge",
    "values": "/desk/places/values?field=places.hours",
    "log": "/desk/log",
    "log, requests": "/desk/log?kind=request",
    "report drafts": "/desk/reports",
    "draft": "/desk/reports/2020/2019",
    "draft, one paragraph": "/desk/reports/2020/2019/paragraphs/others.fees",
    "draft, gaps": "/desk/reports/2020/2019/gaps",
    "draft, figures": "/desk/reports/2020/2019/figures",
    "draft, one figure": "/desk/reports/2020/2019/figures/permits_handled",
    "draft beside last year's report": "/desk/reports/2020/2019/compare",
    "report check": "/desk/check",
    "reports read": "/desk/reports/read",
    "one report read": "/desk/reports/read/langao-xzspj/2019",
    "log, import": "/desk/log/import",
    "log, real-name chain": "/desk/log/publications",
    "requests": "/desk/requests",
    "new request": "/desk/requests/new",
    "disputes": "/desk/disputes",
    "new dispute": "/desk/disputes/new",
    "learning queue": "/desk/learning",
    "lexicon": "/desk/lexicon",
    "aliases": "/desk/lexicon/items?kind=alias",
    "frequent questions": "/desk/lexicon/items?kind=faq",
    "lexicon line": "/desk/lexicon/line?table=meaning&key=社保卡%26丢%7C掉了",
    "edits": "/desk/edits",
    "new edit, line": "/desk/edits/new?action=line&table=meaning",
    "new edit, frequent question": "/desk/edits/new?action=faq",
    "why": "/desk/why?q=补社保卡",
}

# What a sighted person's mouse or finger must hit; a link inside a sentence is as high as its line.
SMALL = """
    least => [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, .button")]
        .filter(element => element.offsetParent !== null)
        .map(element => [element.outerHTML.slice(0, 80), element.getBoundingClientRect().height])
        .filter(([_, height]) => height < least)
"""
NAMELESS = """
    () => [...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
        .filter(field => !field.labels.length && !field.getAttribute("aria-label"))
        .map(field => field.outerHTML)
"""


@pytest.fixture
def admin_page(signed_in_page, desk):
    """Opens an address in the browser of one who may see every page; a draft is there."""
    desk("admin").submit("/desk/reports", {"year": "2020", "edition": "2019"})
    return functools.partial(signed_in_page, "admin")


def everywhere(page, look):
    """What a look at each page finds, by page; pages without a finding are left out."""
    found = {}
    for name, path in PAGES.items():
        page.goto(path)
        assert re.fullmatch(r".+ - 岚皋县行政审批服务局", page.title()), name
        if seen := look(page):
            found[name] = seen
    return found


@pytest.mark.parametrize(("width", "letters"), [(1280, "normal"), (360, "large")])
def test_no_page_keeps_anybody_out(admin_page, barriers, width, letters):
    page = admin_page("/mode?size=" + letters, width=width)

    assert everywhere(page, barriers) == {}


def test_no_page_has_words_too_faint_for_a_dark_screen(admin_page, barriers):
    page = admin_page("/", color_scheme="dark")

    assert everywhere(page, lambda page: barriers(page, "color-contrast")) == {}


@pytest.mark.parametrize(("letters", "least"), [("normal", 44), ("large", 60)])
def test_every_page_fits_its_screen_and_a_finger(admin_page, letters, least):
    page = admin_page("/mode?size=" + letters)

    def misfits(page):
        """What stands out to the right by width, and what is too small for a finger on a phone."""
        over = {}
        for width in (1440, 768, 360):
            page.set_viewport_size({"width": width, "height": 800})
            over[width] = page.evaluate("document.documentElement.scrollWidth") - width
        # Operators sit at desks: their console is set smaller.
        small = [] if "/console" in page.url else page.evaluate(SMALL, least)
        return [*((width, by) for width, by in over.items() if by), *small]

    assert everywhere(page, misfits) == {}


def test_every_field_has_a_label_that_stays_while_one_types(admin_page):
    page = admin_page("/")

    assert everywhere(page, lambda page: page.evaluate(NAMELESS)) == {}


def test_no_page_without_scripts_shows_a_button_that_would_do_nothing(admin_page):
    page = admin_page("/", js=False)

    idle = everywhere(
        page, lambda page: page.locator("button[type=button]:visible").all_inner_texts()
    )

    assert idle == {}


@pytest.mark.parametrize("path", ["/nowhere", "/items/none"])
def test_an_error_page_keeps_nobody_out_and_leads_home(chromium, site, barriers, path):
    # Not through open_page: the browser itself writes a 404 to the console.
    page = chromium.new_page()
    page.goto(site.address + path)

    found = (barriers(page), page.locator("main a").first.get_attribute("href"))
    page.close()

    assert found == ([], "/")


@pytest.mark.parametrize(
    "question", ["食品经营许可新办（餐饮服务）怎么办", "船舶检验", "着火了", "？？"]
)
def test_an_answer_keeps_nobody_out_and_fits_a_phone(open_page, barriers, question):
    page = open_page("/", width=360)
    page.fill("#question", question)
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn [data-answer]")

    page.eval_on_selector_all("details", "folded => folded.forEach(one => one.open = true)")

    assert barriers(page) == []
    assert page.evaluate(SMALL, 44) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_these_tests_see_a_barrier_where_there_is_one(chromium, barriers):
    page = chromium.new_page()
    page.set_content("<html lang=zh><title>x</title><main><h1>x</h1><img src=data:,><input></main>")

    rules = {found.split(":")[0] for found in barriers(page)}
    unnamed = page.evaluate(NAMELESS)
    page.close()

    assert rules == {"image-alt", "label"}
    assert unnamed == ["<input>"]
