"""Painters of curves and the areas under them: data in, cells out, through one mapping.

A cell has as many dots as the marks allow (2 by 4 in braille). A curve is found dot column by dot
column: how far up and down it reaches there, from the points in that column and from where the
lines between the points cross the column's sides. Every cell a curve passes through is painted,
so a dot at any point of the curve lies on a painted cell.
"""

from math import isnan

import numpy as np
from numpy.typing import ArrayLike

from infotui.canvas.dots import Bits, cells, columns_between, counts, every_other, sparse, stamp
from infotui.canvas.grid import Grid
from infotui.canvas.mapping import NUDGE, Floats, Mapping
from infotui.canvas.marks import Marks
from infotui.canvas.painters import Pattern, dashed_hline, dashed_vline, fill
from infotui.canvas.roles import Role

_FAR = 1e6
"""Dots; what lies further off (infinity too) is as good as here, and arithmetic stays finite."""

_DASH_PERIOD, _DASH_LENGTH = 12, 7
"""Of a dashed level, in quarters of a cell."""


def polyline(
    grid: Grid,
    mapping: Mapping,
    xs: ArrayLike,
    ys: ArrayLike,
    role: Role = Role.CURVE,
    marks: Marks = Marks.BRAILLE,
    pattern: Pattern = "solid",
    glyph: str | None = None,
) -> None:
    """Draw straight lines between the points (xs, ys), inside the box of `mapping`.

    A NaN in `ys` is a gap, an infinity runs out of the box. Where two curves share a cell their
    dots are united and the later role wins.

    Args:
        grid: where to draw.
        mapping: where the data go.
        xs: abscissae, shape (n,), finite and ascending.
        ys: ordinates, shape (n,).
        role: what the curve means.
        marks: the glyphs to use; without braille a solid curve is half blocks or ``*``.
        pattern: "dotted" keeps every other dot, or takes another glyph where a cell is one dot.
        glyph: draw one of these in every cell instead of dots.
    """
    if glyph is None:
        glyph = _of(pattern, marks.glyphs.curves)
    resolution = (1, 1) if glyph else marks.glyphs.resolution
    upper, lower = _reach(mapping, xs, ys, resolution)
    first, last = _thinned(upper, lower)
    dots = columns_between(first, last, mapping.height, resolution[1])
    if pattern == "dotted" and not glyph:
        dots &= every_other(first, last)
    _complete(dots, upper, lower, resolution)
    stamp(grid, mapping, cells(dots, resolution), role, marks, glyph)


def filled(
    grid: Grid,
    mapping: Mapping,
    xs: ArrayLike,
    ys: ArrayLike,
    baseline: float = 0.0,
    role: Role = Role.CURVE,
    marks: Marks = Marks.BRAILLE,
    pattern: Pattern = "dotted",
) -> None:
    """Fill the area between the points (xs, ys), joined by lines, and y = `baseline`."""
    glyph = _of(pattern, marks.glyphs.areas)
    resolution = (1, 1) if glyph else marks.glyphs.resolution
    above, below, outline = _areas(mapping, xs, ys, baseline, resolution)
    dots = above | below
    if pattern == "dotted" and not glyph:
        dots &= sparse(dots) | outline
    stamp(grid, mapping, cells(dots, resolution), role, marks, glyph)


def signed_fill(
    grid: Grid,
    mapping: Mapping,
    xs: ArrayLike,
    ys: ArrayLike,
    positive: Role = Role.POSITIVE,
    negative: Role = Role.NEGATIVE,
    marks: Marks = Marks.BRAILLE,
) -> None:
    """Fill the area between a curve and y = 0: dense above, sparse with an outline below.

    A cell that both reach into goes to the one with more dots in it.
    """
    dense, thin = marks.glyphs.areas
    resolution = (1, 1) if dense else marks.glyphs.resolution
    above, below, outline = _areas(mapping, xs, ys, 0.0, resolution)
    upper_wins = counts(above, resolution) >= counts(below, resolution)
    if not thin:
        below &= sparse(below) | outline
    up, down = cells(above, resolution), cells(below, resolution)
    stamp(grid, mapping, np.where(upper_wins, up, np.uint8(0)), positive, marks, dense)
    stamp(grid, mapping, np.where(upper_wins, np.uint8(0), down), negative, marks, thin)


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
    column, row = mapping.column(x) + NUDGE, mapping.row(y) - NUDGE
    if mapping.contains(column, row) or isnan(column) or isnan(row):
        dot(grid, mapping, x, y, role, marks)
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
    xs = np.linspace(mapping.x_min, mapping.x_max, 4 * mapping.width)
    drawn = np.arange(len(xs)) % _DASH_PERIOD < _DASH_LENGTH
    polyline(grid, mapping, xs, np.where(drawn, y, np.nan), role, marks)


