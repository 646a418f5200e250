"""Pinyin in place of characters (拼音输入): shenfenzheng, shen fen zheng, and initials such as sfz."""

import re
from collections.abc import Callable, Iterable, Mapping

from assistant.language.sound import sounds

_RUN = re.compile(r"[a-z]+(?:[ '][a-z]+)*")
_LEAST = 5
_LONGEST = 6
# What stands between the matters: a spelled question is read only where all of it is known.
_EVERYDAY = [
    "怎么办",
    "怎么办理",
    "怎么",
    "如何",
    "办理",
    "申请",
    "在哪里",
    "在哪",
    "哪里",
    "哪儿",
    "办",
    "补",
    "换",
    "补办",
    "换证",
    "丢了",
    "掉了",
    "到期",
    "过期",
    "需要",
    "什么",
    "材料",
    "多少钱",
    "多久",
    "几天",
    "可以",
    "网上",
    "要",
    "我",
    "的",
    "了",
    "想",
    "去",
    "电话",
    "时间",
    "条件",
    "流程",
]


class Spelling:
    """Reads spelled words of the field; abbreviations map initials to the words they stand for.

    Of words that are spelled alike, the one that weighs most is meant.
    """

    def __init__(
        self,
        words: Iterable[str],
        abbreviations: Mapping[str, str],
        weight: Callable[[str], float],
        sounding: Callable[[str], Iterable[tuple[str, ...]]] = sounds,
    ) -> None:
        self._abbreviations = abbreviations
        self._spelled: dict[str, str] = {}
        field = sorted((w for w in words if 2 <= len(w) <= _LONGEST), key=lambda w: (-weight(w), w))
        self._field = frozenset(field)
        for word in (*field, *_EVERYDAY):
            for sound in sounding(word):
                self._spelled.setdefault("".join(sound), word)
        self._longest = max(map(len, self._spelled), default=0)

    def read(self, key: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The key with spelled words in characters, and each (written, meant) pair in order."""
        pairs: list[tuple[str, str]] = []

        def put(found: re.Match[str]) -> str:
            meant = self._meant(found[0])
            if not meant:
                return found[0]
            pairs.append((found[0], meant))
            return meant

        return _RUN.sub(put, key), tuple(pairs)

    def _meant(self, run: str) -> str:
        letters = run.replace(" ", "").replace("'", "")
        if letters in self._abbreviations:
            return self._abbreviations[letters]
        words = self._cut(letters) if len(letters) >= _LEAST else ()
        return "".join(words) if self._field.intersection(words) else ""

    def _cut(self, letters: str) -> tuple[str, ...]:
        """The letters as the fewest words; () where they cannot be cut into known ones."""
        best: dict[int, tuple[str, ...]] = {0: ()}
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - self._longest), end):
                word = self._spelled.get(letters[start:end])
                if word is None or start not in best:
                    continue
                if end not in best or len(best[start]) + 1 < len(best[end]):
                    best[end] = (*best[start], word)
        return best.get(len(letters), ())
