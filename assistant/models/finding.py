"""What the catalogue's lint says of an item (体检发现): which rule, which field, what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs (轻重): wrong, doubtful, or only not filled in."""

    ERROR = "error"
    WARNING = "warning"
    MISSING = "missing"


SEVERITY_LABELS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.MISSING: "缺"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule of one item (体检发现).

    field is the item's field beside which it is shown; text says what is so, remedy what
    to do; both are Chinese.
    """

    rule: str
    severity: Severity
    code: str
    field: str
    text: str
    remedy: str
