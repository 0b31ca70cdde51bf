"""Lobes: the areas between a curve and zero as solid blocks, one height for each column.

A positive lobe stands on the row of the zero line and a negative one hangs below it, so the line stays
visible. The top of a lobe fills the row of its value, as the bars of the other charts do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import floor

from .cell_buffer import CellBuffer
from .glyphs import GlyphSet
from .primitives import fill, text
from .roles import Role
from .transform import TIE_EPSILON, PlotTransform

_LEAST_HEIGHT = 1 / 16
"""Cells: half of an eighth block. A lower column is blank, so that the tail of a density has an end."""


def column_values(transform: PlotTransform, xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """The value of a curve in each column: the largest in size of its points there, or interpolated.

    Args:
        transform: the box and its limits.
        xs: abscissae, finite and ascending, that span the box.
        ys: as many finite ordinates.
    """
    found: list[float | None] = [None] * transform.width
    for x, y in zip(xs, ys, strict=True):
        column = floor(transform.column(x) + 0.5 + TIE_EPSILON) - transform.left
        if 0 <= column < transform.width:
            there = found[column]
            if there is None or abs(y) > abs(there):
                found[column] = y
    return [
        _interpolated(transform.x(transform.left + i), xs, ys) if value is None else value
        for i, value in enumerate(found)
    ]


def lobes(
    buffer: CellBuffer,
    transform: PlotTransform,
    values: Sequence[float],
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Fill the columns of the box between zero and `values`, one value for each column."""
    zero = _zero_row(transform)
    for i, height in enumerate(_heights(transform, values)):
        column = transform.left + i
        if height >= _LEAST_HEIGHT:
            _stand(buffer, column, zero, min(height, zero - transform.top), glyphs)
        elif height <= -_LEAST_HEIGHT:
            room = transform.top + transform.height - 1 - zero
            _hang(buffer, column, zero + 1, min(-height, room), glyphs)


def lobe_label(
    buffer: CellBuffer,
    transform: PlotTransform,
    values: Sequence[float],
    string: str,
    sign: int,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> bool:
    """Write `string` inside the positive (`sign` 1) or the negative (-1) lobe, if it fits there.

    Returns:
        Whether it fitted.
    """
    string = f" {glyphs.transliterate(string)} "
    heights = [sign * height for height in _heights(transform, values)]
    rows = range(floor(max(heights, default=0.0)))
    zero = _zero_row(transform)
    for level in sorted(rows, key=lambda row: abs(row - len(rows) / 2.5)):
        start = _middle_run([height >= level + 1 for height in heights], len(string))
        if start is not None:
            row = zero - sign * (level + 1)
            role = Role.ON_POSITIVE if sign > 0 else Role.ON_NEGATIVE
            text(buffer, transform.left + start, row, string, role)
            return True
    return False


def _middle_run(inside: Sequence[bool], length: int) -> int | None:
    """Where `length` columns start in the middle of the longest run of true values; None if it is shorter."""
    best, start = (0, 0), 0
    for i, value in enumerate((*inside, False)):
        if not value:
            best = max(best, (i - start, start))
            start = i + 1
    count, first = best
    return first + (count - length) // 2 if count >= length else None


def _zero_row(transform: PlotTransform) -> int:
    """The row of the zero line, inside the box."""
    row = floor(transform.row(0.0) + 0.5 - TIE_EPSILON)
    return min(max(row, transform.top), transform.top + transform.height - 1)


def _heights(transform: PlotTransform, values: Sequence[float]) -> list[float]:
    """The values in rows."""
    rows = (transform.height - 1) / (transform.y_max - transform.y_min)
    return [value * rows for value in values]


def _stand(buffer: CellBuffer, column: int, zero: int, height: float, glyphs: GlyphSet) -> None:
    full, tip = _steps(height, glyphs.table.vertical)
    fill(buffer, column, zero - full, 1, full, glyphs.table.vertical[-1], Role.POSITIVE)
    if tip.strip():
        fill(buffer, column, zero - full - 1, 1, 1, tip, Role.POSITIVE)


def _hang(buffer: CellBuffer, column: int, top: int, depth: float, glyphs: GlyphSet) -> None:
    full, tip = _steps(depth, glyphs.table.hanging)
    fill(buffer, column, top, 1, full, glyphs.table.hanging[-1], Role.NEGATIVE)
    if tip.strip():
        fill(buffer, column, top + full, 1, 1, tip, Role.NEGATIVE)


def _steps(height: float, ladder: str) -> tuple[int, str]:
    """The full cells in `height`, and the character of the partial cell after them."""
    steps = len(ladder) - 1
    full, part = divmod(round(height * steps), steps)
    return full, ladder[part]


def _interpolated(x: float, xs: Sequence[float], ys: Sequence[float]) -> float:
    """The value at `x` on the straight line between the points around it."""
    i = min(max(bisect_left(xs, x), 1), len(xs) - 1)
    share = (x - xs[i - 1]) / (xs[i] - xs[i - 1])
    return ys[i - 1] + min(max(share, 0.0), 1.0) * (ys[i] - ys[i - 1])
