"""Lexicon tables (.tsv) become lines, or refusals with file, row and reason."""

from pathlib import Path

from assistant.errors import AssistantError
from assistant.ingest.rows import check_size, read_text
from assistant.language.lexicon import COLUMNS, fires, meaning_of
from assistant.language.normal import search_key
from assistant.models.lexicon import LexiconKind, LexiconLine
from assistant.models.loading import Refusal

_KIND_OF = {columns: kind for kind, columns in COLUMNS.items()}


def read_lexicon(path: Path) -> tuple[list[LexiconLine], list[Refusal]]:
    """The lines of one table; its first line holds the columns, tabs stand between them.

    A line whose example does not fire on it is refused: it would never do its work.
    """
    try:
        check_size(path, limit_mb=20)
        rows = [row.rstrip("\r") for row in read_text(path).split("\n")]
    except AssistantError as error:
        return [], [Refusal(path.name, 0, "", "", error.message)]
    kind = _KIND_OF.get(tuple(rows[0].split("\t")))
    if kind is None:
        titles = "；".join("、".join(columns) for columns in COLUMNS.values())
        reason = f"第一行应为列名，用制表符隔开，是这几组之一：{titles}。"
        return [], [Refusal(path.name, 1, "", rows[0], reason)]
    lines: list[LexiconLine] = []
    refused: list[Refusal] = []
    keys: set[str] = set()
    for number, row in enumerate(rows[1:], start=2):
        if row.strip() and not row.startswith("#"):
            line = LexiconLine(kind, tuple(cell.strip() for cell in row.split("\t")))
            reason = _wrong(line) or ("与前面一行的第一列相同。" if line.key in keys else "")
            keys.add(line.key)
            if reason:
                refused.append(Refusal(path.name, number, "", row, reason))
            else:
                lines.append(line)
    return lines, refused


def _wrong(line: LexiconLine) -> str:
    columns = COLUMNS[line.kind]
    least = len(columns) - (line.kind in (LexiconKind.CANONICAL, LexiconKind.HOMOPHONE))
    if not least <= len(line.cells) <= len(columns) or not line.key:
        return f"应有 {len(columns)} 列：{'、'.join(columns)}。"
    if line.kind is LexiconKind.MEANING:
        try:
            meaning = meaning_of(line)
        except ValueError as error:
            return f"{error}。"
        if not fires(meaning, search_key(meaning.example)):
            return "例句不符合这条说法，请改例句或改说法。"
    return ""
