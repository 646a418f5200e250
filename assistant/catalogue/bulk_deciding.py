"""A change of many items is proposed by one person and made by another, in one transaction."""

from dataclasses import replace

from assistant.catalogue.bulk import concerned
from assistant.catalogue.places import check_target, follow, give_back
from assistant.errors import BadInput, Conflict, Forbidden, NotFound
from assistant.models.accounts import Deed
from assistant.models.agency import Agency
from assistant.models.bulk import BulkChange, Change, Reversal
from assistant.models.drafts import Hand
from assistant.models.item import ServiceItem
from assistant.storage import audit
from assistant.storage import bulk as store
from assistant.storage.database import Database, Statements
from assistant.storage.items import Stamp, add_versions, current_items, items_on

ORIGIN = "批量修改"
_NONE = "没有事项会因此改变，请核对原来的内容和新的内容。"


async def propose(db: Database, hand: Hand, bulk: BulkChange) -> None:
    """Keep a proposed change; BadInput where it concerns no item."""
    if not bulk.note:
        raise BadInput("请写明为什么改。", {"note": "请写明为什么改。"})
    async with db.transaction() as tx:
        await check_target(tx, bulk.change)
        if not await concerned_now(tx, bulk.change):
            raise BadInput(_NONE, {"new": "没有改动。"})
        await store.propose(tx, bulk)
        await _tell(tx, hand, bulk, "提出", bulk.note)


async def publish(
    db: Database, hand: Hand, agency: Agency, id: str, expected: int, note: str
) -> BulkChange:
    """Make a change: a new version of every item that it concerns, all or none.

    expected is how many items the reviewer saw; Conflict where it concerns others by now,
    or where the place that another goes into is no longer as it was. Forbidden for whoever
    proposed it.
    """
    async with db.transaction() as tx:
        bulk = await _open(tx, id)
        if hand.name == bulk.proposed_by:
            raise Forbidden("这是您提出的修改，请换一位审核员发布。")
        await check_target(tx, bulk.change)
        pairs = await concerned_now(tx, bulk.change)
        if len(pairs) != expected:
            raise Conflict(
                f"目录刚才有变动，现在涉及 {len(pairs)} 项（您看到的是 {expected} 项），请重新核对。"
            )
        stamp = Stamp(ORIGIN, hand.now)
        codes = {item.code for item, _ in pairs}
        meanwhile = await _places_and_used(tx, hand, bulk.change, codes)
        # Before the plans: what is stored later replaces a plan.
        await add_versions(tx, agency, meanwhile, stamp)
        after = [replace(item, updated=stamp.today) for _, item in pairs]
        await add_versions(tx, agency, after, stamp)
        return await _decided(tx, hand, bulk, "published", note, len(after))


async def concerned_now(
    db: Statements, change: Change | Reversal
) -> list[tuple[ServiceItem, ServiceItem]]:
    """The items that a change concerns by now, before and after it."""
    if isinstance(change, Reversal):
        made = await store.made_items(db, change.at)
        return [(one.now, replace(one.before, updated=one.now.updated)) for one in made]
    return concerned([stored.item for stored in await current_items(db)], change)


async def _places_and_used(
    tx: Statements, hand: Hand, change: Change | Reversal, codes: set[str]
) -> list[ServiceItem]:
    """Let the places follow; the versions that are used today of items that are planned."""
    today = hand.now[:10]
    if not isinstance(change, Reversal):
        await follow(tx, hand, change, codes)
        return await _used_meanwhile(tx, change, codes, today)
    made = await store.made_items(tx, change.at)
    of = await store.find(tx, change.of)
    if of is not None and not isinstance(of.change, Reversal):
        await give_back(tx, hand, of.change, codes)
    return [replace(one.used, updated=today) for one in made if one.used]


async def _used_meanwhile(
    tx: Statements, change: Change, codes: set[str], today: str
) -> list[ServiceItem]:
    """Of items whose latest version is only planned the one used today, changed as well."""
    planned = {s.item.code for s in await current_items(tx) if s.effect_on > today} & codes
    if not planned:
        return []
    used = [s.item for s in await items_on(tx, today) if s.item.code in planned]
    return [replace(after, updated=today) for _, after in concerned(used, change)]


async def discard(db: Database, hand: Hand, id: str, note: str) -> BulkChange:
    """Give up a proposed change."""
    async with db.transaction() as tx:
        return await _decided(tx, hand, await _open(tx, id), "discarded", note, 0)


async def _open(tx: Statements, id: str) -> BulkChange:
    bulk = await store.find(tx, id)
    if bulk is None:
        raise NotFound("没有这张批量修改单，请从地点页面里选。")
    if bulk.state != "open":
        raise BadInput("这张批量修改单已经处理过了。")
    return bulk


async def _decided(
    tx: Statements, hand: Hand, bulk: BulkChange, state: str, note: str, items: int
) -> BulkChange:
    done = replace(
        bulk, state=state, decided_by=hand.name, decided_at=hand.now, decided_note=note, items=items
    )
    await store.decide(tx, done)
    told = f"发布，{items} 项有了新版本" if state == "published" else "放弃"
    await _tell(tx, hand, done, told, note)
    return done


async def _tell(tx: Statements, hand: Hand, bulk: BulkChange, done: str, why: str) -> None:
    subject = f"批量修改 {bulk.id} {bulk.title}：{done}"
    deed = Deed(hand.deed, hand.name, hand.now, subject, why=why)
    await audit.record(tx, deed)
