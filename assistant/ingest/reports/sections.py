"""The text of a report cut into preface, six sections and their sub-sections."""

import re
from dataclasses import dataclass

from assistant.ingest.reports.paragraphs import paragraphs
from assistant.ingest.reports.text import folded, squeezed
from assistant.ingest.reports.titles import Heading, best_sequence, headings
from assistant.models.report import Section

_SUBHEADING = re.compile(
    r"(?m)^(?:\(([一二三四五六七八九十]{1,2})\)[、.]?|(?:#{3,} *)\(?([一二三四五六七八九十1-9]{1,2})[).、]?)"
)
_INLINE = re.compile(r"(?:(?<=[。:;!\n\]])|^)\s*\(([一二三四五六七八九十])\)")
_NUMBERED = re.compile(r"(?m)^(\d)[.、](?=[\u4e00-\u9fff])")
_THEME = re.compile(
    "(?:政府信息)?(?:主动公开|依申请公开|政府信息管理|信息管理|(?:政府信息|政务)?公开?平台建设|"
    "监督保障)(?:政府信息|信息|工作|办理)*(?:的)?(?:工作)?(?:情况|方面)|"
    "存在(?:的)?(?:主要)?问题|改进(?:措施|情况)|主要做法|基本情况"
)
_LONGEST_TITLE = 30
_FRONT = re.compile(
    "统计期限|编制(?:本|了|完成)|联系(?:电话|地址|人)|本报告|现将|汇报如下|报告如下"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands before the first section, and the sections in their order."""

    front: str
    sections: tuple[Section, ...]


def split(text: str) -> Parts:
    """A report's text, without its tables, as front and sections.

    The first section is also found where its heading was left out and only its
    sub-headings stand there; its title is then "".
    """
    page = squeezed(text)
    found = best_sequence(list(headings(page)))
    front = text[: found[0].start] if found else text
    sections = [
        _section(heading, text, found[at + 1].start if at + 1 < len(found) else len(text))
        for at, heading in enumerate(found)
    ]
    if not found or found[0].no > 1:
        front, untitled = _untitled_first(front)
        sections = [*untitled, *sections]
    return Parts(front, tuple(sections))


def _section(heading: Heading, text: str, stop: int) -> Section:
    title, end = _whole_title(text, heading)
    body = paragraphs(text[end:stop], tabular=2 <= heading.no <= 4)
    return Section(heading.no, title, body, subsections(body))


def _whole_title(text: str, heading: Heading) -> tuple[str, int]:
    """The title with the rest of a short line, as for 五、存在问题及改进情况和下步打算."""
    line_end = text.find("\n", heading.end)
    line_end = len(text) if line_end < 0 else line_end
    rest = text[heading.end : line_end]
    end = heading.end
    if not rest[:1].isspace() and len(rest) <= 12 and not re.search(r"[，。；,;\d]", rest[:-1]):
        end = line_end
    title = re.sub(r"\s+", "", text[heading.title_start : end]).strip(":：。、，,*#")
    return title, end


def _untitled_first(front: str) -> tuple[str, list[Section]]:
    lines = front.split("\n")
    first = next((i for i, line in enumerate(lines) if _SUBHEADING.match(folded(line.strip()))), 0)
    if not first or not _THEME.search(front):
        return front, []
    start = first
    while start and lines[start - 1].strip() and not _FRONT.search(lines[start - 1]):
        start -= 1
    body = paragraphs("\n".join(lines[start:]))
    return "\n".join(lines[:start]), [Section(1, "", body, subsections(body))]


def subsections(body: str) -> tuple[tuple[str, str], ...]:
    """The (title, text) pairs under （一）（二）…, or under 1. 2. … where there are no others."""
    flat = folded(body)
    marks = list(_SUBHEADING.finditer(flat)) or list(_NUMBERED.finditer(flat))
    inline = _in_order(list(_INLINE.finditer(flat)))
    marks = inline if len(inline) > max(1, len(marks)) else marks
    found = []
    for at, mark in enumerate(marks):
        stop = marks[at + 1].start() if at + 1 < len(marks) else len(body)
        found.append(_titled(body[mark.end() : stop].strip()))
    return tuple(found)


def _in_order(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """The marks that count up from （一）."""
    kept: list[re.Match[str]] = []
    for mark in marks:
        if mark[1] == "一二三四五六七八九十"[len(kept) : len(kept) + 1]:
            kept.append(mark)
    return kept


def _titled(text: str) -> tuple[str, str]:
    """A sub-section's heading and its text, whether a line or a full stop parts them."""
    first, _, rest = text.partition("\n")
    inner = "[。；]" if rest else "[，。；]"
    if len(first) <= _LONGEST_TITLE and not re.search(inner, first.rstrip("。")):
        return first.strip(" 。:：#*"), rest.strip()
    theme = _THEME.match(folded(text))
    stop = re.search(r"[。：:，,]", text[: _LONGEST_TITLE + 1])
    if theme and not (stop and stop.start() == theme.end()):
        return text[: theme.end()], text[theme.end() :].strip()
    year = re.search(r"20\d\d\s*年", text[: _LONGEST_TITLE + 1])
    if year and year.start() > 1 and not (stop and stop.start() < year.start()):
        return text[: year.start()], text[year.start() :].strip()
    full = re.search(r"[。：:]", text[: _LONGEST_TITLE + 1])
    if full:
        return text[: full.start()].strip(), text[full.end() :].strip()
    return "", text
