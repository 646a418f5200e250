"""Actions (办理动作) of questions and of item names: 新办, 变更, 补办 … and which items are siblings."""

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.language.normal import search_key
from assistant.language.words import Words
from assistant.models.lexicon import ActionClass

FIRST = "新办"
PARTICULAR = "特指"
"""What the names of the classes begin with that are no action but a kind of the same matter."""

COMPLAINT = "投诉"
HEARING = frozenset((COMPLAINT, "调解", "复议", "收留"))
"""What of an item's actions hears a complaint; no other item is meant by one.

Who says of a homeless person that nobody cares (没人管) means that somebody should (收留).
"""

ABOUT = frozenset(("查询", "预约", "咨询", "培训"))
"""What of an item's actions is a service about a matter, and not the matter itself."""

LATER = frozenset(("变更", "换证", "补办", "延续", "注销", "年审", "转移"))
"""What is done with a thing that one has already."""

_NEAR = {
    "变更": ("换证", "转移"),
    "换证": ("变更", "补办", "延续"),
    "补办": ("换证", "挂失"),
    "延续": ("换证", "年审"),
    "注销": ("歇业", "暂停"),
    "年审": ("认证", "延续"),
    "转移": ("变更", "转入", "转出"),
}
"""What an office may call the same: 身份证变更 is 换领 there."""

# （包括临时） says that the plain kind is there, too.
_BESIDE = re.compile(r"\([^()]*(?:包括|包含|含)[^()]*\)")
# 能补 of 能补多少 and of 能补交 is no 补办.
_REPLACED = "补"
_PAID = re.compile("补(?:[贴助偿缴交钱差课]|多少|好多|几[多百千万元块年])")


class Actions:
    """Finds actions by their words; longer words count before shorter ones."""

    def __init__(self, classes: Sequence[ActionClass]) -> None:
        done = [c for c in classes if not c.name.startswith(PARTICULAR)]
        kinds = [c for c in classes if c.name.startswith(PARTICULAR)]
        self.names = tuple(c.name for c in done)
        self.kinds = tuple(c.name for c in kinds)
        self._asked = _filed((c.name, c.asked) for c in done)
        self._named = _filed((c.name, c.named) for c in done)
        self._kinds_asked = _filed((c.name, c.asked) for c in kinds)
        self._kinds_named = _filed((c.name, c.named) for c in kinds)
        self._in_questions, self._in_names = Words(self._asked), Words(self._named)
        self._kinds_in_questions, self._kinds_in_names = (
            Words(self._kinds_asked),
            Words(self._kinds_named),
        )
        self._said = _finder(self._in_questions, self._asked)
        words = (*self._named, *self._kinds_named)
        self._words = sorted(words, key=lambda word: (-len(word), word))

    def asked(self, key: str) -> frozenset[str]:
        """Actions that a question asks for."""
        return self._said(key)

    def not_asked(self, key: str) -> str:
        """The question without the words of its actions."""
        for word in sorted(self._in_questions.present(key), key=lambda word: (-len(word), word)):
            key = key.replace(word, " ")
        return key

    def named(self, name: str) -> frozenset[str]:
        """Actions that an item's name bears."""
        return frozenset(a for w in self._in_names.present(name) for a in self._named[w])

    def other_than(self, key: str, name: str) -> tuple[str, ...]:
        """What a question wants done with a thing, where a name bears only something else.

        Empty where the question says no such action, and where the name bears none.
        """
        said = self.asked(key) & LATER
        borne = self.named(name) if said else frozenset()
        if not borne or borne & said or any(borne.intersection(_NEAR[one]) for one in said):
            return ()
        return tuple(one for one in self.names if one in said)

    def kinds_said(self, key: str) -> frozenset[str]:
        """Particular kinds (特指) that a question speaks of: 临时, 异地 …"""
        said = self._kinds_in_questions.present(key)
        return frozenset(kind for word in said for kind in self._kinds_asked[word])

    def particular(self, name: str) -> frozenset[str]:
        """Particular kinds that an item is for alone."""
        borne = self._kinds_in_names.present(_BESIDE.sub("", search_key(name)))
        return frozenset(kind for word in borne for kind in self._kinds_named[word])

    def stem(self, name: str) -> str:
        """The name without its action words and kinds: siblings (同一主项) share it."""
        for word in self._words:
            name = name.replace(word, "")
        return "".join(character for character in name if character.isalnum())


def _finder(words: Words, asked: Mapping[str, list[str]]) -> Callable[[str], frozenset[str]]:
    # A question is looked through many times while it is ranked: once is enough.
    @functools.lru_cache(maxsize=64)
    def found(key: str) -> frozenset[str]:
        # 续办 of 手续办理 is none.
        key = key.replace("手续", " ")
        said, unpaid = words.present(key), _PAID.sub(" ", key)
        meant = (w for w in said if not w.endswith(_REPLACED) or w in unpaid)
        return frozenset(a for w in meant for a in asked[w])

    return found


def _filed(classes: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    """Actions by word."""
    filed: dict[str, list[str]] = defaultdict(list)
    for name, words in classes:
        for word in words:
            filed[word].append(name)
    return filed
