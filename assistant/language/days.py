"""What is wrong with a day that somebody typed (日期), in words."""

import re
from datetime import date

NO_SUCH_DAY = "没有这一天，请核对年月日。"
_LOOKS_LIKE_ONE = re.compile(r"\d{4}-\d{2}-\d{2}")


def wrong_day(text: str) -> str:
    """Why a text is no day written 2026-11-22; "" for one that is.

    A day that no calendar has, such as 2026-02-31, is told as that.
    """
    # 20261122 and 2026-W47-7 are ISO dates as well, but days are compared as text.
    if not _LOOKS_LIKE_ONE.fullmatch(text) or not text.isascii():
        return "请按 2026-11-22 的样子填写日期。"
    try:
        date.fromisoformat(text)
    except ValueError:
        return NO_SUCH_DAY
    return ""
