"""Checks of years and periods: nothing left over from last year's report."""

import re
from collections import Counter
from collections.abc import Iterator

from assistant.ingest.reports.text import folded
from assistant.models.report import AnnualReport
from assistant.reporting.checks.model import Case, Check, Spot
from assistant.reporting.checks.views import around, place_of, section_of, texts_of

_QUOTED = re.compile(r"《[^《》]{0,80}》|〔[^〔〕]{0,12}〕|\"[^\"\n]{1,40}\"|\[[^\[\]]{0,12}\]")
_REPORT_OF = re.compile(
    r"(20\d\d)年度?(?:[^,。;《》\d]{0,20})?(?:政府|政务)?信息公开(?:工作)?(?:情况)?年?度?(?:报告|年报|工作情况)"
)
_THIS_REPORT = re.compile("现(?:将|向|予|公布)|特?(?:编制|制定)[^。]{0,20}$|公布[^。]{0,12}$")
_TITLE_YEAR = re.compile(r"(20\d\d)")
_SIGNED = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月")
_DAY = r"(?:(?P<{0}y>20\d\d)\s*年)?\s*(?P<{0}m>\d{{1,2}})\s*月\s*(?P<{0}d>\d{{1,2}})\s*日"
_PERIOD = re.compile(
    r"(?:期限|时限|期间|时间|范围|数据|统计|涵盖)[^。\n]{0,24}?"
    + _DAY.format("a")
    + r"\s*(?:起|开始)?\s*(?:至|到|-|—|–|~)+\s*"
    + _DAY.format("b")
)
_STATED = re.compile("成立|组建|挂牌|运行|改革|划转|更名|撤销|合并|新设")
_GLUED = "情况|数量|类别|形式|方面|管理|建设|保障|问题|措施|报告|公开"
# 2023年， / 2023年我局 / 2023年度共收到: the year a sentence speaks about.
_SUBJECT = re.compile(
    rf"(?:(?<=[。;!?\n:)])|(?<={'|'.join(w for w in _GLUED.split('|'))})|^)\s*(?P<year>20\d\d)\s*年度?(?:全年)?\s*"
    r"(?P<next>,|(?=我[局县区市镇乡街办委中]|本[局县区市镇乡机单年]|全[局县区市镇乡年]|共(?!同|建)|累计|制作|主动公开|"
    r"公开政府|收到|受理|办理|办结|[未无]|没有|坚持|认真|深入|严格|以习近平))"
)
_BEFORE = re.compile(
    "决算|结转|相比|同期|成立|组建|挂牌|年报|年度报告|印发|出台|施行|荣获|获评|被评|以来|起,|修订|问题整改|反馈|针对"
)
_PLAN = re.compile(
    r"(?:^|(?<=[。;!?\n:)]))\s*(?P<year>20\d\d)\s*年度?,?[^。;,\n]{0,12}?(?:,)?(?:将|拟|计划|打算)"
    r"(?:在|以|从|继续|进一步|坚持|着力|认真|采取|按照|不断|重点|严格|持续|加大|加强|深入|围绕|针对|全面|努力|"
    r"做好|充分|积极|更加|切实|紧紧|对照|立足|聚焦|推进|完善|强化|提升|拓宽|健全)"
)
_STALE_BASIS: tuple[tuple[re.Pattern[str], int, str, str], ...] = (
    (
        re.compile(r"国办公开办函[〔\[(]\s*2019\s*[〕\])]\s*60"),
        2021,
        "2021 年起适用国办公开办函〔2021〕30号，请改引。",
        "引用了已被替代的〔2019〕60号",
    ),
    (
        re.compile(r"(?:第\s*)?492\s*号"),
        2019,
        "《条例》2019 年修订后为国务院令第711号，请改引。",
        "引用了修订前的第492号令",
    ),
    (
        re.compile("公开(?:为|是)原则[,、;]?(?:以)?不公开(?:为|是)例外"),
        2019,
        "修订后的《条例》是“以公开为常态、不公开为例外”，请改正。",
        "用了修订前“公开为原则”的提法",
    ),
)
_NOT_ANNUAL = re.compile(
    "(?<![基资])本月(?!均)|本季度|本周|截[至止](?:到)?目前|今年以来|今年上半年|上半年以来"
)


def masked(text: str) -> str:
    """Folded text whose digits in titles, quotations and document numbers are blotted out."""
    return _QUOTED.sub(lambda found: re.sub(r"\d", "#", found[0]), folded(text))


def consistent(case: Case) -> Iterator[Spot]:
    """C-YR1: title, preface, period, text and plans all speak of the report's year."""
    report, year = case.report, spoken_of(case.report)
    if not year:
        return
    yield from _title(report, year)
    yield from _preface(report, year)
    yield from _signature(report, year)
    for no, text in texts_of(report):
        flat = masked(text)
        yield from _subjects(year, no, text, flat)
        if no in (5, 6):
            yield from _plans(year, no, text, flat)


def spoken_of(report: AnnualReport) -> int:
    """The year that title, preface, signature and sentences speak of most; the report's on a tie.

    A single wrong period must not make all the rest look wrong.
    """
    votes: Counter[int] = Counter()
    if report.year:
        votes[report.year] += 1
    if title := _TITLE_YEAR.search(report.title):
        votes[int(title[1])] += 3
    if signed := _SIGNED.search(report.signature):
        votes[int(signed[1]) - 1] += 1
    for no, text in texts_of(report):
        flat = masked(text)
        votes.update(int(found["year"]) for found in _SUBJECT.finditer(flat) if no < 5)
        votes.update(int(found["year"]) - 1 for found in _PLAN.finditer(flat) if no == 5)
        votes.update(int(found[1]) for found in _REPORT_OF.finditer(folded(text)) if no == 0)
    return max(votes, key=lambda year: (votes[year], year == report.year), default=0)


