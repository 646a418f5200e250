"""Which reports a question means (所问的报告): agencies and years against the reports at hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.knowledge import KnownReport
from assistant.answering.report_asks import ReportAsk, Wanted
from assistant.answering.report_values import row_of
from assistant.search.retriever import visible_in


@dataclass(frozen=True, slots=True)
class Scope:
    """The reports that are meant, in the order they are told, and what there is no report of."""

    reports: tuple[KnownReport, ...]
    missing: tuple[str, ...] = ()


def visible(
    ask: ReportAsk, reports: Sequence[KnownReport], region: str, own: str
) -> list[KnownReport]:
    """Reports that a question may mean, the latest first.

    Those of the agencies it names, wherever they are. Else those of the region, where
    agencies are compared; else our own agency's, if it has any.
    """
    if ask.agencies:
        seen = [k for k in reports if k.agency_id in ask.agencies]
    else:
        seen = [k for k in reports if not region or visible_in(region, k.region_code)]
        ours = [k for k in seen if k.agency_id == own]
        seen = ours if ours and not ask.who else seen
    return sorted(seen, key=lambda k: (k.agency_id != own, -k.report.year, k.agency_id))


def is_single(ask: ReportAsk) -> bool:
    """Whether one figure of one report is asked for."""
    years = ask.years
    several = len(years.named) > 1 or years.latest or years.every or len(ask.agencies) > 1
    return not several and not ask.who and ask.wanted in (Wanted.VALUE, Wanted.COMPARED)


def single(ask: ReportAsk, seen: Sequence[KnownReport]) -> list[KnownReport]:
    """Of the reports that may be meant those of the named years."""
    return [k for k in seen if not ask.years.named or k.report.year in ask.years.named]


def several(ask: ReportAsk, seen: Sequence[KnownReport], this_year: int) -> Scope:
    """Reports to set side by side: years of one agency, or agencies of the same years."""
    agencies = list(ask.agencies) or _agencies(ask, seen)
    held = [k for k in seen if k.agency_id in agencies]
    if len(agencies) > 1 and not (ask.years or ask.years.before or _shared_year(ask, held)):
        return Scope(_latest_telling(ask, held, agencies))
    years = _years(ask, held, this_year)
    by = {(k.agency_id, k.report.year): k for k in held}
    names = {k.agency_id: k.report.agency for k in held}
    wanted = [(agency, year) for agency in agencies for year in years]
    found = tuple(by[one] for one in wanted if one in by)
    # Where years are asked as 历年, those between two reports are nobody's gap.
    told = [] if ask.years.every or (ask.who and not ask.agencies) else wanted
    gaps = {a: [str(y) for b, y in told if a == b and (a, y) not in by] for a in agencies}
    missing = tuple(f"{names.get(a, '')}{'、'.join(gap)}年" for a, gap in gaps.items() if gap)
    return Scope(found, missing)


def _agencies(ask: ReportAsk, seen: Sequence[KnownReport]) -> list[str]:
    if ask.who:
        return list(dict.fromkeys(k.agency_id for k in seen))
    named = [k for k in seen if not ask.years.named or k.report.year in ask.years.named]
    telling = [k for k in named if any(row_of(k, key) for key in ask.metrics)]
    return [k.agency_id for k in (telling or named or seen)][:1]


def _years(ask: ReportAsk, held: Sequence[KnownReport], this_year: int) -> list[int]:
    """Years to compare, ascending; only such as may have a report by now."""
    years = ask.years
    have = sorted({k.report.year for k in held})
    if years.named:
        before = {year - 1 for year in years.named} if _against_before(ask) else set()
        return sorted({*years.named, *before})
    if not have:
        return []
    if years.latest:
        last = max([year for year in have if year <= this_year] or have)
        return list(range(last - years.latest + 1, last + 1))
    if years.every or (ask.wanted in (Wanted.MOST, Wanted.LEAST, Wanted.TREND) and not ask.who):
        return have
    telling = sorted({k.report.year for k in held if any(row_of(k, key) for key in ask.metrics)})
    if ask.wanted is Wanted.GROWTH and not ask.who and len(ask.agencies) < 2:
        last = (telling or have)[-1]
        return [last - 1, last]
    return [_shared_year(ask, held) or (telling or have)[-1]]


def _latest_telling(
    ask: ReportAsk, held: Sequence[KnownReport], agencies: Sequence[str]
) -> tuple[KnownReport, ...]:
    """Of each agency the latest report that states the metric, in the order of the agencies."""
    telling = [k for k in held if any(row_of(k, key) for key in ask.metrics)]
    latest = {k.agency_id: k for k in sorted(telling, key=lambda k: k.report.year)}
    return tuple(latest[agency] for agency in agencies if agency in latest)


def _against_before(ask: ReportAsk) -> bool:
    return ask.years.before or (ask.wanted is Wanted.GROWTH and len(ask.years.named) == 1)


def _shared_year(ask: ReportAsk, held: Sequence[KnownReport]) -> int:
    """The latest year in which at least two agencies state the metric, or 0."""
    telling: dict[int, set[str]] = {}
    for known in held:
        if any(row_of(known, key) for key in ask.metrics):
            telling.setdefault(known.report.year, set()).add(known.agency_id)
    return max((year for year, agencies in telling.items() if len(agencies) > 1), default=0)
