"""Places as staff keep them: a new one, one that changes with its items or before it has any."""

from collections.abc import Sequence

from assistant.catalogue.bulk import changed_place, reverse
from assistant.catalogue.difference import shown
from assistant.errors import BadInput, Conflict, NotFound
from assistant.models.accounts import Deed
from assistant.models.bulk import Change, PlaceChange, Reversal
from assistant.models.drafts import Hand
from assistant.models.item import Place
from assistant.models.places import KnownPlace, without_window
from assistant.storage import audit
from assistant.storage import places as store
from assistant.storage.database import Database, Statements

ORIGIN = "工作台"
_WHY = "请写明为什么改。"


async def add(db: Database, hand: Hand, place: Place) -> str:
    """Keep a place that no item has yet; its number. BadInput where it is kept already."""
    async with db.transaction() as tx:
        known = {one.place for one in await store.known_places(tx)}
        if without_window(place) in known:
            raise BadInput("已经有内容相同的地点。", {"places.0.name": "已经有内容相同的地点。"})
        id = await store.add_place(tx, place, _signed(hand))
        await _tell(tx, hand, f"地点 {id}：新建", "", _told(place), "")
    return id


async def change(db: Database, hand: Hand, id: str, place: Place, why: str) -> None:
    """Change a place that no item has, at once: nobody reads it yet.

    BadInput where items have it by now: their change is proposed and reviewed.
    """
    if not why:
        raise BadInput(_WHY, {"note": _WHY})
    async with db.transaction() as tx:
        known = await _unused(tx, id)
        if without_window(place) == known.place:
            raise BadInput("内容没有改动。", {"new": "内容没有改动。"})
        await store.put_place(tx, id, without_window(place), _signed(hand))
        subject = f"地点 {id} {known.place.name}：修改"
        await _tell(tx, hand, subject, _told(known.place), _told(place), why)


async def switch_off(db: Database, hand: Hand, id: str) -> None:
    """Take a place that no item has off the list (停用); BadInput where items have it."""
    async with db.transaction() as tx:
        known = await _unused(tx, id)
        await store.end_place(tx, id, hand.name, hand.now)
        await _tell(tx, hand, f"地点 {id} {known.place.name}：停用", _told(known.place), "", "")


def alike(known: Sequence[KnownPlace], place: KnownPlace) -> list[KnownPlace]:
    """The other places, likeliest first to be the same one: of its name, of its address, by name."""
    return sorted(
        (one for one in known if one.id != place.id),
        key=lambda one: (
            not one.place.name or one.place.name != place.place.name,
            not one.place.address or one.place.address != place.place.address,
        ),
    )


async def check_target(tx: Statements, change: Change | Reversal) -> None:
    """Raise Conflict where a place would go into one that is off or another one by now."""
    if not isinstance(change, PlaceChange) or not change.into:
        return
    target = await store.find_place(tx, change.into)
    if target is None or target.place != change.new:
        raise Conflict("要并入的地点刚才改过或者停用了，没有合并。请放弃这张单，重新选择地点。")


async def give_back(tx: Statements, hand: Hand, change: Change, codes: set[str]) -> None:
    """Give the places what they were before a change that is taken back for items, by their codes.

    A place that went into another one is in use again under its number.
    """
    if not isinstance(change, PlaceChange) or not change.into:
        await follow(tx, hand, reverse(change), codes, unused=False)
    elif await store.find_place(tx, change.place) is None:
        await store.put_place(tx, change.place, without_window(change.old), _signed(hand))


async def follow(
    tx: Statements, hand: Hand, change: Change, codes: set[str], unused: bool = True
) -> None:
    """Give the places their next version where a change of items, by their codes, moves them.

    A place that keeps items which do not change stays as it is; those that do leave it.
    Places without items move, too, unless unused is false.
    """
    for known in await store.known_places(tx):
        new = without_window(changed_place(known.place, change))
        if new == known.place:
            continue
        users = {one.code for one in await store.items_at(tx, known.id)}
        everywhere = unused and (isinstance(change, PlaceChange) or not change.department)
        if users <= codes and (users or everywhere):
            await store.put_place(tx, known.id, new, _signed(hand))


async def _unused(tx: Statements, id: str) -> KnownPlace:
    known = await store.find_place(tx, id)
    if known is None:
        raise NotFound("没有这个地点，或者已经停用，请从地点页面里重新选。")
    if known.items:
        raise BadInput(f"有 {known.items} 项事项用这个地点，请先提交审核。")
    return known


def _signed(hand: Hand) -> store.Signed:
    return store.Signed(hand.name, ORIGIN, hand.now)


def _told(place: Place) -> str:
    return shown("places", (without_window(place),))


async def _tell(
    tx: Statements, hand: Hand, subject: str, before: str, after: str, why: str
) -> None:
    await audit.record(tx, Deed(hand.deed, hand.name, hand.now, subject, before, after, why))
