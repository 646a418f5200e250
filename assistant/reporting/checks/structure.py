"""Checks of the form: six sections, their titles, the tables' edition, rows, the overview."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.ingest.reports.text import folded, squeezed
from assistant.ingest.reports.titles import headings
from assistant.models.report import AnnualReport, Edition
from assistant.models.report_tables import (
    ARTICLE_20,
    DISPUTE_GROUPS,
    REQUEST_ROWS,
    ROWS_2019,
    ROWS_2021,
    SECTION_TITLES,
)
from assistant.reporting.checks.model import Case, Check, Spot
from assistant.reporting.checks.views import (
    NUMERALS,
    has_gaps,
    is_followed,
    place_of,
    section_of,
)

_OWN_ROWS_2021 = frozenset({"other_no_supplement", "other_fee_unpaid"})
# The notices themselves write some titles longer than their template does.
_LONGER = re.compile(
    "行政机关|因?政府信息公开(?:工作)?(?:被)?(?:申请|提起)?|[的和与及、,()]|提起|情况$"
)
_THEMES: dict[str, re.Pattern[str]] = {
    "主动公开": re.compile("主动公开|(?:公开|发布|公布|更新)[^。;\n]{0,30}(?:信息|动态|文件|公告)"),
    "依申请公开": re.compile("依申请|申请公开|公开申请|公开的申请|申请件|依法申请"),
    "政府信息管理": re.compile(
        "信息管理|审核|审查|审校|校对|保密|公开目录|公开指南|公开属性|文件清理|规范管理|管理制度"
    ),
    "平台建设": re.compile("平台|网站|公众号|新媒体|专栏|专区|门户|信息网"),
    "监督保障": re.compile(
        "监督|考核|培训|评议|追责|责任追究|领导小组|检查|督查|督促|指导|专人|保障"
    ),
}


def six_sections(case: Case) -> Iterator[Spot]:
    """C-STR1: all six there, in their order, none empty."""
    report = case.report
    there = [section.no for section in report.sections]
    missing = [no for no in SECTION_TITLES if no not in there]
    last = max(there, default=0)
    if missing and last <= 3 and missing == list(range(last + 1, 7)):
        yield Spot(
            "全文",
            f"文字到“{_tail(report)}”为止，没有第{NUMERALS[last + 1]}至第六部分",
            "如果这只是节选，请用全文检查；如果是全文，请补齐六个部分。",
            section=last,
            offset=_length(report, last),
        )
        missing = []
    for no in missing:
        yield Spot(place_of(no), _absent(case, no), "按规定格式补上这一部分，次序不能变。", no)
    for section in report.sections:
        if is_followed(report, section.no) and _is_empty(report, section.no):
            why = "这一部分只有标题，没有内容"
            yield Spot(
                place_of(section.no), why, "写上内容或表格；没有要报告的也要写明。", section.no
            )


def _tail(report: AnnualReport) -> str:
    text = report.sections[-1].text if report.sections else report.preface
    title = report.sections[-1].title if report.sections else report.title
    return " ".join((text or title)[-16:].split())


def _length(report: AnnualReport, no: int) -> int:
    section = section_of(report, no)
    return len(section.text) if section else 0


def _absent(case: Case, no: int) -> str:
    for heading in headings(squeezed(case.text)):
        # A title with its own number, alone on its line, that did not fit the order.
        if heading.no == no and heading.score >= 9:
            return f"“{place_of(no)}”不在应有的位置"
    return f"没有“{place_of(no)}”"


def _is_empty(report: AnnualReport, no: int) -> bool:
    section = section_of(report, no)
    tables = report.tables
    table = {2: tables.art20, 3: tables.requests, 4: tables.disputes}.get(no)
    # A missing table is C-STR4's to tell.
    return section is not None and not section.text.strip() and table is None


def titles(case: Case) -> Iterator[Spot]:
    """C-STR2: titles in the wording of the official format."""
    for section in case.report.sections:
        wanted = SECTION_TITLES[section.no]
        if not section.title:
            why = f"第{NUMERALS[section.no]}部分没有标题"
            yield Spot(place_of(section.no), why, f"补上标题“{place_of(section.no)}”。", section.no)
        elif (said := _core(section.title)) != _core(wanted):
            near = _core(wanted) in said
            likeness = (
                1.0
                if near
                else max(_likeness(said, _core(wanted)), _likeness(section.title, wanted))
            )
            yield Spot(
                place_of(section.no),
                f"标题写作“{section.title}”",
                f"改为规定的标题“{wanted}”。",
                section.no,
                severity="warning" if likeness >= case.limits.title_alike else "error",
            )


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _core(title: str) -> str:
    return _LONGER.sub("", folded(title))


def edition(case: Case) -> Iterator[Spot]:
    """C-STR3: the tables are those of the edition for the report's year, not of both."""
    report = case.report
    if not (report.tables.art20 or report.tables.requests):
        return
    if report.edition is Edition.HYBRID:
        remedy = f"表格全部改用{_wanted(report.year)}。"
        yield Spot("二、表格", "表头有 2019 年格式的，也有 2021 年格式的", remedy, 2)
    elif report.year and report.edition is not _fitting(report.year):
        why = f"{report.year} 年度的报告用了 {report.edition.value} 年格式的表格"
        yield Spot("二、表格", why, f"改用{_wanted(report.year)}重新填表。", 2)


