"""Figures (指标数字) of a year: each with its meaning and the rows behind it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.models.report import AnnualReport
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.definition import NO_CALENDAR, Basis, Chosen, Definition
from assistant.reporting.definitions import DEFINITIONS
from assistant.reporting.numbers import Number, plain
from assistant.storage.activity import StoredActivity
from assistant.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure (指标) of one year.

    value is None where the log cannot tell it; 0 is a counted 0. last_year is the value
    that last year's published report states, else what the log of that year gives if it
    was kept from January on and has rows of the kind, else None. counted says
    how the figure comes about, rows are the ids of the log's rows behind it.
    """

    key: str
    label: str
    value: Number | None
    unit: str
    meaning: str
    counted: str
    period: str
    last_year: Number | None
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The log by kind and by year, so that a figure looks only at rows that may count."""

    by_kind: Mapping[str, Sequence[StoredActivity]]
    by_year: Mapping[tuple[str, str], Sequence[StoredActivity]]

    @classmethod
    def of(cls, entries: Sequence[StoredActivity]) -> "Sorted":
        """Entries sorted; those of one kind keep their order."""
        kinds: dict[str, list[StoredActivity]] = defaultdict(list)
        years: dict[tuple[str, str], list[StoredActivity]] = defaultdict(list)
        for stored in entries:
            kinds[stored.entry.kind].append(stored)
            years[stored.entry.kind, stored.entry.happened_on[:4]].append(stored)
        return cls(kinds, years)

    def rows(self, chosen: Chosen, year: int) -> list[StoredActivity]:
        """The rows that count for a year."""
        if chosen.any_year:
            held = self.by_kind.get(chosen.kind, ())
        else:
            held = self.by_year.get((chosen.kind, f"{year:04d}"), ())
        return [stored for stored in held if chosen.fits(stored.entry, year)]


def figures_of(
    entries: Sequence[StoredActivity],
    catalogue: CatalogueCounts,
    last_year: AnnualReport | None,
    year: int,
    calendar: Workdays = NO_CALENDAR,
) -> dict[str, Figure]:
    """Every figure of a calendar year by its key, in the order of the report.

    entries are the whole log up to the end of the year, corrected ones left out: open
    requests and valid documents may stem from earlier years. A report of another year
    than the one before is not compared with.
    """
    before = year_before(last_year, year)
    basis = Basis(year, catalogue, before.tables if before else None, calendar)
    log = Sorted.of(entries)
    # Half a year of entries would make every comparison a jump.
    kept = any(stored.entry.happened_on < f"{year - 1}-02-01" for stored in entries)
    return {
        definition.key: _figure(definition, log, basis, before, kept) for definition in DEFINITIONS
    }


def year_before(report: AnnualReport | None, year: int) -> AnnualReport | None:
    """The report, if it is the one of the year before; figures compare with no other."""
    return report if report and report.year == year - 1 else None


def _figure(
    definition: Definition,
    log: Sorted,
    basis: Basis,
    before: AnnualReport | None,
    kept_last_year: bool,
) -> Figure:
    rows = log.rows(definition.chosen, basis.year)
    value = definition.value([stored.entry for stored in rows], basis)
    last = _stated(definition, before) if before else None
    if last is None and kept_last_year:
        last = _counted(definition, log, replace(basis, year=basis.year - 1))
    return Figure(
        key=definition.key,
        label=definition.label,
        value=value if value is None else plain(value),
        unit=definition.unit,
        meaning=definition.meaning,
        counted=definition.counted,
        period=f"{basis.year}年12月31日" if definition.on_last_day else period_of(basis.year),
        last_year=last if last is None else plain(last),
        rows=tuple(stored.id for stored in rows),
    )


def period_of(year: int) -> str:
    """The statistics period (统计期限) in words."""
    return f"{year}年1月1日至{year}年12月31日"


def _counted(definition: Definition, log: Sorted, basis: Basis) -> Number | None:
    """By the log alone: the catalogue is today's, and the tables are another year's."""
    rows = [stored.entry for stored in log.rows(definition.chosen, basis.year)]
    alone = replace(basis, catalogue=CatalogueCounts(), before=None)
    return definition.value(rows, alone) if rows else None


def _stated(definition: Definition, report: AnnualReport) -> Number | None:
    """What a report says: its tables first, then its text where that is exact and of one mind."""
    in_tables = definition.last(report.tables)
    if in_tables is not None:
        return in_tables
    said = {
        figure.value
        for figure in report.figures
        if figure.key == definition.key
        and figure.unit == definition.unit
        and not (figure.qualifier or figure.comparison)
    }
    return said.pop() if len(said) == 1 else None
