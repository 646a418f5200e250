"""One change of many items at once (批量修改): a place that moves, a value that is replaced."""

from dataclasses import dataclass

from assistant.models.item import Place

PLACE = "place"
VALUE_LABELS: dict[str, str] = {
    "places.address": "办理地点的地址",
    "places.hours": "办理地点的办理时间",
    "places.phone": "办理地点的电话",
    "places.name": "办理地点的名称",
    "places.window": "办理地点的窗口",
    "consult_phone": "咨询电话",
    "complaint_phone": "监督投诉电话",
    "department": "实施主体（部门名称）",
    "duty_office": "责任科室",
}
"""Values that can be replaced wherever they stand."""


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """A place becomes another one in every item that has it (地点变更), whatever the window.

    place is its number, "" where it was proposed before places had one; into is the number
    of the place that it goes into (并入), "" where it only changes.
    """

    old: Place
    new: Place
    place: str = ""
    into: str = ""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value of a field of VALUE_LABELS becomes another one (值的替换), everywhere.

    With a department only in the items of that office.
    """

    field: str
    old: str
    new: str
    department: str = ""


@dataclass(frozen=True, slots=True)
class Reversal:
    """A change of many items is taken back (撤销批量修改): its number, and when it was made.

    Items that got another version since are left as they are.
    """

    of: str
    at: str


Change = PlaceChange | ValueChange


@dataclass(frozen=True, slots=True)
class BulkChange:
    """A change of many items as somebody proposed it (批量修改单), and what became of it.

    state is "open", "published" or "discarded"; items, how many got a new version.
    """

    id: str
    title: str
    change: Change | Reversal
    note: str
    proposed_by: str
    proposed_at: str
    state: str = "open"
    decided_by: str = ""
    decided_at: str = ""
    decided_note: str = ""
    items: int = 0
