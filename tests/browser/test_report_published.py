"""A real year of one's own: from the first entry of the log to a citizen's answer, in the browser."""

import io

import pytest
from docx import Document
from openpyxl import Workbook

from assistant.assembly import now
from assistant.ingest.reports.reader import read_report
from tests.browser.test_report_draft import explain_warnings, fill_gaps, press

YEAR = int(now()[:4]) - 1
BASE = f"/desk/reports/{YEAR}/2021"
HEADERS = (
    "台账类别", "日期", "收到日期", "发布日期", "渠道", "类别", "类型", "变化", "标题", "数量",
    "是否按期", "申请人", "办理结果", "答复日期", "问题", "依据（数字或事例）", "措施",
    "责任人（岗位）", "完成日期",
)  # fmt: skip
LOG = (
    {"台账类别": "信息公开发布", "发布日期": f"{YEAR}-03-05", "渠道": "政府网站", "类别": "通知公告", "数量": 61},
    {"台账类别": "信息公开发布", "发布日期": f"{YEAR}-06-18", "渠道": "微信公众号", "类别": "政策解读", "数量": 27},
    {"台账类别": "行政许可办理", "日期": f"{YEAR}-12-31", "数量": 1834},
    {"台账类别": "12345 工单", "日期": f"{YEAR}-09-30", "类型": "求助", "是否按期": "按期", "数量": 219},
    {
        "台账类别": "依申请公开", "收到日期": f"{YEAR}-04-02", "申请人": "自然人",
        "办理结果": "予以公开", "答复日期": f"{YEAR}-04-20", "数量": 3,
    },
    {
        "台账类别": "依申请公开", "收到日期": f"{YEAR}-05-06", "申请人": "商业企业",
        "办理结果": "无法提供：本机关不掌握", "答复日期": f"{YEAR}-05-16", "数量": 1,
    },
    {"台账类别": "行政规范性文件", "日期": f"{YEAR}-12-31", "变化": "年末现行有效（总数）", "数量": 2},
    {"台账类别": "存在的问题", "日期": f"{YEAR}-11-20", "问题": "政策解读形式单一", "依据（数字或事例）": "全年只有文字解读"},
    {"台账类别": "存在的问题", "日期": f"{YEAR}-11-21", "问题": "部分栏目更新慢", "依据（数字或事例）": "第三季度有栏目没有更新"},
    {
        "台账类别": "改进措施", "日期": f"{YEAR}-12-01", "措施": "每月做一次图解",
        "责任人（岗位）": "政策科科长", "完成日期": f"{YEAR + 1}-06-30",
    },
    {
        "台账类别": "改进措施", "日期": f"{YEAR}-12-02", "措施": "按月核对栏目更新",
        "责任人（岗位）": "专职联络员", "完成日期": f"{YEAR + 1}-03-31",
    },
)  # fmt: skip


@pytest.fixture(scope="session")
def site(serve, settings_in, tmp_path_factory):
    """A service of this file's own: what is published here must not answer elsewhere."""
    with serve(settings_in(tmp_path_factory.mktemp("published"))) as running:
        yield running


def workbook():
    book = Workbook()
    book.active.append(HEADERS)
    for row in LOG:
        book.active.append([row.get(header) for header in HEADERS])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def record_the_year(page):
    """By file after a preview, and one deed by hand."""
    page.goto("/desk/log/import")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.set_input_files("#f-file", {"name": "台账.xlsx", "mimeType": kind, "buffer": workbook()})
    page.get_by_role("button", name="预览").click()
    page.get_by_role("button", name=f"导入 {len(LOG)} 条").click()
    assert f"已导入 {len(LOG)} 条" in page.locator("[role=status]").inner_text()
    page.goto("/desk/log?kind=training")
    page.fill("#f-happened_on", f"{YEAR}-05-12")
    page.fill("#f-title", "政务公开业务培训")
    page.fill("#f-people", "36")
    page.get_by_role("button", name="保存").click()
    assert "已保存" in page.locator("[role=status]").inner_text()


def test_a_real_year_goes_from_the_log_to_a_citizens_answer(
    person, open_page, eventually, tmp_path
):
    editor = person("editor")
    record_the_year(editor)
    editor.goto("/desk/reports")
    editor.fill("#f-year", str(YEAR))
    editor.get_by_role("button", name="新建草稿").click()
    editor.locator("#p-overview\\.publications .draft-text a.button").click()
    words = editor.input_value("#f-text")
    assert "88条〕" in words
    editor.fill("#f-text", words + "群众看得更清楚。")
    editor.get_by_role("button", name="保存", exact=True).click()
    fill_gaps(editor, BASE)
    explain_warnings(editor, BASE)
    press(editor, "提交审核", BASE)
    press(person("reviewer"), "审核通过", BASE)
    leader = person("leader")
    press(leader, "签发定稿", BASE)

    with leader.expect_download() as started:
        leader.get_by_role("link", name="下载 Word", exact=True).click()
    file = tmp_path / "report.docx"
    started.value.save_as(file)
    told = "\n".join(paragraph.text for paragraph in Document(file).paragraphs)
    assert "88条" in told and "群众看得更清楚" in told
    assert "草稿" not in told and "示例" not in told and "待补" not in told
    tables = read_report(file).tables
    assert tables.art20["art20_5"]["行政许可"]["value"].value == 1834
    assert tables.requests["new_received"]["total"].value == 4
    assert tables.requests["na_not_held"]["company"].value == 1

    press(leader, "公布", BASE)
    citizen = open_page("/reports")
    listed = citizen.get_by_role("link", name=str(YEAR)).first
    eventually(lambda: citizen.reload() and listed.is_visible(), 10)
    listed.click()
    shown = citizen.locator("main").inner_text()
    assert "群众看得更清楚" in shown and "1834" in shown
    citizen.goto("/")
    citizen.fill("#question", f"{YEAR}年12345办了多少件")
    citizen.keyboard.press("Enter")
    answer = citizen.locator(".turn").last
    answer.get_by_text("219件").first.wait_for()
    assert f"{YEAR}年" in answer.inner_text()
