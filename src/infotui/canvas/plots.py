"""Plots: curves, points and horizontal lines, drawn through a `PlotTransform`.

A curve is rasterized by dot columns: its vertical extent in each column gives the dots to set. Every cell
that the curve passes through is drawn. Curves are polylines; nothing is smoothed or interpolated otherwise.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import floor, isnan
from typing import Literal

from .cell_buffer import CellBuffer
from .glyphs import GlyphSet
from .primitives import LineStyle, dashed_hline, text
from .rasterize import rasterize
from .roles import Role
from .stroke import stroke
from .subcell import BITS, ClipRect, DotMap, blit_dots, blit_row
from .transform import TIE_EPSILON, PlotTransform

_ACROSS, _DOWN = GlyphSet.BRAILLE.table.resolution
CurveStyle = LineStyle | Literal["dashed"]

_DASH_PERIOD, _DASH_LENGTH = 12, 7
"""Of a dashed line, in quarters of a cell."""
_DASH = 2
"""Columns of a dash of a curve, and of the gap after it."""


def polyline(
    buffer: CellBuffer,
    transform: PlotTransform,
    xs: Sequence[float],
    ys: Sequence[float],
    role: Role = Role.CURVE,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
    pattern: CurveStyle = "solid",
) -> None:
    """Draw straight lines between the points (xs, ys), clipped to the box of `transform`.

    A NaN in `ys` makes a gap; a line to infinity leaves the box vertically. Where two curves share a cell,
    their dots are merged and the later role wins.

    Args:
        buffer: the buffer to draw into.
        transform: the data box.
        xs: abscissae, finite and ascending.
        ys: ordinates, as many as `xs`.
        role: the role of the cells.
        glyphs: the glyphs to use; without braille a solid curve is half blocks or ``*``.
        pattern: "dotted" keeps every other dot, or uses another glyph where a cell is one dot;
            "dashed" keeps every other two columns.
    """
    dots = curve_dots(ClipRect.on(buffer, transform), transform, xs, ys, glyphs, pattern)
    paint_dots(buffer, dots, role, glyphs, pattern)


def curve_dots(
    window: ClipRect,
    transform: PlotTransform,
    xs: Sequence[float],
    ys: Sequence[float],
    glyphs: GlyphSet,
    pattern: CurveStyle = "solid",
) -> DotMap:
    """The dots of a `polyline`, with `window` the box in the buffer; they may be kept for other frames."""
    glyph = _glyph(glyphs, pattern)
    resolution = (1, 1) if glyph else glyphs.table.resolution
    spans = rasterize(transform, xs, ys, resolution, window.columns)
    dots = stroke(spans, window, resolution, dotted=pattern == "dotted" and not glyph)
    if pattern == "dashed":
        return {
            at: bits for at, bits in dots.items() if not (at - window.corner) % window.stride // _DASH % 2
        }
    return dots


def paint_dots(
    buffer: CellBuffer, dots: DotMap, role: Role, glyphs: GlyphSet, pattern: CurveStyle = "solid"
) -> None:
    """Draw the dots of a curve, merged with those that are there; the later role wins."""
    blit_dots(buffer, dots, role, glyphs, _glyph(glyphs, pattern))


def _glyph(glyphs: GlyphSet, pattern: CurveStyle) -> str:
    """The character of a cell of a curve; empty if it is drawn in dots."""
    return glyphs.table.curves[pattern == "dotted"]


def point(
    buffer: CellBuffer,
    transform: PlotTransform,
    x: float,
    y: float,
    role: Role = Role.POINT,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw a point at (x, y); nothing outside the box."""
    cell = transform.cell(x, y)
    if cell is not None:
        buffer.fill(*cell, 1, 1, glyphs.table.dot, role)


