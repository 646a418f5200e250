"""What a change of many items does to each of them (批量修改), worked out before and when it is made."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from assistant.catalogue.samples import without_replaced
from assistant.models.bulk import Change, PlaceChange
from assistant.models.item import Place, ServiceItem
from assistant.models.places import without_window


def values_of(items: Iterable[ServiceItem], field: str) -> tuple[tuple[str, int], ...]:
    """Every value of a field of VALUE_LABELS with how many items have it, most used first."""
    counted = Counter(value for item in items for value in _held(item, field))
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _held(item: ServiceItem, field: str) -> set[str]:
    of, _, name = field.rpartition(".")
    held = {getattr(p, name) for p in item.places} if of else {getattr(item, name)}
    return held - {""}


def changed(item: ServiceItem, change: Change) -> ServiceItem:
    """The item after the change; the same item where it is not concerned.

    Two places that become the same one are kept once.
    """
    if not isinstance(change, PlaceChange) and change.department not in ("", item.department):
        return item
    if isinstance(change, PlaceChange) or change.field.startswith("places."):
        after = tuple(changed_place(place, change) for place in item.places)
        same = after == item.places
        moved = replace(item, places=tuple(dict.fromkeys(after)))
        return item if same else without_replaced(item, moved)
    new: dict[str, Any] = {change.field: change.new}
    if getattr(item, change.field) != change.old:
        return item
    return without_replaced(item, replace(item, **new))


def changed_place(place: Place, change: Change) -> Place:
    """The place after the change; an item's window stays, unless the window is what changes."""
    if isinstance(change, PlaceChange):
        if place == change.old:
            return change.new
        # A place is the same one at each of its windows.
        same = without_window(place) == change.old
        return replace(change.new, window=place.window) if same else place
    of, _, name = change.field.rpartition(".")
    new: dict[str, Any] = {name: change.new}
    return replace(place, **new) if of and getattr(place, name) == change.old else place


def concerned(
    items: Sequence[ServiceItem], change: Change
) -> list[tuple[ServiceItem, ServiceItem]]:
    """The items that a change concerns, before and after it."""
    pairs = ((item, changed(item, change)) for item in items)
    return [(before, after) for before, after in pairs if before != after]


def reverse(change: Change) -> Change:
    """The change that leads back."""
    if isinstance(change, PlaceChange):
        return PlaceChange(change.new, change.old, change.place)
    return replace(change, old=change.new, new=change.old)
