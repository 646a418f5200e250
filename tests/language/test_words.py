"""Finding many words in a text at once gives what trying each would give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.words import Words

SOME = st.text("身份证户口本补", max_size=4)


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("身份证丢了", ["身份", "身份证", "证"]),
        ("户口", []),
        ("证", ["证"]),
        ("补身份", ["身份"]),
        ("", []),
    ],
)
def test_words_are_found_in_the_order_of_their_ends(text, present):
    assert Words(["身份证", "身份", "证", "户口本"]).present(text) == dict.fromkeys(present)


@given(st.sets(SOME), st.text("身份证户口本补", max_size=10))
def test_just_the_words_that_stand_in_a_text_are_found(words, text):
    assert sorted(Words(words).present(text)) == sorted(w for w in words if w and w in text)
