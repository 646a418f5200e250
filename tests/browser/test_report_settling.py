"""A report checked, imported and settled in the browser, with and without scripts."""

import re

import pytest

from tests.reporting.checks.conftest import spoilt

TEXT = spoilt(
    ("（一）予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 3 |", "（一）予以公开 2100003 1"),
    ("行政许可 | 3050", "行政许可 | -1"),
)


@pytest.fixture(scope="module")
def site(serve, settings_in, tmp_path_factory):
    """A service of this file's own: what is imported here must not answer elsewhere."""
    with serve(settings_in(tmp_path_factory.mktemp("settling") / "data")) as running:
        yield running


@pytest.fixture(scope="module")
def desk(site, colleague):
    return lambda role: colleague(site, role)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.mark.parametrize(
    ("county", "more"), [("云岭县", {}), ("青岭县", {"js": False, "width": 360})]
)
def test_from_the_file_to_the_settled_number(signed_in_page, barriers, report, county, more):
    report.write_text(TEXT.replace("云岭县", county), "utf-8")
    page = signed_in_page("editor", "/desk/check", **more)
    page.get_by_role("button", name="检查").click()
    assert page.locator("[data-summary]").inner_text().count("还没有选择文件") == 1
    page.set_input_files("#f-file", report)
    page.get_by_role("button", name="检查").click()
    assert page.get_by_role("cell", name="改为不小于 0 的整数。").is_visible()
    looked_at(page, barriers, more)
    page.get_by_role("link", name="导入这份报告").click()
    assert page.get_by_label("所属机关").input_value() == f"{county}行政审批服务局"
    looked_at(page, barriers, more)
    page.get_by_role("button", name="导入这份报告").click()
    page.wait_for_url("**note=imported")
    for label, number in zip(LABELS, "2100009", strict=True):
        page.get_by_label(label, exact=True).fill(number)
    page.get_by_label("依据").fill("与网页原件核对")
    page.get_by_role("button", name="保存").click()
    assert page.get_by_text("各列之和 3，总计填 9").is_visible()
    assert page.get_by_label("依据").input_value() == "与网页原件核对"
    looked_at(page, barriers, more)
    page.get_by_label("总计", exact=True).fill("3")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**note=settled")
    assert page.get_by_text("自然人 2；商业企业 1").is_visible()
    looked_at(page, barriers, more)
    page.get_by_role("link", name=re.compile("^撤回")).click()
    page.get_by_role("button", name="撤回").click()
    assert page.locator("[data-summary]").inner_text().count("请写明为什么撤回") == 1
    looked_at(page, barriers, more)
    page.get_by_label("为什么撤回").fill("看错了一行")
    page.get_by_role("button", name="撤回").click()
    page.wait_for_url("**note=withdrawn")
    assert page.get_by_text("看错了一行").is_visible() and page.get_by_text("已不用").is_visible()
    looked_at(page, barriers, more)


LABELS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def looked_at(page, barriers, more):
    """Nothing keeps people out, nothing is wider than the screen."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if more.get("js", True):
        assert barriers(page) == []
