"""The audit log: with its change or not at all; found by who, words and period."""

import pytest

from assistant.models.accounts import Deed
from assistant.storage.audit import Filter, count, deeds, doers, record


@pytest.fixture
async def log(db):
    """Three deeds of two people on two days."""
    async with db.transaction() as tx:
        for number, (who, day, subject) in enumerate(
            [("li", "20", "事项 T-001"), ("wang", "20", "词条 100%"), ("li", "21", "事项 T_002")]
        ):
            when = f"2026-11-{day}T10:00:00.000+08:00"
            await record(tx, Deed(f"n{number}", who, when, subject, "旧值", "新值", "核对"))
    return db


async def test_a_deed_whose_change_fails_is_not_kept(log):
    with pytest.raises(ZeroDivisionError):
        async with log.transaction() as tx:
            await record(tx, Deed("n9", "li", "2026-11-22T10:00:00.000+08:00", "事项"))
            raise ZeroDivisionError

    assert await count(log, Filter()) == 3


async def test_deeds_come_whole_and_newest_first(log):
    found = await deeds(log, Filter(), 10)

    assert [deed.id for deed in found] == ["n2", "n1", "n0"]
    assert found[2] == Deed(
        "n0", "li", "2026-11-20T10:00:00.000+08:00", "事项 T-001", "旧值", "新值", "核对"
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(who="li"), ["n2", "n0"]),
        (Filter(words="T-001"), ["n0"]),
        (Filter(words="核对"), ["n2", "n1", "n0"]),
        (Filter(words="%"), ["n1"]),
        (Filter(words="_"), ["n2"]),
        (Filter(words="!"), []),
        (Filter(start="2026-11-21"), ["n2"]),
        (Filter(end="2026-11-21"), ["n1", "n0"]),
        (Filter(who="li", start="2026-11-20", end="2026-11-21"), ["n0"]),
        (Filter(who="' OR 1=1 --"), []),
    ],
)
async def test_a_filter_finds_what_fits_all_of_it(log, wanted, found):
    assert [deed.id for deed in await deeds(log, wanted, 10)] == found
    assert await count(log, wanted) == len(found)


async def test_deeds_come_in_pages(log):
    pages = [await deeds(log, Filter(), 2, offset) for offset in (0, 2, 4)]

    assert [[deed.id for deed in page] for page in pages] == [["n2", "n1"], ["n0"], []]


async def test_everybody_who_did_something_is_named_once(log):
    assert await doers(log) == ["li", "wang"]
