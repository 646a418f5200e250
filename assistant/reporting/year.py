"""A year counted for its report: figures and tables from the same entries of the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.models.agency import Agency
from assistant.models.report import AnnualReport, Edition, Tables
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.definition import NO_CALENDAR
from assistant.reporting.figures import Figure, figures_of, year_before
from assistant.reporting.tables import tables_of
from assistant.storage.activity import StoredActivity
from assistant.storage.sample import PREFIX as SAMPLE
from assistant.workdays import Workdays

_LAST_TRIAL_YEAR = 2020


@dataclass(frozen=True, slots=True)
class ReportYear:
    """All that the draft of one year draws on; figures and tables come from the same entries."""

    agency: Agency
    year: int
    entries: Sequence[StoredActivity]
    figures: Mapping[str, Figure]
    tables: Tables
    last_year: AnnualReport | None
    edition: Edition = Edition.CURRENT

    @property
    def sample(self) -> bool:
        """Whether figures come from the sample year (示例年度)."""
        rows = (row for figure in self.figures.values() for row in figure.rows)
        return any(row.startswith(SAMPLE) for row in rows)


def edition_for(year: int) -> Edition:
    """The format in force for a report year: the trial one until 2020 (〔2021〕30号)."""
    return Edition.TRIAL if year <= _LAST_TRIAL_YEAR else Edition.CURRENT


def report_year(
    agency: Agency,
    year: int,
    entries: Sequence[StoredActivity],
    catalogue: CatalogueCounts,
    last_year: AnnualReport | None,
    edition: Edition | None = None,
    calendar: Workdays = NO_CALENDAR,
) -> ReportYear:
    """Count a year; entries are the whole log up to the end of the year (see figures_of).

    Without an edition the tables are those of the one that is in force for the year.
    """
    before = year_before(last_year, year)
    edition = edition or edition_for(year)
    return ReportYear(
        agency=agency,
        year=year,
        entries=entries,
        figures=figures_of(entries, catalogue, before, year, calendar),
        tables=tables_of(entries, year, before.tables if before else None, edition),
        last_year=before,
        edition=edition,
    )
