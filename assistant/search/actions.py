"""Actions (办理动作) of questions and of item names: 新办, 变更, 补办 … and which items are siblings."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from assistant.language.words import Words
from assistant.models.lexicon import ActionClass

FIRST = "新办"


class Actions:
    """Finds actions by their words; longer words count before shorter ones."""

    def __init__(self, classes: Sequence[ActionClass]) -> None:
        self.names = tuple(c.name for c in classes)
        self._asked = _filed((c.name, c.asked) for c in classes)
        self._named = _filed((c.name, c.named) for c in classes)
        self._in_questions, self._in_names = Words(self._asked), Words(self._named)
        self._words = sorted(self._named, key=lambda word: (-len(word), word))

    def asked(self, key: str) -> frozenset[str]:
        """Actions that a question asks for."""
        return frozenset(a for w in self._in_questions.present(key) for a in self._asked[w])

    def named(self, name: str) -> frozenset[str]:
        """Actions that an item's name bears."""
        return frozenset(a for w in self._in_names.present(name) for a in self._named[w])

    def stem(self, name: str) -> str:
        """The name without its action words: siblings (同一主项) share it."""
        for word in self._words:
            name = name.replace(word, "")
        return "".join(character for character in name if character.isalnum())


def _filed(classes: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    """Actions by word."""
    filed: dict[str, list[str]] = defaultdict(list)
    for name, words in classes:
        for word in words:
            filed[word].append(name)
    return filed
