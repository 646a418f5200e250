"""The year's deadlines (年报日历): who owes the report to whom by when, and the days that are left."""

from dataclasses import dataclass
from datetime import date

_DEADLINES = (
    ("01-31", "县级政府部门、乡镇", "公布本机关年度报告，并报送本级政府信息公开工作主管部门", True),
    ("02-20", "县级主管部门", "汇总公布本级政府年度报告，并报送市级主管部门", False),
    ("03-10", "市级主管部门", "汇总公布市级政府年度报告，并报送省级主管部门", False),
    ("03-31", "省级主管部门、垂直系统", "公布并报送国务院办公厅", False),
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline (截止日期): ISO-8601 day, who, what; days_left is negative when it has passed."""

    on: str
    who: str
    what: str
    own: bool
    days_left: int


def deadlines(year: int, today: date) -> tuple[Deadline, ...]:
    """The deadlines of the report for a year, all in the year after (条例第四十九条和年报格式通知).

    own marks the one that a county bureau itself has to keep.
    """
    return tuple(
        Deadline(
            f"{year + 1}-{day}",
            who,
            what,
            own,
            (date.fromisoformat(f"{year + 1}-{day}") - today).days,
        )
        for day, who, what, own in _DEADLINES
    )


def due_year(today: date) -> int:
    """The year whose report is worked on: last year's until its last deadline, else this one's."""
    last = _DEADLINES[-1][0]
    return today.year - 1 if f"{today:%m-%d}" <= last else today.year


def told(days: int) -> str:
    """还有 3 天, 今天截止, 已过 2 天."""
    if days == 0:
        return "今天截止"
    return f"还有 {days} 天" if days > 0 else f"已过 {-days} 天"
