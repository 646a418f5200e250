"""Amounts: digits without decoration, and units of one kind made comparable."""

from decimal import Decimal

import pytest

from assistant.language.amounts import in_base_unit, shown


@pytest.mark.parametrize(
    ("value", "digits"),
    [("0", "0"), ("0.00", "0"), ("1E+3", "1000"), ("94.50", "94.5"), ("41522", "41522")],
)
def test_a_number_is_shown_in_plain_digits(value, digits):
    assert shown(Decimal(value)) == digits


@pytest.mark.parametrize(
    ("value", "unit", "base"),
    [
        ("1.2", "万元", (12000, "元")),
        ("3", "亿元", (300_000_000, "元")),
        ("4.5", "万件", (45000, "件")),
        ("7", "元", (7, "元")),
        ("98", "%", (98, "%")),
        ("2", "万", (2, "万")),
    ],
)
def test_a_scaled_unit_is_told_in_its_base_unit(value, unit, base):
    assert in_base_unit(Decimal(value), unit) == base
