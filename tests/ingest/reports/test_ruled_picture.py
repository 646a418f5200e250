"""Ruled tables are found in the picture of a page, however it was laid into the scanner."""

import pytest
from PIL import Image, ImageDraw

from assistant.ingest.reports.ruled_picture import grids, has_ink, upright

XS = (200, 900, 1200, 1500)
YS = (300, 380, 460, 540)


def page(*, merged: bool = False) -> Image.Image:
    """A page with a table of three rows and columns; merged: the first column is one cell."""
    picture = Image.new("L", (1800, 2400), 255)
    draw = ImageDraw.Draw(picture)
    for y in YS:
        left = XS[1] if merged and y in YS[1:3] else XS[0]
        draw.line((left, y, XS[-1], y), fill=0, width=4)
    for x in XS:
        draw.line((x, YS[0], x, YS[-1]), fill=0, width=4)
    draw.rectangle((1000, 400, 1030, 430), fill=0)
    for line in range(1200, 1800, 60):
        draw.text((200, line), "words of a paragraph " * 12, fill=0, font_size=40)
    return picture


def test_the_rows_and_columns_of_a_table_are_its_rules():
    (table,) = grids(page())
    assert [len(row) for row in table.rows] == [3, 3, 3]
    assert all(box for row in table.rows for box in row)
    assert table.box.left == pytest.approx(XS[0], abs=3)
    assert table.box.bottom == pytest.approx(YS[-1], abs=3)


def test_a_merged_cell_begins_once():
    (table,) = grids(page(merged=True))
    assert [row[0] is not None for row in table.rows] == [True, False, False]
    assert table.rows[0][0].bottom == pytest.approx(YS[-1], abs=3)


def test_only_a_cell_with_print_has_ink():
    picture = page()
    (table,) = grids(picture)
    inked = [(y, x) for y in range(3) for x in range(3) if has_ink(picture, table.rows[y][x])]
    assert inked == [(1, 1)]


@pytest.mark.parametrize("angle", [-1.2, 0.7])
def test_a_page_that_lies_aslant_is_set_upright(angle):
    turned = page().rotate(angle, fillcolor=255)
    assert grids(turned) != grids(upright(turned))
    assert [len(row) for row in grids(upright(turned))[0].rows] == [3, 3, 3]


def test_a_page_of_text_has_no_table():
    picture = page()
    assert grids(picture.crop((0, 1000, 1800, 2400))) == []
