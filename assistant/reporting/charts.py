"""Charts (图表) of a report: horizontal bars with their labels, measured for SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.reporting.figures import Figure
from assistant.reporting.numbers import written

_LABELS, _BARS, _VALUES = 180, 340, 120
_STEP, _THICKNESS, _MARGIN = 36, 20, 8
_MOST = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: label and value as text, and where it lies in the drawing."""

    label: str
    value: str
    top: int
    middle: int
    width: int
    end: int


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart of bars; lengths are in the units of its own drawing."""

    title: str
    bars: tuple[Bar, ...]
    width: int = _LABELS + _BARS + _VALUES
    begin: int = _LABELS
    label_end: int = _LABELS - _MARGIN
    thickness: int = _THICKNESS

    @property
    def height(self) -> int:
        """The height of the whole drawing."""
        return _STEP * len(self.bars)

    @property
    def described(self) -> str:
        """What the chart shows, for those who do not see it."""
        return "，".join(f"{bar.label}{bar.value}" for bar in self.bars)


def chart_of(title: str, breakdown: Mapping[str, str], figures: Mapping[str, Figure]) -> Chart:
    """A bar for each part that is not 0, the longest first, twelve at most."""
    known = [(label, figures[key]) for label, key in breakdown.items() if figures[key].value]
    known.sort(key=lambda pair: -(pair[1].value or 0))
    return Chart(title, tuple(_bars(known[:_MOST])))


def _bars(known: Sequence[tuple[str, Figure]]) -> list[Bar]:
    most = max((figure.value or 0 for _, figure in known), default=0)
    bars = []
    for place, (label, figure) in enumerate(known):
        width = max(1, round(_BARS * (figure.value or 0) / most))
        top = place * _STEP + (_STEP - _THICKNESS) // 2
        value = f"{written(figure.value or 0)}{figure.unit}"
        end = _LABELS + width + _MARGIN
        bars.append(Bar(label, value, top, top + _THICKNESS // 2, width, end))
    return bars
