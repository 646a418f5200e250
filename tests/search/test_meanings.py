"""Meanings fire on their words, are stopped by forbidden ones, and the particular come first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.lexicon import fires, lexicon_of
from assistant.search.meanings import Matcher

LINES = [
    ("身份证&丢|掉了|遗失", "身份证补领"),
    ("身份证", "身份证"),
    ("身份证&到期|过期&!临时", "身份证换领"),
    ("户口&迁|转&!学籍|社保", "户口迁移"),
    ("证&丢", "证件遗失"),
    ("开饭店|饭店", "食品经营许可"),
    ("火", "消防"),
    ("取水&!续|电话", "取水许可"),
]


@pytest.fixture(scope="module")
def meanings(meaning):
    return lexicon_of(meaning(*line) for line in LINES).meanings


@pytest.fixture(scope="module")
def shown(meanings):
    """Official words of the meanings that fire on a key, most particular first."""
    matcher = Matcher(meanings)
    return lambda key: [fired.meaning.shown for fired in matcher.fired(key)]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("身份证掉了", {"身份证补领", "身份证"}),
        ("身份证", {"身份证"}),
        ("身份证过期了", {"身份证换领", "身份证"}),
        ("临时身份证过期了", {"身份证"}),
        ("户口迁到县城", {"户口迁移"}),
        ("学籍和户口一起转", set()),
        ("火锅店", {"消防"}),
        ("取水要什么手续", {"取水许可"}),
        ("取水续期", set()),
        ("取水续期要什么手续", set()),
        ("取水电话", set()),
        ("结婚", set()),
        ("", set()),
    ],
)
def test_a_meaning_fires_where_every_group_has_a_word_and_no_forbidden_one_stands(
    shown, key, meant
):
    assert set(shown(key)) == meant


def test_the_more_particular_meaning_comes_first(shown):
    assert shown("身份证丢了")[0] == "身份证补领"


def test_the_words_that_fired_are_told_the_longest_of_each_group(meanings):
    [fired] = Matcher(meanings).fired("想开饭店")

    assert fired.words == ("开饭店",)


def test_a_meaning_within_a_more_particular_one_counts_less(meanings, meaning):
    alone = Matcher(meanings).fired("身份证")[0].specificity
    beside = {f.meaning.shown: f for f in Matcher(meanings).fired("身份证丢了")}

    assert beside["身份证"].specificity == pytest.approx(0.8 * alone)


def test_equal_meanings_keep_the_order_of_the_lexicon(meaning):
    twice = lexicon_of([meaning("饭店", "甲"), meaning("饭店", "乙")]).meanings

    assert [f.meaning.shown for f in Matcher(twice).fired("饭店")] == ["甲", "乙"]


def test_a_word_frequent_in_the_examples_is_less_particular(meaning):
    lines = [meaning("社保", "甲"), meaning("港口", "乙")]
    examples = [f"社保例句{n}" for n in range(20)]
    told = [line.__class__(line.kind, (*line.cells[:3], example)) for line in lines[:1]
            for example in examples]  # fmt: skip
    matcher = Matcher(lexicon_of([*told, *lines]).meanings)

    assert matcher.fired("港口")[0].specificity > matcher.fired("社保")[-1].specificity


def test_without_meanings_nothing_fires():
    assert Matcher([]).fired("身份证") == []


@given(st.text("身份证丢掉了遗失到过期临时户口迁转学籍社保开饭店火", max_size=12))
def test_just_the_meanings_fire_that_trying_each_would_find(meanings, key):
    tried = sorted(m.pattern for m in meanings if fires(m, key))

    assert sorted(f.meaning.pattern for f in Matcher(meanings).fired(key)) == tried


@pytest.mark.parametrize(
    ("key", "meant"),
    [("做个公证", set()), ("做公证要什么证", {"甲", "乙"}), ("遗嘱公证", {"乙"})],
)
def test_a_group_needs_a_word_of_its_own_not_one_inside_anothers(meaning, key, meant):
    lines = (meaning("公证&证", "甲"), meaning("公证|遗嘱&证", "乙"))
    matcher = Matcher(lexicon_of(lines).meanings)

    assert {fired.meaning.shown for fired in matcher.fired(key)} == meant


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("残疾证补一个", {"补办"}),
        ("残疾证有补贴吗", {"补贴"}),
        ("残疾证补了还有补贴吗", {"补办", "补贴"}),
        ("残疾证丢了补贴还发吗", {"补办", "补贴"}),
        ("残疾证补缴", set()),
    ],
)
def test_a_subsidy_is_no_replacement(meaning, key, meant):
    lines = [("残疾证&丢|遗失|补", "补办"), ("残疾证&补贴|补助", "补贴")]
    matcher = Matcher(lexicon_of(meaning(*line) for line in lines).meanings)

    assert {fired.meaning.shown for fired in matcher.fired(key)} == meant
