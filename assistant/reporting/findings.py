"""The report checker on a draft (边写边查): each finding with the paragraph that it speaks of."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.ingest.reports.reader import read_report_text
from assistant.models.draft import Draft, Paragraph
from assistant.models.report import AnnualReport
from assistant.reporting.checks.model import Finding, Limits
from assistant.reporting.checks.registry import check_report
from assistant.reporting.figures import Figure
from assistant.reporting.markdown import written_out
from assistant.reporting.year import ReportYear


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """A finding (问题) with its own key and the key of its paragraph, "" for a table or the whole.

    The key changes with what is found, so that a note explains what it was written for.
    """

    key: str
    paragraph: str
    finding: Finding


def findings_in(draft: Draft, of: ReportYear, limits: Limits | None = None) -> list[DraftFinding]:
    """What the 41 checks find in the draft as it would be printed now, graver ones first."""
    text = written_out(draft)
    report = read_report_text(text, agency=draft.agency, year=draft.year)
    found = check_report(
        report,
        last_year=of.last_year,
        text=text,
        agency=draft.agency,
        has_fees_logged=bool(_value(of.figures, "fee_count")),
        logged={
            key: Decimal(figure.value)
            for key, figure in of.figures.items()
            if figure.value is not None
        },
        limits=limits or Limits(due=of.agency.report_due or Limits().due),
    )
    placed = [DraftFinding(_key(one), _paragraph(one, report, draft), one) for one in found]
    order = ("error", "warning", "info")
    return sorted(placed, key=lambda one: order.index(one.finding.severity))


def _value(figures: Mapping[str, Figure], key: str) -> Decimal:
    figure = figures.get(key)
    return Decimal(figure.value) if figure and figure.value is not None else Decimal(0)


def _key(finding: Finding) -> str:
    seen = zlib.crc32(f"{finding.place}{finding.evidence}".encode())
    return f"{finding.id}-{seen:08x}"


def _paragraph(finding: Finding, report: AnnualReport, draft: Draft) -> str:
    """The key of the paragraph in whose line the finding lies."""
    texts = {0: report.preface} | {section.no: section.text for section in report.sections}
    text = texts.get(finding.section, "")
    if not finding.offset and finding.section in (0, 2, 3, 4):
        return ""
    start = text.rfind("\n", 0, finding.offset) + 1
    line = _squeezed(text[start:].partition("\n")[0])
    chapters: dict[int, tuple[Paragraph, ...]] = {0: draft.preface}
    chapters |= {section.no: section.paragraphs for section in draft.sections}
    for paragraph in chapters.get(finding.section, ()):
        if line and (line in _squeezed(paragraph.text) or _squeezed(paragraph.text) in line):
            return paragraph.key.partition("/")[0]
    return ""


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
