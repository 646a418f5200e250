"""Figures as a list for people (text) and for other programs (JSON)."""

import json
import unicodedata
from collections.abc import Mapping, Sequence

from assistant.reporting.figures import Figure
from assistant.reporting.numbers import Number, change, plain, written

_HEADINGS = ("指标", "名称", "数值", "单位", "上年", "变化", "含义", "计数规则", "统计期限")
_UNKNOWN = "—"


def figures_as_text(figures: Mapping[str, Figure]) -> str:
    """Key, label, value, unit, last year, change, meaning, rule and period, a line each.

    Columns line up where a Chinese character is as wide as two letters; what is not
    known is —.
    """
    rows = [_HEADINGS, *(_row(figure) for figure in figures.values())]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    return "".join(f"{_line(row, widths)}\n" for row in rows)


def figures_as_json(figures: Mapping[str, Figure]) -> str:
    """A list of objects with every field of a figure; null is not known."""
    return json.dumps(figures_as_data(figures), ensure_ascii=False, indent=1) + "\n"


def figures_as_data(figures: Mapping[str, Figure]) -> list[dict[str, object]]:
    """Every field of each figure as plain data, with the change against last year in words."""
    return [_data(figure) for figure in figures.values()]


def _row(figure: Figure) -> tuple[str, ...]:
    value, last = (
        _UNKNOWN if number is None else written(number)
        for number in (figure.value, figure.last_year)
    )
    compared = change(figure.value, figure.last_year, figure.unit) or _UNKNOWN
    told = (figure.meaning, figure.counted, figure.period)
    return figure.key, figure.label, value, figure.unit, last, compared, *told


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _data(figure: Figure) -> dict[str, object]:
    return {
        "key": figure.key,
        "label": figure.label,
        "value": _json_number(figure.value),
        "unit": figure.unit,
        "last_year": _json_number(figure.last_year),
        "change": change(figure.value, figure.last_year, figure.unit),
        "meaning": figure.meaning,
        "counted": figure.counted,
        "period": figure.period,
        "rows": list(figure.rows),
    }


def _json_number(value: Number | None) -> int | float | None:
    whole = None if value is None else plain(value)
    return whole if whole is None or isinstance(whole, int) else float(whole)
