"""A grid as a Word table: merged cells, heading rows that repeat, rows that do not split."""

import re
from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from assistant.reporting.docx.page import LATIN, SMALL, TEXT_WIDTH_MM
from assistant.reporting.grids import Grid, GridCell

_HALF_POINTS = 21
_NUMBERED = re.compile(r"\d\.")
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def add_table(document: WordDocument, grid: Grid, *, numbers: bool = True) -> None:
    """Append a grid over the whole width of the text.

    One of numbers is centred and kept on one page as far as it fits there.
    """
    twips = [int(Mm(TEXT_WIDTH_MM).twips * share / sum(grid.widths)) for share in grid.widths]
    table = OxmlElement("w:tbl")
    table.append(_properties(sum(twips)))
    columns = OxmlElement("w:tblGrid")
    for width in twips:
        columns.append(_with(OxmlElement("w:gridCol"), w=str(width)))
    table.append(columns)
    for number, cells in enumerate(_places(grid)):
        kept = numbers and number < len(grid.rows) - 1
        row = _row(number < grid.head_rows)
        for at, cell, hangs in cells:
            width = sum(twips[at : at + cell.columns])
            row.append(_cell(cell, width, hangs, _side(cell, numbers), kept))
        table.append(row)
    # Behind the last paragraph, before the settings of the section.
    document.element.body.insert_element_before(table, "w:sectPr")


def _places(grid: Grid) -> Iterator[list[tuple[int, GridCell, bool]]]:
    """Per row from left to right: column, cell, and whether it hangs down from above."""
    hanging: dict[int, tuple[GridCell, int]] = {}
    for row in grid.rows:
        line: list[tuple[int, GridCell, bool]] = []
        cells, at = iter(row), 0
        while at < len(grid.widths):
            if at in hanging:
                cell, left = hanging.pop(at)
                line.append((at, cell, True))
            else:
                cell = next(cells)
                left = cell.rows
                line.append((at, cell, False))
            if left > 1:
                hanging[at] = (cell, left - 1)
            at += cell.columns
        yield line


def _row(head: bool) -> BaseOxmlElement:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    return row


def _side(cell: GridCell, numbers: bool) -> str:
    """Numbers and headings are centred; words and the numbered labels of rows begin at the left."""
    numbered = cell.head and _NUMBERED.match(cell.text)
    return "left" if numbered or not (numbers or cell.head) else "center"


def _cell(cell: GridCell, width: int, hangs: bool, side: str, kept: bool) -> BaseOxmlElement:
    element = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    properties.append(_with(OxmlElement("w:tcW"), w=str(width), type="dxa"))
    if cell.columns > 1:
        properties.append(_with(OxmlElement("w:gridSpan"), val=str(cell.columns)))
    if cell.rows > 1:
        properties.append(_with(OxmlElement("w:vMerge"), val="continue" if hangs else "restart"))
    properties.append(_with(OxmlElement("w:vAlign"), val="center"))
    element.append(properties)
    element.append(_paragraph("" if hangs else cell.text, side, kept))
    return element


def _paragraph(text: str, side: str, kept: bool) -> BaseOxmlElement:
    paragraph, properties = OxmlElement("w:p"), OxmlElement("w:pPr")
    if kept:
        properties.append(OxmlElement("w:keepNext"))
    properties.append(_with(OxmlElement("w:spacing"), line="300", lineRule="atLeast"))
    properties.append(_with(OxmlElement("w:ind"), firstLine="0"))
    properties.append(_with(OxmlElement("w:jc"), val=side))
    paragraph.append(properties)
    if text:
        run, looks, words = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:t")
        looks.append(_with(OxmlElement("w:rFonts"), ascii=LATIN, hAnsi=LATIN, eastAsia=SMALL))
        looks.append(_with(OxmlElement("w:sz"), val=str(_HALF_POINTS)))
        words.text = text
        run.append(looks)
        run.append(words)
        paragraph.append(run)
    return paragraph


def _properties(width: int) -> BaseOxmlElement:
    properties = OxmlElement("w:tblPr")
    properties.append(_with(OxmlElement("w:tblW"), w=str(width), type="dxa"))
    properties.append(_with(OxmlElement("w:jc"), val="center"))
    borders = OxmlElement("w:tblBorders")
    for side in _SIDES:
        borders.append(_with(OxmlElement(f"w:{side}"), val="single", sz="4", space="0"))
    properties.append(borders)
    properties.append(_with(OxmlElement("w:tblLayout"), type="fixed"))
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_with(OxmlElement(f"w:{side}"), w="50", type="dxa"))
    properties.append(margins)
    return properties


def _with(element: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
