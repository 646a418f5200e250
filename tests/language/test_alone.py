"""Words that are a whole question: the lines of 规范词 that begin with =."""

import pytest

from assistant.language.alone import Alone
from assistant.models.lexicon import ActionClass, Lexicon

_LINES = (
    ("=车", "车子"),
    ("=~店", "想开~店"),
    ("=~馆", "想开~馆"),
    ("=~图书馆", "~图书馆"),
    ("娃", "小孩"),
)
_ACTIONS = (ActionClass("新办", ("开店",), ()), ActionClass("转移", ("转让",), ()))


@pytest.fixture
def alone():
    """A lexicon of a few such lines."""
    return Alone(Lexicon(canonical=_LINES, actions=_ACTIONS))


def test_a_shop_alone_asks_how_to_open_one(alone):
    assert alone.read("理发店") == ("想开理发店", ("=~店",))


def test_a_single_character_is_read_as_what_it_may_mean(alone):
    assert alone.read("车") == ("车子", ("=车",))


@pytest.mark.parametrize("key", ["县图书馆", "图书馆"])
def test_the_longest_ending_counts_so_that_nobody_opens_a_public_library(alone, key):
    assert alone.read(key) == (key, ("=~图书馆",))


@pytest.mark.parametrize(
    "key", ["转让饭店", "理发店要交税吗", "我和朋友合伙开的理发店", "娃", "abc店"]
)
def test_what_says_more_than_a_name_stays_as_it_is(alone, key):
    assert alone.read(key) == (key, ())
