"""The draft (初稿) of the annual report: chapters that name figures, put together for a year."""

import re

from jinja2 import Environment

from assistant.models.draft import Draft, DraftSection, Paragraph
from assistant.models.report_tables import SECTION_TITLES
from assistant.reporting.chapters import paragraphs_of
from assistant.reporting.context import Detail, context_of
from assistant.reporting.year import ReportYear

_SECTIONS = ("overview", "published", "requests", "disputes", "problems", "others")
_CHAPTERS = ("overview", "problems", "others")
_DETAILS = (Detail(6, 4), Detail(4, 3), Detail(3, 2), Detail(2, 1))
_OVERVIEW_CHARACTERS = 1000


def draft(of: ReportYear, chapters: Environment) -> Draft:
    """The whole report: six sections, each number a chip of a figure.

    A sentence stands only where its figure is known; what no log can know is a gap
    with who can fill it in. Section one tells as much as a thousand characters hold
    (〔2021〕30号), and where even the least is longer, the least. The same year gives the
    same draft.
    """
    for detail in _DETAILS:
        drafted = _drafted(of, chapters, detail)
        if _overview_length(drafted) <= _OVERVIEW_CHARACTERS:
            break
    return drafted


def _drafted(of: ReportYear, chapters: Environment, detail: Detail) -> Draft:
    context = context_of(of, detail)

    def chapter(name: str) -> tuple[Paragraph, ...]:
        return paragraphs_of(chapters, of.edition, name, context, of.year)

    sections = tuple(
        DraftSection(no, SECTION_TITLES[no], chapter(name) if name in _CHAPTERS else ())
        for no, name in enumerate(_SECTIONS, 1)
    )
    return Draft(
        year=of.year,
        edition=of.edition,
        agency=of.agency.name,
        title=f"{of.agency.name}{of.year}年政府信息公开工作年度报告",
        preface=chapter("preface"),
        sections=sections,
        tables=of.tables,
    )


def _overview_length(draft: Draft) -> int:
    text = "".join(paragraph.text for paragraph in draft.sections[0].paragraphs)
    return len(re.sub(r"\s", "", text))
