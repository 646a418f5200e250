"""Whether an item is handled at all: withdrawn, suspended, taken up again, from a day on."""

from dataclasses import replace

from assistant.models.item import ServiceItem
from assistant.models.validity import SUSPENDED, WITHDRAWN

RESUMED = "在用"
CHOICES = {
    SUSPENDED: "暂停办理",
    WITHDRAWN: "取消，以后不再办理",
    RESUMED: "恢复办理",
}
"""What can become of an item, by 事项状态."""


def standing_from(item: ServiceItem, status: str, day: str, today: str) -> ServiceItem:
    """The item as it stands from a day on, today or later.

    A withdrawn item holds until that day. For the others a later day makes a version
    that is planned until then.
    """
    if status == WITHDRAWN:
        return replace(item, status=status, valid_to=day)
    first = day if day > today else item.valid_from
    ended = "" if status == RESUMED else item.valid_to
    return replace(item, status=status, valid_from=first, valid_to=ended)
