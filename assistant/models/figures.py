"""Figures set side by side (数字对比): what answers, pages and files show of several reports."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What one report says of one metric (对比行), with its words and where they stand.

    value is None where the report does not state it; then notes say what it says instead.
    shown is the value with unit and qualifier as a reader wants it (约 12 件). base is the
    value in the base unit (12000 for 1.2 万元), None where it must not be compared.
    """

    agency_id: str
    agency: str
    year: int
    metric: str
    label: str
    value: int | float | None
    unit: str
    shown: str
    quote: str
    place: str
    url: str
    as_of: str
    base: int | float | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Rows of one or more metrics (对比表), by metric, agency and year."""

    caption: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar (图形中的一条): what it stands for, its value, and the value as it is written."""

    label: str
    value: int | float
    shown: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one unit (条形图), in the order of the table."""

    title: str
    unit: str
    bars: tuple[Bar, ...]

    @property
    def top(self) -> float:
        """The longest bar's value; 1 where all are 0."""
        return float(max((bar.value for bar in self.bars), default=0)) or 1.0
