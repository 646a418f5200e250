"""An item's way into the catalogue, step by step in the database, without a page."""

from dataclasses import replace

import pytest

from assistant.catalogue import bulk_deciding
from assistant.catalogue.dossier import dossier_of, known_dossier
from assistant.catalogue.editing import discard, give_back, hand_in, publish, save
from assistant.errors import BadInput, Conflict, Forbidden, NotFound
from assistant.models.bulk import BulkChange, Reversal, ValueChange
from assistant.models.drafts import DraftState, Hand, Seen
from assistant.storage import audit, drafts, knowledge
from assistant.storage.items import current_items, items_on, save_items
from tests.catalogue.conftest import AGENCY, NOW

NONE = Seen()


def hand(name, minute=0):
    return Hand(name, f"2026-11-23T10:{minute:02}:00.000+08:00", f"{name}-{minute}")


@pytest.fixture
async def reviewed(db, whole):
    """An item of version 1, and a draft of it in review by 张三."""
    await save_items(db, AGENCY, [whole()], "test", NOW)
    await hand_in(db, hand("zhang"), whole(visits=0, visit_reason=""), Seen(0, 1), "减跑动")
    return db


async def seen(db):
    return (await dossier_of(db, "W-1")).seen


async def test_a_published_draft_is_the_next_version_dated_today(reviewed, whole):
    before = await knowledge.version(reviewed)

    done = await publish(reviewed, hand("li", 1), AGENCY, "W-1", await seen(reviewed), "同意")

    (stored,) = await current_items(reviewed)
    assert (done.state, done.version, stored.version) == (DraftState.PUBLISHED, 2, 2)
    assert stored.item == whole(visits=0, visit_reason="", updated="2026-11-23")
    assert await knowledge.version(reviewed) == before + 1


async def test_a_refused_step_leaves_no_trace(reviewed):
    held = await dossier_of(reviewed, "W-1")
    told = await audit.count(reviewed, audit.Filter())

    with pytest.raises(Forbidden):
        await publish(reviewed, hand("zhang", 1), AGENCY, "W-1", held.seen, "")
    with pytest.raises(Conflict):
        await publish(reviewed, hand("li", 2), AGENCY, "W-1", Seen(0, 1), "")

    assert await dossier_of(reviewed, "W-1") == held
    assert await audit.count(reviewed, audit.Filter()) == told


async def test_everybody_who_saved_since_the_last_publication_is_an_author(reviewed, whole):
    await save(reviewed, hand("wang", 1), whole(rights="甲"), await seen(reviewed))
    await hand_in(reviewed, hand("zhao", 2), whole(rights="乙"), await seen(reviewed), "改")
    await give_back(reviewed, hand("li", 3), "W-1", await seen(reviewed), "再改")

    assert (await dossier_of(reviewed, "W-1")).authors == {"zhang", "wang", "zhao"}

    await hand_in(reviewed, hand("zhao", 4), whole(rights="丙"), await seen(reviewed), "改")
    await publish(reviewed, hand("li", 5), AGENCY, "W-1", await seen(reviewed), "")
    await save(reviewed, hand("li", 6), whole(rights="丁"), await seen(reviewed))
    assert (await dossier_of(reviewed, "W-1")).authors == {"li"}


async def test_saving_takes_a_draft_back_from_review(reviewed, whole):
    await save(reviewed, hand("zhang", 1), whole(rights="甲"), await seen(reviewed))

    with pytest.raises(BadInput, match="没有待审核的草稿"):
        await publish(reviewed, hand("li", 2), AGENCY, "W-1", await seen(reviewed), "")


async def test_an_import_meanwhile_stops_the_publication_until_the_draft_is_saved_anew(
    reviewed, whole
):
    await save_items(reviewed, AGENCY, [whole(rights="新导入的")], "import", NOW)
    held = await dossier_of(reviewed, "W-1")

    with pytest.raises(Conflict, match="起草之后"):
        await publish(reviewed, hand("li", 1), AGENCY, "W-1", held.seen, "")

    assert held.outdated
    await hand_in(reviewed, hand("zhang", 2), held.item, held.seen, "核对过")
    done = await publish(reviewed, hand("li", 3), AGENCY, "W-1", await seen(reviewed), "")
    assert done.version == 3


async def test_a_number_is_taken_once(reviewed, whole):
    draft = (await dossier_of(reviewed, "W-1")).drafts[-1]

    for number in (draft.number, draft.number + 2):
        with pytest.raises(Conflict):
            async with reviewed.transaction() as tx:
                await drafts.append(tx, replace(draft, number=number))


