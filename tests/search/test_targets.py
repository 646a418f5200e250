"""Which items an official term reaches, and how well."""

import pytest

from assistant.search.targets import Targets


@pytest.fixture(scope="module")
def targets(item):
    return Targets(
        [
            item("A-1", "结婚登记", aliases=("领证",)),
            item("A-2", "补领结婚登记证", parent="婚姻登记"),
            item("A-3", "食品经营许可（新办）", parent="食品经营许可"),
            item("A-4", "取水许可申请"),
        ]
    )


@pytest.mark.parametrize(
    ("term", "reached"),
    [
        ("a-1", {"A-1": 1.0}),
        ("结婚登记", {"A-1": 1.0, "A-2": 0.8 + 0.2 * 4 / 7}),
        ("取水许可", {"A-4": 0.8 + 0.2 * 4 / 6}),
        ("婚姻登记", {"A-2": 0.7}),
        ("食品经营许可", {"A-3": 0.8 + 0.2 * 6 / 10}),
        ("领证", {"A-1": 0.9}),
        ("查无此项", {}),
        ("证", {}),
        ("", {}),
    ],
)
def test_a_term_reaches_items_by_code_name_part_of_name_or_main_item(targets, term, reached):
    codes = {f"A-{row + 1}": value for row, value in targets.reached(term).items()}

    assert codes == pytest.approx(reached)


def test_more_than_half_of_a_terms_pairs_must_be_shared(item):
    targets = Targets([item("A", "医疗机构执业登记"), item("B", "医疗废物处置")])

    assert targets.reached("医疗机构登记") == pytest.approx({0: 0.8 * 4 / 5})


def strongest(targets, *terms):
    """Rows and values as pairs, strongest first."""
    rows, values = targets.strongest(terms)
    return list(zip(rows.tolist(), values.tolist(), strict=True))


def test_an_earlier_term_counts_more(targets):
    found = strongest(targets, "取水许可申请", "结婚登记")

    assert found[0] == (3, 1.0)
    assert dict(found)[0] == pytest.approx(0.93)


def test_the_best_of_several_terms_counts_for_an_item(targets):
    assert dict(strongest(targets, "婚姻登记", "补领结婚登记证"))[1] == pytest.approx(0.93)


def test_only_the_strongest_are_told_ties_in_the_order_of_the_items(item):
    targets = Targets([item(f"C{n:03}", "许可事项") for n in range(99)])

    rows = [row for row, _ in strongest(targets, "许可事项")]
    assert rows == list(range(len(rows)))
    assert len(rows) < 99


def test_a_term_asked_again_reaches_the_same(targets):
    assert targets.reached("结婚登记") == targets.reached("结婚登记")


def test_without_terms_nothing_is_reached(targets):
    assert strongest(targets) == []


def test_a_name_without_what_the_term_begins_with_is_for_something_else(item):
    targets = Targets([item("A", "渔船驾驶证换证"), item("B", "汽车驾驶证补换")])

    of_another, of_the_same = (targets.reached("汽车驾驶证换证")[row] for row in (0, 1))
    assert of_another < 0.5 < of_the_same


def test_scattered_pairs_tell_little_of_a_name_many_times_as_long(item):
    long = "特种设备使用登记（电梯、起重机械、压力容器、场内机动车等按台办理）"
    targets = Targets([item("A", long), item("B", "机动车登记证")])

    assert targets.reached("机动车登记")[0] < 0.5 < targets.reached("机动车登记")[1]