def _title(report: AnnualReport, year: int) -> Iterator[Spot]:
    found = _TITLE_YEAR.search(report.title)
    if found and int(found[1]) != year:
        why = f"标题写 {found[1]} 年，正文和统计期限是 {year} 年"
        yield Spot("标题", why, "统一为报告年度。")


def _preface(report: AnnualReport, year: int) -> Iterator[Spot]:
    """Which report this says it is, and its period; some put that under the first title."""
    first = section_of(report, 1)
    for no, text in ((0, report.preface), (1, first.text if first else "")):
        flat = folded(text)
        for found in _REPORT_OF.finditer(flat):
            before = flat[max(0, found.start() - 40) : found.start()]
            if int(found[1]) != year and (no == 0 or _THIS_REPORT.search(before)):
                why = f"“{found[0]}”，报告年度是 {year} 年"
                yield Spot(place_of(no), why, f"改为 {year} 年。", no, found.start())
        for found in _PERIOD.finditer(flat):
            if {found[g] for g in ("ay", "by") if found[g]} - {str(year)}:
                quote = around(text, found.start("am") - 6, found.end(), 0)
                why = f"“{quote}”，报告年度是 {year} 年"
                yield Spot(place_of(no), why, "统计期限改为报告年度。", no, found.start())


def _signature(report: AnnualReport, year: int) -> Iterator[Spot]:
    found = _SIGNED.search(report.signature)
    if not found:
        return
    signed, month = int(found[1]), int(found[2])
    if signed < year or (signed == year and month < 12) or signed > year + 1:
        why = f"落款“{report.signature}”，报告年度是 {year} 年"
        yield Spot("落款", why, f"核对落款日期，一般在 {year + 1} 年 1 月。", 6, 10**6)


def _subjects(year: int, no: int, text: str, flat: str) -> Iterator[Spot]:
    """Sentences about another year than the report's."""
    for found in _SUBJECT.finditer(flat):
        said = int(found["year"])
        stop = re.search(r"[。\n]", flat[found.end() :])
        sentence = flat[found.end() : found.end() + stop.start() if stop else len(flat)]
        if said == year or (
            said == year + 1 and (no in (5, 6) or re.search("将|拟|计划", sentence))
        ):
            continue
        if _BEFORE.search(sentence[:40]) or (said < year - 1 and not re.search(r"\d", sentence)):
            continue
        why = f"“{around(text, found.start('year'), found.end(), 16)}”，报告年度是 {year} 年"
        remedy = f"核对是否沿用了以前的报告；是本年情况的改为 {year} 年。"
        yield Spot(place_of(no), why, remedy, no, found.start("year"))


def _plans(year: int, no: int, text: str, flat: str) -> Iterator[Spot]:
    for found in _PLAN.finditer(flat):
        if int(found["year"]) == year:
            why = f"“{around(text, found.start('year'), found.end(), 8)}”写的是打算，年度却是 {year} 年"
            yield Spot(place_of(no), why, f"改为 {year + 1} 年。", no, found.start("year"))


def period(case: Case) -> Iterator[Spot]:
    """C-YR2: the period is 1 January to 31 December, or the reason is told."""
    for no, text in texts_of(case.report):
        if no > 1:
            return
        flat = folded(text)
        for found in _PERIOD.finditer(flat):
            days = [int(found[g]) for g in ("am", "ad", "bm", "bd")]
            near = flat[max(0, found.start() - 80) : found.end() + 80]
            if days != [1, 1, 12, 31] and not _STATED.search(near):
                why = f"“{around(text, found.start('am') - 6, found.end(), 0)}”"
                remedy = "统计期限应为 1 月 1 日至 12 月 31 日；新成立等特殊情况要写明。"
                yield Spot(place_of(no), why, remedy, no, found.start())


def basis(case: Case) -> Iterator[Spot]:
    """C-YR3: what the report rests on is in force."""
    for no, text in texts_of(case.report):
        for pattern, since, remedy, why in _STALE_BASIS:
            found = pattern.search(folded(text))
            if found and case.report.year >= since:
                quote = around(text, found.start(), found.end(), 6)
                yield Spot(place_of(no), f"“{quote}”：{why}", remedy, no, found.start())


def annual_words(case: Case) -> Iterator[Spot]:
    """C-YR4: no 本月 or 截至目前 in a text about a year."""
    for no, text in texts_of(case.report):
        seen: set[str] = set()
        for found in _NOT_ANNUAL.finditer(folded(text)):
            if found[0] not in seen:
                seen.add(found[0])
                why = f"“{around(text, found.start(), found.end(), 10)}”"
                remedy = "年度报告写全年情况，改为“全年”或“截至 12 月 31 日”。"
                yield Spot(place_of(no), why, remedy, no, found.start())


CHECKS = (
    Check("C-YR1", "error", "年份前后一致", consistent),
    Check("C-YR2", "warning", "统计期限是整年", period),
    Check("C-YR3", "warning", "依据现行有效", basis),
    Check("C-YR4", "warning", "没有按月按季的说法", annual_words),
)
