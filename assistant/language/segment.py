"""Cutting text into words and grams (分词); the only door to jieba."""

import functools
import importlib
import logging
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from math import inf, log
from pathlib import Path
from types import ModuleType
from typing import Any

from assistant.language.dictionary import Dictionary, dictionary, lengths_of


class _Later(ModuleType):
    """A module that is imported when something asks for what is in it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


# jieba asks pkg_resources for the dictionary that lies beside it, where setuptools is
# installed; that import alone takes longer than reading what is kept of the dictionary.
# Its model for words that no dictionary has (HMM) takes 60 MB and 0.3 s; every cut here is
# without it.
_LEFT_OUT = {"pkg_resources": None, "jieba.finalseg": _Later("jieba.finalseg")}
_left_out = {name: one for name, one in _LEFT_OUT.items() if name not in sys.modules}
sys.modules.update(_left_out)  # type: ignore[arg-type]
import jieba  # noqa: E402

for _name in _left_out:
    del sys.modules[_name]

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
_OFTEN = 6500

jieba.setLogLevel(logging.WARNING)


class Segmenter:
    """The dictionary with domain words (领域词) of one's own.

    A word is cut by the dictionary and the words learned, in whatever order they came.
    """

    def __init__(self, cache: Path | None = None) -> None:
        # The parsed dictionary is kept in this folder: a start takes a second less.
        self._read = dictionary(cache or Path(tempfile.gettempdir()))
        self._taught: Mapping[str, int] = {}
        self._tokenizer: _Tokenizer = _Tokenizer(self._read, self._taught)
        self._cut = _cutter(self._tokenizer)

    def learn(self, words: Iterable[str]) -> None:
        """Take just these for domain words, so that 公共场所卫生许可证 stays one word."""
        wanted = sorted({word for word in words if 2 <= len(word) <= 12})
        held = self._taught
        # Suggested by the dictionary alone: what was learned before must not matter.
        plain = _Tokenizer(self._read, {})
        self._taught = {word: held.get(word) or plain.suggest_freq(word) for word in wanted}
        self._tokenizer = _Tokenizer(self._read, self._taught)
        self._cut = _cutter(self._tokenizer)

    def as_taught(self) -> "Segmenter":
        """One that goes on cutting like this one does now, whatever this one learns later."""
        return copy(self)

    @property
    def taught(self) -> frozenset[str]:
        """The words that it learned."""
        return frozenset(self._taught)

    def words(self, key: str) -> list[str]:
        """Search-mode cuts of a search key, in order; marks and spaces are dropped."""
        return [w for w in self._tokenizer.cut_for_search(key, HMM=False) if _RUN.fullmatch(w)]

    def cut(self, key: str) -> Sequence[str]:
        """The key cut into words that together are the key again."""
        return self._cut(key)

    def is_place(self, word: str) -> bool:
        """Whether the dictionary lists the word as the name of a place (地名)."""
        return word in self._read.places and word not in self._taught

    def small_among(self, words: Iterable[str]) -> frozenset[str]:
        """Those of the words that the dictionary lists as no noun, verb or phrase (虚词等)."""
        return self._read.small.intersection(words)

    def often_alone(self, character: str) -> bool:
        """Whether a character is so common by itself that it is hardly a slip (常用单字)."""
        return self.frequency(character) > _OFTEN

    def frequency(self, word: str) -> int:
        """How often the dictionary has met a word (词频); 0 for one it does not know."""
        return self._tokenizer.FREQ.get(word)

    def knows(self, word: str) -> bool:
        """Whether the dictionary has this word."""
        return bool(self.frequency(word))


class _Frequencies:
    """What jieba asks of its dictionary: how often a word stands in texts, one taught first."""

    __slots__ = ("_often", "_taught")

    def __init__(self, taught: Mapping[str, int], often: Mapping[str, int]) -> None:
        self._taught, self._often = taught.get, often.get

    def get(self, word: str, otherwise: int = 0) -> int:
        """The frequency of a word."""
        return self._taught(word) or self._often(word) or otherwise


class _Tokenizer(jieba.Tokenizer):  # type: ignore[misc]
    """jieba with a dictionary that is read already, and words taught besides; it cuts as jieba does.

    jieba finds where words end by looking at every beginning of a word, all of which its
    dictionary must hold besides the words. Here the lengths of words are looked at: 17 MB less,
    and what is taught needs no dictionary of its own.
    """

    def __init__(self, read: Dictionary, taught: Mapping[str, int]) -> None:
        super().__init__()
        self.FREQ = _Frequencies(taught, read.frequencies)
        self.total, self.initialized = read.total, True
        self._often, self._taught = read.frequencies, taught
        more = lengths_of(taught)
        self._lengths = read.lengths | {
            first: tuple(sorted({*lengths, *read.lengths.get(first, ())}))
            for first, lengths in more.items()
        }

    def get_DAG(self, sentence: str) -> dict[int, list[int]]:
        """Nothing: calc looks for the words itself, and once for each."""
        return {}

    def calc(
        self, sentence: str, _: dict[int, list[int]], route: dict[int, tuple[float, int]]
    ) -> None:
        """The likeliest way from each place to the end, and where its first word ends, as jieba's.

        A place where no word begins is a word of one character; of equals the longest is taken.
        """
        taught, often, lengths = self._taught.get, self._often.get, self._lengths.get
        end, log_total = len(sentence), log(self.total)
        ways = [0.0] * (end + 1)
        for at in range(end - 1, -1, -1):
            best, best_end = -inf, at
            for length in lengths(sentence[at], ()):
                after = at + length
                if after > end:
                    break
                word = sentence[at:after]
                if times := taught(word) or often(word):
                    likely = log(times) - log_total + ways[after]
                    if likely >= best:
                        best, best_end = likely, after - 1
            if best == -inf:
                best = -log_total + ways[at + 1]
            ways[at] = best
            route[at] = (best, best_end)


def _cutter(tokenizer: Any) -> Callable[[str], tuple[str, ...]]:
    # One question is cut for its slips, its places and its words: once is enough.
    return functools.lru_cache(maxsize=64)(lambda key: tuple(tokenizer.cut(key, HMM=False)))


@functools.lru_cache(maxsize=64)
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


@functools.lru_cache(maxsize=64)
def bigrams(key: str) -> tuple[str, ...]:
    """Pairs of neighbouring characters, and whole Latin runs."""
    return tuple(g for g in grams(key) if len(g) > 1)
