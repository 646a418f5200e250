"""Imports of the catalogue (目录导入): previewed, confirmed as one transaction, taken back."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant.catalogue.apart import Packed
from assistant.catalogue.present import standing
from assistant.catalogue.preview import previewed_again
from assistant.errors import BadInput, NotFound
from assistant.models.accounts import Deed
from assistant.models.agency import Agency
from assistant.models.importing import (
    DONE,
    DROPPED,
    STATES,
    UNDONE,
    WAITING,
    CatalogueImport,
    Preview,
    PreviewRow,
)
from assistant.models.item import ServiceItem
from assistant.models.validity import WITHDRAWN
from assistant.storage import audit, imports
from assistant.storage import items as item_store
from assistant.storage import knowledge as knowledge_store
from assistant.storage.brought import UNDOING, Brought, brought_by, brought_codes
from assistant.storage.database import Database, Statements

_PIECE = 100


@dataclass(frozen=True, slots=True)
class Importer:
    """Somebody who imports, here and now (导入人); who is the account's name."""

    db: Database
    agency: Agency
    who: str
    now: str
    new_id: Callable[[], str]

    @property
    def today(self) -> str:
        """The day of the moment."""
        return self.now[:10]


async def keep_preview(by: Importer, packed: Packed) -> CatalogueImport:
    """Keep a preview until it is confirmed, dropped or a day old."""
    day_ago = datetime.fromisoformat(by.now) - timedelta(days=1)
    await imports.drop_older(by.db, day_ago.isoformat(timespec="milliseconds"), by.now)
    one = _new_import(by, packed.preview, packed.counts, packed.version, WAITING)
    await imports.save_import(by.db, one)
    await imports.save_rows(by.db, one.id, packed.rows())
    return one


async def store(by: Importer, preview: Preview) -> CatalogueImport:
    """Import a preview at once, without anybody looking at it."""
    one = _new_import(by, preview, preview.counts(), 0, DONE)
    one = replace(one, decided_by=by.who, decided_at=by.now)
    versions = await asyncio.to_thread(_versions, by, one, preview.rows)
    async with by.db.transaction() as tx:
        await imports.save_import(tx, one)
        await _write(tx, by, one, versions)
    return one


async def confirm(by: Importer, id: str) -> bool:
    """Import what was previewed, in one transaction.

    False, with nothing imported, where the catalogue has changed since in a way that
    changes the preview: it was made anew then and is to be looked at again. Raises
    NotFound, or BadInput where it is decided already.
    """
    one = await waiting(by.db, id)
    version = await knowledge_store.version(by.db)
    if (version, by.today) != (one.knowledge_version, one.day) and not await _holds(by, one):
        return False
    versions: list[item_store.Prepared] = []
    # In pieces, so that the catalogue is not held three times over.
    for start in range(0, sum(one.counts.values()), _PIECE):
        rows = await imports.rows_of(by.db, id, limit=_PIECE, offset=start)
        versions += await asyncio.to_thread(_versions, by, one, rows)
    async with by.db.transaction() as tx:
        await waiting(tx, id)
        if await knowledge_store.version(tx) != version:
            raise BadInput("目录刚刚有改动，没有导入，请重新点“确认导入”。")
        await imports.decide(tx, id, DONE, by.who, by.now)
        await _write(tx, by, one, versions)
    await imports.let_go(by.db)
    return True


async def drop(by: Importer, id: str) -> None:
    """Let go of a preview; nothing is imported."""
    await waiting(by.db, id)
    async with by.db.transaction() as tx:
        await imports.decide(tx, id, DROPPED, by.who, by.now)
    await imports.let_go(by.db)


async def waiting(db: Statements, id: str) -> CatalogueImport:
    """An import that is not decided yet; NotFound, or BadInput where it is."""
    one = await found(db, id)
    if one.state != WAITING:
        raise BadInput(f"这次导入的状态是“{STATES[one.state]}”，不能再确认；需要的话请重新上传。")
    return one


async def found(db: Statements, id: str) -> CatalogueImport:
    """An import by its number; NotFound for an unknown one."""
    one = await imports.find(db, id)
    if one is None:
        raise NotFound("没有这次导入，请从导入记录里选。")
    return one


