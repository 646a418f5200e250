"""Charts (图表) of a report: horizontal bars of this year and the last, measured for SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.models.log_words import CHANNELS
from assistant.reporting.figures import Figure
from assistant.reporting.keys import CATEGORY_KEYS, CHANNEL_KEYS, RESULT_KEYS, TICKET_KEYS
from assistant.reporting.numbers import Number, written

_LABELS, _BARS, _VALUES = 180, 340, 120
_THICKNESS, _MARGIN = 20, 8
_MOST = 12
_CHARTS: dict[str, dict[str, str]] = {
    "主要办理数量": {
        "行政许可": "permits_handled",
        "热线工单": "tickets_handled",
        "政府信息公开申请": "requests_received",
    },
    "主动公开政府信息（按渠道）": {CHANNELS[c]: key for c, key in CHANNEL_KEYS.items()},
    "主动公开政府信息（按类别）": CATEGORY_KEYS,
    "政府信息公开申请办理结果": RESULT_KEYS,
    "热线工单（按类型）": TICKET_KEYS,
}
"""Each chart's parts by their label; all of one chart have one unit."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its number, that as text, and where it lies in the drawing."""

    number: Number
    value: str
    top: int
    middle: int
    width: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """What a label stands before: this year's bar, and last year's where it is known."""

    label: str
    middle: int
    now: Bar
    before: Bar | None


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart of bars; lengths are in the units of its own drawing."""

    title: str
    unit: str
    year: int
    rows: tuple[Row, ...]
    height: int
    width: int = _LABELS + _BARS + _VALUES
    begin: int = _LABELS
    label_end: int = _LABELS - _MARGIN
    thickness: int = _THICKNESS

    @property
    def compared(self) -> bool:
        """Whether a bar of last year stands in it."""
        return any(row.before for row in self.rows)

    @property
    def caption(self) -> str:
        """The title with the unit, and which bar is which year's."""
        which = f"，深色为 {self.year} 年，浅色为 {self.year - 1} 年" if self.compared else ""
        return f"{self.title}（单位：{self.unit}{which}）"

    @property
    def described(self) -> str:
        """What the chart shows, for those who do not see it."""
        return "，".join(
            f"{row.label}{row.now.value}" + (f"（上年{row.before.value}）" if row.before else "")
            for row in self.rows
        )


def charts_of(figures: Mapping[str, Figure], year: int) -> list[Chart]:
    """The charts with two rows or more, since one row compares nothing."""
    drawn = [chart_of(title, parts, figures, year) for title, parts in _CHARTS.items()]
    return [chart for chart in drawn if len(chart.rows) > 1]


def chart_of(
    title: str, breakdown: Mapping[str, str], figures: Mapping[str, Figure], year: int
) -> Chart:
    """A row for each part that is not 0, the longest first, twelve at most."""
    known = [(label, figures[key]) for label, key in breakdown.items() if key in figures]
    shown = sorted((one for one in known if one[1].value), key=lambda one: -(one[1].value or 0))
    rows, height = _rows(shown[:_MOST])
    unit = shown[0][1].unit if shown else ""
    return Chart(title, unit, year, rows, height)


def _rows(known: Sequence[tuple[str, Figure]]) -> tuple[tuple[Row, ...], int]:
    """The rows from above, and how high they are together."""
    most = max((max(f.value or 0, f.last_year or 0) for _, f in known), default=0)
    rows, top = [], _MARGIN
    for label, figure in known:
        now = _bar(figure.value or 0, figure.unit, most, top)
        before = None
        if figure.last_year is not None:
            before = _bar(figure.last_year, figure.unit, most, top + _THICKNESS)
        height = _THICKNESS * (2 if before else 1)
        rows.append(Row(label, top + height // 2, now, before))
        top += height + 2 * _MARGIN
    return tuple(rows), top


def _bar(number: Number, unit: str, most: Number, top: int) -> Bar:
    width = max(1, round(_BARS * number / most))
    end = _LABELS + width + _MARGIN
    return Bar(number, f"{written(number)}{unit}", top, top + _THICKNESS // 2, width, end)
