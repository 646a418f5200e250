"""Checks of fees told in section six, and of how and when the report was published."""

import re
from collections.abc import Iterator

from assistant.ingest.reports.text import folded
from assistant.reporting.checks.model import Case, Check, Spot
from assistant.reporting.checks.views import is_government, place_of, section_of

_FEE = re.compile("处理费|收费|收取.{0,8}费|费用.{0,6}收取")
_PUBLISHED = re.compile(
    r"(?:发布|公开|发文|成文|生成|公布)(?:时间|日期)\s*[:|]?\s*(20\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})"
)
_SIGNED = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_ANNUAL = re.compile("年度报告|年报|年度.{0,12}报告$")
_WORK_REPORT = re.compile(
    r"(?m)^[^。\n]{0,40}20\d\d\s*年[^。\n]{0,24}信息公开[^。\n]{0,8}(?:工作报告|工作总结|总结|自查报告|情况汇报)\s*$"
)
_LETTER = re.compile(
    r"(?m)关于(?:报送|上报|呈报)[^。\n]{0,60}(?:的函|的报告|函)\s*$|^\s*(?:现将[^。\n]{0,60}(?:报送|上报|呈报|随函)|现(?:报送|呈报)|特此(?:函|报)[告达]?|随函)"
)
_HEAD = 2000


def fee_told(case: Case) -> Iterator[Spot]:
    """C-FEE1: section six says whether processing fees were charged (2021 edition)."""
    section = section_of(case.report, 6)
    if case.report.year < 2021 or section is None or _FEE.search(section.text):
        return
    said = " ".join(section.text.split())
    why = f"只写了“{said[:20]}”，没有说明信息处理费" if said else "没有说明信息处理费"
    remedy = "写明收取信息处理费的件数和金额；没有收取的写“未收取信息处理费”。"
    yield Spot(place_of(6), why, remedy, 6, 0, "error" if case.has_fees_logged else "warning")


def in_time(case: Case) -> Iterator[Spot]:
    """C-PUB1: published by 31 January, by a government as a whole by 31 March."""
    report = case.report
    told = case.published_on[:10] or _date(_PUBLISHED, case.text[: 4 * _HEAD])
    signed = _date(_SIGNED, report.signature)
    government = is_government(case.agency or report.agency)
    due = case.limits.government_due if government else case.limits.due
    if not report.year or not (told or signed):
        return
    limit = f"{report.year + 1}-{due}"
    if told > limit:
        why = f"公布日期 {told}，期限 {limit}"
        yield Spot("公布", why, "查明原因，今后按期公布。", 6, 10**6)
    elif not told and signed > limit:
        why = f"落款日期 {signed}，公布期限 {limit}"
        yield Spot("落款", why, "查明原因，今后按期公布。", 6, 10**6, "warning")


def _date(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(folded(text))
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""


def form(case: Case) -> Iterator[Spot]:
    """C-PUB2: an annual report by its title, and not the letter that sent it."""
    title, head = case.report.title, case.text[:_HEAD]
    work_report = _WORK_REPORT.search(head)
    if title and not _ANNUAL.search(title):
        yield Spot("标题", f"“{title}”", "标题应为“××年政府信息公开工作年度报告”。")
    elif not title and work_report:
        said = work_report[0].strip()
        yield Spot("标题", f"“{said}”", "标题应为“××年政府信息公开工作年度报告”。")
    if letter := _LETTER.search(head):
        why = f"“{' '.join(letter[0].split())[:40]}”"
        yield Spot("开头", why, "公布年度报告本身，不要公布报送的函。")


CHECKS = (
    Check("C-FEE1", "warning", "第六部分写明信息处理费", fee_told),
    Check("C-PUB1", "error", "按期公布", in_time),
    Check("C-PUB2", "warning", "公布的是年度报告", form),
)
