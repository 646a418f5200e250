"""A draft frozen (定稿) as plain data: text, figures and tables as they were, and what differs now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from assistant.models.draft import Chip, Draft, DraftSection, Gap, Paragraph, Part
from assistant.models.report import Cell, CellState, Edition, Tables
from assistant.models.report_tables import (
    APPLICANTS,
    ARTICLE_20,
    COLUMNS_2019,
    COLUMNS_2021,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    REQUEST_ROWS,
)
from assistant.reporting.figures import Figure
from assistant.reporting.numbers import plain, written
from assistant.reporting.whole import sentences

Data = dict[str, Any]
Rows = Mapping[str, Mapping[str, Cell]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place (不同之处) where a draft says something else than it did: before and after."""

    place: str
    before: str
    after: str


def frozen(draft: Draft, figures: Mapping[str, Figure]) -> Data:
    """Everything of a draft as plain data for JSON; draft_from gives the same draft back."""
    return {
        "year": draft.year,
        "edition": draft.edition.value,
        "agency": draft.agency,
        "title": draft.title,
        "preface": [_paragraph(p) for p in draft.preface],
        "sections": [
            {"no": s.no, "title": s.title, "paragraphs": [_paragraph(p) for p in s.paragraphs]}
            for s in draft.sections
        ],
        "tables": {
            "art20": {block: _kept(rows) for block, rows in draft.tables.art20.items()},
            "requests": _kept(draft.tables.requests),
            "disputes": _kept(draft.tables.disputes),
        },
        "figures": {
            key: {
                "label": f.label,
                "value": None if f.value is None else written(f.value),
                "last_year": None if f.last_year is None else written(f.last_year),
                "unit": f.unit,
                "meaning": f.meaning,
                "counted": f.counted,
                "rows": list(f.rows),
            }
            for key, f in figures.items()
        },
    }


def draft_from(data: Mapping[str, Any]) -> Draft:
    """The draft that frozen turned into this data."""
    tables = data["tables"]
    return Draft(
        year=data["year"],
        edition=Edition(data["edition"]),
        agency=data["agency"],
        title=data["title"],
        preface=tuple(_read(p) for p in data["preface"]),
        sections=tuple(
            DraftSection(s["no"], s["title"], tuple(_read(p) for p in s["paragraphs"]))
            for s in data["sections"]
        ),
        tables=Tables(
            {block: _cells(rows) for block, rows in tables["art20"].items()},
            _cells(tables["requests"]),
            _cells(tables["disputes"]),
        ),
    )


def figures_then(figures: Mapping[str, Figure], data: Mapping[str, Any]) -> dict[str, Figure]:
    """The figures with the values that were frozen; as they are where nothing was."""
    held = data.get("figures", {})
    return {
        key: _then(figure, held[key]) if key in held else figure for key, figure in figures.items()
    }


def _then(figure: Figure, held: Mapping[str, Any]) -> Figure:
    # The first drafts that were signed did not keep last year's value.
    value, last_year = held["value"], held.get("last_year")
    return replace(
        figure,
        value=None if value is None else plain(Decimal(value)),
        last_year=None if last_year is None else plain(Decimal(last_year)),
    )


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """Where two frozen drafts differ: figures, cells of the tables, paragraphs; in that order."""
    return [
        *_compared(_figures(before), _figures(now)),
        *_compared(dict(_table_cells(before)), dict(_table_cells(now))),
        *(_sentences_only(d) for d in _compared(_texts(before), _texts(now))),
    ]


def _sentences_only(difference: Difference) -> Difference:
    """Of two paragraphs the sentences that the other one has not."""
    before, after = sentences(difference.before), sentences(difference.after)
    return Difference(
        difference.place,
        "".join(sentence for sentence in before if sentence not in after),
        "".join(sentence for sentence in after if sentence not in before),
    )


def _compared(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Difference]:
    for place in dict.fromkeys((*before, *now)):
        if before.get(place, "") != now.get(place, ""):
            yield Difference(place, before.get(place, ""), now.get(place, ""))


def _figures(data: Mapping[str, Any]) -> dict[str, str]:
    return {
        f["label"]: "没有" if f["value"] is None else f"{f['value']}{f['unit']}"
        for f in data["figures"].values()
    }


def _texts(data: Mapping[str, Any]) -> dict[str, str]:
    chapters = [("引言", data["preface"])]
    chapters += [(section["title"], section["paragraphs"]) for section in data["sections"]]
    return {
        f"{title}第 {number} 段": _read(paragraph).text
        for title, paragraphs in chapters
        for number, paragraph in enumerate(paragraphs, 1)
    }


def _table_cells(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    columns = COLUMNS_2021 if data["edition"] == Edition.CURRENT.value else COLUMNS_2019
    for block, rows in data["tables"]["art20"].items():
        for row, cells in rows.items():
            for column, kept in cells.items():
                label = columns.get(block, {}).get(column, column)
                yield f"表二 {ARTICLE_20[block]} {row} {label}", kept[0]
    for row, cells in data["tables"]["requests"].items():
        for column, kept in cells.items():
            yield f"表三 {REQUEST_ROWS[row]} {APPLICANTS[column]}", kept[0]
    for group, cells in data["tables"]["disputes"].items():
        for column, kept in cells.items():
            yield f"表四 {DISPUTE_GROUPS[group]} {DISPUTE_RESULTS[column]}", kept[0]


def _paragraph(paragraph: Paragraph) -> Data:
    return {
        "key": paragraph.key,
        "heading": paragraph.heading,
        "parts": [_part(part) for part in paragraph.parts],
    }


def _part(part: Part) -> str | list[str]:
    if isinstance(part, Chip):
        return ["chip", part.key, part.text]
    return ["gap", part.what, part.who] if isinstance(part, Gap) else part


def _read(data: Mapping[str, Any]) -> Paragraph:
    return Paragraph(data["key"], tuple(_read_part(p) for p in data["parts"]), data["heading"])


def _read_part(data: str | Sequence[str]) -> Part:
    if isinstance(data, str):
        return data
    kind, first, second = data
    return Chip(first, second) if kind == "chip" else Gap(first, second)


def _kept(rows: Rows) -> dict[str, dict[str, list[str | None]]]:
    return {
        row: {
            column: [cell.raw, None if cell.value is None else str(cell.value), cell.state.value]
            for column, cell in cells.items()
        }
        for row, cells in rows.items()
    }


def _cells(rows: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, dict[str, Cell]]:
    return {
        row: {column: _cell(*kept) for column, kept in cells.items()} for row, cells in rows.items()
    }


def _cell(raw: str, value: str | None, state: str) -> Cell:
    return Cell(raw, None if value is None else Decimal(value), CellState(state))
