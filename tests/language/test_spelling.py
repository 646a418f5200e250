"""Pinyin in place of characters: whole words, syllables apart, initials; and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.spelling import Spelling

WEIGHTS = {"身份证": 9.0, "户口": 5.0, "糊口": 1.0, "结婚": 3.0, "结婚证": 3.0, "护士证": 1.0}
SPELLING = Spelling(WEIGHTS, {"sfz": "身份证", "hkb": "户口本"}, WEIGHTS.__getitem__)


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("shenfenzheng", "身份证"),
        ("shen fen zheng", "身份证"),
        ("shen'fen'zheng", "身份证"),
        ("sfz", "身份证"),
        ("sfz丢了", "身份证丢了"),
        ("办hkb", "办户口本"),
        ("hukouzenmeban", "户口怎么办"),
        ("shenfenzheng diu le", "身份证丢了"),
    ],
)
def test_spelled_words_of_the_field_become_characters(key, meant):
    assert SPELLING.read(key)[0] == meant


def test_of_words_that_are_spelled_alike_the_weightier_is_meant():
    assert SPELLING.read("hukou")[0] == "户口"


def test_the_fewest_words_are_meant():
    assert SPELLING.read("jiehunzheng") == ("结婚证", (("jiehunzheng", "结婚证"),))


@pytest.mark.parametrize(
    "key", ["hello world", "zenmeban", "sfzz", "etc", "shenfenzhengx", "ktv", ""]
)
def test_what_is_not_wholly_known_or_names_no_matter_stays(key):
    assert SPELLING.read(key) == (key, ())


@given(st.text("身份证 ab'z12", max_size=20))
def test_nothing_but_letters_is_ever_changed(key):
    read, pairs = SPELLING.read(key)

    if not pairs:
        assert read == key
    assert all(written.isascii() for written, _ in pairs)
