"""Rows of frequent questions (常见问题): which item each belongs to, its question and its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.ingest.rows import Row, read_rows
from assistant.ingest.values import text_of
from assistant.models.loading import Refusal

_HEADERS = {
    "code": ("实施编码", "业务办理项编码", "事项编码", "编码", "code"),
    "name": ("事项名称", "业务办理项名称", "名称", "name"),
    "question": ("问题", "常见问题", "question"),
    "answer": ("答案", "解答", "answer"),
}


@dataclass(frozen=True, slots=True)
class FaqRow:
    """One row: its number in the file, the item's code or name, question and answer."""

    number: int
    code: str
    name: str
    question: str
    answer: str


def read_faq(path: Path, limit_mb: int = 50) -> tuple[list[FaqRow], list[Refusal]]:
    """The rows of one file, and those that lack something.

    Raises Refused or TooLarge for a file that cannot be read.
    """
    rows = read_rows(path, frozenset(_HEADERS["question"]), limit_mb)
    found, refused = [], []
    for row in rows:
        one = _faq_row(row)
        column, reason = _lacking(one)
        if column:
            refused.append(Refusal(path.name, row.number, column, "", reason))
        else:
            found.append(one)
    return found, refused


def _faq_row(row: Row) -> FaqRow:
    return FaqRow(row.number, **{field: _cell(row.cells, field) for field in _HEADERS})


def _cell(cells: Mapping[str, object], field: str) -> str:
    return next((text_of(cells[h]).strip() for h in _HEADERS[field] if cells.get(h)), "")


def _lacking(one: FaqRow) -> tuple[str, str]:
    """The column that lacks something, and the reason; nothing for a whole row."""
    if not (one.code or one.name):
        return "事项名称", "没有写是哪个事项的问题，请填实施编码或事项名称。"
    if not one.question:
        return "问题", "问题为空，请补填后重新导入。"
    if not one.answer:
        return "答案", "答案为空，请补填后重新导入。"
    return "", ""
