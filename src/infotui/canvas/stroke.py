"""From columns of dots to cells: the dots of a curve."""

from collections.abc import Iterable
from functools import cache
from math import floor

from .rasterize import ColumnSpan
from .subcell import BITS, ClipRect, DotMap, Resolution

_STEEP = 2
"""A dotted curve that goes so many dots up or down in one column keeps alternate rows, not columns."""
_EITHER = -1
"""Of a curve between the centres of two dots: which is nearer is not yet known."""

_Table = tuple[tuple[int, ...], ...]


def stroke(stretches: Iterable[ColumnSpan], window: ClipRect, resolution: Resolution, dotted: bool) -> DotMap:
    """The dots of a curve in every cell of `window` that it passes through.

    In each column of dots these are the ones whose centres the curve covers, or else the nearest one; of a
    dotted curve every other one. A cell that this leaves blank, though the curve reaches into it, gets the
    dot that it reaches.
    """
    tracer = _Stroker(window, resolution, dotted)
    for stretch in stretches:
        tracer.follow(stretch)
    tracer.fill_gaps()
    return tracer.dots


class _Stroker:
    """Collects the dots of a curve, column by column."""

    def __init__(self, window: ClipRect, resolution: Resolution, dotted: bool) -> None:
        self.dots: DotMap = {}
        self._window, self._resolution, self._dotted = window, resolution, dotted
        self._tables = [_in_one_cell(resolution, side, dotted) for side in range(resolution[0])]
        self._ends: list[tuple[int, int]] = []

    def follow(self, stretch: ColumnSpan) -> None:
        """Add the dots of a stretch. In most columns it stays in one cell: there a table has them."""
        dots, get, window, (across, down) = self.dots, self.dots.get, self._window, self._resolution
        shift, inside, tables = down.bit_length(), 2 * down - 1, self._tables
        corner, stride, top_row, end_row = window.corner, window.stride, window.rows.start, window.rows.stop
        places = zip(map(floor, stretch.tops), map(floor, stretch.bottoms), strict=True)
        for column, (top, bottom) in enumerate(places, stretch.column):
            row = top >> shift
            if row != bottom >> shift:
                self._advance(stretch, column, top, bottom)
            elif top_row <= row < end_row:
                at = corner + row * stride + column // across
                bits = tables[column % across][top & inside][bottom & inside]
                if bits > 0:
                    dots[at] = get(at, 0) | bits
                elif bits == _EITHER:
                    dot = _nearest(stretch, column) % down
                    dots[at] = get(at, 0) | BITS[self._resolution][column % across][dot]
                elif at not in dots:
                    self._ends += (column, top), (column, bottom)

    def _advance(self, stretch: ColumnSpan, column: int, top: int, bottom: int) -> None:
        """Add the dots of a column in which the curve passes from one cell to others."""
        (across, down), dots, rows, stride = (
            self._resolution,
            self.dots,
            self._window.rows,
            self._window.stride,
        )
        first, last, side = (top + 1) >> 1, (bottom - 1) >> 1, column % across
        if first > last:
            first = last = _nearest(stretch, column)
        row, last_row, is_steep = first // down, last // down, last - first >= _STEEP
        if self._dotted or row * down > top >> 1:
            self._ends.append((column, top))
        if self._dotted or (last_row + 1) * down <= bottom >> 1:
            self._ends.append((column, bottom))
        if self._dotted and side and not is_steep:
            return
        table = _from_to(self._resolution, side, self._dotted and is_steep)
        at = self._window.corner + column // across
        for y in range(max(row, rows.start), min(last_row + 1, rows.stop)):
            bits = table[first % down if y == row else 0][last % down if y == last_row else down - 1]
            if bits:
                dots[at + y * stride] = dots.get(at + y * stride, 0) | bits

    def fill_gaps(self) -> None:
        """Add the dots at those ends that lie in cells without any."""
        window, (across, down), found = self._window, self._resolution, DotMap()
        for column, place in self._ends:
            row, dot = divmod(place >> 1, down)
            at = window.corner + row * window.stride + column // across
            if row in window.rows and at not in self.dots:
                found[at] = found.get(at, 0) | BITS[self._resolution][column % across][dot]
        self.dots.update(found)


def _nearest(stretch: ColumnSpan, column: int) -> int:
    """The dot in which the middle of a curve's reach lies."""
    i = column - stretch.column
    return floor((stretch.tops[i] + stretch.bottoms[i]) / 4)


@cache
def _from_to(resolution: Resolution, side: int, thinned: bool) -> _Table:
    """By its first and last row: the bits of a run of dots in one cell, or of alternate ones."""
    rows = range(resolution[1])
    bits = [bit * (not thinned or row % 2 == 0) for row, bit in enumerate(BITS[resolution][side])]
    return tuple(tuple(sum(bits[first : last + 1]) for last in rows) for first in rows)


@cache
def _in_one_cell(resolution: Resolution, side: int, dotted: bool) -> _Table:
    """By where it begins and ends, in halves of dots: the bits of a curve in a column of one cell.

    They are 0 where a dotted curve has none.
    """
    halves = range(2 * resolution[1])
    return tuple(tuple(_bits(resolution, side, dotted, top, bottom) for bottom in halves) for top in halves)


def _bits(resolution: Resolution, side: int, dotted: bool, top: int, bottom: int) -> int:
    first, last = (top + 1) >> 1, (bottom - 1) >> 1
    is_steep = last - first >= _STEEP
    if dotted and side and not is_steep:
        return 0
    if first > last:
        if top >> 1 != bottom >> 1:
            return _EITHER
        first = last = top >> 1
    return _from_to(resolution, side, dotted and is_steep)[first][last]
