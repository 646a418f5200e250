"""Places kept once (地点档案): a hall with its address and hours, apart from the items handled there."""

from dataclasses import dataclass, replace

from assistant.models.item import Place


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place as it is kept (地点档案): a number that lasts, its present version, its items.

    The window is the item's own and never stands in place. items counts those that have
    it in their latest version; author is "" where a file or an item brought it. ended_at
    is "" until it is switched off (停用).
    """

    id: str
    version: int
    place: Place
    items: int
    origin: str
    author: str
    loaded_at: str
    ended_at: str = ""
    ended_by: str = ""


def without_window(place: Place) -> Place:
    """The place itself, without the window at which one of its items is handled."""
    return replace(place, window="") if place.window else place
