"""One year put together for the report: the log, the catalogue's counts, last year's report."""

import asyncio
from dataclasses import replace

from jinja2 import Environment

from assistant.assembly import Parts, built_in, now, own_agency
from assistant.ingest.reports.data import report_from_data
from assistant.ingest.reports.reader import read_report_text
from assistant.models.report import Edition
from assistant.models.signing import StepKind
from assistant.models.validity import offered_on
from assistant.reporting.catalogue_counts import counts_of
from assistant.reporting.chapters import chapters_in
from assistant.reporting.checks.listing import Checked
from assistant.reporting.desk import open_desk
from assistant.reporting.disclosure.cases import as_entries
from assistant.reporting.draft import draft
from assistant.reporting.export import Export
from assistant.reporting.findings import findings_in
from assistant.reporting.frozen import figures_then
from assistant.reporting.html import pages_in
from assistant.reporting.markdown import written_out
from assistant.reporting.signing import last_of
from assistant.reporting.year import ReportYear, report_year
from assistant.storage import disclosure, holidays
from assistant.storage.activity import StoredActivity, entries_between
from assistant.storage.catalogue_changes import changes_between
from assistant.storage.items import EVER, items_on
from assistant.storage.report_drafts import find_draft
from assistant.storage.reports import report_of

_BEGINNING = "0001-01-01"


async def year_of(parts: Parts, year: int, edition: Edition | None = None) -> ReportYear:
    """A year's figures and tables for the installation's own agency; edition as in report_year.

    Entries of earlier years come along: a request may have been received in one year
    and answered in the next.
    """
    agency = await own_agency(parts.db, parts.settings.region)
    end = f"{year + 1:04d}-01-01"
    entries = [
        *await entries_between(parts.db, _BEGINNING, end),
        *(one for one in await _cases(parts) if one.entry.happened_on < end),
    ]
    # A year that is over is counted by the items of its last day, not by those of today.
    day = min(now()[:10], f"{year:04d}-12-31")
    used = [stored.item for stored in await items_on(parts.db, day, EVER, parts.kept)]
    items = [item for item in used if offered_on(item, day)]
    before = await report_of(parts.db, agency.id, year - 1)
    last_year = report_from_data(before.document) if before else None
    # In a thread: counting fifty thousand entries would hold up every question meanwhile.
    counts = counts_of(items)
    if changes := await changes_between(parts.db, f"{year:04d}-01-01", end):
        counts = replace(counts, added=changes[0], changed=changes[1])
    calendar = await holidays.calendar(parts.db)
    return await asyncio.to_thread(
        report_year, agency, year, entries, counts, last_year, edition, calendar
    )


async def _cases(parts: Parts) -> list[StoredActivity]:
    """Requests and disputes that are kept step by step, beside those logged in one line."""
    requests = await disclosure.cases(parts.db, "request")
    return as_entries([*requests, *await disclosure.cases(parts.db, "dispute")])


async def export_of(
    parts: Parts, year: int, edition: Edition | None, *, appendix: bool = False
) -> Export:
    """What is exported of a year: the signed text, else the desk's draft, else the log's."""
    return await _export(parts, await year_of(parts, year, edition), appendix=appendix)


async def _export(parts: Parts, of: ReportYear, *, appendix: bool) -> Export:
    pages = pages_in(built_in("templates"))
    record = await find_draft(parts.db, of.agency.id, of.year, of.edition.value)
    if record is None:
        figures = of.figures if appendix else {}
        return Export(draft(of, chapters()), pages, "", figures, of.sample)
    desk = await open_desk(parts.db, record, of, chapters())
    step = last_of(desk.steps, StepKind.SIGN) if desk.signed else None
    figures = figures_then(of.figures, desk.signed) if appendix else {}
    signed_on = step.taken_at[:10] if step else ""
    return Export(desk.shown, pages, signed_on, figures, desk.sample)


async def checked_of(parts: Parts, year: int, edition: Edition | None) -> Checked:
    """What the 41 checks find in what would be exported of a year."""
    of = await year_of(parts, year, edition)
    shown = (await _export(parts, of, appendix=False)).draft
    report = read_report_text(written_out(shown), agency=shown.agency, year=year)
    found = await asyncio.to_thread(findings_in, shown, of)
    return Checked(f"{year}年报", report, tuple(one.finding for one in found))


def chapters() -> Environment:
    """The report's chapters that come with the program."""
    return chapters_in(built_in("templates"))
