"""Lobes: the areas between a curve and zero as solid blocks, one height for each column.

A positive lobe stands on the row of the zero line and a negative one hangs below it, so the line stays
visible. The top of a lobe fills the row of its value, as the bars of the other charts do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from math import floor
from typing import NamedTuple

from .cell_buffer import CellBuffer
from .glyphs import GlyphSet
from .primitives import text
from .roles import Role
from .transform import TIE_EPSILON, PlotTransform

_MAX_STEPS = 255
"""A band of rows has so many steps, which a byte can count."""
_FILLED = re.compile(rb"[^\0]+")
_LEAST_HEIGHT = 1 / 16
"""Cells: half of an eighth block. A lower column is blank, so that the tail of a density has an end."""


def column_values(transform: PlotTransform, xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """The value of a curve in each column: the largest in size of its points there, or interpolated.

    Args:
        transform: the box and its limits.
        xs: abscissae, finite and ascending, that span the box.
        ys: as many finite ordinates.
    """
    width = transform.width
    scale = (width - 1) / (transform.x_max - transform.x_min)
    shift = 0.5 + TIE_EPSILON - transform.x_min * scale
    found: list[float | None] = [None] * width
    for x, y in zip(xs, ys, strict=True):
        place = x * scale + shift
        if 0 <= place < width:
            column = int(place)
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
    zero, heights = _zero_row(transform), _heights(transform, values)
    bottom = transform.top + transform.height - 1
    above, below = glyphs.table.vertical, glyphs.table.hanging
    rows = zero - transform.top
    for level, run in _levels(heights, rows, above):
        buffer.write(transform.left + run.start, zero - 1 - level, run.text, Role.POSITIVE)
    for level, run in _levels([-height for height in heights], bottom - zero, below):
        buffer.write(transform.left + run.start, zero + 1 + level, run.text, Role.NEGATIVE)


class _Run(NamedTuple):
    """Characters beside each other, from the column `start` of the box on."""

    start: int
    text: str


def _levels(heights: Sequence[float], rows: int, ladder: str) -> Iterator[tuple[int, _Run]]:
    """The filled cells of each row, counted from the zero line, as far as there are rows.

    The steps of all columns are bytes: one translation gives a whole row.
    """
    steps = len(ladder) - 1
    totals = [min(round(h * steps), rows * steps) if h >= _LEAST_HEIGHT else 0 for h in heights]
    band = _MAX_STEPS // steps
    for base in range(0, (max(totals, default=0) + steps - 1) // steps, band):
        counts = bytes([min(max(total - base * steps, 0), band * steps) for total in totals])
        for level in range((max(counts) + steps - 1) // steps):
            row = counts.translate(_step_table(level, steps))
            for found in _FILLED.finditer(row):
                yield base + level, _Run(found.start(), "".join([ladder[step] for step in found[0]]))


@cache
def _step_table(level: int, steps: int) -> bytes:
    """Translates the steps of a column into those that are in the row at `level`."""
    return bytes(min(max(count - level * steps, 0), steps) for count in range(256))


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


def _interpolated(x: float, xs: Sequence[float], ys: Sequence[float]) -> float:
    """The value at `x` on the straight line between the points around it."""
    i = min(max(bisect_left(xs, x), 1), len(xs) - 1)
    share = (x - xs[i - 1]) / (xs[i] - xs[i - 1])
    return ys[i - 1] + min(max(share, 0.0), 1.0) * (ys[i] - ys[i - 1])
