"""How many service items the catalogue holds of each kind that an annual report counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.models.item import ServiceItem


@dataclass(frozen=True, slots=True)
class CatalogueCounts:
    """Counts of items (事项数) by the four lists (四办清单) and 最多跑一次; None is not known.

    added and changed are the items that came and changed in the year.
    """

    items: int | None = None
    immediate: int | None = None
    online: int | None = None
    nearby: int | None = None
    once: int | None = None
    one_visit: int | None = None
    added: int | None = None
    changed: int | None = None


def counts_of(items: Sequence[ServiceItem]) -> CatalogueCounts:
    """Counts over the items given; None for what no item of the catalogue tells.

    最多跑一次 are the items with at most one visit (到办事现场次数).
    """
    lists = [item for item in items if item.four_lists]
    visits = [item for item in items if item.visits is not None]
    return CatalogueCounts(
        items=_known(items, lambda item: True),
        immediate=_known(lists, lambda item: "马上办" in item.four_lists),
        online=_known(lists, lambda item: "网上办" in item.four_lists),
        nearby=_known(lists, lambda item: "就近办" in item.four_lists),
        once=_known(lists, lambda item: "一次办" in item.four_lists),
        one_visit=_known(visits, lambda item: item.visits is not None and item.visits <= 1),
    )


def _known(telling: Sequence[ServiceItem], counts: Callable[[ServiceItem], bool]) -> int | None:
    return sum(map(counts, telling)) if telling else None
