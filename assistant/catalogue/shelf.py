"""The catalogue as the desk looks at it (目录一览): every item with its findings, kept while it holds."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.catalogue.lint import SAME_NAME, OfficeScore, lint_item, office_scores, same_names
from assistant.models.finding import Finding, Severity
from assistant.models.item import ServiceItem
from assistant.models.validity import offered_on
from assistant.storage import knowledge
from assistant.storage.database import Database
from assistant.storage.items import EVER, current_items, items_on
from assistant.storage.kept_items import KeptItems, StoredItem

_DAYS_KEPT = 6
_ORDER = {severity: number for number, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One item in its latest version with what the lint says of it (目录条目)."""

    stored: StoredItem
    findings: tuple[Finding, ...]

    @property
    def item(self) -> ServiceItem:
        """The item itself."""
        return self.stored.item


@dataclass(frozen=True, slots=True)
class View:
    """Every item by code, as of one content version and day (目录视图).

    ranked holds every finding with its entry, errors first, then by code; scores the
    offices', lowest first.
    """

    version: int
    day: str
    entries: Mapping[str, Entry]
    ranked: Sequence[tuple[Entry, Finding]]
    scores: Sequence[OfficeScore]

    @property
    def items(self) -> list[ServiceItem]:
        """The items by code."""
        return [entry.item for entry in self.entries.values()]


@dataclass(slots=True)
class Shelf:
    """Keeps the latest view, and reads again only what changed since."""

    kept: KeptItems = field(default_factory=KeptItems)
    _view: View | None = None
    _days: dict[tuple[int, str], Sequence[ServiceItem]] = field(default_factory=dict)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def view(self, db: Database, day: str) -> View:
        """The catalogue of the present content version, judged on a day."""
        async with self._lock:
            version = await knowledge.version(db)
            held = self._view
            if held is None or (held.version, held.day) != (version, day):
                stored = await current_items(db, self.kept)
                held = await asyncio.to_thread(_viewed, version, day, stored, self._view)
                self._view = held
            return held

    async def offered_on(self, db: Database, day: str) -> Sequence[ServiceItem]:
        """The items that citizens were, are or will be offered on a day, by what is known now."""
        key = (await knowledge.version(db), day)
        if key not in self._days:
            items = [stored.item for stored in await items_on(db, day, EVER, self.kept)]
            kept = list(self._days.items())[-_DAYS_KEPT:]
            self._days = {k: held for k, held in kept if k[0] == key[0]}
            self._days[key] = [item for item in items if offered_on(item, day)]
        return self._days[key]


def _viewed(version: int, day: str, stored: Sequence[StoredItem], before: View | None) -> View:
    """Items that did not change since keep their findings, which cost most of the time."""
    old = before.entries if before and before.day == day else {}
    shared: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in same_names((one.item for one in stored), day):
        shared[finding.code].append(finding)
    entries = {}
    for one in stored:
        code = one.item.code
        same = old.get(code)
        own = (
            tuple(f for f in same.findings if f.rule != SAME_NAME)
            if same and same.stored is one
            else lint_item(one.item, day)
        )
        entries[code] = Entry(one, (*shared[code], *own))
    ranked = [(entry, finding) for entry in entries.values() for finding in entry.findings]
    ranked.sort(key=lambda pair: _ORDER[pair[1].severity])
    findings = {code: entry.findings for code, entry in entries.items()}
    scores = office_scores([one.item for one in stored], findings, day)
    return View(version, day, entries, ranked, scores)
