"""Rules of the four lists (四办清单): an item stands on the lists on which it belongs."""

from collections.abc import Callable

from assistant.catalogue.rule import Broken, Rule
from assistant.models.finding import Severity
from assistant.models.item import ServiceItem

NEAR = ("乡镇级", "村级")
"""Levels of a place at which an item is 就近办."""


def _immediate(item: ServiceItem) -> bool | None:
    return None if item.promised_days is None else item.promised_days == 0


def _nearby(item: ServiceItem) -> bool | None:
    levels = [place.level for place in item.places if place.level]
    return any(level in NEAR for level in levels) if levels else None


def _once(item: ServiceItem) -> bool | None:
    return None if item.visits is None else item.visits <= 1


BELONGS: dict[str, Callable[[ServiceItem], bool | None]] = {
    "马上办": _immediate,
    "网上办": lambda item: item.online,
    "就近办": _nearby,
    "一次办": _once,
}
"""Whether an item belongs on a list by its other fields; None where they do not tell.

马上办: nothing promised but the same day. 网上办: can be handled online. 就近办: one place at
township or village level. 一次办: at most one visit.
"""

_WHY = {
    "马上办": ("immediate", "promised_days", "承诺时限不是 0", "承诺当场办结"),
    "网上办": ("online", "online", "不能网办", "可以网办"),
    "就近办": ("nearby", "places", "没有乡镇或村级的办理地点", "有乡镇或村级的办理地点"),
    "一次办": ("once", "visits", "要到现场 2 次以上", "最多到现场 1 次"),
}


def _wrongly_on(name: str) -> Broken:
    def broken(item: ServiceItem, day: str) -> bool | str:
        if name not in item.four_lists or BELONGS[name](item) is not False:
            return False
        unit = item.promised_unit or "天"
        return f"承诺 {item.promised_days} {unit}" if name == "马上办" else True

    return broken


def _left_out(name: str) -> Broken:
    def broken(item: ServiceItem, day: str) -> bool:
        # Without any list the item tells nothing of them; missing.four_lists says so once.
        return bool(item.four_lists) and name not in item.four_lists and bool(BELONGS[name](item))

    return broken


def _unknown(item: ServiceItem, day: str) -> str:
    return "、".join(name for name in item.four_lists if name not in BELONGS)


RULES = (
    *(
        Rule(
            f"four_lists.{id}",
            Severity.ERROR,
            "four_lists",
            f"在“{name}”清单里，但{against}",
            f"请从“{name}”清单里移出，或改正有关字段。",
            _wrongly_on(name),
        )
        for name, (id, _, against, _) in _WHY.items()
    ),
    *(
        Rule(
            f"four_lists.{id}_left_out",
            Severity.WARNING,
            "four_lists",
            f"{reason}，但不在“{name}”清单里",
            f"请加入“{name}”清单，或改正有关字段。",
            _left_out(name),
        )
        for name, (id, _, _, reason) in _WHY.items()
    ),
    Rule(
        "four_lists.words",
        Severity.ERROR,
        "four_lists",
        "四办清单里有不认识的名称",
        f"只能填{'、'.join(BELONGS)}。",
        _unknown,
    ),
)
"""What contradicts the four lists; domain page 1."""
