"""A published report on its way in (导入年报): whose it is, and what storing it does."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.errors import BadInput
from assistant.ingest.reports.data import report_as_data
from assistant.ingest.reports.front import SAMPLE_SUFFIX
from assistant.models.agency import Agency
from assistant.models.report import AnnualReport
from assistant.reporting.settled import settled
from assistant.storage.database import Statements
from assistant.storage.items import write_agency
from assistant.storage.reports import ReportToSave, compare_report, write_report
from assistant.storage.settlements import settlements_of


@dataclass(frozen=True, slots=True)
class Incoming:
    """A report with the agency it belongs to and where it comes from (file or person)."""

    agency: Agency
    report: AnnualReport
    origin: str


def reporting_agency(name: str, by_name: Mapping[str, Agency], own: Agency) -> Agency:
    """The agency a report names; the installation's own where it names none, a new one else."""
    if not name or name in by_name:
        return by_name[name] if name else own
    # Of the whole name: the last characters are the same for every bureau of a kind.
    id = "a" + hashlib.sha256(name.encode()).hexdigest()[:24]
    return Agency(id, name, name, own.region_code, "")


def not_to_take(report: AnnualReport) -> str:
    """Why a report cannot be stored as a published one; "" where it can."""
    if not report.year:
        return "报告正文中找不到年度，请在标题中写明“××年”。"
    if report.title.endswith(SAMPLE_SUFFIX):
        return "这是示例年度的报告，数字不是真实的，不能作为已公布的报告导入。"
    return ""


async def take_in(tx: Statements, incoming: Incoming, now: str) -> str:
    """Store a report within a transaction: "added", "changed" (the older is kept), "unchanged".

    What people settled of it before holds on, wherever the same text stands.

    Raises BadInput for a report without a year, and for one of the sample year.
    """
    wanted = await _wanted(tx, incoming)
    await write_agency(tx, incoming.agency)
    return await write_report(tx, incoming.agency, wanted, now)


async def compared(db: Statements, incoming: Incoming) -> str:
    """What take_in would do, without doing it."""
    return await compare_report(db, incoming.agency, await _wanted(db, incoming))


async def _wanted(db: Statements, incoming: Incoming) -> ReportToSave:
    """What is stored: the report as it was read, with what people have settled of it."""
    year = incoming.report.year
    if why := not_to_take(incoming.report):
        raise BadInput(why)
    known = await settlements_of(db, incoming.agency.id, year)
    report = settled(incoming.report, known)
    return ReportToSave(
        report.year, report.edition.value, report.title, report_as_data(report), incoming.origin
    )
