"""The appendix of figures (指标口径附录): value, last year's value, change, meaning, counting rule."""

from collections.abc import Sequence

from assistant.models.report_tables import APPENDIX_TITLE
from assistant.reporting.figures import Figure
from assistant.reporting.grids import Grid, GridCell
from assistant.reporting.numbers import Number, change, written

_HEADS = ("指标", "数值", "上年", "变化", "含义", "计数规则", "统计期限")
_UNKNOWN = "未知"


def appendix_grid(figures: Sequence[Figure]) -> Grid:
    """One row a figure that is not 0, with its unit behind the numbers."""
    rows = tuple(_row(figure) for figure in figures if figure.value)
    heads = tuple(GridCell(head, scope="col") for head in _HEADS)
    widths = (0.14, 0.09, 0.09, 0.12, 0.19, 0.20, 0.17)
    return Grid(APPENDIX_TITLE, (heads, *rows), 1, widths)


def _row(figure: Figure) -> tuple[GridCell, ...]:
    compared = change(figure.value, figure.last_year, figure.unit)
    texts = (
        _number(figure.value, figure.unit),
        _number(figure.last_year, figure.unit),
        compared or "无从比较",
        figure.meaning,
        figure.counted,
        figure.period,
    )
    return (GridCell(figure.label, scope="row"), *(GridCell(text) for text in texts))


def _number(value: Number | None, unit: str) -> str:
    return _UNKNOWN if value is None else f"{written(value)}{unit}"
