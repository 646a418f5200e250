"""Rows of a catalogue (事项目录) become service items, or refusals with row, column, value and reason."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import Field, dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.ingest import values
from assistant.ingest.rows import Row, read_rows
from assistant.models.item import ServiceItem, columns, field_names
from assistant.models.loading import Refusal, Wrong


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one file holds: items in the file's order, refused rows, and columns nobody reads.

    matched_columns are headers with the label of the field that they fill. refused_cells
    are the cells of the refused rows as they stand; empty where the whole file is refused.
    """

    items: tuple[ServiceItem, ...]
    refused: tuple[Refusal, ...]
    ignored_columns: tuple[str, ...] = ()
    matched_columns: tuple[tuple[str, str], ...] = ()
    refused_cells: tuple[Mapping[str, Any], ...] = ()
    is_table: bool = False


def _headers() -> dict[str, Field[Any]]:
    found: dict[str, Field[Any]] = {}
    for field in columns():
        for header in (field.name, field.metadata["label"], *field.metadata["headers"]):
            found[header] = field
    return found


HEADERS = _headers()
REASON = "未导入原因"
"""The column that tells in a file of refused rows why each was refused; it is not read."""
_NAME_HEADERS = frozenset(header for header, field in HEADERS.items() if field.name == "name")


def read_catalogue(
    path: Path,
    region: str,
    owner: str,
    limit_mb: int = 50,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Catalogue:
    """The items of one file.

    region is the region code of rows that name none; owner, the agency's id, goes into
    the code of rows that bring none, so that the same row gets the same code again.
    A file that cannot be read at all is one refusal; a refused row names every wrong cell. Nothing of a refused row is kept.
    """
    try:
        rows = read_rows(path, _NAME_HEADERS, limit_mb)
    except AssistantError as error:
        return Catalogue((), (Refusal(path.name, 0, "", "", error.message),))
    # By first day too: a file may hold an item as it is and as it will be.
    items: dict[tuple[str, str], ServiceItem] = {}
    refused: list[Refusal] = []
    cells: list[Mapping[str, Any]] = []
    for done, row in enumerate(rows, start=1):
        try:
            item = _item(row, path.name, region, owner)
            if (item.code, item.valid_from) in items:
                raise RowRefused(
                    Refusal(
                        path.name,
                        row.number,
                        "实施编码",
                        item.code,
                        "与前面一行编码和生效日期相同，请改正其中一行。",
                    )
                )
            items[item.code, item.valid_from] = item
        except RowRefused as error:
            refused.append(error.refusal)
            cells.append(row.cells)
        progress(done, len(rows))
    headers = tuple(dict.fromkeys(header for row in rows for header in row.cells))
    return Catalogue(
        tuple(_by_first_day(items.values())),
        tuple(refused),
        tuple(h for h in headers if h not in HEADERS and h != REASON),
        tuple((h, HEADERS[h].metadata["label"]) for h in headers if h in HEADERS),
        tuple(cells),
        path.suffix.lower() in (".xlsx", ".csv"),
    )


def _by_first_day(items: Iterable[ServiceItem]) -> Iterator[ServiceItem]:
    """The items in the file's order, those of one code in the order of their first days.

    What is stored later replaces what was planned: the later day must come last.
    """
    every = list(items)
    by_code: dict[str, list[ServiceItem]] = {}
    for item in every:
        by_code.setdefault(item.code, []).append(item)
    turns = {c: iter(sorted(held, key=lambda i: i.valid_from)) for c, held in by_code.items()}
    return (next(turns[item.code]) for item in every)


class RowRefused(Exception):
    """One row cannot become an item; refusal says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


def _item(row: Row, file: str, region: str, owner: str) -> ServiceItem:
    if row.beyond:
        reason = f"这一行比表头多出 {row.beyond} 格，多半是内容里的逗号没有加引号，请改正。"
        raise RowRefused(Refusal(file, row.number, "", "", reason))
    given, wrong = _given(row)
    if wrong:
        first, *also = wrong
        told = (first.column, first.value, first.reason)
        raise RowRefused(Refusal(file, row.number, *told, tuple(also)))
    given.setdefault("region_code", region)
    given.setdefault("code", _derived_code(owner, given["name"]))
    return replace(ServiceItem(), **given)


def _given(row: Row) -> tuple[dict[str, Any], list[Wrong]]:
    """What a row's cells give by field, and every cell that is wrong."""
    given: dict[str, Any] = {}
    wrong: list[Wrong] = []
    for header, cell in row.cells.items():
        field = HEADERS.get(header)
        if field is None or field.name in given:
            continue
        try:
            value = values.value_of(field, cell)
        except ValueError as error:
            wrong.append(Wrong(header, values.text_of(cell), f"{error}。"))
            continue
        if value not in (None, "", ()):
            given[field.name] = field_names(value) if field.name == "sample_fields" else value
        _keep_unit(field.name, cell, given)
    if not given.get("name") and all(HEADERS[one.column].name != "name" for one in wrong):
        wrong.append(Wrong("事项名称", "", "事项名称为空，请补填后重新导入。"))
    return given, wrong


def _keep_unit(name: str, cell: object, given: dict[str, Any]) -> None:
    """A limit written with its unit, 7(工作日), fills the unit's field too."""
    if name in ("statutory_days", "promised_days") and (unit := values.unit_in(cell)):
        given.setdefault(name.replace("days", "unit"), unit)


def _derived_code(owner: str, name: str) -> str:
    return "X" + hashlib.sha256(f"{owner}\n{name}".encode()).hexdigest()[:15].upper()
