"""How people speak of matters held and of others: odds by examples, small catalogues, taken over."""

import pytest

from assistant.language.normal import search_key
from assistant.language.segment import bigrams
from assistant.models.lexicon import Meaning
from assistant.search.heard import Heard
from assistant.search.targets import Targets


def line(example, target):
    return Meaning("说法", (("说法",),), (), (target,), (), "领域", example)


LINES = [
    *(line(f"娃上户口要{what}", "出生登记") for what in ("啥", "几天", "钱")),
    line("户口本丢了", "居民户口簿补发"),
    *(line(f"{who}不退押金", "民事纠纷") for who in ("房东", "学校", "店家", "二房东")),
]


@pytest.fixture
def targets(item):
    """A catalogue that holds the register of residents and nothing else."""
    return Targets([item("A-1", "出生登记"), item("A-2", "居民户口簿补发")])


@pytest.fixture
def heard(targets):
    return Heard(LINES, targets, search_key)


def of(heard, question):
    return heard.of(bigrams(question))


def test_words_of_matters_held_speak_for_the_catalogue(heard):
    assert of(heard, "户口") > 0 > of(heard, "押金")


def test_words_that_nobody_has_said_speak_less_against_than_those_of_other_matters(heard):
    assert of(heard, "押金") < of(heard, "量子纠缠") < 0


def test_a_question_without_pairs_says_nothing(heard):
    assert heard.of(()) == 0.0


def test_a_longer_question_does_not_count_more(heard):
    assert of(heard, "户口") == heard.of(bigrams("户口") * 5)


def test_a_line_that_barely_fits_an_item_does_not_speak_of_it(targets):
    # Two of the term's three pairs stand in a name, which does not begin as the term does.
    barely = Heard([line("补发档案", "领簿补发"), line("别的", "别的事")], targets, search_key)

    assert of(barely, "档案") < 0


def test_a_catalogue_of_few_lines_is_heard_as_well_as_a_large_one(targets):
    many = [line(f"官司{n}怎么打", "法院立案") for n in range(500)]

    assert of(Heard([*LINES[:3], *many], targets, search_key), "户口") > 0


def test_a_lexicon_of_few_lines_says_less_than_one_of_many(heard, targets):
    many = Heard(LINES * 50, targets, search_key)

    assert of(many, "量子纠缠") < 2 * of(heard, "量子纠缠")


def test_made_from_the_one_before_it_says_the_same(heard, targets):
    lines = [*LINES[1:], line("押金条丢了", "居民户口簿补发")]
    anew, taken = (Heard(lines, targets, search_key, before) for before in (None, heard))

    assert [of(taken, q) for q in ("押金", "户口", "上户")] == [
        of(anew, q) for q in ("押金", "户口", "上户")
    ]
