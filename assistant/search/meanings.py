"""Which meanings of the lexicon fire on a question, and how particular each is."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.normal import search_key
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
    """Finds the meanings of a text without trying each: words are looked up by a pair in them."""

    def __init__(self, meanings: Sequence[Meaning]) -> None:
        self._meanings = meanings
        self._by_pair: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        self._singles: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        for number, meaning in enumerate(meanings):
            for group, words in enumerate((*meaning.groups, meaning.forbidden)):
                place = group if group < len(meaning.groups) else -1
                for word in words:
                    self._file(word, number, place)
        self._rarity = _rarity(meanings)

    def _file(self, word: str, number: int, place: int) -> None:
        if len(word) > 1:
            self._by_pair[word[:2]].append((word, number, place))
        elif word:
            self._singles[word].append((word, number, place))

    def fired(self, key: str) -> list[Fired]:
        """Meanings that fire on a search key, most particular first, ties by their order."""
        matched: dict[int, dict[int, str]] = defaultdict(dict)
        stopped: set[int] = set()
        for word, number, place in self._present(key):
            if place < 0:
                stopped.add(number)
            elif len(word) > len(matched[number].get(place, "")):
                matched[number][place] = word
        found = []
        for number, groups in matched.items():
            meaning = self._meanings[number]
            if number not in stopped and len(groups) == len(meaning.groups):
                words = tuple(groups[place] for place in range(len(groups)))
                found.append((number, Fired(meaning, words, self._specificity(words))))
        found.sort(key=lambda entry: (-entry[1].specificity, entry[0]))
        return _weakened([fired for _, fired in found])

    def _present(self, key: str) -> list[tuple[str, int, int]]:
        pairs = {key[i : i + 2] for i in range(len(key) - 1)}
        found = [e for pair in pairs for e in self._by_pair.get(pair, ()) if e[0] in key]
        return found + [e for character in set(key) for e in self._singles.get(character, ())]

    def _specificity(self, words: tuple[str, ...]) -> float:
        rare = sum(min(self._rarity.get(word, _MOST_IDF), _MOST_IDF) for word in words)
        return 0.8 + 0.07 * rare + 0.02 * sum(map(len, words))


def _rarity(meanings: Sequence[Meaning]) -> dict[str, float]:
    """How rare each word is among the lexicon's own example questions."""
    words = {word for meaning in meanings for group in meaning.groups for word in group}
    by_pair: dict[str, list[str]] = defaultdict(list)
    for word in words:
        by_pair[word[:2]].append(word)
    counts: Counter[str] = Counter()
    for meaning in meanings:
        text = search_key(meaning.example)
        heads = {text[i : i + 2] for i in range(len(text) - 1)} | set(text)
        counts.update(word for head in heads for word in by_pair.get(head, ()) if word in text)
    total = len(meanings) + 1
    return {word: math.log(total / (counts[word] + 1)) for word in words}


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
