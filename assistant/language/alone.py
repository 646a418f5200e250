"""Words that are a whole question (整句改写): a shop's name alone asks how to open one."""

import re

from assistant.models.lexicon import Lexicon

ALONE = "="
"""What a spoken word begins with that is read as another only where nothing else is said."""

_ANY = "~"
_SOME = r"([\u3400-\u9fff]{0,5})"
_OPENS = "新办"


class Alone:
    """The lines of 规范词 whose spoken word begins with =; ~ in it stands for up to five characters."""

    def __init__(self, lexicon: Lexicon) -> None:
        own = {s[1:]: word for s, word in lexicon.canonical if s.startswith(ALONE)}
        self._whole = {spoken: word for spoken, word in own.items() if _ANY not in spoken}
        # The longest says most: a 图书馆 is no 馆 that somebody opens.
        self._like = [
            (re.compile(_SOME.join(map(re.escape, spoken.split(_ANY)))), spoken, own[spoken])
            for spoken in sorted(own.keys() - self._whole.keys(), key=lambda s: (-len(s), s))
        ]
        acts = (a for a in lexicon.actions if a.name != _OPENS)
        self._done = tuple(word for act in acts for word in act.asked)

    def read(self, key: str) -> tuple[str, tuple[str, ...]]:
        """What a whole question means, and the spoken word of the line that says so, if one does.

        Where an action is said (转让饭店), it is more than a name.
        """
        if key in self._whole:
            return self._whole[key], (ALONE + key,)
        for pattern, spoken, word in self._like:
            if found := pattern.fullmatch(key):
                done = any(done in key for done in self._done)
                return (key, ()) if done else (word.replace(_ANY, found[1]), (ALONE + spoken,))
        return key, ()
