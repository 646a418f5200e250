"""The four-list ledger (四办台账): counts on two days, and which items came and went between."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.models.item import ServiceItem
from assistant.reporting.catalogue_counts import counts_of


def _listed(name: str) -> Callable[[ServiceItem], bool]:
    return lambda item: name in item.four_lists


LINES: dict[str, tuple[str, Callable[[ServiceItem], bool]]] = {
    "items": ("全部事项", lambda item: True),
    "immediate": ("马上办", _listed("马上办")),
    "online": ("网上办", _listed("网上办")),
    "nearby": ("就近办", _listed("就近办")),
    "once": ("一次办", _listed("一次办")),
    "one_visit": ("最多跑一次", lambda item: item.visits is not None and item.visits <= 1),
}
"""Each line of the ledger: its name, and which items stand on it, as `counts_of` counts them."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One list on two days (台账一行): counts as in the report, None where nothing tells.

    came and gone are the items that stand on it on one of the days only; empty where one
    of the counts is not known, since what was not recorded cannot have come.
    """

    key: str
    label: str
    then: int | None
    now: int | None
    came: tuple[ServiceItem, ...]
    gone: tuple[ServiceItem, ...]

    @property
    def difference(self) -> int | None:
        """How many more there are now; None where one of the counts is not known."""
        return None if self.now is None or self.then is None else self.now - self.then


def ledger(then: Sequence[ServiceItem], now: Sequence[ServiceItem]) -> tuple[LedgerLine, ...]:
    """The ledger of the items that held on an earlier and on a later day."""
    before, after = counts_of(then), counts_of(now)
    lines = []
    for key, (label, stands) in LINES.items():
        counts = getattr(before, key), getattr(after, key)
        were = {item.code: item for item in then if stands(item)}
        are = {item.code: item for item in now if stands(item)}
        known = None not in counts
        came = tuple(item for code, item in are.items() if known and code not in were)
        gone = tuple(item for code, item in were.items() if known and code not in are)
        lines.append(LedgerLine(key, label, *counts, came, gone))
    return tuple(lines)
