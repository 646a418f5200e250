"""The information-processing fee (信息处理费), progressive (国办函〔2020〕109号)."""

from collections.abc import Mapping

_FREE_PIECES = 10
_FIRST_BAND_ENDS = 30
_PIECE_RATE = 100
_BAND = 10
_PAGE_BANDS = ((30, 0), (100, 10), (200, 20))
_PAGE_RATE_ABOVE = 40


def pieces_fee(count: int) -> int:
    """元 for so many pieces of one applicant within a calendar month.

    1 to 10 are free, 11 to 30 cost 100 each; from 31 on every further ten cost 100 more
    each: 200 to 40, 300 to 50, and so on.
    """
    return sum(map(_piece, range(_FREE_PIECES + 1, count + 1)))


def _piece(number: int) -> int:
    if number <= _FIRST_BAND_ENDS:
        return _PIECE_RATE
    return _PIECE_RATE * (2 + (number - _FIRST_BAND_ENDS - 1) // _BAND)


def pages_fee(count: int) -> int:
    """元 for so many pages of one request: 30 free, then 10, from 101 20, from 201 40 a page."""
    fee, before = 0, 0
    for until, rate in _PAGE_BANDS:
        fee += rate * max(min(count, until) - before, 0)
        before = until
    return fee + _PAGE_RATE_ABOVE * max(count - before, 0)


def fee_of(detail: Mapping[str, str]) -> int:
    """元 that a fee notice (收费通知) asks for: its basis, count and the pieces before it."""
    count = int(detail["count"])
    if detail["basis"] == "pages":
        return pages_fee(count)
    prior = int(detail.get("prior") or 0)
    return pieces_fee(prior + count) - pieces_fee(prior)
