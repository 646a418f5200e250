"""Table three (收到和处理政府信息公开申请情况): 25 rows of seven columns, or 23 in 2019."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise, product
from math import prod

from assistant.ingest.reports.cells import Row, piped, read_row, solved, value_end
from assistant.ingest.reports.digits import Numbers, readings
from assistant.ingest.reports.labels import Label, request_labels
from assistant.ingest.reports.text import Squeezed
from assistant.models.report import Cell, CellState, Uncertainty
from assistant.models.report_tables import APPLICANTS, REQUEST_ROWS

_WIDTH = len(APPLICANTS)
_HEAD = re.compile(r"\(?本列数据的勾稽关系|申请人情况|自然人")
_OTHERS = ("other_no_supplement", "other_fee_unpaid", "other_misc")


@dataclass(frozen=True, slots=True)
class Requests:
    """Table three as read, and its place in the text."""

    rows: dict[str, dict[str, Cell]] = field(default_factory=dict)
    span: tuple[int, int] | None = None
    uncertain: tuple[Uncertainty, ...] = ()


def read_requests(page: Squeezed) -> Requests:
    """Table three of a report's text; rows that the text does not have are absent."""
    labels = _with_group_as_row(request_labels(page))
    if not labels:
        return Requests()
    sources = _sources(page, labels)
    right = _padded_left(list(sources.values()))
    found = {key: read_row(source, _WIDTH, right=right) for key, source in sources.items()}
    settled, uncertain = _settle(found)
    head = _HEAD.search(page.text, max(0, labels[0].start - 160), labels[0].start)
    start = page.origin(head.start() if head else labels[0].start)
    stop = page.end(labels[-1].end) + len(sources[labels[-1].key])
    rows = {key: dict(zip(APPLICANTS, settled[key], strict=True)) for key in settled}
    return Requests(rows, (start, stop), tuple(uncertain))


def _with_group_as_row(labels: list[Label]) -> list[Label]:
    """（六）其他处理 is the heading of its sub-rows where there are any, else a row itself."""
    if any(label.key in _OTHERS for label in labels):
        return [label for label in labels if label.key != "other_group"]
    return [
        Label("other_misc", label.start, label.end) if label.key == "other_group" else label
        for label in labels
    ]


def _sources(page: Squeezed, labels: list[Label]) -> dict[str, str]:
    """Per row, the text between its label and the next; behind the last one its values only."""
    text, sources = page.source, {}
    for label, following in pairwise(labels):
        sources[label.key] = text[page.end(label.end) : page.origin(following.start)]
    start = page.end(labels[-1].end)
    sources[labels[-1].key] = text[start : value_end(text, start, _WIDTH)]
    return sources


def _padded_left(sources: list[str]) -> bool:
    """Whether rows of pipes keep empty label columns before their numbers.

    The rows with all seven numbers tell; where there are none, an aligned table is assumed.
    """
    left = right = 0
    for parts in (piped(source) for source in sources if "|" in source):
        if sum(1 for part in parts if part) == _WIDTH and len(parts) > _WIDTH:
            left += all(parts[-_WIDTH:])
            right += all(parts[:_WIDTH])
    return left >= right


def _settle(
    found: Mapping[str, Row],
) -> tuple[dict[str, tuple[Cell, ...]], list[Uncertainty]]:
    fixed = {key: row.cells for key, row in found.items() if row.cells}
    options = {
        key: readings(row.runs, _WIDTH, _WIDTH) for key, row in found.items() if not row.cells
    }
    chosen = _chosen(fixed, {key: each for key, each in options.items() if each})
    settled: dict[str, tuple[Cell, ...]] = {}
    uncertain = []
    for key, row in found.items():
        if row.cells:
            settled[key] = row.cells
        elif key in chosen:
            settled[key] = solved(chosen[key])
        else:
            settled[key] = (Cell(row.raw, None, CellState.UNCERTAIN),) * _WIDTH
            uncertain.append(Uncertainty(f"表三 {REQUEST_ROWS[key]}", row.raw, _why(options[key])))
    return settled, uncertain


def _why(options: tuple[Numbers, ...]) -> str:
    if options:
        return f"数字连写，有 {len(options)} 种读法都符合勾稽关系，请对照原件填写。"
    return "数字的个数与七列不符，没有符合勾稽关系的读法，请对照原件填写。"


def _chosen(
    fixed: Mapping[str, tuple[Cell, ...]], options: Mapping[str, tuple[Numbers, ...]]
) -> dict[str, Numbers]:
    """One reading per row: its only one, or the only ones for which the columns add up too."""
    chosen = {key: each[0] for key, each in options.items() if len(each) == 1}
    open_rows = [key for key in options if key not in chosen]
    if not open_rows or prod(len(options[key]) for key in open_rows) > 5_000:
        return chosen
    known = {key: _numbers(cells) for key, cells in fixed.items()} | chosen
    fits = (
        dict(zip(open_rows, each, strict=True))
        for each in product(*(options[key] for key in open_rows))
        if _columns_add_up(known | dict(zip(open_rows, each, strict=True)))
    )
    two = list(islice(fits, 2))
    return chosen | two[0] if len(two) == 1 else chosen


def _numbers(cells: tuple[Cell, ...]) -> Numbers:
    return tuple(int(cell.value or 0) for cell in cells)


def _columns_add_up(rows: Mapping[str, Numbers]) -> bool:
    """I1 and I2 of table three, as far as the rows they need are there."""
    outer = ("new_received", "carried_over", "result_total", "carried_forward")
    if any(key not in rows for key in outer):
        return False
    inner = [rows[key] for key in rows if key not in outer]
    sums = [sum(column) for column in zip(*inner, strict=True)] or [0] * _WIDTH
    received, over, total, forward = (rows[key] for key in outer)
    return all(
        sums[c] == total[c] and received[c] + over[c] == total[c] + forward[c]
        for c in range(_WIDTH)
    )
