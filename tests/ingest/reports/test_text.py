"""Text is made comparable, and every character can be traced back."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.reports.text import cleaned, folded, squeezed

PIECES = st.text("一二（）：，．０１２ab |\n\t\u3000\u00a0*#项", max_size=60)


@given(PIECES)
def test_folding_moves_no_character(text):
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)


@given(PIECES)
def test_every_squeezed_character_knows_its_origin(text):
    page = squeezed(text)
    assert len(page.text) == len(page.positions)
    for index, char in enumerate(page.text):
        assert folded(text)[page.origin(index)] == char
        assert page.index(page.origin(index)) == index
        assert page.end(index + 1) == page.origin(index) + 1


def test_full_width_signs_are_half_width_ones():
    assert folded("（１）：９０％；“甲”／－＋") == '(1):90%;"甲"/-+'


def test_squeezing_drops_blanks_pipes_and_markdown_signs():
    assert squeezed("| ## 一、 总体\u3000情况 |\n").text == "一、总体情况"


def test_an_empty_text_has_its_end_at_zero():
    page = squeezed("")
    assert (page.origin(0), page.end(0), page.index(5)) == (0, 0, 0)


def test_cleaning_drops_page_numbers_and_rules_but_no_cells():
    text = "甲\r\n— 3 —\r\n第 4 页 共 8 页\r\n| a | b |\r\n|---|:-:|\r\n| 1 | 2 |\r\n—\r\n/\r\n5\f乙\u200b"
    assert cleaned(text) == "甲\n\n\n| a | b |\n| 1 | 2 |\n—\n/\n5\n乙"
