"""What the checker speaks of: a finding, a check, and the case that every check is given."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from assistant.models.report import AnnualReport

Severity = Literal["error", "warning", "info"]

SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "提醒", "info": "提示"}
"""Severity (轻重) to its Chinese name, the gravest first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding (问题): which check, how grave, where, what stands there, what to do.

    section is 0 for title, preface and signature, else 1 to 6; offset counts in the text of
    that section and is 0 for a table.
    """

    id: str
    severity: Severity
    place: str
    evidence: str
    remedy: str
    section: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """What one check saw; severity is None where the check's own one holds."""

    place: str
    evidence: str
    remedy: str
    section: int = 0
    offset: int = 0
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds (阈值) of the checks; proposals, which an office may set otherwise.

    Shares and likenesses are fractions of 1. due and government_due are month and day of
    the year after, as 01-31.
    """

    title_alike: float = 0.6
    overview_characters: int = 1000
    whole_fee: int = 1000
    fee_rise: int = 50
    misplaced_count: int = 100
    change: int = 3
    small: int = 10
    copied: float = 0.80
    alike: float = 0.60
    overview_alike: float = 0.70
    others_alike: float = 0.85
    shortest: int = 60
    other_share: float = 0.10
    due: str = "01-31"
    government_due: str = "03-31"


@dataclass(frozen=True, slots=True)
class Case:
    """A report and what is known beside it; what is not known is empty or None.

    text is all that the file says, page furniture included; published_on is ISO-8601.
    logged maps a figure's key to its value by the year's log. last_as_imported is last
    year's report as it was once stored, last_year as it is published now.
    """

    report: AnnualReport
    last_year: AnnualReport | None = None
    others: Sequence[AnnualReport] = ()
    text: str = ""
    published_on: str = ""
    agency: str = ""
    has_fees_logged: bool | None = None
    logged: Mapping[str, Decimal] | None = None
    last_as_imported: AnnualReport | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Check:
    """One check (检查项): its id, how grave it is as a rule, what it asks, and how it looks."""

    id: str
    severity: Severity
    title: str
    function: Callable[[Case], Iterable[Spot]]
