"""The annual report (政府信息公开工作年度报告) as data: sections, tables, figures and what stayed uncertain."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Edition(StrEnum):
    """Which official format a report follows (国办公开办函〔2019〕60号 or 〔2021〕30号)."""

    TRIAL = "2019"
    CURRENT = "2021"
    HYBRID = "hybrid"


EDITION_LABELS: dict[Edition, str] = {
    Edition.TRIAL: "2019 年试行格式",
    Edition.CURRENT: "2021 年格式",
    Edition.HYBRID: "两种格式混用",
}
"""What people call each edition."""


class CellState(StrEnum):
    """How a table cell (单元格) reads: a number, one solved from its sums, or a sign for none.

    SLASH is any stroke (/ — -), NONE the word 无; both editions ask for 0 instead. SETTLED
    is what a person said of an uncertain cell: a number, or that it stands so in print.
    """

    READ = "read"
    SOLVED = "solved"
    SETTLED = "settled"
    UNCERTAIN = "uncertain"
    BLANK = "blank"
    SLASH = "slash"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: the text as published, and its number where that is certain.

    value is None unless state is READ, SOLVED or SETTLED, where it may be None too. Amounts keep the unit of the
    statutory table (万元 for 2021, as written for 2019).
    """

    raw: str
    value: Decimal | None
    state: CellState


@dataclass(frozen=True, slots=True)
class Tables:
    """The statutory tables (表格) of sections two to four, each row and column by its key.

    art20: block ("art20_1", "art20_5", …) to row label ("行政许可") to column key to
    cell; a row with one unnamed column uses the key "value". requests: table three,
    row key to column key. disputes: table four, group key to column key. A row that
    the report does not have is absent; a row that stands there empty has BLANK cells.
    """

    art20: dict[str, dict[str, dict[str, Cell]]]
    requests: dict[str, dict[str, Cell]]
    disputes: dict[str, dict[str, Cell]]


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections (章节): its number 1 to 6, its title as printed, its text.

    text holds the narrative, paragraphs separated by a line break, without the lines
    of a table. subsections are the (title, text) pairs under （一）（二）….
    """

    no: int
    title: str
    text: str
    subsections: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """One figure (指标数字) that a report's narrative states.

    metric is the words of the report, key the normalised metric ("tickets_handled")
    or "" where none is known; quote stands verbatim in the text of `section`, at
    `offset` in it. qualifier is 余, 约, 以上 or ""; comparison is 同比, 较上年 or "".
    """

    metric: str
    value: Decimal
    unit: str
    quote: str
    section: int
    offset: int
    key: str = ""
    scope: str = ""
    qualifier: str = ""
    comparison: str = ""


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """A place (存疑处) that a person must settle: where, what stands there, and why."""

    place: str
    raw: str
    why: str


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """One published report (年度报告) of one agency for one year.

    agency is "" and year 0 where the text does not say; callers then ask for them.
    signature is the agency and date at the foot, as printed, or "".
    """

    agency: str
    year: int
    edition: Edition
    title: str
    preface: str
    sections: tuple[Section, ...]
    tables: Tables
    figures: tuple[ReportFigure, ...]
    uncertain: tuple[Uncertainty, ...]
    signature: str = ""
