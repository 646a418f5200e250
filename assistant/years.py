"""Years that were counted lately: counted again only when what they are counted from has changed."""

import asyncio
from collections import OrderedDict

from assistant.assembly import Parts, now
from assistant.models.report import Edition
from assistant.reporting.year import ReportYear
from assistant.storage import knowledge
from assistant.storage.activity import log_stamp
from assistant.year import year_of

_HELD = 4
_Key = tuple[int, Edition, int, str, str]


class Years:
    """Counts years for the desk's pages, a large log once and not for every page.

    A year is kept by the content version, the log's stamp and the day, so that a page
    never shows figures of an older log.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._held: OrderedDict[_Key, ReportYear] = OrderedDict()
        self._counting = asyncio.Lock()

    async def of(self, year: int, edition: Edition) -> ReportYear:
        """The year as the log stands now."""
        db = self._parts.db
        # One at a time: two pages that open together wait for one count.
        async with self._counting:
            key = (year, edition, await knowledge.version(db), await log_stamp(db), now()[:10])
            if key not in self._held:
                self._held[key] = await year_of(self._parts, year, edition)
                while len(self._held) > _HELD:
                    self._held.popitem(last=False)
            self._held.move_to_end(key)
            return self._held[key]
