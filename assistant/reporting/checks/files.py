"""Report files as the checker takes them: each read, then held against the others of its agency."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.ingest.reports.markup import is_markup, plain_text
from assistant.ingest.reports.reader import read_report_text, text_of
from assistant.models.report import AnnualReport
from assistant.reporting.checks.listing import Checked
from assistant.reporting.checks.registry import check_report


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file (年报文件): what people call it, all that it says, and the report in it."""

    name: str
    text: str
    report: AnnualReport


def read_file(path: Path) -> ReportFile:
    """The report of a file; Refused as read_report."""
    text = text_of(path)
    report = read_report_text(text)
    return ReportFile(path.name, plain_text(text) if is_markup(text) else text, report)


def check_files(every: Sequence[ReportFile], last: AnnualReport | None = None) -> list[Checked]:
    """What is wrong with each report, in the order of the files.

    A report is held against its agency's one for the year before, `last` or that of another
    file, and against those of other agencies.
    """
    return [_checked(one, every, last) for one in every]


def _checked(one: ReportFile, every: Sequence[ReportFile], last: AnnualReport | None) -> Checked:
    report = one.report
    rest = [other.report for other in every if other is not one]
    own = [other for other in rest if _same(report, other, alone=len(rest) == 1)]
    before = last or next((other for other in own if other.year == report.year - 1), None)
    others = [other for other in rest if other not in own and report.agency and other.agency]
    found = check_report(report, last_year=before, others=others, text=one.text)
    return Checked(one.name, report, found)


def _same(one: AnnualReport, other: AnnualReport, *, alone: bool) -> bool:
    """Whether two reports are one agency's; of two files, one may leave its name out."""
    if not one.agency or not other.agency:
        return alone
    return one.agency in other.agency or other.agency in one.agency
