"""All 41 checks by their ids, and a report held against them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.models.report import AnnualReport
from assistant.reporting.checks import (
    cells,
    cross_year,
    improvement,
    lists,
    names,
    narrative,
    privacy,
    publication,
    rates,
    similarity,
    structure,
    sums,
    told_twice,
    wording,
    years,
)
from assistant.reporting.checks.model import Case, Check, Finding, Limits

CHECKS: dict[str, Check] = {
    check.id: check
    for room in (
        structure,
        cells,
        sums,
        cross_year,
        narrative,
        lists,
        rates,
        told_twice,
        years,
        names,
        similarity,
        improvement,
        wording,
        publication,
        privacy,
    )
    for check in room.CHECKS
}
"""Id to check."""


def check_report(
    report: AnnualReport,
    *,
    last_year: AnnualReport | None = None,
    others: Sequence[AnnualReport] = (),
    text: str = "",
    published_on: str = "",
    agency: str = "",
    has_fees_logged: bool | None = None,
    logged: Mapping[str, Decimal] | None = None,
    last_as_imported: AnnualReport | None = None,
    limits: Limits | None = None,
) -> tuple[Finding, ...]:
    """What is wrong with a report, in the order of its sections and places, then of the ids.

    last_year is the same agency's report for an earlier year, others are reports of other
    agencies. Checks that need what is not given find nothing. See Case for the arguments.
    """
    case = Case(
        report,
        last_year,
        others,
        text,
        published_on,
        agency,
        has_fees_logged,
        logged,
        last_as_imported,
        limits or Limits(),
    )
    found = [finding for check in CHECKS.values() for finding in _findings(check, case)]
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (f.section, f.offset, f.id)))


def _findings(check: Check, case: Case) -> list[Finding]:
    return [
        Finding(
            check.id,
            spot.severity or check.severity,
            spot.place,
            spot.evidence,
            spot.remedy,
            spot.section,
            spot.offset,
        )
        for spot in check.function(case)
    ]
