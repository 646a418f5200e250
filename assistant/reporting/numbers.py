"""Numbers as an annual report writes them: exact, and in digits."""

from decimal import ROUND_HALF_UP, Decimal

Number = Decimal | int

_LEAST_RATE = Decimal("0.1")
_MOST_RISE = 1000
_MOST_FALL = Decimal("99.9")


def plain(value: Number) -> Number:
    """The value as an int where it is whole."""
    return int(value) if value == int(value) else value


def written(value: Number) -> str:
    """A number in digits: 0.088, 100, 12."""
    return format(Decimal(plain(value)).normalize(), "f")


def rounded(value: Decimal, places: int) -> Decimal:
    """Half away from zero, as statistics tables round."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def percent(part: int, whole: int) -> Number:
    """A share in percent with one decimal, or as many as keep it apart from 0 and 100.

    9999 of 10000 is 99.99, since 100% would say that none was late.
    """
    exact = Decimal(100 * part) / whole
    places = 1
    while exact not in (0, 100) and rounded(exact, places) in (0, 100):
        places += 1
    return plain(rounded(exact, places))


def change(now: Number | None, before: Number | None, unit: str) -> str:
    """How a figure compares with last year's in words; "" where either is not known.

    A share in percent when that says something (同比 = (本年－上年)÷上年), otherwise the
    difference: from or to zero nothing has grown or fallen by a percentage.
    """
    if now is None or before is None:
        return ""
    if now == before:
        return "与上年持平"
    difference = abs(Decimal(now) - Decimal(before))
    if unit == "%":
        return f"较上年{'提高' if now > before else '降低'}{written(difference)}个百分点"
    rate = rounded(100 * difference / Decimal(before), 1) if before else Decimal(0)
    if _LEAST_RATE <= rate <= (_MOST_RISE if now > before else _MOST_FALL):
        return f"较上年{'增长' if now > before else '下降'}{written(rate)}%"
    from_zero = "" if before else "（上年为零）"
    return f"较上年{'增加' if now > before else '减少'}{written(difference)}{unit}{from_zero}"
