"""What of a report nobody has settled yet (存疑), row by row, with the print beside the cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models.report import AnnualReport, Cell, CellState
from assistant.models.report_tables import DISPUTE_GROUPS
from assistant.models.settling import SettledForm, Settlement
from assistant.reporting.checks.cells import column_label
from assistant.reporting.checks.model import Finding
from assistant.reporting.checks.registry import check_report
from assistant.reporting.settled import PASSAGE, cells, holds, passage_place, row_place

_NOT_A_NUMBER = "这里印的不是一个数，请对照原件填写。"
_SUMS = "C-SUM"


@dataclass(frozen=True, slots=True)
class DoubtfulCell:
    """One cell in doubt (存疑单元格): its path, the heading of its column, what was read."""

    path: str
    label: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Doubt:
    """One row or passage in doubt (存疑处): where, what is printed, why, and its cells.

    A passage has no cells; place is what a settlement of it is kept under.
    """

    place: str
    raw: str
    why: str
    cells: tuple[DoubtfulCell, ...] = ()

    @property
    def paths(self) -> list[str]:
        """Under which places it is settled."""
        return [one.path for one in self.cells] or [self.place]


def doubts_of(report: AnnualReport, again: Sequence[str] = ()) -> list[Doubt]:
    """Every doubt that is open, in the order of the tables, then the passages.

    again: rows (places) that are to be settled once more; they are listed as if open.
    """
    told = {doubt.place: doubt for doubt in report.uncertain}
    rows: dict[str, list[DoubtfulCell]] = {}
    for path, cell in cells(report.tables):
        place = row_place(path)
        settled = cell.state in (CellState.SETTLED, CellState.BLANK) and bool(cell.raw)
        if cell.state is CellState.UNCERTAIN or (settled and place in again):
            rows.setdefault(place, []).append(DoubtfulCell(path, _label(path), cell))
    found = [
        Doubt(place, _raw(of), told[place].why if place in told else _NOT_A_NUMBER, tuple(of))
        for place, of in rows.items()
    ]
    passages = [doubt for doubt in report.uncertain if doubt.place not in rows]
    return found + [Doubt(passage_place(one), one.raw, one.why) for one in passages]


def sums_of(report: AnnualReport) -> list[Finding]:
    """Where the identities (勾稽关系) of tables three and four do not hold."""
    return [finding for finding in check_report(report) if finding.id.startswith(_SUMS)]


@dataclass(frozen=True, slots=True)
class Deed:
    """One row or passage as somebody settled it (核定记录), its cells in one line.

    place is that of the row or passage; again the same where it can be settled once more, ""
    for a passage; holds is False where a later deed, or a corrected file, has made it void;
    withdraws says that it only takes an earlier one back.
    """

    name: str
    told: str
    place: str
    again: str
    holds: bool
    withdraws: bool
    one: Settlement


def standing(
    report: AnnualReport, settlements: Sequence[Settlement]
) -> dict[str, list[Settlement]]:
    """What holds of everything settled, by the place of its row or passage; nothing withdrawn."""
    found: dict[str, list[Settlement]] = {}
    for one in {one.place: one for one in settlements}.values():
        if one.form is not SettledForm.WITHDRAWN and is_used(report, one):
            found.setdefault(_row(one.place), []).append(one)
    return found


def deeds_of(report: AnnualReport, settlements: Sequence[Settlement]) -> list[Deed]:
    """Everything settled of a report, newest first."""
    order = {path: number for number, (path, _) in enumerate(cells(report.tables))}
    last = {one.place: one for one in settlements}
    deeds: dict[tuple[str, str, str], list[Settlement]] = {}
    for one in sorted(settlements, key=lambda one: order.get(one.place, -1)):
        deeds.setdefault((one.at, _row(one.place), one.by), []).append(one)
    found = [
        Deed(
            name=_row(of[0].place).removeprefix(PASSAGE),
            told="；".join(dict.fromkeys(_told(one) for one in of)),
            place=_row(of[0].place),
            again=_row(of[0].place) if _is_cell(of[0].place) else "",
            holds=any(last[one.place] is one and is_used(report, one) for one in of),
            withdraws=of[0].form is SettledForm.WITHDRAWN,
            one=of[0],
        )
        for of in deeds.values()
    ]
    return sorted(found, key=lambda deed: deed.one.at, reverse=True)


def _row(place: str) -> str:
    return row_place(place) if _is_cell(place) else place


def _is_cell(place: str) -> bool:
    return place.count(".") == 2


def _told(one: Settlement) -> str:
    plain = one.form is SettledForm.WITHDRAWN or not _is_cell(one.place)
    return shown(one) if plain else f"{_label(one.place)} {shown(one)}"


def shown(one: Settlement) -> str:
    """What was settled, in words."""
    if one.form is SettledForm.NUMBER:
        return f"{one.value:f}"
    if one.form is SettledForm.WITHDRAWN:
        return "撤回核定"
    return "原件为空" if one.form is SettledForm.BLANK else "照原件所印"


def is_used(report: AnnualReport, settlement: Settlement) -> bool:
    """Whether a settlement speaks of what the report says now."""
    read = dict(cells(report.tables)).get(settlement.place)
    if read is not None:
        return holds(settlement, read)
    return all(passage_place(doubt) != settlement.place for doubt in report.uncertain)


def place_name(place: str) -> str:
    """How people call the place of a settlement: 表三 （一）予以公开 总计."""
    if not _is_cell(place):
        return place.removeprefix(PASSAGE)
    return f"{row_place(place)} {_label(place)}"


def _raw(of: Sequence[DoubtfulCell]) -> str:
    """What is printed in a row: once where all cells have it in common."""
    return "　".join(dict.fromkeys(one.cell.raw for one in of))


def _label(path: str) -> str:
    table, row, column = path.split(".")
    number = {"requests": 3, "disputes": 4}.get(table, 2)
    label = column_label(number, row, column)
    return f"{DISPUTE_GROUPS[row]} {label}" if table == "disputes" else label
