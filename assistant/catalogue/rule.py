"""What a rule of the lint (体检规则) is made of."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.models.finding import Severity
from assistant.models.item import ServiceItem

Broken = Callable[[ServiceItem, str], bool | str]
"""Whether an item breaks a rule on a day (ISO-8601); a text names the place inside the field."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule (体检规则); field names where it is shown and what a remedy would change.

    A rule keeps silent where what it needs is not filled in: that is told once, by the
    rules of severity MISSING.
    """

    id: str
    severity: Severity
    field: str
    text: str
    remedy: str
    broken: Broken
