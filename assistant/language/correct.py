"""Slips of the pen (错别字): characters that sound or look like those of a domain word."""

from collections.abc import Callable, Container, Iterable, Sequence

from assistant.language.sound import look_alikes, readings, sounds

_LONGEST = 5
# Of more changed words, all are filed anew.
_FEW = 500
_LENGTHS = frozenset(range(2, _LONGEST + 1))
_PROVES_LITTLE = 2
# Particles and other small words: next to them anything may stand.
_SMALL = frozenset(
    "的了是在有和与及或我你他她它这那个要不能可以去来到上下就都也还又吗呢吧啊呀么给对把被让从向为因"
    "一二三四五六七八九十两几多少年月日时前后里外中大小好没会想请问怎如何哪谁什啥找做搞弄咋各每老过得"
)
# Verbs and places of the field: beside a whole word they are meant as they are (卖新房, 县医院).
_VERBS = frozenset(
    "办补换改领交买卖租拆修挂丢烧砍挖养种开关停转迁报查取存退落解带付雇县省市区镇乡村组"
)


class Corrector:
    """Corrects against domain words; keep lists words that are never touched.

    sounding gives the ways in which a word may sound. Given the corrector before, only words
    that came or went since are filed.
    """

    def __init__(
        self,
        domain: Iterable[str],
        keep: Iterable[str],
        often_alone: Callable[[str], bool] = lambda character: False,
        known: Callable[[str], bool] = lambda word: False,
        sounding: Callable[[str], Iterable[tuple[str, ...]]] = sounds,
        before: "Corrector | None" = None,
        common: Container[str] = frozenset(),
    ) -> None:
        self._common = common
        # 是多少 names nothing: nobody is taken to have meant it.
        self._domain = {
            w for w in domain if len(w) in _LENGTHS and not w.isascii() and not _SMALL.issuperset(w)
        }
        self._keep = frozenset(keep)
        self._often_alone = often_alone
        self._known = known
        self._by_sound: dict[tuple[str, ...], tuple[str, ...]] = {}
        changed: Iterable[str] = sorted(self._domain)
        if before is not None and len(self._domain ^ before._domain) < _FEW:
            self._by_sound = dict(before._by_sound)
            changed = self._domain ^ before._domain
        for word in changed:
            for sound in sounding(word):
                self._change(sound, word)
        self._lengths: dict[tuple[str, ...], tuple[int, ...]] = {}
        for sound in self._by_sound:
            lengths = self._lengths.setdefault(sound[:2], ())
            if len(sound) not in lengths:
                self._lengths[sound[:2]] = (*lengths, len(sound))
        self._alike = {one: tuple(sorted(others)) for one, others in look_alikes().items()}

    def _change(self, sound: tuple[str, ...], word: str) -> None:
        """File a word under its sound, in order, or take it out where it is filed."""
        others = self._by_sound.pop(sound, ())
        if left := sorted({word}.symmetric_difference(others)):
            self._by_sound[sound] = tuple(left)

    def corrected(self, key: str, cut: Sequence[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The key with slips mended, and each (written, meant) pair in order; cut is the key in words.

        Only single characters that belong to no known word are doubted, so a right word
        is never taken apart; at most half of a word's characters may differ.
        """
        doubted, whole = _doubted(cut)
        if not doubted:
            return key, ()
        mended: dict[int, tuple[str, str]] = {}
        taken: set[int] = set()
        alike = [place for place in doubted if key[place] in self._alike]
        begun: dict[int, set[int]] = {}
        # Longer words first: 居驻证 is 居住证 before its first half is anything else.
        for length in range(min(_LONGEST, len(key)), 1, -1):
            for at in _around(doubted, length, len(key)):
                if at not in begun:
                    begun[at] = self._begun(key[at : at + 2])
                near = length in begun[at] or any(at <= place < at + length for place in alike)
                places = range(at, at + length)
                # 交 before 材料 is no slip of 教材: two characters take no known word apart.
                near = near and not (length == _PROVES_LITTLE and not whole.isdisjoint(places))
                if near and taken.isdisjoint(places):
                    meant = self._mended(key[at : at + length], at, doubted)
                    if meant:
                        mended[at] = (key[at : at + length], meant)
                        taken.update(places)
        for at, (_, meant) in mended.items():
            key = key[:at] + meant + key[at + len(meant) :]
        return key, tuple(mended[at] for at in sorted(mended))

    def _mended(self, window: str, at: int, doubted: frozenset[int]) -> str:
        if window in self._domain or window in self._keep:
            return ""
        for meant in self._meant_by(window, at, doubted):
            changed = [i for i in range(len(window)) if window[i] != meant[i]]
            if len(changed) * 2 > len(window) or any(at + i not in doubted for i in changed):
                continue
            if self._stands_beside(window, changed):
                continue
            # Of two characters one proves little: what often stands alone is meant as it is.
            if len(window) > _PROVES_LITTLE or not self._often_alone(window[changed[0]]):
                return meant
            # Two characters in a row that make no word prove more, for a common matter (住愿).
            alone = at in doubted and at + 1 in doubted
            if alone and meant in self._common and _VERBS.isdisjoint(window[changed[0]]):
                return meant
        return ""

    def _stands_beside(self, window: str, changed: Sequence[int]) -> bool:
        """Whether what would be changed is a verb or a place beside a whole word."""
        if len(changed) != 1 or window[changed[0]] not in _VERBS:
            return False
        rest = {0: window[1:], len(window) - 1: window[:-1]}.get(changed[0], "")
        return len(rest) > 1 and (rest in self._domain or self._known(rest))

    def _begun(self, pair: str) -> set[int]:
        """How long the domain words are that begin with the sounds of these two characters."""
        lengths = self._lengths
        first, second = readings(pair[0]), readings(pair[1])
        return {n for one in first for two in second for n in lengths.get((one, two), ())}

    def _meant_by(self, window: str, at: int, doubted: frozenset[int]) -> Iterable[str]:
        found: dict[str, None] = {}
        for sound in sounds(window):
            found.update(dict.fromkeys(self._by_sound.get(sound, ())))
        for place, character in enumerate(window):
            if character in self._alike and at + place in doubted:
                for other in self._alike[character]:
                    word = window[:place] + other + window[place + 1 :]
                    if word in self._domain:
                        found[word] = None
        return found


def _around(doubted: Iterable[int], length: int, end: int) -> list[int]:
    """Where windows of a length begin that hold a doubted place."""
    return sorted(
        {
            at
            for place in doubted
            for at in range(max(0, place - length + 1), min(place, end - length) + 1)
        }
    )


def _doubted(cut: Sequence[str]) -> tuple[frozenset[int], frozenset[int]]:
    """Places of single characters that the dictionary made no word of, and those within words."""
    places: list[int] = []
    whole: list[int] = []
    at = 0
    for word in cut:
        if len(word) > 1:
            whole.extend(range(at, at + len(word)))
        elif "\u3400" <= word <= "\u9fff" and word not in _SMALL:
            places.append(at)
        at += len(word)
    return frozenset(places), frozenset(whole)
