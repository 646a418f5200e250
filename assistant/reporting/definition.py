"""What a figure's definition (指标口径) is made of: which rows count, and how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.models.activity import Activity
from assistant.models.report import Cell, Tables
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.counting import YUAN_PER_WAN, documents_valid, valid_before
from assistant.reporting.numbers import Number, percent
from assistant.reporting.tables import dispute_result, request_rows
from assistant.workdays import Workdays

Fits = Callable[[Activity, int], bool]
"""Whether a row of the right kind counts for a year."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which rows of the log count for a year: those of a kind that fit ("" for none).

    Rows of other years are asked only where any_year says that they may count.
    """

    kind: str
    fits: Fits
    any_year: bool = False


Value = Callable[[Sequence[Activity], "Basis"], Number | None]
"""The figure from the rows that count; None where they do not tell it."""

LastYear = Callable[[Tables], Number | None]
"""The same figure in the tables of an earlier report; None where they do not hold it."""


NO_CALENDAR = Workdays()
"""Weekends and fixed holidays only."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a figure draws on beside the log: last year's tables, None where there are none."""

    year: int
    catalogue: CatalogueCounts
    before: Tables | None
    calendar: Workdays = NO_CALENDAR


def total(rows: Sequence[Activity], basis: Basis) -> int:
    """The sum of the quantities."""
    return sum(row.quantity for row in rows)


def entries(rows: Sequence[Activity], basis: Basis) -> int:
    """How many rows there are."""
    return len(rows)


def amount(rows: Sequence[Activity], basis: Basis) -> Decimal:
    """Quantities in 元 as 万元."""
    return Decimal(sum(row.quantity for row in rows)) / YUAN_PER_WAN


def people(rows: Sequence[Activity], basis: Basis) -> int | None:
    """People present (人次), None where no row tells them."""
    told = [int(row.detail["people"]) for row in rows if row.detail.get("people")]
    return sum(told) if told else None


def on_time(rows: Sequence[Activity], basis: Basis) -> Number | None:
    """Share handled in time, in percent; None where there was nothing to handle."""
    handled = sum(row.quantity for row in rows)
    in_time = sum(row.quantity for row in rows if row.detail["on_time"] == "1")
    return percent(in_time, handled) if handled else None


def in_force(rows: Sequence[Activity], basis: Basis) -> int | None:
    """Documents in force on the last day; None where changes are logged but never a total."""
    before = valid_before(basis.before)
    told = before is not None or any(row.category == "valid" for row in rows)
    return documents_valid(rows, basis.year, before) if told or not rows else None


def of_kind(kind: str, *, channel: str = "", category: str = "") -> Chosen:
    """Rows of a kind that happened in the year, of one channel or category where given."""
    return Chosen(
        kind,
        lambda entry, year: channel in ("", entry.channel) and category in ("", entry.category),
    )


def unsorted(kind: str, of: Callable[[Activity], str], known: Sequence[str]) -> Chosen:
    """Rows of a kind in the year whose channel or category is none of the known ones.

    They are counted under their own name, so that a breakdown adds up to its total.
    """
    return Chosen(kind, lambda entry, year: of(entry) not in known)


def requests_in(*rows: str, applicant: str = "") -> Chosen:
    """Disclosure requests that count in one of these rows of table three."""
    wanted = frozenset(rows)
    return Chosen(
        "request",
        lambda entry, year: (
            applicant in ("", entry.detail.get("applicant"))
            and not wanted.isdisjoint(request_rows(entry, year))
        ),
        any_year=True,
    )


def disputes_in(*groups: str) -> Chosen:
    """Reviews or lawsuits that count in these groups of table four."""
    return Chosen(
        "dispute",
        lambda entry, year: entry.category in groups and dispute_result(entry, year) is not None,
        any_year=True,
    )


nothing = Chosen("", lambda entry, year: False)
"""No row: the figure comes from elsewhere."""

rated = Chosen("ticket", lambda entry, year: bool(entry.detail.get("on_time")))
"""Tickets that tell whether they were in time."""

documents_known = Chosen(
    "document", lambda entry, year: int(entry.happened_on[:4]) <= year, any_year=True
)
"""Everything that tells which documents are in force at the end of the year."""

information_fee = Chosen("charge", lambda entry, year: "信息处理费" in entry.title)
"""Charges for processing information on request (信息处理费), known by their title."""


def unstated(tables: Tables) -> None:
    """No statutory table holds the figure."""


def in_article_20(block: str, row: str, *columns: str) -> LastYear:
    """A cell of table two, from the first of the columns that this edition has."""

    def last(tables: Tables) -> Number | None:
        cells = tables.art20.get(block, {}).get(row, {})
        return next((_number(cells[c]) for c in columns if c in cells), None)

    return last


def in_requests(*rows: str, applicant: str = "total") -> LastYear:
    """The sum of rows of table three in one column; None where one of them is not known."""
    return lambda tables: _sum([tables.requests.get(row, {}).get(applicant) for row in rows])


def in_disputes(*groups: str) -> LastYear:
    """The sum of group totals of table four; None where one of them is not known."""
    return lambda tables: _sum([tables.disputes.get(group, {}).get("total") for group in groups])


def _number(cell: Cell | None) -> Number | None:
    return cell.value if cell else None


def _sum(cells: Sequence[Cell | None]) -> Number | None:
    values = [_number(cell) for cell in cells]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure (指标): what it means and how it comes from the log.

    on_last_day marks a stock as of 31 December; other figures count the whole year.
    """

    key: str
    label: str
    unit: str
    meaning: str
    counted: str
    chosen: Chosen = nothing
    value: Value = total
    last: LastYear = unstated
    on_last_day: bool = False
