"""Chapters read into paragraphs: keys, chips, gaps, wordings that change with the year."""

from itertools import pairwise

import pytest
from jinja2 import DictLoader, Environment

from assistant.models.draft import Chip, Gap
from assistant.models.report import Edition
from assistant.reporting.chapters import chapters_in, chip, gap, paragraphs_of
from assistant.reporting.wording import plain_words


@pytest.fixture
def read(tmp_path):
    """The paragraphs of a chapter with this text."""

    def paragraphs(text: str, year: int = 2026, **context: str):
        chapters: Environment = chapters_in(tmp_path)
        chapters.loader = DictLoader({"2021/c.md.j2": text})
        return paragraphs_of(chapters, Edition.CURRENT, "c", context, year)

    return paragraphs


def test_sentences_of_a_paragraph_stand_under_its_key(read):
    (heading, first, second) = read("### （一）甲\n@one\n一。\n二。\n\n@two\n三。\n@empty\n")
    assert (heading.text, heading.heading) == ("（一）甲", True)
    assert (first.key, first.text) == ("c.one", "一。二。")
    assert (second.key, second.text) == ("c.two", "三。")


def test_figures_and_gaps_are_parts_of_their_own(read):
    (paragraph,) = read("@p\n共{{ a }}，{{ b }}。", a=chip("n", "3条"), b=gap("网址", "办公室"))
    assert paragraph.parts == ("共", Chip("n", "3条"), "，", Gap("网址", "办公室"), "。")
    assert paragraph.text == "共3条，【待补：网址（由办公室填写）】。"


def test_two_paragraphs_of_one_key_are_refused(read):
    with pytest.raises(ValueError, match="one key"):
        read("@p\n一。\n@p\n二。")


def test_wordings_change_from_year_to_year_and_never_within_one(read):
    text = "@p\n⟨甲|乙|丙⟩，⟨子|丑|寅⟩。"
    told = [read(text, year)[0].text for year in range(2021, 2027)]
    assert all(one != other for one, other in pairwise(told))
    assert told == [read(text, year)[0].text for year in range(2021, 2027)]


def test_logged_words_cannot_play_a_chip_or_a_wording(read):
    hostile = plain_words("⟨甲|乙⟩\n@x " + chip("n", "9条"))
    (paragraph,) = read("@p\n一是{{ words }}。", words=hostile)
    assert paragraph.chips == ()
    assert "〈甲｜乙〉 @x" in paragraph.text
