"""When a service item holds (有效期): from its first day to its end, unless it is withdrawn."""

from assistant.models.item import ServiceItem

WITHDRAWN = "取消"
SUSPENDED = "暂停"
_CANCELLED_WORDS = (WITHDRAWN, "废止", "作废", "注销", "停用", "撤销")


def state_of(item: ServiceItem, day: str) -> str:
    """How an item stands on a day: "open", "coming", "ended", "withdrawn" or "suspended".

    Only an open item is offered. valid_to is the first day on which it no longer holds;
    事项状态 may be worded 已取消 or 停止使用 as well.
    """
    if any(word in item.status for word in _CANCELLED_WORDS):
        # Withdrawn for a later day: until then it is handled.
        return "open" if item.valid_to > day else "withdrawn"
    if item.valid_to and item.valid_to <= day:
        return "ended"
    if SUSPENDED in item.status or "停止" in item.status:
        return "suspended"
    return "coming" if item.valid_from > day else "open"


def offered_on(item: ServiceItem, day: str) -> bool:
    """Whether citizens are offered the item on a day."""
    return state_of(item, day) == "open"


def effect_day(item: ServiceItem, today: str) -> str:
    """The day from which a version that is stored today is used: its first day, or today."""
    return max(item.valid_from, today)
