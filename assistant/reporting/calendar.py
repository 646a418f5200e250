"""The year's deadlines (年报日历): who owes the report to whom by when, and the days that are left."""

from dataclasses import dataclass
from datetime import date

from assistant.models.agency import Agency

_DEADLINES = (
    ("01-31", "县级政府部门、乡镇", "公布本机关年度报告，并报送本级政府信息公开工作主管部门", True),
    ("02-20", "县级主管部门", "汇总公布本级政府年度报告，并报送市级主管部门", False),
    ("03-10", "市级主管部门", "汇总公布市级政府年度报告，并报送省级主管部门", False),
    ("03-31", "省级主管部门、垂直系统", "公布并报送国务院办公厅", False),
)


_LAW = "《条例》第四十九条"
_NOTICE = "国办公开办函〔2021〕30号"
_OWN = _DEADLINES[0][0]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline (截止日期): ISO-8601 day, who, what, and who set it (依据).

    days_left is negative when it has passed.
    """

    on: str
    who: str
    what: str
    own: bool
    days_left: int
    source: str


def deadlines(year: int, today: date, agency: Agency) -> tuple[Deadline, ...]:
    """The deadlines of the report for a year, all in the year after.

    own marks the one that the agency has to keep: its county's earlier day where its
    profile tells one, else the Regulation's.
    """
    local = agency.report_due if "" < agency.report_due < _OWN else ""
    rows = [
        (day, who, what, own and not local, _LAW if own else _NOTICE)
        for day, who, what, own in _DEADLINES
    ]
    if local:
        source = agency.report_due_source or "机关简介登记的本地要求"
        rows.insert(0, (local, agency.name, "按本地要求公布本机关年度报告", True, source))
    return tuple(_deadline(year + 1, today, *row) for row in rows)


def _deadline(
    year: int, today: date, day: str, who: str, what: str, own: bool, source: str
) -> Deadline:
    on = date.fromisoformat(f"{year}-{day}")
    return Deadline(on.isoformat(), who, what, own, (on - today).days, source)


def due_year(today: date) -> int:
    """The year whose report is worked on: last year's until its last deadline, else this one's."""
    last = _DEADLINES[-1][0]
    return today.year - 1 if f"{today:%m-%d}" <= last else today.year


def told(days: int) -> str:
    """还有 3 天, 今天截止, 已过 2 天."""
    if days == 0:
        return "今天截止"
    return f"还有 {days} 天" if days > 0 else f"已过 {-days} 天"
