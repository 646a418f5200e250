"""Which meanings of the lexicon fire on a question, and how particular each is."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from assistant.language.lexicon import forbids
from assistant.language.normal import search_key
from assistant.language.words import Words
from assistant.models.lexicon import Meaning

_MOST_IDF = 6.0
_COVERED_BY_ANOTHER = 0.8
# So many new words are looked for one by one; of more, every example is gone through again.
_FEW = 200
_REPLACE = "补"
_LOST = frozenset(("丢", "掉", "遗失", "丢了", "掉了", "没了", "坏", "烂"))
_MONEY = re.compile("补[贴助偿缴交]")


@dataclass(frozen=True, slots=True)
class Fired:
    """A meaning that fired: the words of the question that did it, and how particular they are.

    specificity (专指度) grows with the rarity and length of the words; it is computed,
    never set by hand.
    """

    meaning: Meaning
    words: tuple[str, ...]
    specificity: float

    @property
    def told(self) -> str:
        """The reason in words."""
        return f"按“{'＋'.join(self.words)}”理解为“{self.meaning.shown}”"


class Examples:
    """In how many of the lexicon's own example questions (例句) each of its words stands.

    Given those of the lexicon before, only examples and words that it had not are looked at.
    """

    def __init__(
        self,
        meanings: Sequence[Meaning],
        key: Callable[[str], str],
        before: "Examples | None",
    ) -> None:
        self._every = frozenset(word for meaning in meanings for word in _words_of(meaning))
        self.words = Words(sorted(self._every))
        self._texts = Counter(meaning.example for meaning in meanings)
        held = before._keys if before else {}
        self._keys: dict[str, str] = {
            text: held[text] if text in held else key(text) for text in self._texts
        }
        self.counts: Counter[str] = Counter()
        if before is None or len(self._every - before._every) > _FEW:
            self._count(self._texts, self._every)
        else:
            self._take_over(before)

    def _count(self, texts: Counter[str], of: frozenset[str]) -> None:
        for text, times in texts.items():
            for word in self.words.present(self._keys[text]):
                if word in of:
                    self.counts[word] += times

    def _take_over(self, before: "Examples") -> None:
        stayed, came = self._every & before._every, self._every - before._every
        self.counts.update({word: before.counts[word] for word in stayed})
        for text, times in (before._texts - self._texts).items():
            for word in before.words.present(before._keys[text]):
                if word in stayed:
                    self.counts[word] -= times
        self._count(self._texts - before._texts, stayed)
        for word in came:
            self.counts[word] = sum(
                n for text, n in self._texts.items() if word in self._keys[text]
            )


class Matcher:
    """Finds the meanings of a text without trying each.

    Every meaning is filed under the words of its rarest group; only where one of those
    stands in the text are its other groups looked at.
    """

    def __init__(
        self,
        meanings: Sequence[Meaning],
        key: Callable[[str], str] = search_key,
        before: "Matcher | None" = None,
    ) -> None:
        self._meanings = meanings
        self._examples: Examples = Examples(meanings, key, before._examples if before else None)
        self._words = self._examples.words
        total, counts = len(meanings) + 1, self._examples.counts
        every = {word for meaning in meanings for group in meaning.groups for word in group}
        self._rarity = {word: math.log(total / (counts[word] + 1)) for word in every}
        self._filed: dict[str, list[int]] = defaultdict(list)
        for number, meaning in enumerate(meanings):
            groups = meaning.groups
            for word in groups[0] if len(groups) == 1 else max(groups, key=self._least_rare):
                self._filed[word].append(number)

    def fired(self, key: str) -> list[Fired]:
        """Meanings that fire on a search key, most particular first, ties by their order."""
        present = self._words.present(key)
        of_money = _REPLACE in present and _REPLACE not in _MONEY.sub(" ", key)
        near = {n for word in present if word in self._filed for n in self._filed[word]}
        found = []
        for number in sorted(near):
            meaning = self._meanings[number]
            words = _apart(meaning, present, key, of_money)
            if words and not forbids([w for w in meaning.forbidden if w in present], key):
                found.append(Fired(meaning, words, self._specificity(words)))
        found.sort(key=lambda fired: -fired.specificity)
        return _weakened(found)

    def _least_rare(self, group: tuple[str, ...]) -> float:
        return min(self._rarity[word] + len(word) for word in group)

    def _specificity(self, words: tuple[str, ...]) -> float:
        rare = sum(min(self._rarity.get(word, _MOST_IDF), _MOST_IDF) for word in words)
        return 0.8 + 0.07 * rare + 0.02 * sum(map(len, words))


def _words_of(meaning: Meaning) -> Iterator[str]:
    """Every word that a meaning looks for, those that must be absent included."""
    yield from meaning.forbidden
    for group in meaning.groups:
        yield from group


def _apart(meaning: Meaning, present: Container[str], key: str, of_money: bool) -> tuple[str, ...]:
    """The longest words as _longest has them; () where one stands only inside another's.

    The 证 of 公证 is no 证: a group needs a word of its own. Longer words inside others
    (登记 in 排污登记) were measured to be meant.
    """
    words = _longest(meaning, present, of_money)
    for at, word in enumerate(words):
        if len(word) > 1:
            continue
        for where, other in enumerate(words):
            if len(other) > 1 and word in other and word not in key.replace(other, " "):
                beside = [w for w in meaning.groups[at] if w in present and w not in other]
                instead = [w for w in meaning.groups[where] if w in present and word not in w]
                if not beside and not instead:
                    return ()
    return words


def _longest(meaning: Meaning, present: Container[str], of_money: bool) -> tuple[str, ...]:
    """The longest of the words present of each group; () where a group has none.

    Beside 丢 and 遗失 补 means 补办; where it stands in 补贴 alone (of_money), it says no such thing.
    """
    words = []
    for group in meaning.groups:
        longest = ""
        for word in group:
            if of_money and word == _REPLACE and not _LOST.isdisjoint(group):
                continue
            if word in present and len(word) > len(longest):
                longest = word
        if not longest:
            return ()
        words.append(longest)
    return tuple(words)


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
