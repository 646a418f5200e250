"""The four-list ledger: one way of counting with the report, and what changed between two days."""

from dataclasses import fields

from assistant.models.item import ServiceItem
from assistant.reporting.catalogue_counts import CatalogueCounts, counts_of
from assistant.reporting.ledger import LINES, ledger


def item(code: str, *lists: str, visits: int | None = None) -> ServiceItem:
    return ServiceItem(code=code, name=code, four_lists=lists, visits=visits)


OLD = [item("1", "马上办", "一次办", visits=1), item("2", "网上办", visits=2), item("3")]
NEW = [item("1", "一次办", visits=1), item("2", "网上办", visits=1), item("4", "就近办")]


def codes(items):
    return [one.code for one in items]


def test_every_count_of_the_report_is_a_line_and_counts_the_same():
    counts = counts_of(NEW)

    # What was added and changed in a year is no list.
    counted = {field.name for field in fields(CatalogueCounts)} - {"added", "changed"}
    assert set(LINES) == counted
    assert {line.key: line.now for line in ledger(OLD, NEW)} == {
        key: getattr(counts, key) for key in LINES
    }
    for key, (_, stands) in LINES.items():
        assert getattr(counts, key) == sum(map(stands, NEW))


def test_the_items_that_came_and_went_explain_the_difference():
    for line in ledger(OLD, NEW):
        assert line.difference == len(line.came) - len(line.gone)
    immediate = ledger(OLD, NEW)[1]
    assert (immediate.then, immediate.now, codes(immediate.gone)) == (1, 0, ["1"])


def test_an_item_that_stays_on_a_list_neither_came_nor_went():
    once = ledger(OLD, NEW)[4]

    assert (codes(once.came), codes(once.gone)) == ([], [])


def test_one_day_beside_itself_shows_no_change():
    assert {(line.came, line.gone, line.difference) for line in ledger(NEW, NEW)} == {((), (), 0)}


def test_what_no_item_tells_stays_unknown():
    line = ledger([], NEW)[1]

    assert (line.then, line.now, line.difference) == (None, 0, None)


def test_nothing_came_since_a_day_of_which_nothing_is_known():
    assert {(line.came, line.gone) for line in ledger([], NEW)} == {((), ())}
