"""Everything that is kept about one item (事项档案): its versions and its drafts, with who did what."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import Conflict, NotFound
from assistant.models.drafts import DraftState, ItemDraft, Seen
from assistant.models.item import ServiceItem
from assistant.storage import drafts as draft_store
from assistant.storage.database import Statements
from assistant.storage.items import versions_of
from assistant.storage.kept_items import StoredItem


@dataclass(frozen=True, slots=True)
class Dossier:
    """Versions and drafts of one code (事项档案), oldest first; both may be empty."""

    code: str
    versions: Sequence[StoredItem]
    drafts: Sequence[ItemDraft]

    @property
    def current(self) -> StoredItem | None:
        """The latest published version, or None for an item that is still drafted."""
        return self.versions[-1] if self.versions else None

    @property
    def draft(self) -> ItemDraft | None:
        """The draft that somebody works on, or None."""
        latest = self.drafts[-1] if self.drafts else None
        return latest if latest and latest.is_open else None

    @property
    def seen(self) -> Seen:
        """What somebody who looks now has before him."""
        number = self.drafts[-1].number if self.drafts else 0
        return Seen(number, self.current.version if self.current else 0)

    @property
    def item(self) -> ServiceItem:
        """What an editor goes on with: the open draft, else the published version."""
        if self.draft:
            return self.draft.item
        return self.current.item if self.current else ServiceItem(code=self.code)

    @property
    def authors(self) -> frozenset[str]:
        """Who had a hand in the open draft; none of them may publish it."""
        found: set[str] = set()
        for draft in self.drafts:
            if not draft.is_open:
                found = set()
            elif draft.state is not DraftState.RETURNED:
                found.add(draft.who)
        return frozenset(found)

    @property
    def outdated(self) -> bool:
        """Whether the catalogue was changed after the open draft was begun."""
        return bool(self.draft) and self.draft.base_version != self.seen.version  # type: ignore[union-attr]

    def check(self, seen: Seen) -> None:
        """Raise Conflict unless nothing happened since somebody saw this."""
        if seen == self.seen:
            return
        latest = self.drafts[-1] if self.drafts else None
        if latest and latest.number > seen.number:
            raise Conflict(
                f"{latest.who} 在 {clock(latest.at)} 先保存了这个事项，您的内容还没有保存。"
            )
        raise Conflict("您打开以后，这个事项又发布了新的版本，您的内容还没有保存。")

    def numbered(self, version: int) -> ServiceItem | None:
        """A published version by its number, or None."""
        return next((s.item for s in self.versions if s.version == version), None)


def clock(at: str) -> str:
    """A moment as people read it: 2026-11-23 09:12."""
    return at[:16].replace("T", " ")


async def dossier_of(db: Statements, code: str) -> Dossier:
    """The dossier of a code, empty for one that was never used."""
    return Dossier(code, await versions_of(db, code), await draft_store.history_of(db, code))


async def known_dossier(db: Statements, code: str) -> Dossier:
    """The dossier of an item that there is; NotFound where it is neither published nor drafted."""
    found = await dossier_of(db, code)
    if not found.versions and not found.draft:
        raise NotFound("没有这个编码的事项，请从事项目录里查找。")
    return found
