"""Cutting text into words and grams (分词); the only door to jieba."""

import functools
import logging
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

# jieba asks pkg_resources for the dictionary that lies beside it, where setuptools is
# installed; that import alone takes longer than reading the dictionary.
sys.modules.setdefault("pkg_resources", None)  # type: ignore[arg-type]
import jieba  # noqa: E402

if sys.modules["pkg_resources"] is None:
    del sys.modules["pkg_resources"]

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")

_OFTEN = 6500
# Tags of the dictionary for all that is neither noun, verb nor phrase.
_SMALL = (
    "a",
    "ad",
    "b",
    "c",
    "d",
    "df",
    "e",
    "f",
    "h",
    "k",
    "m",
    "mq",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "y",
    "z",
    "zg",
)

jieba.setLogLevel(logging.WARNING)


class Segmenter:
    """One dictionary of one's own; the one of the jieba module is shared by a whole process."""

    def __init__(self, cache: Path | None = None) -> None:
        self._tokenizer = jieba.Tokenizer()
        # The parsed dictionary is kept in this folder: a start takes 0.4 s less.
        self._tokenizer.tmp_dir = str(cache) if cache else tempfile.gettempdir()
        self._tokenizer.initialize()
        self._added: set[str] = set()
        # One question is cut for its slips, its places and its words: once is enough.
        self._cut = functools.lru_cache(maxsize=1024)(
            lambda key: tuple(self._tokenizer.cut(key, HMM=False))
        )
        self._places: frozenset[str] | None = None

    def learn(self, words: Iterable[str]) -> None:
        """Add domain words (领域词), so that 公共场所卫生许可证 stays one word."""
        for word in words:
            if 2 <= len(word) <= 12 and word not in self._added:
                self._added.add(word)
                self._tokenizer.add_word(word, freq=None)
        self._cut.cache_clear()
        # Not by the first question, which would wait until the whole dictionary is read.
        self._place_names()

    def words(self, key: str) -> list[str]:
        """Search-mode cuts of a search key, in order; marks and spaces are dropped."""
        return [w for w in self._tokenizer.cut_for_search(key, HMM=False) if _RUN.fullmatch(w)]

    def cut(self, key: str) -> Sequence[str]:
        """The key cut into words that together are the key again."""
        return self._cut(key)

    def is_place(self, word: str) -> bool:
        """Whether the dictionary lists the word as the name of a place (地名)."""
        return word in self._place_names() and word not in self._added

    def small_among(self, words: Iterable[str]) -> frozenset[str]:
        """Those of the words that the dictionary lists as no noun, verb or phrase (虚词等)."""
        asked = {word.encode() for word in words}
        listed = (line.split() for line in self._lines() if line.partition(b" ")[0] in asked)
        return frozenset(word.decode() for word, *_, tag in listed if tag.decode() in _SMALL)

    def _place_names(self) -> frozenset[str]:
        if self._places is None:
            lines = (line.split() for line in self._lines() if line.rstrip().endswith(b" ns"))
            self._places = frozenset(parts[0].decode() for parts in lines)
        return self._places

    def _lines(self) -> Iterator[bytes]:
        """Lines of the dictionary, word first and tag last; kept they would take more than they give."""
        with self._tokenizer.get_dict_file() as lines:
            yield from lines

    def often_alone(self, character: str) -> bool:
        """Whether a character is so common by itself that it is hardly a slip (常用单字)."""
        return int(self._tokenizer.FREQ.get(character, 0)) > _OFTEN

    def frequency(self, word: str) -> int:
        """How often the dictionary has met a word (词频); 0 for one it does not know."""
        return int(self._tokenizer.FREQ.get(word, 0))

    def knows(self, word: str) -> bool:
        """Whether the dictionary has this word."""
        return bool(self._tokenizer.FREQ.get(word))


@functools.lru_cache(maxsize=4096)
def grams(key: str) -> tuple[str, ...]:
    """Characters and pairs of neighbouring characters of a search key, in order.

    A run of Latin letters or digits counts as one character.
    """
    found: list[str] = []
    for run in _RUN.findall(key):
        if run.isascii():
            found.append(run)
        else:
            found.extend(run)
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return tuple(found)


@functools.lru_cache(maxsize=4096)
def bigrams(key: str) -> tuple[str, ...]:
    """Pairs of neighbouring characters, and whole Latin runs."""
    return tuple(g for g in grams(key) if len(g) > 1)
