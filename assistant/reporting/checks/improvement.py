"""Checks of section five: problems, the measures that answer them, last year's measures."""

import re
from collections.abc import Iterator

from assistant.ingest.reports.text import folded
from assistant.reporting.checks.model import Case, Check, Spot
from assistant.reporting.checks.views import has_gaps, is_followed, place_of, section_of

_MEASURES = re.compile(
    r"(?:\([二三]\)|[二三2-3][、.])?(?:(?:改进|整改|下一步|下步|今后|工作)(?:的)?(?:措施|情况|打算|计划|工作|安排|方向|思路)"
    r"|下一步|今后|针对(?:上述|以上|存在)|将采取|采取(?:以下|如下)|20\d\d年,?[^。;]{0,16}?将|为此)"
)
_DOES = re.compile("加强|进一步|将|改进|完善|提升|提高|强化|健全|拓宽|加大|规范|落实|推进|优化")
_LACKS = re.compile(
    "不够|不足|不强|不高|不到位|不及时|不全面|不完善|不丰富|不深入|不规范|不平衡|不突出|不健全|不熟|有待|欠缺|"
    "缺乏|缺少|薄弱|滞后|单一|较少|偏少|偏低|差距|短板|还需|仍需|存在.{0,12}问题|参差|偏紧|不多|较低|较弱|少"
)
_NUMBERED = (
    re.compile(r"[一二三四五六七八九]是"),
    re.compile(r"(?:^|[\n。;:])\s*\([一二三四五六七八九1-9]\)"),
    re.compile(r"(?:^|[\n。;:])\s*[1-9][.、]"),
    re.compile("首先|其次|再次|此外|另外|同时"),
)
_SHORT = 120
_TO_FILL = "【待补"
_PERFECT = re.compile(
    "(?:无|没有|不存在|未发现)(?:任何|明显|突出)?(?:的)?问题|^\\s*无\\s*[。.]?\\s*$"
)
_FOLLOWED = re.compile(
    "去年|上年(?!度?结转)|上一年(?!度?结转)|过去一年|(?:改进|整改)(?:落实)?(?:情况|成效)[:,。是]|已(?:经)?(?:整改|改进|完成整改|落实)|"
    "(?:得到|有了|取得)[^。,]{0,8}(?:改进|改善|整改|提升)"
)


def problems(case: Case) -> Iterator[Spot]:
    """C-TXT3: two problems at least, a measure for each."""
    section = section_of(case.report, 5)
    if section is None or not section.text.strip() or has_gaps(section.text):
        return
    # A draft's open gap stops it anyway; what will stand there, nobody can judge yet.
    if _TO_FILL in section.text:
        return
    if not is_followed(case.report, 5) and not re.search(r"[。.!]\s*$", section.text):
        return
    flat = folded(section.text)
    if why := _lacking(flat):
        remedy = "写两个以上具体问题，每个问题有一项措施（谁来做、何时做完）。"
        yield Spot(place_of(5), why, remedy, 5)


def _lacking(flat: str) -> str:
    if _PERFECT.search(flat) and not _LACKS.search(flat):
        return "没有写存在的问题"
    marks = list(_MEASURES.finditer(flat))
    split = marks[0].start() if marks else len(flat)
    told, done = flat[:split], flat[split:]
    if not told.strip(" \n(一二)1.、"):
        told = flat
    if not marks and not _DOES.search(flat[len(flat) // 3 :]):
        return "写了问题，没有写改进措施" if _LACKS.search(flat) else "没有写问题和措施"
    if len(marks) > 2:
        # Each problem is followed by its own measures; counting would mix them.
        return ""
    numbered, answered = _numbered(told), _numbered(done)
    if _count(told) == 1 and len(told) < _SHORT:
        return "只写了一个问题" + ("" if done.strip() else "，没有写改进措施")
    if numbered > 1 and 0 < answered < numbered:
        return f"写了 {numbered} 个问题，只有 {answered} 项措施"
    return ""


def _numbered(text: str) -> int:
    return max(len(pattern.findall(text)) for pattern in _NUMBERED[:3])


def _count(text: str) -> int:
    """Problems: as numbered, or else the words that say what is wanting."""
    return _numbered(text) or sum(
        # 公开范围、时效等方面有待提高 names two.
        1 + len(re.findall("、|和|及|以及", text[max(0, found.start() - 20) : found.start()]))
        for found in _LACKS.finditer(text)
    )


def followed_up(case: Case) -> Iterator[Spot]:
    """C-TXT4: what last year promised is taken up."""
    section = section_of(case.report, 5)
    before = section_of(case.last_year, 5) if case.last_year else None
    if section is None or before is None or not _MEASURES.search(folded(before.text)):
        return
    told = folded("\n".join(s.text for s in case.report.sections if s.no in (1, 5)))
    if not _FOLLOWED.search(told) and str(case.report.year - 1) not in told:
        why = "没有写上年改进措施的落实情况"
        yield Spot(place_of(5), why, "先写上年措施做了什么、效果如何，再写本年问题。", 5)


CHECKS = (
    Check("C-TXT3", "warning", "问题具体，措施对应", problems),
    Check("C-TXT4", "info", "写到上年措施的落实", followed_up),
)
