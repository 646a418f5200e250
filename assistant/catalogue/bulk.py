"""What a change of many items does to each of them (批量修改), worked out before and when it is made."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.models.bulk import Change, PlaceChange, ValueChange
from assistant.models.item import Place, ServiceItem, to_record


@dataclass(frozen=True, slots=True)
class UsedPlace:
    """A place as it is written in the catalogue (地点), and how many items have it."""

    place: Place
    items: int

    @property
    def key(self) -> str:
        """What an address names the place by: the same for equal places, and no other."""
        record = json.dumps(to_record(self.place), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(record.encode()).hexdigest()[:16]


def places_of(items: Iterable[ServiceItem]) -> tuple[UsedPlace, ...]:
    """Every place of the catalogue once, by name and address; equal places are one place."""
    counted = Counter(place for item in items for place in dict.fromkeys(item.places))
    used = [UsedPlace(place, times) for place, times in counted.items()]
    return tuple(sorted(used, key=lambda one: _order(one.place)))


def place_by(items: Iterable[ServiceItem], key: str) -> UsedPlace | None:
    """The place with a key, or None where no item has it any more."""
    return next((used for used in places_of(items) if used.key == key), None)


def _order(place: Place) -> tuple[str, ...]:
    return place.name, place.address, place.window, place.hours, place.phone, place.route


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
    if isinstance(change, PlaceChange):
        places = (change.new if p == change.old else p for p in item.places)
        return replace(item, places=tuple(dict.fromkeys(places))) if item.places else item
    if change.department not in ("", item.department):
        return item
    return _replaced(item, change)


def _replaced(item: ServiceItem, change: ValueChange) -> ServiceItem:
    of, _, name = change.field.rpartition(".")
    new: dict[str, Any] = {name: change.new}
    if not of:
        return replace(item, **new) if getattr(item, name) == change.old else item
    places = (replace(p, **new) if getattr(p, name) == change.old else p for p in item.places)
    return replace(item, places=tuple(dict.fromkeys(places)))


def concerned(
    items: Sequence[ServiceItem], change: Change
) -> list[tuple[ServiceItem, ServiceItem]]:
    """The items that a change concerns, before and after it."""
    pairs = ((item, changed(item, change)) for item in items)
    return [(before, after) for before, after in pairs if before != after]
