"""An item's way into the catalogue: saved, handed in, sent back, published, each one transaction."""

from dataclasses import replace

from assistant.catalogue.difference import differences
from assistant.catalogue.dossier import Dossier, dossier_of
from assistant.catalogue.samples import without_replaced
from assistant.errors import BadInput, Conflict, Forbidden
from assistant.models.accounts import Deed
from assistant.models.agency import Agency
from assistant.models.drafts import DEED_LABELS, DraftState, Hand, ItemDraft, Seen
from assistant.models.item import ServiceItem
from assistant.storage import audit
from assistant.storage import drafts as draft_store
from assistant.storage.database import Database, Statements
from assistant.storage.items import Stamp, add_versions

ORIGIN = "工作台"
"""Where a version comes from that was published at the desk; citizens may read it."""


async def save(db: Database, hand: Hand, item: ServiceItem, seen: Seen) -> ItemDraft:
    """Keep what an editor has so far; Conflict where somebody else was quicker.

    A draft in review is taken back by it. A sample that was replaced is none any more.
    """
    async with db.transaction() as tx:
        held = await dossier_of(tx, item.code)
        held.check(seen)
        item = without_replaced(held.item, item)
        return await _step(tx, held, hand, DraftState.DRAFT, item=item)


async def hand_in(db: Database, hand: Hand, item: ServiceItem, seen: Seen, note: str) -> ItemDraft:
    """Save and ask for review; BadInput where nothing is different or the reason is missing."""
    if not note:
        raise BadInput("请写明改了什么、为什么。", {"note": "请写明改了什么、为什么。"})
    async with db.transaction() as tx:
        held = await dossier_of(tx, item.code)
        held.check(seen)
        if held.current and not differences(held.current.item, item):
            raise BadInput("内容与已发布的版本一样，不用送审。", {"name": "内容没有改动。"})
        item = without_replaced(held.item, item)
        return await _step(tx, held, hand, DraftState.REVIEW, item=item, note=note)


async def give_back(db: Database, hand: Hand, code: str, seen: Seen, note: str) -> ItemDraft:
    """A reviewer sends a draft back to its editor with what is to be mended."""
    if not note:
        raise BadInput("请写明要改什么。", {"note": "请写明要改什么。"})
    async with db.transaction() as tx:
        held = await _in_review(tx, code, seen)
        return await _step(tx, held, hand, DraftState.RETURNED, note=note)


async def discard(db: Database, hand: Hand, code: str, seen: Seen) -> ItemDraft:
    """Give up a draft; it stays in the history."""
    async with db.transaction() as tx:
        held = await dossier_of(tx, code)
        held.check(seen)
        if held.draft is None:
            raise BadInput("这个事项没有草稿。")
        return await _step(tx, held, hand, DraftState.DISCARDED)


async def publish(
    db: Database, hand: Hand, agency: Agency, code: str, seen: Seen, note: str
) -> ItemDraft:
    """A second person publishes a draft as the item's next version.

    Forbidden for whoever had a hand in it; Conflict where the catalogue was changed after
    the draft was begun, or the draft after it was looked at.
    """
    async with db.transaction() as tx:
        held = await _in_review(tx, code, seen)
        if hand.name in held.authors:
            raise Forbidden("您参与了起草，请换一位审核员发布。")
        if held.outdated:
            raise Conflict("起草之后，目录里的这个事项又发布了新的版本，请退回，在新版本上修改。")
        item = replace(held.item, updated=hand.now[:10])
        await add_versions(tx, agency, [item], Stamp(ORIGIN, hand.now))
        version = held.seen.version + 1
        return await _step(
            tx, held, hand, DraftState.PUBLISHED, item=item, note=note, version=version
        )


async def _in_review(tx: Statements, code: str, seen: Seen) -> Dossier:
    held = await dossier_of(tx, code)
    held.check(seen)
    if held.draft is None or held.draft.state is not DraftState.REVIEW:
        raise BadInput("这个事项现在没有待审核的草稿。")
    return held


async def _step(
    tx: Statements,
    held: Dossier,
    hand: Hand,
    state: DraftState,
    *,
    item: ServiceItem | None = None,
    note: str = "",
    version: int = 0,
) -> ItemDraft:
    """The next row of the draft, and its row in the audit log."""
    edited = state in (DraftState.DRAFT, DraftState.REVIEW)
    base = held.seen.version if edited or held.draft is None else held.draft.base_version
    draft = ItemDraft(
        held.code, held.seen.number + 1, base, state, item or held.item, hand.name, hand.now,
        note, version,
    )  # fmt: skip
    await draft_store.append(tx, draft)
    before = held.current.item if version and held.current else held.item
    await audit.record(tx, _deed(hand, draft, before))
    return draft


def _deed(hand: Hand, draft: ItemDraft, before: ServiceItem) -> Deed:
    changed = differences(before, draft.item)
    done = DEED_LABELS[draft.state] + (f"第 {draft.version} 版" if draft.version else "")
    return Deed(
        id=hand.deed,
        who=hand.name,
        when=hand.now,
        subject=f"事项 {draft.code} {draft.item.name}：{done}",
        before="\n".join(f"{one.label}：{one.old}" for one in changed),
        after="\n".join(f"{one.label}：{one.new}" for one in changed),
        why=draft.note,
    )
