"""Importing one checked report at the desk: the agency and year of the form, stored and audited."""

from dataclasses import dataclass, replace

from assistant.errors import BadInput
from assistant.models.agency import Agency
from assistant.models.report import AnnualReport
from assistant.reporting.drafting import Hand
from assistant.reporting.taking_in import Incoming, compared, reporting_agency, take_in
from assistant.storage.database import Statements
from assistant.storage.items import agencies_by_name

_FIRST_YEAR = 2008  # The regulation that asks for the report came into force that year.
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Form:
    """What a person says of a report before it is imported (导入表单), as typed."""

    agency: str
    year: str


def with_form(report: AnnualReport, typed: Form) -> AnnualReport:
    """The report under the form's agency and year; BadInput with a sentence a field."""
    wrong = {}
    if not 2 <= len(typed.agency) <= _LONGEST_NAME:
        wrong["agency"] = "请填写报告所属机关的全称。"
    year = typed.year
    if not (year.isascii() and year.isdigit() and len(year) == 4 and int(year) >= _FIRST_YEAR):
        wrong["year"] = f"请填四位数的年度，{_FIRST_YEAR} 年以后，例如 2023。"
    if wrong:
        raise BadInput("请改正机关或年度。", wrong)
    return replace(report, agency=typed.agency, year=int(year))


async def previewed(db: Statements, own: Agency, report: AnnualReport) -> str:
    """What importing would do: "added", "changed" or "unchanged"."""
    return await compared(db, await _incoming(db, own, report, ""))


async def import_report(hand: Hand, own: Agency, report: AnnualReport, file: str) -> Agency:
    """Store the report and the deed in one transaction; the agency it now belongs to."""
    incoming = await _incoming(hand.db, own, report, file)
    async with hand.db.transaction() as tx:
        outcome = await take_in(tx, incoming, hand.now)
        if outcome != "unchanged":
            before = "" if outcome == "added" else "已有一份，保留备查"
            subject = f"{incoming.agency.name} {report.year} 年报"
            await hand.audit(tx, subject, before, f"由 {file} 导入", "")
    return incoming.agency


async def _incoming(db: Statements, own: Agency, report: AnnualReport, file: str) -> Incoming:
    return Incoming(reporting_agency(report.agency, await agencies_by_name(db), own), report, file)
