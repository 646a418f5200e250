"""How a question is read (理解): normal form, slips, places, aspect, subject, meanings."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.language.alone import ALONE, Alone
from assistant.language.aspects import aspect_of, subject_of, without_proxy
from assistant.language.correct import Corrector
from assistant.language.lexicon import line_name
from assistant.language.normal import search_key
from assistant.language.places import set_aside
from assistant.language.segment import Segmenter
from assistant.language.sound import sounds
from assistant.language.spelling import Spelling
from assistant.language.words import Words
from assistant.models.answer import Aspect
from assistant.models.lexicon import Lexicon, LexiconKind, Meaning
from assistant.search.documents import Document
from assistant.search.meanings import Fired, Matcher

BODY_CHARACTERS = 120
_OFTEN = 10_000
_COMMON = 12
# Longer words are neither spelled nor mended.
_SHORT = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of one line of text.

    key: the normal form with slips mended. subject: the key without places, times,
    politeness and the words of the aspect. fired: the lexicon's meanings, most
    particular first. bare: the key is nothing but its subject, as an item's name is.
    lines: the lines of 规范词 and 同音例外 that had a part in it, as "kind key".
    """

    key: str
    subject: str
    aspect: Aspect = Aspect.GENERAL
    corrected: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    fired: tuple[Fired, ...] = ()
    bare: bool = False
    lines: tuple[str, ...] = ()


