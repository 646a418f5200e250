"""Cutting text into words and grams (分词); the only door to jieba."""

import functools
import logging
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

import jieba

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")

jieba.setLogLevel(logging.WARNING)


class Segmenter:
    """One dictionary of one's own; the one of the jieba module is shared by a whole process."""

    def __init__(self, cache: Path | None = None) -> None:
        self._tokenizer = jieba.Tokenizer()
        # The parsed dictionary is kept in this folder: a start takes 0.4 s less.
        self._tokenizer.tmp_dir = str(cache) if cache else tempfile.gettempdir()
        self._tokenizer.initialize()
        self._added: set[str] = set()
        self._places: frozenset[str] | None = None

    def learn(self, words: Iterable[str]) -> None:
        """Add domain words (领域词), so that 公共场所卫生许可证 stays one word."""
        for word in words:
            if 2 <= len(word) <= 12 and word not in self._added:
                self._added.add(word)
                self._tokenizer.add_word(word, freq=None)

    def words(self, key: str) -> list[str]:
        """Search-mode cuts of a search key, in order; marks and spaces are dropped."""
        return [w for w in self._tokenizer.cut_for_search(key, HMM=False) if _RUN.fullmatch(w)]

    def cut(self, key: str) -> list[str]:
        """The key cut into words that together are the key again."""
        return list(self._tokenizer.cut(key, HMM=False))

    def is_place(self, word: str) -> bool:
        """Whether the dictionary lists the word as the name of a place (地名)."""
        if self._places is None:
            with self._tokenizer.get_dict_file() as lines:
                named = (line.split() for line in lines if line.rstrip().endswith(b" ns"))
                self._places = frozenset(parts[0].decode() for parts in named)
        return word in self._places and word not in self._added

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


def bigrams(key: str) -> tuple[str, ...]:
    """Pairs of neighbouring characters, and whole Latin runs."""
    return tuple(g for g in grams(key) if len(g) > 1)
