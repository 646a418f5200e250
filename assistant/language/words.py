"""Which of many words stand in a text, without trying each (多词查找)."""

from collections import defaultdict
from collections.abc import Iterable


class Words:
    """Words filed by their first two characters: a text asks only for those it can hold."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_head: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if word:
                self._by_head[word[:2]].append(word)

    def present(self, text: str) -> list[str]:
        """The words that stand in a text, each once, in the order of their heads in it."""
        by_head = self._by_head
        found: list[str] = []
        seen = set()
        for at in range(len(text)):
            for head in (text[at], text[at : at + 2]):
                if head in by_head and head not in seen:
                    seen.add(head)
                    found += [word for word in by_head[head] if word == head or word in text]
        return found
