"""A year's holidays (节假日安排) from a .json file."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import Refused
from assistant.ingest.rows import check_size, read_text
from assistant.workdays import HolidayYear

_KEYS = {"year", "announced", "notice", "off", "work"}


def read_holidays(path: Path) -> HolidayYear:
    """One year: {"year", "announced", "notice", "off": [days], "work": [days]}.

    off are weekdays without work, work are weekend days with it. Raises Refused, naming
    what is wrong, for a day of another year, a weekend day that is off, or a weekday that
    is worked: those say that the two lists were mixed up.
    """
    check_size(path, limit_mb=1)
    try:
        data = json.loads(read_text(path))
        if not isinstance(data, dict) or set(data) != _KEYS:
            raise Refused(f"{path.name} 应有这几项：{'、'.join(sorted(_KEYS))}。")
        return _year(path.name, data)
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused(f"{path.name} 的内容有误，请对照自带的 holidays/2026.json 改正。") from error


def _year(file: str, data: dict[str, Any]) -> HolidayYear:
    year = int(data["year"])
    off, work = (frozenset(map(date.fromisoformat, data[key])) for key in ("off", "work"))
    wrong = [day for day in off | work if day.year != year]
    wrong += [day for day in off if day.weekday() >= 5]
    wrong += [day for day in work if day.weekday() < 5]
    if wrong:
        told = "、".join(sorted({day.isoformat() for day in wrong}))
        raise Refused(
            f"{file} 的这些日期不对：{told}。off 只写不上班的周一至周五，work 只写要上班的周六周日。"
        )
    return HolidayYear(year, data["announced"] is True, str(data["notice"]), off, work)
