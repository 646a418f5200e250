"""Ruled tables in the picture of a page: set upright, found by their lines, cut into cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Dark = NDArray[np.bool_]

_DARK = 150
_FAINT = 170
_STEEPEST = 2.0
_STEP = 0.1
# A rule is longer than a stroke of a character, which has some forty dots in a table.
_SHORTEST_RULE = 250
_SHORTEST_UPRIGHT = 52
_WHOLE = 0.92
_NEAR = 12
_INSET = 5
_INK = 12
_ROOM = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a picture in dots, right and bottom outside."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: where it lies, and per row and column the cell that begins there."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]


def upright(picture: Image.Image) -> Image.Image:
    """The picture turned so that its lines run level; scanners lay pages in by hand."""
    small = picture.convert("L").resize((picture.width // 4, picture.height // 4))
    angles = np.arange(-_STEEPEST, _STEEPEST + _STEP / 2, _STEP)
    best = max(angles, key=lambda angle: _levelness(small, float(angle)))
    return picture.rotate(float(best), resample=Image.Resampling.BICUBIC, fillcolor=255)


def _levelness(picture: Image.Image, angle: float) -> float:
    turned = picture.rotate(angle, fillcolor=255)
    return float(np.var((np.asarray(turned) < _DARK).sum(axis=1)))


def grids(picture: Image.Image) -> list[Grid]:
    """Every ruled table of an upright page from top to bottom."""
    dark: Dark = np.asarray(picture.convert("L")) < _DARK
    level, plumb = _ruled(dark, _SHORTEST_RULE), _ruled(dark.T, _SHORTEST_UPRIGHT).T
    found = []
    for top, bottom in _bands(level, plumb):
        if grid := _grid(level[top:bottom], plumb[top:bottom], top):
            found.append(grid)
    return found


def has_ink(picture: Image.Image, box: Box) -> bool:
    """Whether anything is printed in a cell."""
    part = np.asarray(picture.crop(inside(box)).convert("L")) < _FAINT
    return int(part.sum()) > _INK


def printed(picture: Image.Image, box: Box) -> tuple[int, int, int, int]:
    """The part of a cell in which something is printed, a little larger."""
    left, top, right, bottom = inside(box)
    part = np.asarray(picture.crop((left, top, right, bottom))) < _FAINT
    ys, xs = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    return (
        max(left, left + int(xs[0]) - _ROOM),
        max(top, top + int(ys[0]) - _ROOM),
        min(right, left + int(xs[-1]) + _ROOM + 1),
        min(bottom, top + int(ys[-1]) + _ROOM + 1),
    )


def inside(box: Box) -> tuple[int, int, int, int]:
    """A cell without its rules."""
    return box.left + _INSET, box.top + _INSET, box.right - _INSET, box.bottom - _INSET


def _ruled(dark: Dark, length: int) -> Dark:
    """Dots that belong to a run of nearly as many dark dots along the row."""
    sums = np.cumsum(np.pad(dark, ((0, 0), (1, length))), axis=1, dtype=np.int32)
    starts = sums[:, length:] - sums[:, :-length] >= _WHOLE * length
    marks = np.cumsum(np.pad(starts, ((0, 0), (length, 0))), axis=1, dtype=np.int32)
    width = dark.shape[1]
    return marks[:, length : length + width] - marks[:, :width] > 0


def _bands(level: Dark, plumb: Dark) -> Iterator[tuple[int, int]]:
    """Heights between which upright rules run without a break, with level rules in them."""
    has = np.flatnonzero(plumb.any(axis=1))
    for run in _runs(has, _NEAR):
        top, bottom = max(0, int(run[0]) - _NEAR), int(run[-1]) + _NEAR
        if level[top:bottom].any() and bottom - top > 2 * _NEAR:
            yield top, bottom


def _runs(places: NDArray[np.intp], gap: int) -> list[NDArray[np.intp]]:
    return [run for run in np.split(places, np.flatnonzero(np.diff(places) > gap) + 1) if len(run)]


def _grid(level: Dark, plumb: Dark, top: int) -> Grid | None:
    """The table of one band; None where there are not two rules each way."""
    ys = _lines(level.sum(axis=1), _SHORTEST_RULE)
    xs = _lines(plumb.sum(axis=0), _SHORTEST_UPRIGHT)
    if len(ys) < 2 or len(xs) < 2:
        return None
    rows = _cells(level, plumb, ys, xs)
    shifted = tuple(tuple(_down(box, top) for box in row) for row in rows)
    return Grid(Box(xs[0], top + ys[0], xs[-1], top + ys[-1]), shifted)


def _down(box: Box | None, by: int) -> Box | None:
    return box and Box(box.left, box.top + by, box.right, box.bottom + by)


def _lines(counts: NDArray[np.intp], least: int) -> list[int]:
    """Where lines run: the middles of neighbouring rows of dots that hold enough of them."""
    return [int(run.mean()) for run in _runs(np.flatnonzero(counts >= least), _NEAR)]


def _cells(
    level: Dark, plumb: Dark, ys: Sequence[int], xs: Sequence[int]
) -> list[list[Box | None]]:
    """Per place of the grid the cell that begins there, None where another one covers it."""
    taken: set[tuple[int, int]] = set()
    rows: list[list[Box | None]] = []
    for y in range(len(ys) - 1):
        row: list[Box | None] = []
        for x in range(len(xs) - 1):
            if (y, x) in taken:
                row.append(None)
                continue
            right, bottom = x + 1, y + 1
            while right < len(xs) - 1 and not _rule(plumb.T, xs[right], ys[y], ys[y + 1]):
                right += 1
            while bottom < len(ys) - 1 and not _rule(level, ys[bottom], xs[x], xs[x + 1]):
                bottom += 1
            taken |= {(v, h) for v in range(y, bottom) for h in range(x, right)}
            row.append(Box(xs[x], ys[y], xs[right], ys[bottom]))
        rows.append(row)
    return rows


def _rule(ruled: Dark, at: int, start: int, stop: int) -> bool:
    """Whether a rule runs along a line between two places."""
    strip = ruled[max(0, at - _NEAR) : at + _NEAR, start + _INSET : stop - _INSET]
    return bool(strip.size) and float(strip.any(axis=0).mean()) > _WHOLE / 2
