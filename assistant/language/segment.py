"""Cutting text into words and grams (分词), as jieba cuts it."""

import functools
import math
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from assistant.language.dictionary import Dictionary, dictionary

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
# What jieba looks words up in; other characters stand alone.
_LOOKED_UP = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+)")
_OFTEN = 6500


class Segmenter:
    """The dictionary with domain words (领域词) of one's own.

    A word is cut by the dictionary and the words learned, in whatever order they came.
    """

    def __init__(self, cache: Path | None = None, base: Dictionary | None = None) -> None:
        # The parsed dictionary is kept in this folder: a start takes a second less.
        self._base = base or dictionary(cache or Path(tempfile.gettempdir()))
        self._own: Mapping[str, int] = {}
        self._taught: frozenset[str] = frozenset()
        self._log_total = math.log(self._base.total)
        # One question is cut for its slips, its places and its words: once is enough.
        self._cut = functools.lru_cache(maxsize=1024)(self._cut_anew)

    def learn(self, words: Iterable[str]) -> None:
        """Take just these for domain words, so that 公共场所卫生许可证 stays one word."""
        known, base = self._base.frequencies, Segmenter(base=self._base)
        taught = frozenset(word for word in words if 2 <= len(word) <= 12)
        own: dict[str, int] = {
            word: self._own[word] if word in self._taught else base.suggested(word)
            for word in taught
        }
        for word in taught:
            for end in range(1, len(word)):
                if word[:end] not in known:
                    own.setdefault(word[:end], 0)
        self._own, self._taught = own, taught
        self._cut.cache_clear()

    def as_taught(self) -> "Segmenter":
        """One that goes on cutting like this one does now, whatever this one learns later."""
        same = Segmenter(base=self._base)
        same._own, same._taught = self._own, self._taught
        return same

    @property
    def taught(self) -> frozenset[str]:
        """The words that it learned."""
        return self._taught

    def suggested(self, word: str) -> int:
        """How often a word should have been met to stay whole (建议词频)."""
        share, total = 1.0, self._base.total
        for part in self.cut(word):
            share *= self._base.frequencies.get(part, 1) / float(total)
        return max(int(share * total) + 1, self._base.frequencies.get(word, 1))

    def words(self, key: str) -> list[str]:
        """Search-mode cuts of a search key, in order; marks and spaces are dropped."""
        found = []
        for word in self._cut_anew(key):
            for length in (2, 3):
                if len(word) > length:
                    parts = (word[at : at + length] for at in range(len(word) - length + 1))
                    found += [part for part in parts if self.frequency(part)]
            found.append(word)
        return [word for word in found if _RUN.fullmatch(word)]

    def cut(self, key: str) -> Sequence[str]:
        """The key cut into words that together are the key again."""
        return self._cut(key)

    def is_place(self, word: str) -> bool:
        """Whether the dictionary lists the word as the name of a place (地名)."""
        return word in self._base.places and word not in self._taught

    def small_among(self, words: Iterable[str]) -> frozenset[str]:
        """Those of the words that the dictionary lists as no noun, verb or phrase (虚词等)."""
        return self._base.small.intersection(words)

    def often_alone(self, character: str) -> bool:
        """Whether a character is so common by itself that it is hardly a slip (常用单字)."""
        return self.frequency(character) > _OFTEN

    def frequency(self, word: str) -> int:
        """How often the dictionary has met a word (词频); 0 for one it does not know."""
        return self._own.get(word) or self._base.frequencies.get(word, 0)

    def knows(self, word: str) -> bool:
        """Whether the dictionary has this word."""
        return bool(self.frequency(word))

    def _cut_anew(self, key: str) -> tuple[str, ...]:
        found: list[str] = []
        for place, block in enumerate(_LOOKED_UP.split(key)):
            found += _latin_joined(self._likeliest(block)) if place % 2 else block
        return tuple(found)

    def _likeliest(self, block: str) -> list[str]:
        """The words whose frequencies make the block likeliest; of equals the longer first one."""
        own, known, log_total = self._own, self._base.frequencies, self._log_total
        count = len(block)
        best, ends = [0.0] * (count + 1), [0] * count
        for begin in range(count - 1, -1, -1):
            top, at = -math.inf, begin
            while at < count:
                at += 1
                word = block[begin:at]
                times = own.get(word)
                if times is None and (times := known.get(word)) is None:
                    break
                if times and (worth := math.log(times) - log_total + best[at]) >= top:
                    top, ends[begin] = worth, at
            if not ends[begin]:
                top, ends[begin] = best[begin + 1] - log_total, begin + 1
            best[begin] = top
        found, begin = [], 0
        while begin < count:
            found.append(block[begin : ends[begin]])
            begin = ends[begin]
        return found


def _latin_joined(words: Sequence[str]) -> list[str]:
    """The words, Latin letters and digits in a row that the dictionary has no word for as one."""
    found: list[str] = []
    open_run = False
    for word in words:
        alone = len(word) == 1 and word.isascii() and word.isalnum()
        if alone and open_run:
            found[-1] += word
        else:
            found.append(word)
        open_run = alone
    return found


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
