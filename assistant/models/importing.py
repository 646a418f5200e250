"""An import of a catalogue (目录导入): what it would do row by row, and what became of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

OUTCOMES: dict[str, str] = {
    "added": "新增",
    "changed": "修改",
    "refused": "不能导入",
    "unchanged": "没有变化",
}
"""What happens to a row, in the order in which people look at it."""

WAITING, DONE, DROPPED, UNDONE = "waiting", "done", "dropped", "undone"
STATES: dict[str, str] = {
    WAITING: "等待确认",
    DONE: "已导入",
    DROPPED: "未导入",
    UNDONE: "已撤销",
}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of a preview (预览的一行).

    record is the item as it would be stored, "" for a refused row. detail holds for a
    changed row `differences` (label, old, new), for an unchanged one `overtaken` where another
    row of its code holds by now, for both `status` where the item is not offered, for a refused one `row`, its first wrong
    cell as `column`, `value`, `reason`, those after it as `also`, and its `cells` by header.
    """

    outcome: str
    code: str
    name: str
    record: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do (导入预览): its columns with the fields they fill, and its rows."""

    file: str
    matched: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    rows: tuple[PreviewRow, ...]

    def counts(self) -> dict[str, int]:
        """Rows by outcome, all four of them."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in OUTCOMES}


@dataclass(frozen=True, slots=True)
class CatalogueImport:
    """One import (导入记录): who previewed and decided it, when, and its counts.

    knowledge_version and day are those that the preview was made against.
    """

    id: str
    file: str
    state: str
    previewed_by: str
    previewed_at: str
    knowledge_version: int
    day: str
    matched: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    counts: Mapping[str, int]
    decided_by: str = ""
    decided_at: str = ""
    undone_by: str = ""
    undone_at: str = ""
    undone: int = 0
