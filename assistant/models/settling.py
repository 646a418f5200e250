"""What a person settles of a report that could not be read for certain (核定)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class SettledForm(StrEnum):
    """How a place is settled: by a number, as empty in the original, or as it is printed.

    WITHDRAWN takes back (撤回) what was settled before: the place is open again.
    """

    NUMBER = "number"
    BLANK = "blank"
    PRINTED = "printed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Settlement:
    """One place settled (核定记录): which, what stands there in print, what a person says of it.

    place is the path of a cell ("requests.granted.total") or "passage:" and the place of a
    doubt; value is a number where form is NUMBER, else None; by is who did it, at is ISO-8601.
    """

    place: str
    raw: str
    form: SettledForm
    value: Decimal | None
    reason: str
    by: str
    at: str