def upright(
    grid: Grid, mapping: Mapping, x: float, role: Role = Role.MAXIMUM, marks: Marks = Marks.BRAILLE
) -> None:
    """Draw a dashed vertical line through the box at the data value `x`; nothing if it is outside."""
    cell = mapping.cell(x, mapping.y_min)
    if cell is not None:
        dashed_vline(grid, cell[0], mapping.top, mapping.height, role, marks)


def _reach(
    mapping: Mapping, xs: ArrayLike, ys: ArrayLike, resolution: tuple[int, int]
) -> tuple[Floats, Floats]:
    """How far up and down the curve comes in every dot column, shape (width * across,) each.

    In dots from the top of the box, growing downwards; NaN where there is no curve.
    """
    across, down = resolution
    with np.errstate(all="ignore"):
        u = (mapping.column(np.asarray(xs, np.float64)) + (0.5 + NUDGE) - mapping.left) * across
        v = (mapping.row(np.asarray(ys, np.float64)) + (0.5 - NUDGE) - mapping.top) * down
    v = v.clip(-_FAR, _FAR)
    sides = np.arange(mapping.width * across + 1)
    if not len(u):
        nowhere = np.full(len(sides) - 1, np.nan)
        return nowhere, nowhere
    crossings = np.interp(sides, u, v, left=np.nan, right=np.nan)
    starts = np.searchsorted(u, sides) + sides
    path = np.empty(len(u) + len(sides))
    is_point = np.ones(len(path), np.bool_)
    is_point[starts] = False
    path[starts] = crossings
    path[is_point] = v
    upper = np.fmin(np.fmin.reduceat(path, starts)[:-1], crossings[1:])
    lower = np.fmax(np.fmax.reduceat(path, starts)[:-1], crossings[1:])
    return upper, lower


def _thinned(upper: Floats, lower: Floats) -> tuple[Floats, Floats]:
    """The first and last dot of every column whose centre the curve covers, or else the nearest dot."""
    first, last = np.ceil(upper - 0.5), np.floor(lower - 0.5)
    none = first > last
    nearest = np.floor((upper + lower) / 2)
    return np.where(none, nearest, first), np.where(none, nearest, last)


def _complete(dots: Bits, upper: Floats, lower: Floats, resolution: tuple[int, int]) -> None:
    """Add a dot to every cell that the curve only just reaches into and thinning left blank."""
    across, down = resolution
    painted = counts(dots, resolution) > 0
    for reached in (upper, lower):
        columns = np.flatnonzero((reached >= 0) & (reached < dots.shape[0] * down))
        rows = reached[columns].astype(np.intp)
        missing = ~painted[rows // down, columns // across]
        rows, columns = rows[missing], columns[missing]
        dots[rows // down, columns] |= (1 << rows % down).astype(np.uint8)


def _areas(
    mapping: Mapping, xs: ArrayLike, ys: ArrayLike, baseline: float, resolution: tuple[int, int]
) -> tuple[Bits, Bits, Bits]:
    """The dots between curve and baseline above it and below it, and those of the curve itself."""
    height, down = mapping.height, resolution[1]
    upper, lower = _reach(mapping, xs, ys, resolution)
    base = (mapping.row(baseline) + (0.5 + NUDGE) - mapping.top) * down
    base = min(max(base, -_FAR), _FAR)
    base_dot = np.full(len(upper), np.floor(base - 0.5))
    # What is lower than half a dot is not drawn, or a tail close to 0 would look like an area.
    above = columns_between(
        np.where(base - upper >= 0.5, np.ceil(upper - 0.5), np.nan), base_dot, height, down
    )
    below = columns_between(
        np.where(lower - base >= 0.5, base_dot + 1, np.nan), np.floor(lower - 0.5), height, down
    )
    return above, below, columns_between(*_thinned(upper, lower), height, down)


def _of(pattern: Pattern, glyphs: tuple[str, str]) -> str:
    """The glyph of a solid or of a dotted one."""
    return glyphs[0 if pattern == "solid" else 1]
