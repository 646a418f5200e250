"""How a question is read (理解): normal form, slips, places, aspect, subject, meanings."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.aspects import aspect_of, subject_of
from assistant.language.correct import Corrector
from assistant.language.lexicon import line_name
from assistant.language.normal import search_key
from assistant.language.places import set_aside
from assistant.language.segment import Segmenter
from assistant.language.spelling import Spelling
from assistant.language.words import Words
from assistant.models.answer import Aspect
from assistant.models.lexicon import Lexicon, LexiconKind, Meaning
from assistant.search.documents import Document
from assistant.search.meanings import Fired, Matcher

BODY_CHARACTERS = 120
_OFTEN = 10_000


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
    """Reads questions with one lexicon and the words of one catalogue."""

    def __init__(
        self, segmenter: Segmenter, lexicon: Lexicon, documents: Sequence[Document]
    ) -> None:
        self._segmenter = segmenter
        self._matcher = Matcher((*lexicon.meanings, *_called(documents)))
        spoken = dict(lexicon.canonical)
        abbreviations = {
            short: word for short, word in spoken.items() if short.isalpha() and short.isascii()
        }
        self._abbreviations = frozenset(abbreviations)
        self._homophones = lexicon.homophones
        self._canonical = {s: word for s, word in spoken.items() if s not in abbreviations}
        self._spoken = Words(self._canonical)
        self._names = {search_key(d.name) for d in documents if d.kind == "item"}
        self._named = _words_of_names(segmenter, documents)
        # 正在 or 主要 stand in official names too; nobody means them by a slip.
        words = self._named | _words_of(lexicon, segmenter)
        words -= segmenter.small_among(words)
        terms = {term for meaning in lexicon.meanings for term in meaning.targets}
        self._official = " ".join(sorted(self._named | terms))
        self._corrector = Corrector(
            words, lexicon.homophones, segmenter.often_alone, segmenter.knows
        )
        often = Counter(
            word
            for meaning in lexicon.meanings
            for group in meaning.groups
            for word in group
            if segmenter.knows(word)
        )
        self._spelling = Spelling(
            words, abbreviations, lambda word: often[word] + segmenter.frequency(word) / _OFTEN
        )

    def read(self, text: str) -> Reading:
        """Read one line; the same line is always read the same way."""
        written = search_key(text)
        if written in self._names:
            # Nothing in an official name is a slip, a place, an aspect or politeness.
            return Reading(written, written, fired=tuple(self._matcher.fired(written)), bare=True)
        written, spelled = self._spelling.read(written)
        cut = self._segmenter.cut(written)
        key, corrected = self._corrector.corrected(written, cut)
        local, ignored = set_aside(key, self._segmenter.cut, self._is_place)
        plain, replaced = self._canonically(local)
        aspect, rest = aspect_of(plain)
        subject = subject_of(rest)
        # The lexicon knows words as people say them and as they are written, places among
        # them (越南媳妇), and right words that only look like slips: all are tried.
        spoken = "\n".join(dict.fromkeys((written, key, plain)))
        fired = tuple(self._matcher.fired(spoken))
        bare = subject.replace(" ", "") == key.replace(" ", "")
        short = [written for written, _ in spelled if written in self._abbreviations]
        lines = self._lines((*short, *replaced), cut)
        told = (*spelled, *corrected)
        return Reading(key, subject, aspect, told, ignored, fired, bare, lines)

    def _lines(self, spoken: Sequence[str], cut: Sequence[str]) -> tuple[str, ...]:
        """What of the lexicon had a part besides its meanings."""
        kept = sorted(self._homophones.intersection(cut))
        return (
            *(line_name(LexiconKind.CANONICAL, word) for word in dict.fromkeys(spoken)),
            *(line_name(LexiconKind.HOMOPHONE, word) for word in kept),
        )

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


def _called(documents: Sequence[Document]) -> Iterator[Meaning]:
    """An item's aliases (别名) as meanings whose target is the item itself."""
    for document in documents:
        for alias in document.aliases:
            key = search_key(alias)
            if len(key) > 1:
                code = search_key(document.key)
                yield Meaning(
                    alias, ((key,),), (), (code,), (), "", alias, document.name, document.key
                )


def _words_of(lexicon: Lexicon, segmenter: Segmenter) -> set[str]:
    """Words of the lexicon that a slip may have stood for."""
    return {
        word
        for meaning in lexicon.meanings
        for group in meaning.groups
        for word in group
        # Short ones only where the dictionary has them: half of a phrase is no word.
        if len(word) > 2 or segmenter.knows(word)
    }


def _words_of_names(segmenter: Segmenter, documents: Sequence[Document]) -> set[str]:
    names = (search_key(document.name) for document in documents if document.kind == "item")
    return {word for name in names for word in segmenter.words(name) if len(word) > 1}
