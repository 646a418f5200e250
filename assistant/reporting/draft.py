"""The draft (初稿) of the annual report in Markdown: chapters that name figures, and gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.models.agency import Agency
from assistant.models.log_words import CHANNELS
from assistant.models.report import AnnualReport, Tables
from assistant.models.report_tables import APPLICANTS, SECTION_TITLES
from assistant.reporting import markdown
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.figures import Figure, figures_of, period_of, year_before
from assistant.reporting.gaps import gap
from assistant.reporting.keys import (
    APPLICANT_KEYS,
    CATEGORY_KEYS,
    CHANNEL_KEYS,
    RESULT_KEYS,
    TICKET_KEYS,
)
from assistant.reporting.numbers import change, written
from assistant.reporting.problems import answered_problems, earlier_measures, ordinal
from assistant.reporting.tables import happened_in, tables_of
from assistant.storage.activity import StoredActivity

LAW: dict[str, str] = {
    "regulation": "《中华人民共和国政府信息公开条例》",
    "article": "第五十条",
    "format": (
        "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作"
        "年度报告格式〉的通知》（国办公开办函〔2021〕30号）"
    ),
    "fee": "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
}
"""What the report is based on (编制依据)."""

_LEAST_PROBLEMS = 2
_MOST_PARTS = 6
_SECTIONS = ("overview", "published", "requests", "disputes", "problems", "others")
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


def report_year(
    agency: Agency,
    year: int,
    entries: Sequence[StoredActivity],
    catalogue: CatalogueCounts,
    last_year: AnnualReport | None,
) -> ReportYear:
    """Count a year; entries are the whole log up to the end of the year (see figures_of)."""
    before = year_before(last_year, year)
    return ReportYear(
        agency=agency,
        year=year,
        entries=entries,
        figures=figures_of(entries, catalogue, before, year),
        tables=tables_of(entries, year, before.tables if before else None),
        last_year=before,
    )


def chapters_in(templates: Path) -> Environment:
    """The chapters of the 2021 edition under the templates' folder."""
    # Markdown leaves here, not HTML: what turns it into HTML escapes it.
    chapters = Environment(  # noqa: S701
        loader=FileSystemLoader(templates / "report" / "2021"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    chapters.filters |= {"said": said, "compared": compared, "ordinal": ordinal, "day": day}
    chapters.globals |= {"gap": gap, "law": LAW}
    return chapters


def draft(of: ReportYear, chapters: Environment) -> str:
    """The whole report as Markdown, six sections, each number from a figure.

    A sentence stands only where its figure is known; what no log can know is a gap
    (see gaps.gaps_in), with who can fill it in.
    """
    rendered = chapters.get_template("report.md.j2").render(_context(of))
    return markdown.joined(rendered)


def said(figure: Figure) -> str:
    """A figure with its unit as it stands in a sentence: 12条, 0.5万元; known figures only."""
    if figure.value is None:
        raise ValueError(f"the figure {figure.key} is not known")
    return f"{written(figure.value)}{figure.unit}"


def compared(figure: Figure) -> str:
    """，较上年增长5%, or "" where last year's figure is not known."""
    words = change(figure.value, figure.last_year, figure.unit)
    return f"，{words}" if words else ""


def day(iso: str) -> str:
    """2026-03-05 as 2026年3月5日."""
    it = date.fromisoformat(iso)
    return f"{it.year}年{it.month}月{it.day}日"


def parts(figures: Mapping[str, Figure], breakdown: Mapping[str, str]) -> str:
    """政府网站12条、微信公众号3条: the parts of a total that are not zero.

    Of more than six the six largest, which 等 then tells: the whole of section one has
    room for a thousand characters.
    """
    known = {label: figures[key] for label, key in breakdown.items() if figures[key].value}
    largest = sorted(known, key=lambda label: -(known[label].value or 0))[:_MOST_PARTS]
    told = "、".join(f"{label}{said(known[label])}" for label in known if label in largest)
    return f"{told}等" if len(known) > _MOST_PARTS else told


def _context(of: ReportYear) -> dict[str, object]:
    channels = _BREAKDOWNS["channels"]
    return {
        "agency": of.agency,
        "title": f"{of.agency.name}{of.year}年政府信息公开工作年度报告",
        "headings": {
            name: f"{ordinal(no)}、{SECTION_TITLES[no]}" for no, name in enumerate(_SECTIONS, 1)
        },
        "section_titles": list(SECTION_TITLES.values()),
        "period": period_of(of.year),
        "any_entries": any(happened_in(stored.entry, of.year) for stored in of.entries),
        "f": of.figures,
        "parts": {name: parts(of.figures, labels) for name, labels in _BREAKDOWNS.items()},
        "channels_used": [label for label, key in channels.items() if of.figures[key].value],
        "tables": {
            "publication": markdown.publication(of.tables),
            "requests": markdown.requests(of.tables),
            "disputes": markdown.disputes(of.tables),
        },
        "problems": answered_problems(of.entries, of.year),
        "earlier_measures": earlier_measures(of.entries, of.year),
        "has_last_year": of.last_year is not None,
        "least_problems": _LEAST_PROBLEMS,
    }