async def test_a_given_up_draft_stays_in_the_history_and_is_over(reviewed, whole):
    await discard(reviewed, hand("zhang", 1), "W-1", await seen(reviewed))

    held = await dossier_of(reviewed, "W-1")
    assert (held.draft, held.item) == (None, whole())
    assert [d.state for d in held.drafts] == [DraftState.REVIEW, DraftState.DISCARDED]
    with pytest.raises(BadInput):
        await discard(reviewed, hand("zhang", 2), "W-1", held.seen)


async def test_a_new_item_that_was_given_up_is_not_there(db, whole):
    await save(db, hand("zhang"), whole(code="N-1"), NONE)
    assert [draft.code for draft in await drafts.new_items(db)] == ["N-1"]

    await discard(db, hand("zhang", 1), "N-1", (await known_dossier(db, "N-1")).seen)

    assert await drafts.new_items(db) == []
    with pytest.raises(NotFound):
        await known_dossier(db, "N-1")


async def test_a_change_of_many_items_is_all_or_nothing(db, whole):
    items = [whole(code=str(n), name=f"第{n}项") for n in range(3)]
    await save_items(db, AGENCY, items, "test", NOW)
    change = ValueChange("consult_phone", "0000-0000101", "0915-2520101")
    bulk = BulkChange("b-1", "换号", change, "号码升位", "zhang", hand("zhang").now)
    await bulk_deciding.propose(db, hand("zhang"), bulk)

    with pytest.raises(Conflict):
        await bulk_deciding.publish(db, hand("li", 1), AGENCY, "b-1", 2, "")
    untouched = {stored.version for stored in await current_items(db)}
    done = await bulk_deciding.publish(db, hand("li", 2), AGENCY, "b-1", 3, "")

    stored = await current_items(db)
    assert (untouched, done.items) == ({1}, 3)
    assert {(s.version, s.item.consult_phone, s.loaded_at) for s in stored} == {
        (2, "0915-2520101", hand("li", 2).now)
    }
    (told, *_) = await audit.deeds(db, audit.Filter(), 9)
    assert (told.who, told.subject) == ("li", "批量修改 b-1 换号：发布，3 项有了新版本")


async def test_a_change_of_many_items_reaches_the_version_of_today_and_the_planned_one(
    db,
    whole,
):
    planned = whole(rights="新规定", valid_from="2027-01-01")
    await save_items(db, AGENCY, [whole()], "test", NOW)
    await save_items(db, AGENCY, [planned], "test", NOW)
    change = ValueChange("consult_phone", "0000-0000101", "0915-2520101")
    bulk = BulkChange("b-2", "换号", change, "号码升位", "zhang", hand("zhang").now)
    await bulk_deciding.propose(db, hand("zhang"), bulk)

    await bulk_deciding.publish(db, hand("li", 1), AGENCY, "b-2", 1, "")

    held = [(await items_on(db, day))[0].item for day in ("2026-11-23", "2027-01-01")]
    assert [(item.rights, item.consult_phone) for item in held] == [
        ("", "0915-2520101"),
        ("新规定", "0915-2520101"),
    ]


async def test_a_change_that_is_taken_back_leaves_the_version_of_today_and_the_plan_as_they_were(
    db,
    whole,
):
    planned = whole(rights="新规定", valid_from="2027-01-01")
    await save_items(db, AGENCY, [whole()], "test", NOW)
    await save_items(db, AGENCY, [planned], "test", NOW)
    change = ValueChange("consult_phone", "0000-0000101", "0915-2520101")
    bulk = BulkChange("b-3", "换号", change, "号码升位", "zhang", hand("zhang").now)
    await bulk_deciding.propose(db, hand("zhang"), bulk)
    made = await bulk_deciding.publish(db, hand("li", 1), AGENCY, "b-3", 1, "")
    back = Reversal("b-3", made.decided_at)
    undone = BulkChange("b-4", "撤销", back, "换错了", "zhang", hand("zhang", 2).now)
    await bulk_deciding.propose(db, hand("zhang", 2), undone)

    await bulk_deciding.publish(db, hand("li", 3), AGENCY, "b-4", 1, "")

    held = [(await items_on(db, day))[0].item for day in ("2026-11-23", "2027-01-01")]
    assert [(item.rights, item.consult_phone) for item in held] == [
        ("", "0000-0000101"),
        ("新规定", "0000-0000101"),
    ]