async def undo(by: Importer, id: str, leave_changed: bool) -> int:
    """Take an import back as new versions; how many items.

    Changed items get their former record again, added ones are withdrawn (取消). Where
    items were changed since, BadInput names them, unless leave_changed: those then stay.
    """
    one = await found(by.db, id)
    if one.state != DONE:
        raise BadInput(f"这次导入的状态是“{STATES[one.state]}”，不能撤销。")
    async with by.db.transaction() as tx:
        brought = await brought_by(tx, id)
        later = [b for b in brought if not (b.latest or b.undone)]
        if later and not leave_changed:
            names = "、".join(b.stored.item.name for b in later[:5])
            raise BadInput(
                f"有 {len(later)} 个事项在导入之后又改过（{names}），"
                "没有撤销。可以只撤销其余的事项，或先核对这些事项。"
            )
        former = [b for b in brought if b.latest]
        await _take_back(tx, by, one, former, UNDONE)
        await audit.record(tx, _deed(by, one, "已导入", f"撤销，恢复 {len(former)} 个事项"))
    return len(former)


async def undo_item(by: Importer, id: str, code: str) -> None:
    """Take one item of an import back; the import counts as undone with its last one.

    BadInput where the item was changed since or is taken back already.
    """
    one = await found(by.db, id)
    if one.state != DONE:
        raise BadInput(f"这次导入的状态是“{STATES[one.state]}”，不能撤销。")
    async with by.db.transaction() as tx:
        brought = await brought_by(tx, id, code)
        if not brought or not brought[0].latest:
            raise BadInput(
                "这个事项在导入之后又改过或者已经撤销，没有再撤销，请到事项的历史里核对。"
            )
        states = [other.state for other in await brought_codes(tx, id)]
        left = states.count("") > 1 or "changed" in states
        await _take_back(tx, by, one, brought, DONE if left else UNDONE)
        name = brought[0].stored.item.name
        await audit.record(tx, _deed(by, one, "已导入", f"撤销其中的 {code} {name}"))


async def _take_back(
    tx: Statements,
    by: Importer,
    one: CatalogueImport,
    brought: Sequence[Brought],
    state: str,
) -> None:
    former = [_former(b, by.today) for b in brought]
    stamp = item_store.Stamp(f"{UNDOING}{one.file}", by.now)
    await item_store.add_versions(tx, by.agency, former, stamp)
    undone = one.undone + len(former)
    done = replace(one, state=state, undone_by=by.who, undone_at=by.now, undone=undone)
    await imports.note_undone(tx, done)


def _former(brought: Brought, today: str) -> ServiceItem:
    if brought.before is not None:
        return brought.before
    return replace(brought.stored.item, status=WITHDRAWN, valid_to=today)


async def _holds(by: Importer, one: CatalogueImport) -> bool:
    """Whether a preview is the same against the catalogue of now; where not, it is made anew."""
    rows = await imports.rows_of(by.db, one.id)
    version, now = await standing(by.db, by.today)
    old = Preview(one.file, one.matched, one.ignored, tuple(rows))
    again = await asyncio.to_thread(previewed_again, old, now, by.today)
    if _told(again.rows) == _told(rows):
        return True
    pieces = (again.rows[start : start + _PIECE] for start in range(0, len(again.rows), _PIECE))
    await imports.save_rows(by.db, one.id, pieces)
    anew = replace(one, knowledge_version=version, day=by.today, counts=again.counts())
    await imports.note_preview(by.db, anew)
    return False


def _told(rows: Sequence[PreviewRow]) -> list[str]:
    """Rows as they are stored: lists and tuples are the same there."""
    return [json.dumps((r.outcome, r.code, r.record, r.detail)) for r in rows]


async def _write(
    tx: Statements, by: Importer, one: CatalogueImport, versions: list[item_store.Prepared]
) -> None:
    await item_store.add_prepared(tx, versions, by.now)
    counts = one.counts
    told = f"新增 {counts['added']}，修改 {counts['changed']}，未导入 {counts['refused']}"
    await audit.record(tx, _deed(by, one, "", told))


def _versions(
    by: Importer, one: CatalogueImport, rows: Sequence[PreviewRow]
) -> list[item_store.Prepared]:
    records = (row.record for row in rows if row.outcome in ("added", "changed"))
    stamp = item_store.Stamp(one.file, by.now, one.id)
    return item_store.prepared_records(by.agency, records, stamp)


def _new_import(
    by: Importer, preview: Preview, counts: Mapping[str, int], version: int, state: str
) -> CatalogueImport:
    return CatalogueImport(
        id=by.new_id(),
        file=preview.file,
        state=state,
        previewed_by=by.who,
        previewed_at=by.now,
        knowledge_version=version,
        day=by.today,
        matched=preview.matched,
        ignored=preview.ignored,
        counts=counts,
    )


def _deed(by: Importer, one: CatalogueImport, before: str, after: str) -> Deed:
    subject = f"目录导入 {one.id}（{one.file}）"
    return Deed(by.new_id(), by.who, by.now, subject, before, after, "")
