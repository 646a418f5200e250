"""Counts of the catalogue that a report states."""

from assistant.models.item import ServiceItem
from assistant.reporting.catalogue_counts import CatalogueCounts, counts_of


def item(code: str, *lists: str, visits: int | None = None) -> ServiceItem:
    return ServiceItem(code=code, name=code, four_lists=lists, visits=visits)


def test_items_are_counted_by_list_and_by_visits():
    items = [
        item("1", "马上办", "网上办", "就近办", "一次办", visits=0),
        item("2", "网上办", "一次办", visits=1),
        item("3", "一次办", visits=2),
        item("4"),
    ]
    assert counts_of(items) == CatalogueCounts(4, 1, 2, 1, 3, 2)


def test_what_the_catalogue_does_not_tell_is_unknown_not_zero():
    assert counts_of([item("1"), item("2")]) == CatalogueCounts(items=2)
    assert counts_of([]) == CatalogueCounts()
