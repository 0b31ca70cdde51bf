"""Stroke a rasterized curve: from its extent in each dot column to the dots of cells.

Most columns stay in one cell, where a table gives the dots; the others are filled cell by cell. Every cell
that the curve enters gets at least one dot.
"""

from collections.abc import Iterable
from functools import cache
from math import floor

from .rasterize import ColumnSpan
from .subcell import BITS, ClipRect, DotMap, Resolution

_STEEP = 2
"""A dotted curve that spans so many dots in one column keeps alternate rows instead of columns."""
_EITHER = -1
"""Table entry of a curve between two dot centres: the nearer one must be computed."""

_Table = tuple[tuple[int, ...], ...]


def stroke(spans: Iterable[ColumnSpan], window: ClipRect, resolution: Resolution, dotted: bool) -> DotMap:
    """The dots of a curve in every cell of `window` that it passes through.

    In each dot column these are the dots whose centres the curve covers, or else the nearest one; a dotted
    curve keeps every other one. A cell that stays blank although the curve enters it gets the dot at its end.
    """
    stroker = _Stroker(window, resolution, dotted)
    for span in spans:
        stroker.follow(span)
    stroker.fill_gaps()
    return stroker.dots


class _Stroker:
    """Collects the dots of a curve, column by column."""

    def __init__(self, window: ClipRect, resolution: Resolution, dotted: bool) -> None:
        self.dots: DotMap = {}
        self._window, self._resolution, self._dotted = window, resolution, dotted
        self._tables = [_in_one_cell(resolution, side, dotted) for side in range(resolution[0])]
        self._ends: list[tuple[int, int]] = []

    def follow(self, span: ColumnSpan) -> None:
        """Add the dots of a span; a table has those of a column in one cell."""
        dots, get, window, (across, down) = self.dots, self.dots.get, self._window, self._resolution
        shift, inside, tables = down.bit_length(), 2 * down - 1, self._tables
        corner, stride, top_row, end_row = window.corner, window.stride, window.rows.start, window.rows.stop
        places = zip(map(floor, span.tops), map(floor, span.bottoms), strict=True)
        for column, (top, bottom) in enumerate(places, span.column):
            row = top >> shift
            if row != bottom >> shift:
                self._advance(span, column, top, bottom)
            elif top_row <= row < end_row:
                at = corner + row * stride + column // across
                bits = tables[column % across][top & inside][bottom & inside]
                if bits > 0:
                    dots[at] = get(at, 0) | bits
                elif bits == _EITHER:
                    dot = _nearest(span, column) % down
                    dots[at] = get(at, 0) | BITS[self._resolution][column % across][dot]
                elif at not in dots:
                    self._ends += (column, top), (column, bottom)

    def _advance(self, span: ColumnSpan, column: int, top: int, bottom: int) -> None:
        """Add the dots of a column in which the curve crosses cells."""
        (across, down), dots, rows, stride = (
            self._resolution,
            self.dots,
            self._window.rows,
            self._window.stride,
        )
        first, last, side = (top + 1) >> 1, (bottom - 1) >> 1, column % across
        if first > last:
            first = last = _nearest(span, column)
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
        """Add the dots at the curve's ends in cells that have none."""
        window, (across, down), added = self._window, self._resolution, DotMap()
        for column, place in self._ends:
            row, dot = divmod(place >> 1, down)
            at = window.corner + row * window.stride + column // across
            if row in window.rows and at not in self.dots:
                added[at] = added.get(at, 0) | BITS[self._resolution][column % across][dot]
        self.dots.update(added)


def _nearest(span: ColumnSpan, column: int) -> int:
    """The dot that contains the middle of a curve's extent."""
    i = column - span.column
    return floor((span.tops[i] + span.bottoms[i]) / 4)


@cache
def _from_to(resolution: Resolution, side: int, thinned: bool) -> _Table:
    """table[first][last]: the bits of the dots in these rows of a cell, or of every other one."""
    rows = range(resolution[1])
    bits = [bit * (not thinned or row % 2 == 0) for row, bit in enumerate(BITS[resolution][side])]
    return tuple(tuple(sum(bits[first : last + 1]) for last in rows) for first in rows)


@cache
def _in_one_cell(resolution: Resolution, side: int, dotted: bool) -> _Table:
    """table[top][bottom], in half dots: the bits of a curve in one dot column of a cell.

    They are 0 where a dotted curve has no dot.
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