def _fitting(year: int) -> Edition:
    return Edition.TRIAL if year <= 2020 else Edition.CURRENT


def _wanted(year: int) -> str:
    if 0 < year <= 2020:
        return "国办公开办函〔2019〕60号的格式"
    return "国办公开办函〔2021〕30号的格式"


def rows(case: Case) -> Iterator[Spot]:
    """C-STR4: every row and column of the tables is there."""
    report = case.report
    lacking = {no: _lacking(report, no) for no in (2, 3, 4)}
    absent = [no for no, labels in lacking.items() if labels == _expected(report, no)]
    if absent:
        tables = "、".join(f"表{NUMERALS[no]}" for no in absent)
        remedy = "按规定格式补上表格；用网页表格，不用图片或附件。"
        yield Spot(tables, "没有读到表格", remedy, absent[0])
    for no, labels in lacking.items():
        if labels and no not in absent and report.edition is not Edition.HYBRID:
            why = f"没有读到：{'、'.join(labels[:4])}{'等' if len(labels) > 4 else ''}"
            yield Spot(f"表{NUMERALS[no]}", why, "按规定格式补齐表格的各行各列。", no)


def _lacking(report: AnnualReport, no: int) -> list[str]:
    """Labels of the rows that a table should have and has not; where it was cut off, none."""
    if not is_followed(report, no) or section_of(report, no) is None:
        return []
    tables = report.tables
    present = {
        2: {row for block in tables.art20.values() for row in block},
        3: {REQUEST_ROWS.get(key, key) for key in tables.requests},
        4: {DISPUTE_GROUPS.get(key, key) for key in tables.disputes},
    }[no]
    return [label for label in _expected(report, no) if label not in present]


def _expected(report: AnnualReport, no: int) -> list[str]:
    if no == 2:
        return _art20_rows(report)
    return _request_rows(report) if no == 3 else list(DISPUTE_GROUPS.values())


def _art20_rows(report: AnnualReport) -> list[str]:
    wanted = ROWS_2019 if report.edition is Edition.TRIAL else ROWS_2021
    return [row for block in ARTICLE_20 if block in wanted for row in wanted[block]]


def _request_rows(report: AnnualReport) -> list[str]:
    own = frozenset[str]() if report.edition is Edition.CURRENT else _OWN_ROWS_2021
    return [label for key, label in REQUEST_ROWS.items() if key not in own]


def overview_length(case: Case) -> Iterator[Spot]:
    """C-STR5: the overview is as a rule not over 1000 characters (2021 edition)."""
    section = section_of(case.report, 1)
    length = len(re.sub(r"\s", "", section.text)) if section else 0
    if case.report.year >= 2021 and length > case.limits.overview_characters:
        why = f"共 {length} 字，一般不超过 {case.limits.overview_characters} 字"
        yield Spot(place_of(1), why, "压缩总体情况，细节放到专栏或附件中。", 1)


def themes(case: Case) -> Iterator[Spot]:
    """C-STR6: the overview covers the five themes."""
    report = case.report
    section = section_of(report, 1)
    if section is None or not is_followed(report, 1) or has_gaps(section.text):
        return
    lacking = [theme for theme, words in _THEMES.items() if not words.search(folded(section.text))]
    if lacking:
        remedy = "按主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面补写。"
        yield Spot(place_of(1), f"没有写到：{'、'.join(lacking)}", remedy, 1)


CHECKS = (
    Check("C-STR1", "error", "六个部分齐全、有序、不空", six_sections),
    Check("C-STR2", "warning", "各部分标题与规定格式一致", titles),
    Check("C-STR3", "error", "表格格式与报告年度相符", edition),
    Check("C-STR4", "error", "表格的行和列齐全", rows),
    Check("C-STR5", "warning", "总体情况不超过一千字", overview_length),
    Check("C-STR6", "warning", "总体情况写到五个方面", themes),
)
