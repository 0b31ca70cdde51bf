"""Painters of curves and the areas under them: data in, cells out, through one mapping.

A cell has as many dots as the marks allow (2 by 4 in braille). A curve is found dot column by dot
column: how far up and down it reaches there, from the points in that column and from where the
lines between the points cross the column's sides. Every cell a curve passes through is painted,
so a dot at any point of the curve lies on a painted cell.
"""

from math import isnan

import numpy as np
from numpy.typing import ArrayLike, NDArray

from infotui.canvas.grid import Grid
from infotui.canvas.mapping import NUDGE, Floats, Mapping
from infotui.canvas.marks import Marks
from infotui.canvas.painters import Pattern, dashed_hline, dashed_vline, fill
from infotui.canvas.roles import Role

Bools = NDArray[np.bool_]
Bits = NDArray[np.uint32]

_FAR = 1e6
"""Dots; what lies further off (infinity too) is as good as here, and arithmetic stays finite."""

_BRAILLE = 0x2800
_BRAILLE_BITS = ((0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1), (3, 0), (3, 1))
"""The (row, column) of the dot that each bit of a braille character stands for."""
_HALVES = " ▀▄█"
_HALF_CODES = np.array([ord(glyph) for glyph in _HALVES], np.uint32)


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
    dots = _between(first, last, mapping, resolution)
    if pattern == "dotted" and not glyph:
        dots &= _every_other(first, last, dots)
    _complete(dots, upper, lower, resolution)
    _stamp(grid, mapping, _bits(dots, resolution), role, marks, glyph)


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
        dots &= _sparse(dots) | outline
    _stamp(grid, mapping, _bits(dots, resolution), role, marks, glyph)


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
    dense, sparse = marks.glyphs.areas
    resolution = (1, 1) if dense else marks.glyphs.resolution
    above, below, outline = _areas(mapping, xs, ys, 0.0, resolution)
    up, down = _bits(above, resolution), _bits(below, resolution)
    upper_wins = np.bitwise_count(up) >= np.bitwise_count(down)
    thinned = down if sparse else _bits(below & (_sparse(below) | outline), resolution)
    _stamp(grid, mapping, np.where(upper_wins, up, 0), positive, marks, dense)
    _stamp(grid, mapping, np.where(upper_wins, 0, thinned), negative, marks, sparse)


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
    column, row = mapping.column(x) + NUDGE, mapping.row(y) + NUDGE
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
    """Draw a dashed horizontal line across the box at the data value `y`; nothing if it is outside."""
    cell = mapping.cell(mapping.x_min, y)
    if cell is not None:
        dashed_hline(grid, mapping.left, cell[1], mapping.width, role, marks)


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
        u = (mapping.column(np.asarray(xs, np.float64)) + (NUDGE + 0.5) - mapping.left) * across
        v = (mapping.row(np.asarray(ys, np.float64)) + (NUDGE + 0.5) - mapping.top) * down
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


def _between(first: Floats, last: Floats, mapping: Mapping, resolution: tuple[int, int]) -> Bools:
    """The dots from `first` to `last` (inclusive) in every column, shape (height * down, width * across)."""
    rows = np.arange(mapping.height * resolution[1])[:, None]
    return (rows >= first) & (rows <= last)


def _every_other(first: Floats, last: Floats, dots: Bools) -> Bools:
    """Which dots a dotted curve keeps: alternate columns, or alternate rows where it is steep."""
    rows, columns = dots.shape
    even_rows, even_columns = np.arange(rows)[:, None] % 2 == 0, np.arange(columns) % 2 == 0
    kept: Bools = np.where(last - first >= 2, even_rows, even_columns)
    return kept


def _sparse(dots: Bools) -> Bools:
    """Which dots a dotted area keeps: one in four, staggered."""
    rows, columns = dots.shape
    kept: Bools = (np.arange(rows)[:, None] + 2 * np.arange(columns)) % 4 == 0
    return kept


def _complete(dots: Bools, upper: Floats, lower: Floats, resolution: tuple[int, int]) -> None:
    """Add a dot to every cell that the curve only just reaches into and thinning left blank."""
    across, down = resolution
    height, width = dots.shape[0] // down, dots.shape[1] // across
    painted = np.asarray(dots.reshape(height, down, width, across).any(axis=(1, 3)))
    reached = np.concatenate((upper, lower))
    columns = np.concatenate((np.arange(len(upper)),) * 2)
    inside = (reached >= 0) & (reached < dots.shape[0])
    rows, columns = reached[inside].astype(np.intp), columns[inside]
    missing = ~painted[rows // down, columns // across]
    dots[rows[missing], columns[missing]] = True


def _areas(
    mapping: Mapping, xs: ArrayLike, ys: ArrayLike, baseline: float, resolution: tuple[int, int]
) -> tuple[Bools, Bools, Bools]:
    """The dots between curve and baseline above it and below it, and those of the curve itself."""
    upper, lower = _reach(mapping, xs, ys, resolution)
    base = (mapping.row(baseline) + (NUDGE + 0.5) - mapping.top) * resolution[1]
    middles = np.arange(mapping.height * resolution[1])[:, None] + 0.5
    # What is lower than half a dot is not drawn, or a tail close to 0 would look like an area.
    above = (middles >= upper) & (middles <= base) & (base - upper >= 0.5)
    below = (middles <= lower) & (middles > base) & (lower - base >= 0.5)
    first, last = _thinned(upper, lower)
    return above, below, (middles > first) & (middles < last + 1)


def _bits(dots: Bools, resolution: tuple[int, int]) -> Bits:
    """The dots of every cell as one number, shape (height, width)."""
    across, down = resolution
    order = _BRAILLE_BITS if across == 2 else tuple((row, 0) for row in range(down))
    bits = np.zeros((dots.shape[0] // down, dots.shape[1] // across), np.uint32)
    for i, (row, column) in enumerate(order):
        bits |= dots[row::down, column::across].astype(np.uint32) << i
    return bits


def _of(pattern: Pattern, glyphs: tuple[str, str]) -> str:
    """The glyph of a solid or of a dotted one."""
    return glyphs[0 if pattern == "solid" else 1]


def _stamp(grid: Grid, mapping: Mapping, bits: Bits, role: Role, marks: Marks, glyph: str) -> None:
    """Write the cells that have dots: as `glyph`, or united with the dots that are there already."""
    top, left = mapping.top, mapping.left
    rows, columns = _window(top, mapping.height, grid.height), _window(left, mapping.width, grid.width)
    seen = bits[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    chars, hit = grid.chars[rows, columns], seen != 0
    if glyph:
        chars[hit] = ord(glyph)
    else:
        united = _braille if marks is Marks.BRAILLE else _halves
        np.copyto(chars, united(chars, seen), where=hit)
    grid.styles[rows, columns][hit] = role


def _window(start: int, size: int, limit: int) -> slice:
    """The part of `start` to `start + size` that lies in 0 to `limit`."""
    first = min(max(start, 0), limit)
    return slice(first, max(min(start + size, limit), first))


def _braille(chars: Bits, bits: Bits) -> Bits:
    """The braille characters of `bits`, united with those in `chars`."""
    there = chars - np.uint32(_BRAILLE)  # wraps round to something large below braille
    return np.where(there < 256, bits | there, bits) + np.uint32(_BRAILLE)


def _halves(chars: Bits, bits: Bits) -> Bits:
    """The half blocks of `bits`, united with those in `chars`."""
    for there, glyph in enumerate(_HALVES):
        bits = np.where(chars == ord(glyph), bits | np.uint32(there), bits)
    return _HALF_CODES[bits]
