"""Published reports as open data (开放数据): figures and tables of every one, with licence and date."""

from typing import Any

from assistant.answering.knowledge import Knowledge, KnownReport
from assistant.ingest.reports.data import report_as_data

_PARTS = ("edition", "title", "tables", "figures", "uncertain")


def reports_data(knowledge: Knowledge) -> dict[str, Any]:
    """The whole file: title, licence, day, and the reports by agency and year."""
    agency = knowledge.agency
    return {
        "title": "政府信息公开工作年度报告数据",
        "agency": agency.name,
        "region_code": agency.region_code,
        "licence": agency.licence,
        "as_of": knowledge.day,
        "total": len(knowledge.reports),
        "reports": [_report(known) for known in knowledge.reports],
    }


def _report(known: KnownReport) -> dict[str, Any]:
    data = report_as_data(known.report)
    named = {
        "agency": known.report.agency,
        "agency_id": known.agency_id,
        "region_code": known.region_code,
        "year": known.report.year,
        "url": known.url,
        "as_of": known.as_of,
    }
    return named | {part: data[part] for part in _PARTS}
