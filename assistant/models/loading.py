"""What loading a file tells (导入结果): counts, what was refused and why."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.models.importing import Preview
from assistant.models.lexicon import LexiconLine

Progress = Callable[[str, int, int], None]
"""Told of every step: the file or kind, how much is done, of how much."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One wrong cell of a refused row (有误的格子): its column, what stands there, why it is wrong."""

    column: str
    value: str
    reason: str

    def sentence(self) -> str:
        """The cell as one Chinese line."""
        column = f"“{self.column}”列" if self.column else ""
        value = f"，值“{self.value[:40]}”" if self.value else ""
        return f"{column}{value}：{self.reason}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused row (未导入的行): row counts from 1 as the file's reader sees it, 0 for the whole file.

    column, value and reason tell the first wrong cell, also those after it.
    """

    file: str
    row: int
    column: str
    value: str
    reason: str
    also: tuple[Wrong, ...] = ()

    @property
    def wrong(self) -> tuple[Wrong, ...]:
        """Every wrong cell of the row."""
        return (Wrong(self.column, self.value, self.reason), *self.also)

    def sentence(self) -> str:
        """The refusal as one Chinese line."""
        place = f"第 {self.row} 行" if self.row else "整个文件"
        return f"{self.file} {place}{''.join(one.sentence() for one in self.wrong)}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one file brought (导入结果): counts, and each refused row."""

    file: str
    kind: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lines: tuple[LexiconLine, ...] = ()
    preview: Preview | None = None
