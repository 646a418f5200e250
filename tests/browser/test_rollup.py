"""Several units' reports, checked and rolled up in the browser."""

import pytest

from assistant.ingest.reports.reader import read_report
from tests.reporting.checks.conftest import GOOD


@pytest.fixture
def reports(tmp_path):
    """Two units' reports of one year."""
    paths = [tmp_path / "审批局.txt", tmp_path / "财政局.txt"]
    for path, unit in zip(paths, ("行政审批服务局", "财政局"), strict=True):
        path.write_text(GOOD.replace("行政审批服务局", unit), "utf-8")
    return paths


@pytest.mark.parametrize("more", [{}, {"width": 360}, {"js": False}])
def test_from_the_files_to_one_report(signed_in_page, barriers, reports, tmp_path, more):
    page = signed_in_page("viewer", "/desk/check", **more)
    page.get_by_label("年度报告文件").set_input_files(reports)
    page.get_by_role("button", name="检查").click()
    page.get_by_role("link", name="汇总这几份的表格").click()
    page.get_by_label("应报送的单位").fill("财政局\n教育局")
    page.get_by_role("button", name="汇总").click()
    if more.get("js", True):
        assert barriers(page) == []
    assert page.get_by_text("还没有报送的：教育局").is_visible()

    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载 .docx").click()
    waiting.value.save_as(tmp_path / "sum.docx")

    assert read_report(tmp_path / "sum.docx").year == 2023
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
