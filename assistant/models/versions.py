"""Versions of an item compared (版本比较): which one is used when, and what a new one would change."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.models.item import ServiceItem, to_record
from assistant.models.validity import effect_day


@dataclass(frozen=True, slots=True)
class Held:
    """A version that new ones are compared with: its number, its day of effect, its digest."""

    version: int
    effect_on: str
    digest: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What storing an item would do: outcome is "added", "changed" or "unchanged".

    used is the version that it would replace, None where no version is used on its day;
    number is the one that it would get, 0 for an unchanged item.
    """

    item: ServiceItem
    outcome: str
    used: Held | None
    number: int = 0


def used_on(versions: Sequence[Held], day: str) -> Held | None:
    """Of versions in their order the one that is used on a day: the latest that has begun."""
    return next((held for held in reversed(versions) if held.effect_on <= day), None)


Past = frozenset[tuple[str, str]]
"""Items of a list by code and first day that another one of the list has overtaken."""


def overtaken(items: Iterable[ServiceItem], today: str) -> Past:
    """Of several items of one code those that no longer hold today, since a later one has begun."""
    begun: dict[str, set[str]] = {}
    for item in items:
        if item.valid_from <= today:
            begun.setdefault(item.code, set()).add(item.valid_from)
    return frozenset((code, day) for code, days in begun.items() for day in days - {max(days)})


def compared(
    items: Iterable[ServiceItem],
    held: Mapping[str, Sequence[Held]],
    today: str,
    past: Past = frozenset(),
) -> Iterator[Compared]:
    """Each item against what is used on its day of effect, those before it in the list counted in.

    held is what storage.items.held_versions gives. A file may so bring an item as it is
    today and as it will be from a later day on. What is past changes nothing: it would be
    used on no day.
    """
    now = {code: list(versions) for code, versions in held.items()}
    for item in items:
        if (item.code, item.valid_from) in past:
            yield Compared(item, "unchanged", None)
            continue
        versions = now.setdefault(item.code, [])
        day = effect_day(item, today)
        used, digest = used_on(versions, day), digest_of(record_text(item))
        if not versions:
            outcome = "added"
        else:
            outcome = "unchanged" if used and used.digest == digest else "changed"
        number = 0
        if outcome != "unchanged":
            number = versions[-1].version + 1 if versions else 1
            versions.append(Held(number, day, digest))
        yield Compared(item, outcome, used, number)


def record_text(item: ServiceItem) -> str:
    """An item as its record is stored."""
    return json.dumps(to_record(item), ensure_ascii=False)


def digest_of(record: str) -> str:
    """What tells two records apart."""
    return hashlib.sha256(record.encode()).hexdigest()
