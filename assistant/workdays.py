"""Working days (工作日): weekends, holidays and make-up days, counted forward and back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

_DAY = timedelta(days=1)
_FIXED_HOLIDAYS = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The holidays of one year (节假日安排): weekdays off, and weekend days worked (调休上班).

    announced is False where the State Council's notice is not out and the statutory
    holidays stand in for it.
    """

    year: int
    announced: bool
    notice: str
    off: frozenset[date]
    work: frozenset[date]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day (期限); provisional (暂定) where it was counted over a year not announced."""

    day: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Workdays:
    """The working-day calendar; a year that it does not hold is provisional.

    Of such a year the holidays with a fixed day are off; those of the lunar calendar are not.
    """

    years: Mapping[int, HolidayYear] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Whether offices work on that day."""
        known = self.years.get(day.year)
        if known and day in known.work:
            return True
        if known and day in known.off:
            return False
        holiday = known is None and (day.month, day.day) in _FIXED_HOLIDAYS
        return day.weekday() < 5 and not holiday

    def announced(self, year: int) -> bool:
        """Whether the year's notice is known, so that its days are certain."""
        return year in self.years and self.years[year].announced

    def after(self, day: date, count: int) -> Deadline:
        """The last day of a period of so many working days; `day` itself does not count.

        With 0 it is the day itself. The Regulation counts from the day after receipt.
        """
        end = day
        while count > 0:
            end += _DAY
            count -= self.is_workday(end)
        return Deadline(end, self._provisional(day, end))

    def before(self, day: date, count: int) -> Deadline:
        """The day so many working days earlier; `day` itself does not count."""
        start = day
        while count > 0:
            start -= _DAY
            count -= self.is_workday(start)
        return Deadline(start, self._provisional(start, day))

    def between(self, start: date, end: date) -> int:
        """Working days after start up to and including end; negative where end lies before."""
        if end < start:
            return -self.between(end, start)
        days = (end - start).days
        return sum(self.is_workday(start + timedelta(days=n)) for n in range(1, days + 1))

    def _provisional(self, start: date, end: date) -> bool:
        return not all(self.announced(year) for year in range(start.year, end.year + 1))


def workdays_of(years: Iterable[HolidayYear]) -> Workdays:
    """A calendar of these years; of two for one year the later one counts."""
    return Workdays({held.year: held for held in years})


def natural_days(day: date, count: int) -> date:
    """The last day of a period of so many calendar days (自然日), `day` itself not counted."""
    return day + timedelta(days=count)
