"""From the lines of the lexicon to what they mean; ValueError tells what is wrong with a line."""

import functools
import re
import sys
from collections.abc import Iterable, Sequence

from assistant.language.normal import search_key
from assistant.models.lexicon import (
    ActionClass,
    Lexicon,
    LexiconKind,
    LexiconLine,
    Meaning,
    OutsideService,
)

COLUMNS: dict[LexiconKind, tuple[str, ...]] = {
    LexiconKind.MEANING: ("说法", "正式词", "领域", "例句"),
    LexiconKind.CANONICAL: ("口语词", "规范词", "说明"),
    LexiconKind.ACTION: ("动作", "问法", "事项名用词"),
    LexiconKind.OUTSIDE: ("正式词", "谁办", "怎么找", "领域"),
    LexiconKind.HOMOPHONE: ("词", "说明"),
}
"""Column titles of each table, as they stand in its files."""

_OF_ANY_MATTER = re.compile(
    "手续|怎么办|咋个?办|如何办|办理|地方|地点|门面|里面|当面|手工|工作日|工作时间|上班|电话|收费|免费"
)


def lexicon_of(lines: Iterable[LexiconLine]) -> Lexicon:
    """The tables of all lines, each in the order given."""
    by_kind: dict[LexiconKind, list[LexiconLine]] = {kind: [] for kind in LexiconKind}
    for line in lines:
        by_kind[line.kind].append(line)
    return Lexicon(
        meanings=tuple(meaning_of(line) for line in by_kind[LexiconKind.MEANING]),
        canonical=tuple(
            (search_key(line.cells[0]), search_key(line.cells[1]))
            for line in by_kind[LexiconKind.CANONICAL]
        ),
        actions=tuple(_action(line) for line in by_kind[LexiconKind.ACTION]),
        outside=tuple(_outside(line) for line in by_kind[LexiconKind.OUTSIDE]),
        homophones=frozenset(search_key(line.key) for line in by_kind[LexiconKind.HOMOPHONE]),
    )


def line_name(kind: LexiconKind, key: str) -> str:
    """How the log names a line, as "kind key"; words that are looked for as their search key."""
    looked_for = kind in (LexiconKind.CANONICAL, LexiconKind.HOMOPHONE)
    return f"{kind.value} {search_key(key) if looked_for else key}"


@functools.lru_cache(maxsize=16_384)
def meaning_of(line: LexiconLine) -> Meaning:
    """A meaning from its columns.

    Groups are joined by &, alternatives by |; a group that begins with ! must be absent.
    Kept: most lines of a changed lexicon are those that it had before.
    """
    pattern, targets, field, example = (*line.cells, "", "", "", "")[:4]
    groups, forbidden = [], []
    for group in map(str.strip, pattern.split("&")):
        keys = [_one(word.lstrip("! ")) for word in group.split("|")]
        words = [key for key in keys if key]
        if group.startswith("!"):
            forbidden += words
        elif words:
            groups.append(tuple(words))
    if not groups:
        raise ValueError("说法里至少要有一组词")
    terms = targets.split()
    wanted = tuple(_one(term) for term in terms if not term.startswith("-"))
    if not wanted:
        raise ValueError("至少要写一个正式词")
    demoted = tuple(_one(term[1:]) for term in terms if term.startswith("-"))
    return Meaning(pattern, tuple(groups), tuple(forbidden), wanted, demoted, field, example)


@functools.lru_cache(maxsize=16_384)
def _one(word: str) -> str:
    """A word's search key, made and held once however many lines have it: some stand in hundreds."""
    return sys.intern(search_key(word))


def fires(meaning: Meaning, key: str) -> bool:
    """Whether a meaning's words stand in a search key."""
    said = all(any(word in key for word in group) for group in meaning.groups)
    return said and not forbids([word for word in meaning.forbidden if word in key], key)


def forbids(words: Sequence[str], key: str) -> bool:
    """Whether one of some forbidden words, all of which stand in a key, counts there.

    One character inside what is said of any matter forbids nothing: the 续 of 手续 is no 续期.
    """
    if not words:
        return False
    plain = _OF_ANY_MATTER.sub(" ", key)
    return any(len(word) > 1 or word in plain for word in words)


def _words(cell: str) -> tuple[str, ...]:
    return tuple(search_key(word) for word in cell.split("|") if word.strip())


def _action(line: LexiconLine) -> ActionClass:
    return ActionClass(line.cells[0], _words(line.cells[1]), _words(line.cells[2]))


def _outside(line: LexiconLine) -> OutsideService:
    terms, body, contact, field = (*line.cells, "", "", "")[:4]
    keys = tuple(search_key(term) for term in terms.split())
    return OutsideService(keys, body, contact, field, f"{line.kind.value} {line.key}")
