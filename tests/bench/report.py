"""How long a report takes from 50,000 rows of the log: figures, draft, and each form of export.

Run: .venv/bin/python tests/bench/report.py [rows]
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from assistant.models.activity import Activity
from assistant.models.agency import Agency
from assistant.models.log_words import CATEGORIES, CHANNELS, REQUEST_RESULTS
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.chapters import chapters_in
from assistant.reporting.draft import draft
from assistant.reporting.export import Export, exported
from assistant.reporting.html import pages_in
from assistant.reporting.year import report_year
from assistant.storage.activity import StoredActivity

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
AGENCY = Agency("bench", "青川县行政审批服务局", "县审批局", "510822", "青川县")
YEAR = 2026
LIMITS = {"figures and draft": 2.0, "export": 3.0}
"""Seconds that each may take."""


def a_log(rows: int) -> list[StoredActivity]:
    """Two years of entries, half of them publications."""
    results = [result for result, _ in REQUEST_RESULTS if result]
    channels, categories = list(CHANNELS), [category for category, _ in CATEGORIES]

    def entry(n: int) -> Activity:
        day = f"{YEAR - n % 2}-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
        if n % 4 < 2:
            channel, category = channels[n % len(channels)], categories[n % len(categories)]
            return Activity("publication", day, 1, channel, category)
        if n % 4 == 2:
            return Activity("ticket", day, 1, category="咨询", detail={"on_time": "1"})
        detail = {"applicant": "natural", "result": results[n % len(results)], "closed_on": day}
        return Activity("request", day, detail=detail)

    return [StoredActivity(f"a-{n}", entry(n), day_of(n)) for n in range(rows)]


def day_of(n: int) -> str:
    """When an entry was recorded."""
    return f"{YEAR}-12-31T18:00:{n % 60:02d}"


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds, and what came of it."""
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


def measured(rows: int) -> dict[str, float]:
    """Seconds by what was done."""
    log, chapters, pages = a_log(rows), chapters_in(TEMPLATES), pages_in(TEMPLATES)
    counted, year = timed(lambda: report_year(AGENCY, YEAR, log, CatalogueCounts(), None))
    drafting, drafted = timed(lambda: draft(year, chapters))  # type: ignore[arg-type]
    seconds = {"figures and draft": counted + drafting}
    what = Export(drafted, pages, "2027-01-20", year.figures)  # type: ignore[arg-type,attr-defined]
    for suffix in (".docx", ".html", ".md", ".json"):
        seconds[f"export {suffix}"], _ = timed(lambda suffix=suffix: exported(what, suffix))
    return seconds


if __name__ == "__main__":
    for name, seconds in measured(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000).items():
        limit = next(limit for key, limit in LIMITS.items() if name.startswith(key))
        print(f"{name:20} {seconds:6.2f} s of {limit:.0f} {'' if seconds <= limit else 'TOO SLOW'}")
