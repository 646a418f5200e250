"""Checks of likeness: to last year's report, and to other agencies'."""

import re
from collections import Counter
from collections.abc import Iterator

from assistant.ingest.reports.text import folded
from assistant.models.report import AnnualReport
from assistant.reporting.checks.model import Case, Check, Severity, Spot
from assistant.reporting.checks.views import place_of, section_of

_COMMON = re.compile(
    r"《[^《》]{0,60}》|中华人民共和国|政府信息公开(?:条例)?|习近平新时代中国特色社会主义思想|"
    r"公开为常态[,、]不公开为例外|[\d%.]+|[^\u4e00-\u9fff]"
)
_SIZE = 3


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same, 0 to 1, by runs of three characters.

    Years, numbers, punctuation and the names of laws do not count.
    """
    first, second = _grams(one), _grams(other)
    size = first.total() + second.total()
    return 2 * (first & second).total() / size if size else 0.0


def _grams(text: str) -> Counter[str]:
    plain = _COMMON.sub("", folded(text))
    return Counter(plain[i : i + _SIZE] for i in range(len(plain) - _SIZE + 1))


def last_year(case: Case) -> Iterator[Spot]:
    """C-TXT1: problems and overview are not those of last year."""
    if case.last_year is None:
        return
    for no in (1, 5):
        share = _share(case.report, case.last_year, no, case.limits.shortest)
        severity = _severity(case, no, share)
        if severity:
            why = f"与 {case.last_year.year or '上'} 年报告的这一部分有 {share:.0%} 相同"
            remedy = "按本年实际重写：写具体问题、上年措施的落实情况和新的措施。"
            yield Spot(place_of(no), why, remedy, no, severity=severity)


def _severity(case: Case, no: int, share: float) -> Severity | None:
    if no == 1:
        return "warning" if share > case.limits.overview_alike else None
    if share > case.limits.copied:
        return "error"
    return "warning" if share > case.limits.alike else None


def _share(one: AnnualReport, other: AnnualReport, no: int, shortest: int) -> float:
    first, second = section_of(one, no), section_of(other, no)
    if first is None or second is None or min(len(first.text), len(second.text)) < shortest:
        return 0.0
    return likeness(first.text, second.text)


def other_agencies(case: Case) -> Iterator[Spot]:
    """C-TXT2: overview and problems are not another agency's."""
    for other in case.others:
        for no in (1, 5):
            share = _share(case.report, other, no, case.limits.shortest)
            if share > case.limits.others_alike:
                why = f"与{other.agency or '另一机关'} {other.year or ''} 年报告有 {share:.0%} 相同"
                yield Spot(place_of(no), why, "按本机关实际重写这一部分。", no)


CHECKS = (
    Check("C-TXT1", "warning", "与上年报告不雷同", last_year),
    Check("C-TXT2", "warning", "与其他机关的报告不雷同", other_agencies),
)
