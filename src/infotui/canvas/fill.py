"""From columns of dots to rows of cells: the dots between a curve and a level.

A row of cells is made of all its columns at once: where an area begins or ends in each column of dots are the
bytes of a string, and a table of 256 entries translates these into the dots that the row has there.
"""

from collections.abc import Callable, Iterable, Iterator
from math import floor
from typing import NamedTuple

from .rasterize import ColumnSpan
from .subcell import BITS, ClipRect, Resolution

_BAND = 60
"""Rows whose dots a byte can count."""
_PIVOT = 255
_SPARSE = BITS[2, 4][0][0] | BITS[2, 4][1][2]
"""The dots that a thin area keeps of each cell of braille: one in four, staggered."""


def _tables(part: Callable[[tuple[int, ...], int], tuple[int, ...]]) -> dict[Resolution, tuple[bytes, ...]]:
    """By column of a cell: its dots in the part of it that a place says, the first dot's at `_PIVOT`."""
    places = [max(place, 0) for place in range(-_PIVOT, _PIVOT + 1)]
    return {
        resolution: tuple(bytes(sum(part(column, place)) for place in places) for column in columns)
        for resolution, columns in BITS.items()
    }


_FROM = _tables(lambda column, place: column[place:])
_BEFORE = _tables(lambda column, place: column[:place])


class FillRow(NamedTuple):
    """A row of cells, counted from that of the box: the dots of each above the level, and below it."""

    y: int
    above: bytes
    below: bytes


class _Edges(NamedTuple):
    """In every column of dots: the first dot above the level, the one after the last below it, and the first
    that the curve itself has there; in dots from the top of the box."""

    firsts: list[int]
    ends: list[int]
    outline: list[int]


def fill_rows(
    stretches: list[ColumnSpan], window: ClipRect, resolution: Resolution, level: float, is_thin: bool
) -> Iterator[FillRow]:
    """The dots between a curve and `level`, row by row in `window`.

    Below the level, an area that is thin has an outline and one dot in four. A cell that has dots above and
    below the level keeps those of which there are more.
    """
    if not stretches:
        return
    edges = _edges(stretches, window, resolution, level)
    for y in range(window.rows.start, window.rows.stop, _BAND):
        rows = range(y, min(y + _BAND, window.rows.stop))
        yield from _band(edges, rows, resolution, floor(level - 0.5), is_thin)


def _edges(stretches: Iterable[ColumnSpan], window: ClipRect, resolution: Resolution, level: float) -> _Edges:
    """Where the areas begin and end. What is lower than half a dot is not drawn, or a tail close to 0 would
    look like an area."""
    across, down = resolution
    count, none = len(window.columns) * across, window.rows.stop * down
    firsts, ends, outline = [none] * count, [0] * count, [none] * count
    highest, lowest = 2 * level - 1, 2 * level + 1
    for stretch in stretches:
        column = stretch.column - window.columns.start * across
        for top, bottom in zip(stretch.tops, stretch.bottoms, strict=True):
            if top <= highest:
                firsts[column] = (floor(top) + 1) >> 1
            if bottom >= lowest:
                first, last = (floor(top) + 1) >> 1, (floor(bottom) - 1) >> 1
                ends[column] = last + 1
                outline[column] = first if first <= last else floor((top + bottom) / 4)
            column += 1
    return _Edges(firsts, ends, outline)


def _band(
    edges: _Edges, rows: range, resolution: Resolution, last_above: int, is_thin: bool
) -> Iterator[FillRow]:
    """The rows that have dots, of so many as a byte can count the dots of."""
    down, from_place, before_place = resolution[1], _FROM[resolution], _BEFORE[resolution]
    firsts, ends, outline = (_by_side(edge, rows, resolution) for edge in edges)
    cells = len(firsts[0])
    highest, lowest, sparse = (
        min(edges.firsts) // down,
        (max(edges.ends) - 1) // down,
        _in_all(_SPARSE, cells),
    )
    above_row, above_dot = divmod(last_above, down)
    below_row, below_dot = divmod(last_above + 1, down)
    for y in rows:
        place, above, below = (y - rows.start) * down, 0, 0
        if highest <= y <= above_row:
            above = _dots(firsts, from_place, place)
        if below_row <= y <= lowest:
            below = _dots(ends, before_place, place)
        if y == above_row:
            above &= _in_all(_of_cell(before_place, above_dot + 1), cells)
        if y == below_row:
            below &= _in_all(_of_cell(from_place, below_dot), cells)
        if above and below:
            above, below = _resolve_overlap(above, below, cells)
        if below and is_thin:
            below &= sparse | _dots(outline, from_place, place)
        if above or below:
            yield FillRow(y, above.to_bytes(cells, "big"), below.to_bytes(cells, "big"))


def _by_side(edge: list[int], rows: range, resolution: Resolution) -> list[bytes]:
    """The dots of an edge, counted from the first of `rows`, for each column of a cell on its own."""
    across, down = resolution
    low, high = rows.start * down, rows.stop * down
    if low or min(edge) < 0 or max(edge) > high:
        edge = [min(max(dot, low), high) - low for dot in edge]
    return [bytes(edge[side::across]) for side in range(across)]


def _dots(edge: list[bytes], dots_at: tuple[bytes, ...], place: int) -> int:
    """The dots of the row at `place`, a byte a cell, the first in the highest byte."""
    found = 0
    for dots, table in zip(edge, dots_at, strict=True):
        found |= int.from_bytes(dots.translate(table[_PIVOT - place : _PIVOT - place + 256]), "big")
    return found


def _of_cell(dots_at: tuple[bytes, ...], place: int) -> int:
    """The dots of a whole cell from `place` on, or before it."""
    return sum(table[_PIVOT + place] for table in dots_at)


def _in_all(dots: int, cells: int) -> int:
    """The same dots in so many cells."""
    return int.from_bytes(bytes([dots]) * cells, "big")


def _resolve_overlap(above: int, below: int, cells: int) -> tuple[int, int]:
    """Each cell's dots where there are more of them, those above where there are as many."""
    pairs = zip(above.to_bytes(cells, "big"), below.to_bytes(cells, "big"), strict=True)
    up = int.from_bytes(bytes(255 * (a.bit_count() >= b.bit_count()) for a, b in pairs), "big")
    return above & up, below & ~up
