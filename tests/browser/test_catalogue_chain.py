"""The whole way of the catalogue desk in one go: from a bad table to the next citizen answered."""

import re

import openpyxl
import pytest

from tests.conftest import PASSWORD

TABLE = "事项名称,编码,承诺办结时限,计划生效日期\n竹筏年检,Z-1,5,\n船舶检验登记,Z-2,若干,2026-02-31\n,Z-3,1,\n"
WORD = "皮划艇"


@pytest.fixture
def site(serve, settings):
    """A service of this test's own: nobody else's questions stand in its queue."""
    with serve(settings) as running:
        yield running


@pytest.fixture
def staff(site, open_page, colleague):
    """Opens the desk as one who types name and password: `staff("editor")`."""

    def arrive(role):
        colleague(site, role, f"one-{role}")
        page = open_page("/desk")
        page.get_by_label("账号").fill(f"one-{role}")
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.get_by_role("button", name="退出登录").wait_for()
        return page

    return arrive


@pytest.fixture
def citizen(open_page):
    """Asks on the public page as somebody who comes for the first time; the whole turn's text."""

    def ask(question):
        page = open_page("/")
        page.fill("#question", question)
        page.keyboard.press("Enter")
        page.locator("[data-answer]").wait_for()
        return page.locator(".turn").inner_text()

    return ask


def preview(page, path, button):
    """Upload a file as staff do, and wait for what its preview offers."""
    page.goto("/desk/catalogue/import")
    page.set_input_files("#f-file", str(path))
    page.get_by_role("button", name="上传并预览").click()
    page.get_by_role("button", name=button).wait_for()


def refused_rows(page, to):
    """The downloaded rows that could not be imported: what is wrong with each, by its code."""
    page.get_by_role("link", name="不能导入").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载不能导入的行").click()
    download.value.save_as(to)
    head, *rows = openpyxl.load_workbook(to).active.values
    return {row[head.index("编码")]: row[head.index("未导入原因")] for row in rows}


def mend(path, **by_code):
    """Put the right values into a table's cells, by code and column."""
    book = openpyxl.load_workbook(path)
    head = [cell.value for cell in book.active[1]]
    for row in book.active.iter_rows(min_row=2):
        for column, value in by_code[row[head.index("编码")].value.replace("-", "")].items():
            row[head.index(column)].value = value
    book.save(path)


def confirm(page, eventually, site, code):
    page.get_by_role("button", name="确认导入").click()
    page.get_by_text("已导入，几秒钟后群众就能问到").wait_for()
    eventually(lambda: site.get(f"/api/v1/items/{code}").status == 200, 30)


def publish_edited(staff, page, code):
    """The editor completes the imported item, a reviewer publishes it."""
    page.goto(f"/desk/catalogue/{code}/edit")
    page.get_by_label("受理条件").fill("船舶在本县登记")
    page.get_by_label("改了什么、为什么").fill("补齐条件")
    page.get_by_role("button", name="送审").click()
    reviewer = staff("reviewer")
    reviewer.goto(f"/desk/catalogue/{code}")
    reviewer.get_by_role("button", name="发布").click()
    assert "群众现在就能查到" in reviewer.get_by_role("status").inner_text()


def make_line(page, word, target):
    """From the queue to a line: filled in, replayed, seen, published; what the replay told."""
    page.goto("/desk/learning")
    page.get_by_role("link", name=word, exact=True).click()
    page.get_by_role("link", name="加一条说法").click()
    page.fill("#f-c1", target)
    page.get_by_role("button", name="保存并核对").click()
    page.get_by_role("heading", name="核对结果").wait_for(timeout=60_000)
    told = page.inner_text("#main")
    page.get_by_role("button", name="发布", exact=True).click()
    assert "发布，一两秒内生效" in page.locator("[role=status]").inner_text()
    return told


def test_from_a_bad_table_to_the_next_citizen_answered(staff, citizen, site, tmp_path, eventually):
    (tmp_path / "a.csv").write_text(TABLE, "utf-8")
    editor = staff("editor")

    preview(editor, tmp_path / "a.csv", "确认导入（新增 1 个")
    reasons = refused_rows(editor, tmp_path / "bad.xlsx")
    confirm(editor, eventually, site, "Z-1")
    mend(
        tmp_path / "bad.xlsx",
        Z2={"承诺办结时限": 7, "计划生效日期": "2026-02-28"},
        Z3={"事项名称": "渡口设置许可"},
    )
    preview(editor, tmp_path / "bad.xlsx", "确认导入（新增 2 个")
    confirm(editor, eventually, site, "Z-2")
    publish_edited(staff, editor, "Z-2")
    eventually(lambda: "船舶在本县登记" in site.page("/items/Z-2").text, 10)

    before = citizen(f"我的{WORD}要怎么弄")
    told = make_line(editor, WORD, "船舶检验登记")
    eventually(lambda: (site.ask(f"{WORD}怎么弄")["item"] or {}).get("code") == "Z-2", 15)
    after = citizen(f"我的{WORD}要怎么弄")

    assert "应为整数" in reasons["Z-2"] and "没有这一天" in reasons["Z-2"]
    assert "事项名称为空" in reasons["Z-3"]
    assert "船舶检验登记" not in before
    assert re.search(r"变好 1，变差 0", told)
    assert "船舶检验登记" in after
