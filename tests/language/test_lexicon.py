"""What the lines of the lexicon mean, and on which questions they fire."""

from dataclasses import astuple

import pytest

from assistant.language.lexicon import fires, lexicon_of, meaning_of
from assistant.language.normal import search_key
from assistant.models.lexicon import (
    ActionClass,
    Lexicon,
    LexiconKind,
    LexiconLine,
    Meaning,
)


def meaning(pattern: str, targets: str = "食品经营许可") -> Meaning:
    return meaning_of(LexiconLine(LexiconKind.MEANING, (pattern, targets, "食品", "例句")))


def test_groups_are_joined_by_and_and_words_by_or() -> None:
    assert meaning("开|办&饭馆|面馆").groups == (("开", "办"), ("饭馆", "面馆"))


@pytest.mark.parametrize(
    "pattern", ["饭馆&!注销|关门", "饭馆 & !注销 | 关门", "!注销|关门&饭馆", "饭馆&!注销&!关门"]
)
def test_a_group_with_a_mark_is_forbidden_wherever_it_stands(pattern: str) -> None:
    found = meaning(pattern)

    assert (found.groups, found.forbidden) == ((("饭馆",),), ("注销", "关门"))


def test_empty_words_are_no_words() -> None:
    assert meaning("饭馆||&&|\u200b|").groups == (("饭馆",),)


def test_words_become_search_keys() -> None:
    assert meaning("ＡＢ證|飯館").groups == (("ab证", "饭馆"),)


def test_targets_stand_best_first_and_demoted_ones_apart() -> None:
    found = meaning("饭馆", "食品经营许可 小餐饮 -注销")

    assert (found.targets, found.demoted) == (("食品经营许可", "小餐饮"), ("注销",))
    assert found.shown == "食品经营许可"


def test_a_meaning_keeps_its_line_as_it_was_written() -> None:
    found = meaning("開|办&饭馆")

    assert (found.pattern, found.field, found.example) == ("開|办&饭馆", "食品", "例句")


@pytest.mark.parametrize(
    ("pattern", "targets", "reason"),
    [
        ("", "食品经营许可", "至少要有一组词"),
        ("!注销", "食品经营许可", "至少要有一组词"),
        ("|&|", "食品经营许可", "至少要有一组词"),
        ("饭馆", "", "至少要写一个正式词"),
        ("饭馆", "-注销", "至少要写一个正式词"),
    ],
)
def test_a_line_that_could_never_do_its_work_is_an_error(
    pattern: str, targets: str, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        meaning(pattern, targets)


@pytest.mark.parametrize(
    ("question", "fired"),
    [
        ("我想开个饭馆", True),
        ("饭馆怎么开", True),
        ("我想开个饭館", True),
        ("我想开个店", False),
        ("饭馆在哪里", False),
        ("饭馆不开了要注销", False),
        ("", False),
    ],
)
def test_a_meaning_fires_where_every_group_has_a_word_and_no_forbidden_one(
    question: str, fired: bool
) -> None:
    assert fires(meaning("开|办&饭馆|面馆&!注销"), search_key(question)) is fired


def test_lines_become_the_five_tables() -> None:
    lines = [
        LexiconLine(LexiconKind.HOMOPHONE, ("公式", "≠公示")),
        LexiconLine(LexiconKind.OUTSIDE, ("护照 签证", "公安", "12367", "出入境")),
        LexiconLine(LexiconKind.ACTION, ("补办", "丢了|掉了", "补领| |补办")),
        LexiconLine(LexiconKind.CANONICAL, ("娃兒", "孩子", "方言")),
        LexiconLine(LexiconKind.MEANING, ("饭馆", "食品经营许可", "食品", "开饭馆")),
    ]

    lexicon = lexicon_of(lines)

    assert lexicon.meanings == (meaning_of(lines[4]),)
    assert lexicon.canonical == (("娃儿", "孩子"),)
    assert lexicon.actions == (ActionClass("补办", ("丢了", "掉了"), ("补领", "补办")),)
    assert [astuple(o) for o in lexicon.outside] == [
        (("护照", "签证"), "公安", "12367", "出入境", "outside 护照 签证")
    ]
    assert lexicon.homophones == {"公式"}


def test_meanings_keep_the_order_of_their_lines() -> None:
    lines = [
        LexiconLine(LexiconKind.MEANING, (f"说法{n}", "食品经营许可", "食品", ""))
        for n in (3, 1, 2)
    ]

    assert [m.pattern for m in lexicon_of(lines).meanings] == ["说法3", "说法1", "说法2"]


def test_no_lines_are_an_empty_lexicon() -> None:
    assert lexicon_of([]) == Lexicon()
