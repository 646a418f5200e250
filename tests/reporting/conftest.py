"""What the tests of a report year share: a log, last year's report, the agency, the chapters."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from jinja2 import Environment

from assistant.models.activity import Activity
from assistant.models.agency import Agency
from assistant.models.report import (
    AnnualReport,
    Cell,
    CellState,
    Edition,
    ReportFigure,
    Tables,
)
from assistant.reporting.chapters import chapters_in
from assistant.storage.activity import StoredActivity

ROOT = Path(__file__).resolve().parents[2]
YEAR = 2026


@pytest.fixture
def log() -> Callable[..., list[StoredActivity]]:
    """Entries as they stand in the log, numbered from a-0."""

    def stored(*entries: Activity) -> list[StoredActivity]:
        return [StoredActivity(f"a-{n}", e, "2026-12-31T18:00:00") for n, e in enumerate(entries)]

    return stored


@pytest.fixture
def agency() -> Agency:
    return Agency(
        "demo",
        "青川县行政审批服务局",
        "县审批局",
        "510822",
        "青川县",
        address="人民路8号",
        postcode="628100",
        phone="0839-0000000",
        email="office@example.org",
        website="www.example.org",
    )


@pytest.fixture(scope="session")
def chapters() -> Environment:
    return chapters_in(ROOT / "templates")


@pytest.fixture
def last_report() -> Callable[..., AnnualReport]:
    """Last year's report with the given figures (key, value, unit) and table cells."""

    def built(
        *figures: tuple[str, str, str],
        art20: dict[str, dict[str, dict[str, Cell]]] | None = None,
        requests: dict[str, dict[str, Cell]] | None = None,
        disputes: dict[str, dict[str, Cell]] | None = None,
        year: int = YEAR - 1,
    ) -> AnnualReport:
        return AnnualReport(
            agency="青川县行政审批服务局",
            year=year,
            edition=Edition.CURRENT,
            title="",
            preface="",
            sections=(),
            tables=Tables(art20 or {}, requests or {}, disputes or {}),
            figures=tuple(
                ReportFigure(key, Decimal(value), unit, "", 1, 0, key=key)
                for key, value, unit in figures
            ),
            uncertain=(),
        )

    return built


@pytest.fixture
def cell() -> Callable[[str], Cell]:
    """A table cell as an importer reads it; a blank one for ""."""

    def read(raw: str) -> Cell:
        return Cell(raw, Decimal(raw), CellState.READ) if raw else Cell("", None, CellState.BLANK)

    return read
