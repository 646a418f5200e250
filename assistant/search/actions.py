"""Actions (办理动作) of questions and of item names: 新办, 变更, 补办 … and which items are siblings."""

from collections.abc import Iterable, Sequence

from assistant.models.lexicon import ActionClass

FIRST = "新办"


class Actions:
    """Finds actions by their words; longer words count before shorter ones."""

    def __init__(self, classes: Sequence[ActionClass]) -> None:
        self._asked = [(c.name, c.asked) for c in classes]
        self._named = [(c.name, c.named) for c in classes]
        self._words = sorted({w for c in classes for w in c.named}, key=lambda w: (-len(w), w))

    def asked(self, key: str) -> frozenset[str]:
        """Actions that a question asks for."""
        return _found(key, self._asked)

    def named(self, name: str) -> frozenset[str]:
        """Actions that an item's name bears."""
        return _found(name, self._named)

    def stem(self, name: str) -> str:
        """The name without its action words: siblings (同一主项) share it."""
        for word in self._words:
            name = name.replace(word, "")
        return "".join(character for character in name if character.isalnum())


def _found(text: str, classes: Iterable[tuple[str, tuple[str, ...]]]) -> frozenset[str]:
    return frozenset(name for name, words in classes if any(word in text for word in words))


def fit(asked: frozenset[str], named: frozenset[str]) -> float:
    """How an item's actions suit the question's, for items that have siblings: -0.6 to 1."""
    if asked:
        if asked & named:
            return 1.0
        return -0.6 if named else 0.0
    if FIRST in named:
        return 0.3
    return -0.6 if named else 0.0
