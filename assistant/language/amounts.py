"""Amounts (数量): numbers as people read them, and units of one kind made comparable."""

from decimal import Decimal

_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


def shown(value: Decimal) -> str:
    """A number in digits, without an exponent or empty decimals."""
    return format(value.normalize(), "f") if value else "0"


def in_base_unit(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """1.2 万元 as 12000 元, 3 万件 as 30000 件; what has no scale stays as it is."""
    scale = _SCALES.get(unit[:1]) if len(unit) > 1 else None
    return (value * scale, unit[1:]) if scale else (value, unit)
