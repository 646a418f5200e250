"""The draft (初稿) of the annual report: chapters that name figures, put together for a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from assistant.models.agency import Agency
from assistant.models.draft import Draft, DraftSection, Paragraph
from assistant.models.log_words import CHANNELS
from assistant.models.report import AnnualReport, Edition, Tables
from assistant.models.report_tables import APPLICANTS, SECTION_TITLES
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.chapters import paragraphs_of
from assistant.reporting.counting import happened_in
from assistant.reporting.figures import Figure, figures_of, period_of, year_before
from assistant.reporting.keys import (
    APPLICANT_KEYS,
    CATEGORY_KEYS,
    CHANNEL_KEYS,
    RESULT_KEYS,
    TICKET_KEYS,
)
from assistant.reporting.problems import answered_problems, earlier_measures
from assistant.reporting.tables import tables_of
from assistant.reporting.telling import compared, parts, said
from assistant.storage.activity import StoredActivity

LAW: dict[str, str] = {
    "regulation": "《中华人民共和国政府信息公开条例》",
    "article": "第五十条",
    "fee": "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
}
"""What the report is based on (编制依据)."""

FORMAT: dict[Edition, str] = {
    Edition.TRIAL: (
        "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》"
        "（国办公开办函〔2019〕60号）"
    ),
    Edition.CURRENT: (
        "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作"
        "年度报告格式〉的通知》（国办公开办函〔2021〕30号）"
    ),
}
"""The notice whose format (格式) an edition follows."""

_LEAST_PROBLEMS = 2
_LAST_TRIAL_YEAR = 2020
_SECTIONS = ("overview", "published", "requests", "disputes", "problems", "others")
_CHAPTERS = ("overview", "problems", "others")
_BREAKDOWNS: dict[str, dict[str, str]] = {
    "channels": {CHANNELS[channel]: key for channel, key in CHANNEL_KEYS.items()},
    "categories": CATEGORY_KEYS,
    "tickets": TICKET_KEYS,
    "applicants": {APPLICANTS[who]: key for who, key in APPLICANT_KEYS.items()},
    "results": RESULT_KEYS,
}


@dataclass(frozen=True, slots=True)
class ReportYear:
    """All that the draft of one year draws on; figures and tables come from the same entries."""

    agency: Agency
    year: int
    entries: Sequence[StoredActivity]
    figures: Mapping[str, Figure]
    tables: Tables
    last_year: AnnualReport | None
    edition: Edition = Edition.CURRENT


def edition_for(year: int) -> Edition:
    """The format in force for a report year: the trial one until 2020 (〔2021〕30号)."""
    return Edition.TRIAL if year <= _LAST_TRIAL_YEAR else Edition.CURRENT


def report_year(
    agency: Agency,
    year: int,
    entries: Sequence[StoredActivity],
    catalogue: CatalogueCounts,
    last_year: AnnualReport | None,
    edition: Edition | None = None,
) -> ReportYear:
    """Count a year; entries are the whole log up to the end of the year (see figures_of).

    Without an edition the tables are those of the one that is in force for the year.
    """
    before = year_before(last_year, year)
    edition = edition or edition_for(year)
    return ReportYear(
        agency=agency,
        year=year,
        entries=entries,
        figures=figures_of(entries, catalogue, before, year),
        tables=tables_of(entries, year, before.tables if before else None, edition),
        last_year=before,
        edition=edition,
    )


def draft(of: ReportYear, chapters: Environment) -> Draft:
    """The whole report: six sections, each number a chip of a figure.

    A sentence stands only where its figure is known; what no log can know is a gap
    with who can fill it in. The same year gives the same draft.
    """
    context = _context(of)

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


def _context(of: ReportYear) -> dict[str, object]:
    channels = _BREAKDOWNS["channels"]
    return {
        "agency": of.agency,
        "law": LAW | {"format": FORMAT[of.edition]},
        "section_titles": list(SECTION_TITLES.values()),
        "period": period_of(of.year),
        "any_entries": any(happened_in(stored.entry, of.year) for stored in of.entries),
        "f": of.figures,
        "said": said,
        "compared": compared,
        "parts": {name: parts(of.figures, labels) for name, labels in _BREAKDOWNS.items()},
        "channels_used": [label for label, key in channels.items() if of.figures[key].value],
        "problems": answered_problems(of.entries, of.year),
        "earlier_measures": earlier_measures(of.entries, of.year),
        "has_last_year": of.last_year is not None,
        "least_problems": _LEAST_PROBLEMS,
    }
