"""Painters of curves and the areas under them: data in, cells out, through one mapping.

A cell has as many dots as the marks allow (2 by 4 in braille). A curve is found dot column by dot column: how
far up and down it reaches there. Every cell a curve passes through is painted, so a dot at any point of the
curve lies on a painted cell.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import floor, isnan

from .cell_buffer import Grid
from .fill import area_rows
from .glyphs import Marks
from .primitives import Pattern, dashed_hline, fill
from .rasterize import FAR, reaches
from .roles import Role
from .stroke import traced
from .subcell import BITS, Window, stamp, stamp_row
from .transform import NUDGE, Mapping

_ACROSS, _DOWN = Marks.BRAILLE.glyphs.resolution
_DASH_PERIOD, _DASH_LENGTH = 12, 7
"""Of a dashed level, in quarters of a cell."""


def polyline(
    grid: Grid,
    mapping: Mapping,
    xs: Sequence[float],
    ys: Sequence[float],
    role: Role = Role.CURVE,
    marks: Marks = Marks.BRAILLE,
    pattern: Pattern = "solid",
) -> None:
    """Draw straight lines between the points (xs, ys), inside the box of `mapping`.

    A NaN in `ys` is a gap, an infinity runs out of the box. Where two curves share a cell their
    dots are united and the later role wins.

    Args:
        grid: where to draw.
        mapping: where the data go.
        xs: abscissae, finite and ascending.
        ys: as many ordinates.
        role: what the curve means.
        marks: the glyphs to use; without braille a solid curve is half blocks or ``*``.
        pattern: "dotted" keeps every other dot, or takes another glyph where a cell is one dot.
    """
    glyph = marks.glyphs.curves[0 if pattern == "solid" else 1]
    resolution = (1, 1) if glyph else marks.glyphs.resolution
    window = Window.on(grid, mapping)
    stretches = reaches(mapping, xs, ys, resolution, window.columns)
    dots = traced(stretches, window, resolution, dotted=pattern == "dotted" and not glyph)
    stamp(grid, dots, role, marks, glyph)


def signed_fill(
    grid: Grid,
    mapping: Mapping,
    xs: Sequence[float],
    ys: Sequence[float],
    positive: Role = Role.POSITIVE,
    negative: Role = Role.NEGATIVE,
    marks: Marks = Marks.BRAILLE,
) -> None:
    """Fill the area between a curve and y = 0: dense above, sparse with an outline below.

    A cell that both reach into goes to the one with more dots in it.
    """
    dense, thin = marks.glyphs.areas
    resolution = (1, 1) if dense else marks.glyphs.resolution
    window = Window.on(grid, mapping)
    stretches = reaches(mapping, xs, ys, resolution, window.columns)
    zero = (mapping.row(0.0) + (0.5 + NUDGE) - mapping.top) * resolution[1]
    zero = min(max(zero, -FAR), FAR)
    for y, above, below in area_rows(stretches, window, resolution, zero, is_thin=not thin):
        at = window.corner + y * window.stride + window.columns.start
        stamp_row(grid, at, above, positive, marks, dense)
        stamp_row(grid, at, below, negative, marks, thin)


def dot(
    grid: Grid, mapping: Mapping, x: float, y: float, role: Role = Role.POINT, marks: Marks = Marks.BRAILLE
) -> None:
    """Mark the cell where a curve through (x, y) passes; nothing outside the box."""
    cell = mapping.cell(x, y)
    if cell is not None:
        fill(grid, *cell, 1, 1, marks.glyphs.dot, role)


def pinned_dot(
    grid: Grid, mapping: Mapping, x: float, y: float, role: Role = Role.POINT, marks: Marks = Marks.BRAILLE
) -> None:
    """Like `dot`, but outside the box mark the nearest cell of its edge with an arrow that points there."""
    cell = mapping.cell(x, y)
    if cell is not None:
        fill(grid, *cell, 1, 1, marks.glyphs.dot, role)
        return
    column, row = mapping.column(x) + NUDGE, mapping.row(y) - NUDGE
    if isnan(column) or isnan(row):
        return
    right, bottom = mapping.left + mapping.width - 1, mapping.top + mapping.height - 1
    at_column = round(min(max(column, mapping.left), right))
    at_row = round(min(max(row, mapping.top), bottom))
    if not mapping.contains(mapping.left, row):
        arrow = 0 if row < mapping.top else 1
    else:
        arrow = 2 if column < mapping.left else 3
    fill(grid, at_column, at_row, 1, 1, marks.glyphs.arrows[arrow], role)


def level(
    grid: Grid, mapping: Mapping, y: float, role: Role = Role.MAXIMUM, marks: Marks = Marks.BRAILLE
) -> None:
    """Draw a dashed horizontal line across the box at the data value `y`; nothing if it is outside.

    Where a cell has dots the dashes are of dots, as high in their cells as a curve at `y` would be: a curve
    below its maximum never seems to pass it.
    """
    cell = mapping.cell(mapping.x_min, y)
    if cell is None:
        return
    if marks is not Marks.BRAILLE:
        dashed_hline(grid, mapping.left, cell[1], mapping.width, role, marks)
        return
    window = Window.on(grid, mapping)
    row, dot = divmod(floor((mapping.row(y) + (0.5 - NUDGE) - mapping.top) * _DOWN), _DOWN)
    if row in window.rows and window.columns:
        at = window.corner + row * window.stride + window.columns.start
        dashes = _dashes(mapping.width, dot)[window.columns.start : window.columns.stop]
        stamp_row(grid, at, dashes, role, marks)


@lru_cache(maxsize=64)
def _dashes(width: int, dot: int) -> bytes:
    """A dashed line in a row of so many cells of braille, in the `dot`-th row of their dots."""
    cells, quarters = bytearray(width), 4 * width
    columns = [int((i / (quarters - 1) * (width - 1) + 0.5 + NUDGE) * _ACROSS) for i in range(quarters)]
    for start in range(0, quarters, _DASH_PERIOD):
        dash = columns[start : start + _DASH_LENGTH]
        for column in range(dash[0], dash[-1] + 1):
            cells[column // _ACROSS] |= BITS[_ACROSS, _DOWN][column % _ACROSS][dot]
    return bytes(cells)
