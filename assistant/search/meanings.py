"""Which meanings of the lexicon fire on a question, and how particular each is."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.normal import search_key
from assistant.language.words import Words
from assistant.models.lexicon import Meaning

_MOST_IDF = 5.0
_COVERED_BY_ANOTHER = 0.8


@dataclass(frozen=True, slots=True)
class Fired:
    """A meaning that fired: the words of the question that did it, and how particular they are.

    specificity (专指度) grows with the rarity and length of the words; it is computed,
    never set by hand.
    """

    meaning: Meaning
    words: tuple[str, ...]
    specificity: float


class Matcher:
    """Finds the meanings of a text without trying each.

    Every meaning is filed under the words of its rarest group; only where one of those
    stands in the text are its other groups looked at.
    """

    def __init__(self, meanings: Sequence[Meaning]) -> None:
        self._meanings = meanings
        self._rarity = _rarity(meanings)
        self._filed: dict[str, list[int]] = defaultdict(list)
        for number, meaning in enumerate(meanings):
            for word in max(meaning.groups, key=self._least_rare):
                self._filed[word].append(number)
        self._words = Words(self._filed)

    def fired(self, key: str) -> list[Fired]:
        """Meanings that fire on a search key, most particular first, ties by their order."""
        near = {n for word in self._words.present(key) for n in self._filed[word]}
        found = []
        for number in sorted(near):
            meaning = self._meanings[number]
            words = _longest(meaning, key)
            if words and not any(word in key for word in meaning.forbidden):
                found.append(Fired(meaning, words, self._specificity(words)))
        found.sort(key=lambda fired: -fired.specificity)
        return _weakened(found)

    def _least_rare(self, group: tuple[str, ...]) -> float:
        return min(self._rarity[word] + len(word) for word in group)

    def _specificity(self, words: tuple[str, ...]) -> float:
        rare = sum(min(self._rarity.get(word, _MOST_IDF), _MOST_IDF) for word in words)
        return 0.8 + 0.07 * rare + 0.02 * sum(map(len, words))


def _longest(meaning: Meaning, key: str) -> tuple[str, ...]:
    """The longest word of each group that stands in the key; () where a group has none."""
    words = []
    for group in meaning.groups:
        present = [word for word in group if word in key]
        if not present:
            return ()
        words.append(max(present, key=len))
    return tuple(words)


def _rarity(meanings: Sequence[Meaning]) -> dict[str, float]:
    """How rare each word is among the lexicon's own example questions."""
    every = {word for meaning in meanings for group in meaning.groups for word in group}
    words = Words(sorted(every))
    counts: Counter[str] = Counter()
    for meaning in meanings:
        counts.update(words.present(search_key(meaning.example)))
    total = len(meanings) + 1
    return {word: math.log(total / (counts[word] + 1)) for word in every}


def _weakened(found: list[Fired]) -> list[Fired]:
    """A meaning whose every word lies in the words of a more particular one counts less."""
    kept = []
    for fired in found:
        covered = any(
            other is not fired
            and other.specificity > fired.specificity
            and all(any(word in longer for longer in other.words) for word in fired.words)
            for other in found
        )
        factor = _COVERED_BY_ANOTHER if covered else 1.0
        kept.append(Fired(fired.meaning, fired.words, fired.specificity * factor))
    return kept
