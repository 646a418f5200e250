"""What every deed on accounts needs: the database, the clock, and one turn at a time."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assistant.models.accounts import Deed
from assistant.storage.database import Database


@dataclass(frozen=True, slots=True)
class Office:
    """The accounts of one installation (账号管理).

    turn is held while a password is checked: guesses that come at once would otherwise all
    be checked before the first of them counts, and each check takes 19 MB.
    """

    db: Database
    clock: Callable[[], str]
    new_id: Callable[[], str]
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def deed(
        self, who: str, subject: str, before: str = "", after: str = "", why: str = ""
    ) -> Deed:
        """A deed of this moment, for the audit log."""
        return Deed(self.new_id(), who, self.clock(), subject, before, after, why)


def moved(moment: str, by: timedelta) -> str:
    """An ISO-8601 moment, later or earlier, in the same form: such texts are compared as texts."""
    return (datetime.fromisoformat(moment) + by).isoformat(timespec="milliseconds")
