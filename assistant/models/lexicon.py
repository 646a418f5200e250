"""The lexicon (词库): how people speak, and which official words they mean."""

from dataclasses import dataclass
from enum import StrEnum


class LexiconKind(StrEnum):
    """The five tables of the lexicon (词库分表)."""

    MEANING = "meaning"
    CANONICAL = "canonical"
    ACTION = "action"
    OUTSIDE = "outside"
    HOMOPHONE = "homophone"


@dataclass(frozen=True, slots=True)
class LexiconLine:
    """One line as staff write it (词条): its kind and its columns.

    meaning: 说法, 正式词, 领域, 例句. canonical: 口语词, 规范词, 说明. action: 动作, 问法,
    事项名用词. outside: 正式词, 谁办, 怎么找, 领域. homophone: 词, 说明.
    """

    kind: LexiconKind
    cells: tuple[str, ...]

    @property
    def key(self) -> str:
        """What names the line within its kind: its first column."""
        return self.cells[0]


def alias_name(code: str, alias: str) -> str:
    """How the log names an item's alias that led to an answer."""
    return f"alias {code} {alias}"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning (说法对应): fires where every group has a word in the question, no forbidden one.

    targets are official terms or item codes, best first; demoted ones push items down.
    title is what people are shown as the meaning; "" stands for the first target. owner is
    the code of the item whose alias it is, "" for a line of the lexicon.
    """

    pattern: str
    groups: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    targets: tuple[str, ...]
    demoted: tuple[str, ...]
    field: str
    example: str
    title: str = ""
    owner: str = ""

    @property
    def line(self) -> str:
        """What it was read from, as "kind key": for an alias "alias", the item's code, the alias."""
        if self.owner:
            return alias_name(self.owner, self.pattern)
        return f"{LexiconKind.MEANING.value} {self.pattern}"

    @property
    def shown(self) -> str:
        """The official word that people are shown."""
        return self.title or self.targets[0]


@dataclass(frozen=True, slots=True)
class ActionClass:
    """One action (办理动作): words in questions, words in item names."""

    name: str
    asked: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class OutsideService:
    """Who handles what this catalogue does not hold (目录外事项), and how to reach them.

    Compared by identity, as its finds are kept by it. line is the line it was read from,
    as "kind key".
    """

    terms: tuple[str, ...]
    body: str
    contact: str
    field: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The five tables, parsed."""

    meanings: tuple[Meaning, ...] = ()
    canonical: tuple[tuple[str, str], ...] = ()
    actions: tuple[ActionClass, ...] = ()
    outside: tuple[OutsideService, ...] = ()
    homophones: frozenset[str] = frozenset()
