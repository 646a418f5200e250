"""Looks at a report that several checks share: sections, sentences, cells, kinds of agencies."""

import re
from collections.abc import Iterator

from assistant.models.report import AnnualReport, Section
from assistant.models.report_tables import SECTION_TITLES

NUMERALS = "零一二三四五六"
_ENDS = re.compile(r"[。!?\n]")
_OMITTED = re.compile(r"[\[【(（［]\s*(?:…+|\.{3,}|略|节选|下略)\s*[\]】)）］]")
_GOVERNMENT = re.compile(r"(?:人民政府|管理委员会|管委会|[省市县区州旗盟])$")
_TOWN = re.compile(r"(?:[镇乡]|街道)(?:人民政府|办事处)?$|(?:街道)?办事处$")


def section_of(report: AnnualReport, no: int) -> Section | None:
    """The section with that number, or None."""
    return next((section for section in report.sections if section.no == no), None)


def texts_of(report: AnnualReport) -> Iterator[tuple[int, str]]:
    """Number and text of the preface (0) and of each section that has one."""
    if report.preface:
        yield 0, report.preface
    yield from ((section.no, section.text) for section in report.sections if section.text)


def place_of(no: int) -> str:
    """How a section is called: 五、存在的主要问题及改进情况; 0 is 引言."""
    return f"{NUMERALS[no]}、{SECTION_TITLES[no]}" if no in SECTION_TITLES else "标题和引言"


def is_followed(report: AnnualReport, no: int) -> bool:
    """Whether something stands behind a section, so that it is there to its end."""
    return no == 6 or any(section.no > no for section in report.sections)


def has_gaps(text: str) -> bool:
    """Whether someone left parts of the text out and said so ([……], （略）)."""
    return bool(_OMITTED.search(text))


def around(text: str, start: int, stop: int, margin: int = 12) -> str:
    """A stretch of text with a little of what stands before and behind it, on one line."""
    return " ".join(text[max(0, start - margin) : stop + margin].split())


def is_town(agency: str) -> bool:
    """Whether a name is a township's or a street office's."""
    return bool(_TOWN.search(agency))


def is_government(agency: str) -> bool:
    """Whether a name is that of a county, city or province, or its government."""
    return bool(_GOVERNMENT.search(agency)) and not is_town(agency)


def follows(report: AnnualReport, last: AnnualReport | None) -> bool:
    """Whether the earlier report is the one for the year before; unknown years are trusted."""
    if last is None:
        return False
    return 0 in (report.year, last.year) or last.year == report.year - 1
