"""Normal forms: one search key for every way of writing the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.normal import search_key, visible

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("身份证", "身份证"),
        ("ＡＢＣ１２３", "abc123"),
        ("ETC卡", "etc卡"),
        ("身份證遺失補辦", "身份证遗失补办"),
        ("營業執照", "营业执照"),
        ("①号窗口", "1号窗口"),
        ("80㎡", "80m2"),
        ("怎么办？", "怎么办?"),
        ("（新办）", "(新办)"),
        ("身 份 证", "身份证"),
        ("身份证\n怎么补", "身份证怎么补"),
        ("  社保卡  ", "社保卡"),
        ("社保卡　挂失", "社保卡挂失"),
        ("A照  换  B照", "a照换 b照"),
        ("open  a  shop", "open a shop"),
        ("身\u200b份\ufeff证", "身份证"),
        ("\u202e身份证\u202c", "身份证"),
        ("身份证\ud800", "身份证"),
        ("", ""),
        (" \n\t ", ""),
    ],
)
def test_ways_of_writing_share_one_search_key(written, key):
    assert search_key(written) == key


@given(ANY_TEXT)
def test_any_text_has_a_search_key_that_can_be_stored(text):
    search_key(text).encode("utf-8")


@given(ANY_TEXT)
def test_a_search_key_has_single_spaces_and_none_at_its_ends(text):
    key = search_key(text)

    assert key == " ".join(key.split())


@given(st.text("身份證补辦嗎办营业执照社保卡 ＡａB1２？！\n", max_size=40))
def test_a_search_key_is_its_own_search_key(text):
    key = search_key(text)

    assert search_key(key) == key


def test_visible_text_keeps_its_shape_and_line_breaks():
    assert visible("身份證\r\nＡ１ 怎么补？\t谢谢") == "身份證\r\nＡ１ 怎么补？\t谢谢"


@pytest.mark.parametrize("hidden", ["\u0000", "\u0007", "\u007f", "\u00ad", "\u200d", "\u2066"])
def test_hidden_characters_are_dropped(hidden):
    assert visible(f"身{hidden}份证") == "身份证"