class Reader:
    """Reads questions with one lexicon and the words of one catalogue.

    Given the reader of the knowledge before, only what that had not is read anew.
    """

    def __init__(
        self,
        segmenter: Segmenter,
        lexicon: Lexicon,
        documents: Sequence[Document],
        key: Callable[[str], str] = search_key,
        before: "Reader | None" = None,
    ) -> None:
        self._segmenter = segmenter
        called = before._called if before else {}
        self._called: Mapping[Document, tuple[Meaning, ...]] = {
            d: called[d] if d in called else _called(d, key) for d in documents
        }
        self._matcher: Matcher = Matcher(
            (*lexicon.meanings, *(m for d in documents for m in self._called[d])),
            key,
            before._matcher if before else None,
        )
        self._alone = Alone(lexicon)
        spoken = {s: word for s, word in lexicon.canonical if not s.startswith(ALONE)}
        abbreviations = {
            short: word for short, word in spoken.items() if short.isalpha() and short.isascii()
        }
        self._abbreviations = frozenset(abbreviations)
        self._homophones = lexicon.homophones
        self._canonical = {s: word for s, word in spoken.items() if s not in abbreviations}
        self._spoken = Words(self._canonical)
        self._names = _words_in({key(d.name) for d in documents}, segmenter, before)
        self._know_words(lexicon, abbreviations, before)

    def _know_words(
        self, lexicon: Lexicon, abbreviations: Mapping[str, str], before: "Reader | None"
    ) -> None:
        """Make ready what mends and spells words: those of the names and of the lexicon."""
        segmenter = self._segmenter
        self._named = {word for words in self._names.values() for word in words}
        # 正在 or 主要 stand in official names too; nobody means them by a slip.
        often = Counter(
            w for meaning in lexicon.meanings for group in meaning.groups for w in group
        )
        known = {word for word in often if segmenter.knows(word)}
        # Of the lexicon's short words those that the dictionary has: half of a phrase is no word.
        words = self._named | known | {word for word in often if len(word) > 2}
        words -= segmenter.small_among(words)
        terms = {term for meaning in lexicon.meanings for term in meaning.targets}
        self._official = " ".join(sorted(self._named | terms))
        self._sounds: Mapping[str, tuple[tuple[str, ...], ...]] = _sounding(
            words, before._sounds if before else {}
        )
        self._corrector: Corrector = Corrector(
            words,
            lexicon.homophones,
            segmenter.often_alone,
            segmenter.knows,
            self._sounding,
            before._corrector if before else None,
            {word for word in known if often[word] >= _COMMON},
        )
        self._spelling = Spelling(
            words,
            abbreviations,
            lambda word: often[word] * (word in known) + segmenter.frequency(word) / _OFTEN,
            self._sounding,
        )

    def read(self, text: str) -> Reading:
        """Read one line; the same line is always read the same way."""
        written = search_key(text)
        if written in self._names:
            # Nothing in an official name is a slip, a place, an aspect or politeness.
            return Reading(written, written, fired=tuple(self._matcher.fired(written)), bare=True)
        written, spelled = self._spelling.read(written)
        written, alone = self._alone.read(written)
        cut = self._segmenter.cut(written)
        key, corrected = self._corrector.corrected(written, cut)
        local, ignored = set_aside(key, self._segmenter.cut, self._is_place)
        plain, replaced = self._canonically(local)
        aspect, rest = aspect_of(plain)
        subject = subject_of(rest)
        # The lexicon knows words as people say them and as they are written, places among
        # them (越南媳妇), and right words that only look like slips: all are tried.
        spoken = "\n".join(dict.fromkeys(map(without_proxy, (written, key, plain))))
        fired = tuple(self._matcher.fired(spoken))
        bare = subject.replace(" ", "") == key.replace(" ", "")
        short = [written for written, _ in spelled if written in self._abbreviations]
        lines = self._lines((*alone, *short, *replaced), cut)
        told = (*spelled, *corrected)
        return Reading(key, subject, aspect, told, ignored, fired, bare, lines)

    def _lines(self, spoken: Sequence[str], cut: Sequence[str]) -> tuple[str, ...]:
        """What of the lexicon had a part besides its meanings."""
        kept = sorted(self._homophones.intersection(cut))
        return (
            *(line_name(LexiconKind.CANONICAL, word) for word in dict.fromkeys(spoken)),
            *(line_name(LexiconKind.HOMOPHONE, word) for word in kept),
        )

    def _sounding(self, word: str) -> Iterable[tuple[str, ...]]:
        return self._sounds[word] if word in self._sounds else sounds(word)

    def _is_place(self, word: str) -> bool:
        """A place, unless official words hold it (海洋 and 新建 are place names, too)."""
        return self._segmenter.is_place(word) and word not in self._official

    def _canonically(self, key: str) -> tuple[str, list[str]]:
        """The key in written words, and the spoken ones that stood in it."""
        replaced = []
        for spoken in sorted(self._spoken.present(key), key=lambda word: (-len(word), word)):
            if spoken in key:
                key = key.replace(spoken, self._canonical[spoken])
                replaced.append(spoken)
        return key, replaced


def _called(document: Document, key: Callable[[str], str]) -> tuple[Meaning, ...]:
    """An item's aliases (别名) as meanings whose target is the item itself."""
    code, keys = key(document.key), [(alias, key(alias)) for alias in document.aliases]
    return tuple(
        Meaning(alias, ((word,),), (), (code,), (), "", alias, document.name, document.key)
        for alias, word in keys
        if len(word) > 1
    )


def _words_in(
    names: Iterable[str], segmenter: Segmenter, before: Reader | None
) -> Mapping[str, tuple[str, ...]]:
    """The words of each name, but single characters.

    A name is cut anew where a word that the segmenter learned or forgot since stands in it:
    no other word can change its cut.
    """
    held = before._names if before else {}
    changed = before._segmenter.taught ^ segmenter.taught if before else frozenset()
    learned = Words(changed)
    return {
        name: held[name]
        if name in held and not learned.present(name)
        else tuple(dict.fromkeys(word for word in segmenter.words(name) if len(word) > 1))
        for name in names
    }


def _sounding(
    words: Iterable[str], held: Mapping[str, tuple[tuple[str, ...], ...]]
) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The ways in which each of the words may sound, of short ones."""
    return {
        word: held[word] if word in held else tuple(sounds(word))
        for word in words
        if len(word) <= _SHORT
    }
