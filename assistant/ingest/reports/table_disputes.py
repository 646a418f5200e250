"""Table four (政府信息公开行政复议、行政诉讼情况): three groups of five numbers in one row."""

import re
from dataclasses import dataclass, field

from assistant.ingest.reports.cells import read_row, solved, value_end
from assistant.ingest.reports.digits import readings
from assistant.ingest.reports.text import Squeezed
from assistant.models.report import Cell, CellState, Uncertainty
from assistant.models.report_tables import DISPUTE_GROUPS, DISPUTE_RESULTS

_GROUP = len(DISPUTE_RESULTS)
_WIDTH = _GROUP * len(DISPUTE_GROUPS)
# PDF text mixes the two lines of the heading, so only its stock of characters is certain.
_HEADING = re.compile(r"[结果维持纠正其他尚未审总计经复议直接起诉后行政讼/:·()-]{24,}")


@dataclass(frozen=True, slots=True)
class Disputes:
    """Table four as read, and its place in the text."""

    groups: dict[str, dict[str, Cell]] = field(default_factory=dict)
    span: tuple[int, int] | None = None
    uncertain: tuple[Uncertainty, ...] = ()


def read_disputes(page: Squeezed) -> Disputes:
    """Table four of a report's text; without its heading there is none."""
    text = page.source
    heading = _HEADING.search(page.text)
    if not heading:
        return Disputes()
    at = _first_value(heading[0], heading.start())
    start = page.end(at)
    stop = value_end(text, start, _WIDTH)
    begin = page.origin(heading.start())
    if not text[start:stop].strip("\n\t |") and "\n" not in text[start:stop]:
        return Disputes(span=(begin, stop))
    cells, doubt = _settle(text[start:stop])
    parts = [cells[at : at + _GROUP] for at in range(0, _WIDTH, _GROUP)]
    groups = {
        key: dict(zip(DISPUTE_RESULTS, part, strict=True))
        for key, part in zip(DISPUTE_GROUPS, parts, strict=True)
    }
    return Disputes(groups, (begin, stop), doubt)


def _first_value(heading: str, start: int) -> int:
    """Where the heading ends; strokes behind its last word are values already."""
    return start + len(heading.rstrip("/-:·()"))


def _settle(source: str) -> tuple[tuple[Cell, ...], tuple[Uncertainty, ...]]:
    row = read_row(_one_line(source), _WIDTH)
    if row.cells:
        return row.cells, ()
    fits = readings(row.runs, _WIDTH, _GROUP)
    if len(fits) == 1:
        return solved(fits[0]), ()
    unsure = (Cell(row.raw, None, CellState.UNCERTAIN),) * _WIDTH
    why = (
        f"数字连写，有 {len(fits)} 种读法都符合勾稽关系，请对照原件填写。"
        if fits
        else "数字的个数与十五列不符，没有符合勾稽关系的读法，请对照原件填写。"
    )
    return unsure, (Uncertainty("表四", row.raw, why),)


def _one_line(source: str) -> str:
    """In rows of pipes, the last line with a number, or else the last line with pipes."""
    lines = [line for line in source.split("\n") if "|" in line]
    if not lines:
        return source
    row = next((line for line in reversed(lines) if re.search(r"\d", line)), lines[-1])
    # Without a pipe in front the first cell would pass for a label.
    return row if row.lstrip().startswith("|") else "|" + row
