"""How rare words are in a catalogue, and what share of a question something covers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.search.statistics import (
    CALLED,
    NAMED,
    PAIR,
    SAID,
    SINGLE,
    Statistics,
)

PAIRS = st.lists(st.sampled_from(["身份", "份证", "结婚", "登记", "许可", "查无"]), max_size=6)


@pytest.fixture(scope="module")
def statistics(item):
    return Statistics(
        [
            item("a", "身份证补办登记"),
            item("b", "结婚登记"),
            item("c", "离婚登记"),
            item("d", "取水许可"),
        ]
    )


def test_a_rare_word_counts_more_than_a_frequent_one(statistics):
    assert statistics.idf("取水") > statistics.idf("婚登")


def test_a_word_that_no_item_has_counts_most(statistics):
    assert statistics.idf("查无") > max(statistics.idf(g) for g in ("取水", "身份", "补办"))


def test_a_generic_word_counts_little_however_rare(statistics):
    assert statistics.idf("许可") < statistics.idf("取水") / 2


A, B = 0, 1  # rows of the items a and b


@pytest.mark.parametrize(
    ("pairs", "also", "share"),
    [
        (["身份", "份证"], [], 1.0),
        (["查无"], [], 0.0),
        (["查无"], ["查无"], 1.0),
        ([], ["身份"], 0.0),
    ],
)
def test_a_share_of_a_question_is_told_by_the_name_or_by_other_words(
    statistics, pairs, also, share
):
    assert statistics.share_told(pairs, A, frozenset(also)) == pytest.approx(share)


@given(PAIRS, PAIRS)
def test_a_share_is_a_share_and_grows_with_what_tells_it(statistics, pairs, also):
    less = statistics.share_told(pairs, B, frozenset(also[1:]))
    more = statistics.share_told(pairs, B, frozenset(also))

    assert 0.0 <= less <= more <= 1.0


@given(st.permutations(["身份", "份证", "结婚", "登记", "查无", "取水"]))
def test_rarity_does_not_depend_on_the_order_of_words(statistics, pairs):
    assert statistics.rarity(pairs) == statistics.rarity(sorted(pairs))


def sums(statistics, singles=(), pairs=(), said=()):
    return statistics.sums(singles, pairs, said)


def test_a_word_in_a_name_weighs_more_than_in_a_department(item):
    statistics = Statistics([item("a", "公证"), item("b", "其它", department="公证")])

    strength = sums(statistics, pairs=["公证"])[PAIR]

    assert strength[A] > strength[B] > 0


def test_an_item_without_the_word_has_no_strength(statistics):
    strength = sums(statistics, singles=["身"], pairs=["身份"])

    assert strength[SINGLE][A] > strength[SINGLE][B] == 0
    assert strength[PAIR][A] > strength[PAIR][B] == 0


def test_nothing_asked_leaves_nothing_of_the_question_before(statistics):
    assert not sums(statistics).any()


def test_a_word_of_an_alias_counts_as_called_and_not_as_named(item):
    statistics = Statistics([item("a", "公证"), item("b", "其它", aliases=("公证",))])

    found = sums(statistics, pairs=["公证"])

    assert found[NAMED][A] > found[NAMED][B] == 0
    assert found[CALLED][B] > found[CALLED][A] == 0


def test_the_pairs_that_a_name_shares_come_in_the_order_asked(statistics):
    assert statistics.shared(["登记", "查无", "身份"], A) == ["登记", "身份"]


@pytest.mark.parametrize("name", ["？？？", "证", "ETC"])
def test_an_odd_name_does_not_stop_the_catalogue(item, name):
    statistics = Statistics([item("a", name), item("b", "结婚登记")])

    said = sums(statistics, said=["结婚", "婚登", "登记"])[SAID]

    assert said.tolist() == [0.0, 1.0]


def test_an_empty_catalogue_has_statistics():
    assert Statistics([]).rarity(["身份"]) > 0
