"""An item on its way into the catalogue (事项草稿): drafted, reviewed, published or given up."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.models.item import ServiceItem


class DraftState(StrEnum):
    """Where a draft stands (草稿状态)."""

    DRAFT = "draft"
    REVIEW = "review"
    RETURNED = "returned"
    PUBLISHED = "published"
    DISCARDED = "discarded"


STATE_LABELS = {
    DraftState.DRAFT: "起草中",
    DraftState.REVIEW: "待审核",
    DraftState.RETURNED: "已退回",
    DraftState.PUBLISHED: "已发布",
    DraftState.DISCARDED: "已放弃",
}
DEED_LABELS = {
    DraftState.DRAFT: "保存草稿",
    DraftState.REVIEW: "送审",
    DraftState.RETURNED: "退回",
    DraftState.PUBLISHED: "发布",
    DraftState.DISCARDED: "放弃草稿",
}
"""What somebody did by which a draft came to stand so."""
OPEN = frozenset({DraftState.DRAFT, DraftState.REVIEW, DraftState.RETURNED})
"""States in which somebody still works on the draft."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who does something at the desk, and when (经手人): the account, and ISO-8601 time.

    deed is the number of the audit row that tells of it.
    """

    name: str
    now: str
    deed: str


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One saved state of a draft (草稿记录); a later one has a higher number.

    base_version is the published version that it departs from, 0 for a new item;
    version is the one it became, 0 until then.
    """

    code: str
    number: int
    base_version: int
    state: DraftState
    item: ServiceItem
    who: str
    at: str
    note: str = ""
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Whether somebody still works on it."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Seen:
    """What an editor had before him when he began (编辑起点): draft number and version."""

    number: int = 0
    version: int = 0