def clamped_point(
    buffer: CellBuffer,
    transform: PlotTransform,
    x: float,
    y: float,
    role: Role = Role.POINT,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw a point; outside the box, draw an arrow at the nearest cell of the edge that points to it."""
    cell = transform.cell(x, y)
    if cell is not None:
        buffer.fill(*cell, 1, 1, glyphs.table.dot, role)
        return
    column, row = transform.column(x) + TIE_EPSILON, transform.row(y) - TIE_EPSILON
    if isnan(column) or isnan(row):
        return
    right, bottom = transform.left + transform.width - 1, transform.top + transform.height - 1
    at_column = round(min(max(column, transform.left), right))
    at_row = round(min(max(row, transform.top), bottom))
    if not transform.contains(transform.left, row):
        arrow = 0 if row < transform.top else 1
    else:
        arrow = 2 if column < transform.left else 3
    buffer.fill(at_column, at_row, 1, 1, glyphs.table.arrows[arrow], role)


def axhline(
    buffer: CellBuffer,
    transform: PlotTransform,
    y: float,
    role: Role = Role.MAXIMUM,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw a dashed horizontal line across the box at the data value `y`; nothing if it is outside.

    In braille the dashes are dots in the same dot row as a curve at `y`, so a curve below its maximum never
    seems to exceed it.
    """
    cell = transform.cell(transform.x_min, y)
    if cell is None:
        return
    if glyphs is not GlyphSet.BRAILLE:
        dashed_hline(buffer, transform.left, cell[1], transform.width, role, glyphs)
        return
    window = ClipRect.on(buffer, transform)
    row, dot = divmod(floor((transform.row(y) + (0.5 - TIE_EPSILON) - transform.top) * _DOWN), _DOWN)
    if row in window.rows and window.columns:
        at = window.corner + row * window.stride + window.columns.start
        dashes = _dashes(transform.width, dot)[window.columns.start : window.columns.stop]
        blit_row(buffer, at, dashes, role, glyphs)


def guide_across(
    buffer: CellBuffer, columns: range, y: int, role: Role, glyphs: GlyphSet = GlyphSet.BRAILLE
) -> None:
    """Draw dashes into the blank cells among `columns` of row `y`, so that they hide nothing."""
    present, _ = buffer.row_slice(y, 0, columns.stop)
    for x in columns:
        if x < len(present) and present[x] == " ":
            buffer.write(x, y, glyphs.table.horizontal_dash[0], role)


def guide_down(
    buffer: CellBuffer, x: int, rows: range, role: Role, glyphs: GlyphSet = GlyphSet.BRAILLE
) -> None:
    """Draw dashes into the blank cells among `rows` of column `x`, so that they hide nothing."""
    for y in rows:
        if buffer.char(x, y) == " ":
            buffer.write(x, y, glyphs.table.vertical_dash[0], role)


def free_label(
    buffer: CellBuffer,
    transform: PlotTransform,
    at: tuple[int, int],
    label: str,
    role: Role,
    glyphs: GlyphSet,
) -> bool:
    """Write a label into the data box where it covers and touches nothing; returns whether it did."""
    (x, y), length = at, len(glyphs.transliterate(label))
    right, bottom = transform.left + transform.width, transform.top + transform.height
    is_inside = transform.left <= x and x + length <= right and transform.top <= y < bottom
    around = max(x - 1, transform.left), min(x + length + 1, right)
    is_free = is_inside and not buffer.row_slice(y, *around)[0].strip()
    if is_free:
        text(buffer, x, y, label, role, glyphs)
    return is_free


@lru_cache(maxsize=64)
def _dashes(width: int, dot: int) -> bytes:
    """The braille dots of a dashed line across `width` cells, in row `dot` of their dots."""
    cells, quarters = bytearray(width), 4 * width
    columns = [int((i / (quarters - 1) * (width - 1) + 0.5 + TIE_EPSILON) * _ACROSS) for i in range(quarters)]
    for start in range(0, quarters, _DASH_PERIOD):
        dash = columns[start : start + _DASH_LENGTH]
        for column in range(dash[0], dash[-1] + 1):
            cells[column // _ACROSS] |= BITS[_ACROSS, _DOWN][column % _ACROSS][dot]
    return bytes(cells)
