"""Table two (主动公开政府信息情况): what was made, decided and charged, in either edition."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.ingest.reports.cells import Row, read_row, solved, value_end
from assistant.ingest.reports.digits import repeated, splits
from assistant.ingest.reports.labels import publication_labels
from assistant.ingest.reports.text import Squeezed
from assistant.models.report import Cell, CellState, Uncertainty
from assistant.models.report_tables import COLUMNS_2019, COLUMNS_2021, ROWS_2019

Blocks = dict[str, dict[str, dict[str, Cell]]]

_ANCHOR = re.compile(r"第二十条第\(?[一1]\)?项(?=.{0,4}信息内容|.{0,60}规章)|信息内容本年(?:新|制)")
_OLD = re.compile("上一年项目|本年增|新制作|新公开|对外公开总|采购项目数量")
_NEW = re.compile("制发|废止件数|现行有效|收费金额|处理决定")
_BLOCKS = {row: block for block, rows in ROWS_2019.items() for row in rows}


@dataclass(frozen=True, slots=True)
class Publication:
    """Table two as read: its blocks, the editions of its headings, its place in the text."""

    blocks: Blocks = field(default_factory=dict)
    editions: frozenset[str] = frozenset()
    span: tuple[int, int] | None = None
    uncertain: tuple[Uncertainty, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A row's label as in the 2019 edition, whether its heading is of 2019, its place."""

    label: str
    old: bool
    start: int
    stop: int

    @property
    def columns(self) -> list[str]:
        """Keys of the columns in the edition of the heading above."""
        block = _BLOCKS[self.label]
        return list((COLUMNS_2019 if self.old or block == "art20_9" else COLUMNS_2021)[block])

    @property
    def name(self) -> str:
        """The label in that edition."""
        return self.label if self.old or self.label != "规范性文件" else "行政规范性文件"


def read_publication(page: Squeezed) -> Publication:
    """Table two of a report's text; rows that the text does not have are absent."""
    anchor = _ANCHOR.search(page.text)
    if not anchor:
        return Publication()
    blocks: Blocks = {}
    uncertain: list[Uncertainty] = []
    editions: set[str] = set()
    stop = page.end(anchor.end())
    for found in _rows(page, anchor.end()):
        row = read_row(page.source[found.start : found.stop], len(found.columns))
        cells, doubt = _settle(row, len(found.columns), f"表二 {found.name}")
        rows = blocks.setdefault(_BLOCKS[found.label], {})
        rows[found.name] = dict(zip(found.columns, cells, strict=True))
        uncertain += doubt
        editions.add("2019" if found.old else "2021")
        stop = found.stop
    span = (page.origin(anchor.start()), stop)
    return Publication(blocks, frozenset(editions), span, tuple(uncertain))


def _rows(page: Squeezed, start: int) -> Iterator[_Found]:
    old, end = False, max(0, start - 12)
    for label in publication_labels(page, start):
        heading = page.text[end : label.start]
        if _OLD.search(heading) or _NEW.search(heading):
            old = bool(_OLD.search(heading))
        begin = page.end(label.end)
        found = _Found(label.key, old, begin, begin)
        stop = value_end(page.source, begin, len(found.columns))
        end = page.index(stop)
        yield _Found(label.key, old, begin, stop)


def _settle(row: Row, count: int, place: str) -> tuple[tuple[Cell, ...], list[Uncertainty]]:
    """The cells of a row; table two has no sums, so only a single possible cut is taken."""
    if row.cells:
        return row.cells, []
    digits = all(run.isdigit() for run in row.runs)
    cuts = list(splits(row.runs, count)) if digits and len(row.raw) < 24 else []
    same = repeated("".join(row.runs), count) if digits else None
    if len(cuts) == 1 or same:
        return solved(same or cuts[0]), []
    unsure = (Cell(row.raw, None, CellState.UNCERTAIN),) * count
    return unsure, [Uncertainty(place, row.raw, "数字连写，无法确定各列数值，请对照原件填写。")]


def amount_in_yuan(cell: Cell) -> Decimal | None:
    """A procurement amount in 元, by the unit written in the cell; None without a number."""
    if cell.value is None:
        return None
    factor = 10_000 if "万" in cell.raw else 100_000_000 if "亿" in cell.raw else 1
    return cell.value * factor
