"""Which of many words stand in a text, without trying each (多词查找)."""

from collections.abc import Iterable

import ahocorasick


class Words:
    """Words in one automaton (Aho-Corasick): a text is gone through once, however many there are."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for word in words:
            if word:
                self._automaton.add_word(word, word)
        self._automaton.make_automaton()

    def present(self, text: str) -> dict[str, None]:
        """The words that stand in a text, each once, in the order in which they end in it."""
        # An automaton without a word refuses to look.
        if not len(self._automaton):
            return {}
        return dict.fromkeys([word for _, word in self._automaton.iter(text)])
