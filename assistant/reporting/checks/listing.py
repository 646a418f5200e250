"""Findings as text for the terminal, as plain data for JSON, and as a page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.models.report import AnnualReport
from assistant.reporting.checks.model import SEVERITIES, Finding
from assistant.reporting.checks.registry import CHECKS


@dataclass(frozen=True, slots=True)
class Checked:
    """A file, the report in it, and what was found."""

    file: str
    report: AnnualReport
    findings: tuple[Finding, ...]


def counted(findings: Sequence[Finding]) -> str:
    """错误 2、提醒 1、提示 0; 没有发现问题 where there is none."""
    if not findings:
        return "没有发现问题"
    counts = Counter(finding.severity for finding in findings)
    return "、".join(f"{name} {counts[severity]}" for severity, name in SEVERITIES.items())


def named(report: AnnualReport) -> str:
    """Whose report it is and for which year, as far as it says."""
    year = f"{report.year} 年" if report.year else "（年度未写明）"
    return f"{report.agency or '（机关未写明）'} {year}"


def as_text(checked: Checked) -> str:
    """One line of summary, then per finding its id, severity, place and evidence, and the remedy."""
    lines = [f"{checked.file}：{named(checked.report)}，{counted(checked.findings)}"]
    for finding in checked.findings:
        severity = SEVERITIES[finding.severity]
        lines.append(f"  {finding.id} {severity} {finding.place}：{finding.evidence}")
        lines.append(f"    → {finding.remedy}")
    return "\n".join(lines)


def as_data(checked: Checked) -> dict[str, Any]:
    """The same as plain data: file, agency, year, edition, findings with their check's title."""
    report = checked.report
    return {
        "file": checked.file,
        "agency": report.agency,
        "year": report.year,
        "edition": report.edition.value,
        "findings": [
            {
                "id": finding.id,
                "severity": finding.severity,
                "title": CHECKS[finding.id].title,
                "place": finding.place,
                "evidence": finding.evidence,
                "remedy": finding.remedy,
                "section": finding.section,
                "offset": finding.offset,
            }
            for finding in checked.findings
        ],
    }


def page_values(every: Sequence[Checked]) -> dict[str, Any]:
    """What the page check_findings.html shows."""
    return {
        "every": every,
        "checks": CHECKS,
        "severities": SEVERITIES,
        "counted": counted,
        "named": named,
    }


def as_page(every: Sequence[Checked], templates: Path) -> str:
    """The findings of every file as one HTML page that needs no other file."""
    pages = Environment(
        loader=FileSystemLoader(templates / "web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return pages.get_template("check_findings.html").render(page_values(every))
