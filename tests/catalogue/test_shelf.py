"""The catalogue as the desk keeps it: always the present one, read again only where it changed."""

import pytest

from assistant.catalogue.listing import Wanted, WantedFindings, findings_of, matching
from assistant.catalogue.shelf import Shelf
from assistant.models.drafts import DraftState
from assistant.storage.items import save_items
from tests.catalogue.conftest import AGENCY, NOW

DAY = "2026-11-23"


@pytest.fixture
def store(db):
    async def saved(*items, now=NOW):
        await save_items(db, AGENCY, items, "test", now)

    return saved


async def test_a_view_is_the_same_until_the_catalogue_changes(db, store, whole):
    shelf = Shelf()
    await store(whole(code="1"))
    first = await shelf.view(db, DAY)

    assert await shelf.view(db, DAY) is first
    await store(whole(code="1", visits=2), whole(code="2", name="另一项"))
    second = await shelf.view(db, DAY)

    assert [entry.item.visits for entry in second.entries.values()] == [2, 1]
    assert {f.rule for _, f in second.ranked} == {"four_lists.once"}


async def test_what_did_not_change_is_not_read_again(db, store, whole):
    shelf = Shelf()
    await store(whole(code="1"), whole(code="2", name="另一项"))
    before = await shelf.view(db, DAY)
    await store(whole(code="2", name="改了名"))

    after = await shelf.view(db, DAY)

    assert after.entries["1"].stored is before.entries["1"].stored
    assert after.entries["2"].item.name == "改了名"


async def test_a_name_that_becomes_unique_is_no_finding_any_more(db, store, whole):
    shelf = Shelf()
    await store(whole(code="1"), whole(code="2"))
    twins = await shelf.view(db, DAY)
    await store(whole(code="2", name="另一项"))

    assert {f.code for _, f in twins.ranked} == {"1", "2"}
    assert list((await shelf.view(db, DAY)).ranked) == []


async def test_findings_that_depend_on_the_day_follow_it(db, store, whole):
    shelf = Shelf()
    await store(whole(code="1", valid_to="2026-11-24"))

    days = [await shelf.view(db, day) for day in (DAY, "2026-11-24")]

    assert [[f.rule for _, f in view.ranked] for view in days] == [[], ["validity.over"]]


async def test_items_of_a_day_are_those_offered_on_it(db, store, whole):
    shelf = Shelf()
    await store(whole(code="1"), now="2026-11-01T09:00:00.000+08:00")
    await store(whole(code="1", valid_to="2026-11-20"), whole(code="2", name="后来的"))

    found = [await shelf.offered_on(db, day) for day in ("2026-10-31", "2026-11-22", DAY)]

    assert [[item.code for item in items] for items in found] == [[], ["1"], ["2"]]


async def test_errors_come_first_whatever_their_item(db, store, whole):
    await store(whole(code="1", aliases=()), whole(code="2", name="另一项", visits=2))

    view = await Shelf().view(db, DAY)

    assert [f.rule for _, f in view.ranked] == ["four_lists.once", "missing.aliases"]
    assert [f.code for _, f in findings_of(view.ranked, WantedFindings(severity="missing"))] == [
        "1"
    ]
    assert findings_of(view.ranked, WantedFindings(office="县人社局")) == []


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        (Wanted(), ["1", "2"]),
        (Wanted(text="理发店 卫生"), ["1"]),
        (Wanted(text="w2"), []),
        (Wanted(office="县人社局"), ["2"]),
        (Wanted(four_list="网上办"), ["1"]),
        (Wanted(state="ended"), ["2"]),
        (Wanted(state="review"), ["1"]),
        (Wanted(findings="missing"), ["2"]),
        (Wanted(findings="none"), ["1"]),
        (Wanted(findings="error", office="县人社局"), []),
    ],
)
async def test_each_filter_lets_through_what_it_names(db, store, whole, wanted, codes):
    other = whole(code="2", name="失业登记", department="县人社局", four_lists=(), aliases=())
    await store(whole(code="1"), whole(**{**_fields(other), "valid_to": "2026-11-01"}))
    view = await Shelf().view(db, DAY)

    found = matching(view.entries.values(), wanted, {"1": DraftState.REVIEW}, DAY)

    assert [entry.item.code for entry in found] == codes


def _fields(item):
    return {name: getattr(item, name) for name in item.__slots__}
