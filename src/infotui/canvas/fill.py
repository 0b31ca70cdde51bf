"""Fill the area between a rasterized curve and a horizontal line (the baseline).

All columns of a row of cells are computed at once: the first or last dot of the area in each dot column is a
byte, and a table of 256 entries translates these bytes into the dots of the row.
"""

from collections.abc import Callable, Iterable, Iterator
from math import floor
from typing import NamedTuple

from .rasterize import ColumnSpan
from .subcell import BITS, ClipRect, Resolution

_BAND = 60
"""Rows per band: their dots must be countable in a byte."""
_PIVOT = 255
_SPARSE = BITS[2, 4][0][0] | BITS[2, 4][1][2]
"""The dots that a sparse area keeps of each braille cell: one in four, staggered."""


def _tables(part: Callable[[tuple[int, ...], int], tuple[int, ...]]) -> dict[Resolution, tuple[bytes, ...]]:
    """For each dot column of a cell: the bits of `part(column, place)`, with place 0 at index `_PIVOT`."""
    places = [max(place, 0) for place in range(-_PIVOT, _PIVOT + 1)]
    return {
        resolution: tuple(bytes(sum(part(column, place)) for place in places) for column in columns)
        for resolution, columns in BITS.items()
    }


_FROM = _tables(lambda column, place: column[place:])
_BEFORE = _tables(lambda column, place: column[:place])


class FillRow(NamedTuple):
    """Row `y` of the box: the dots of its cells above the baseline and below it, one byte a cell."""

    y: int
    above: bytes
    below: bytes


class _Edges(NamedTuple):
    """For every dot column, in dots from the top of the box.

    `firsts`: the first dot above the baseline. `ends`: one past the last dot below it. `outline`: the first
    dot of the curve itself.
    """

    firsts: list[int]
    ends: list[int]
    outline: list[int]


def fill_rows(
    spans: list[ColumnSpan], window: ClipRect, resolution: Resolution, level: float, is_thin: bool
) -> Iterator[FillRow]:
    """The dots between a curve and the baseline `level`, row by row in `window`.

    With `is_thin`, the area below the baseline has an outline and one dot in four. A cell with dots above and
    below the baseline keeps the side that has more.
    """
    if not spans:
        return
    edges = _edges(spans, window, resolution, level)
    for y in range(window.rows.start, window.rows.stop, _BAND):
        rows = range(y, min(y + _BAND, window.rows.stop))
        yield from _band(edges, rows, resolution, floor(level - 0.5), is_thin)


def _edges(spans: Iterable[ColumnSpan], window: ClipRect, resolution: Resolution, level: float) -> _Edges:
    """Where the areas begin and end.

    An area lower than half a dot is not drawn: a tail near 0 would look like an area.
    """
    across, down = resolution
    count, none = len(window.columns) * across, window.rows.stop * down
    firsts, ends, outline = [none] * count, [0] * count, [none] * count
    highest, lowest = 2 * level - 1, 2 * level + 1
    for span in spans:
        column = span.column - window.columns.start * across
        for top, bottom in zip(span.tops, span.bottoms, strict=True):
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
    """The rows of a band that have dots."""
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
    """The dots of an edge, counted from the top of `rows`, separately for each dot column of a cell."""
    across, down = resolution
    low, high = rows.start * down, rows.stop * down
    if low or min(edge) < 0 or max(edge) > high:
        edge = [min(max(dot, low), high) - low for dot in edge]
    return [bytes(edge[side::across]) for side in range(across)]


def _dots(edge: list[bytes], dots_at: tuple[bytes, ...], place: int) -> int:
    """The dots of the row at `place` as one integer, a byte a cell, the first cell in the highest byte."""
    bits = 0
    for dots, table in zip(edge, dots_at, strict=True):
        bits |= int.from_bytes(dots.translate(table[_PIVOT - place : _PIVOT - place + 256]), "big")
    return bits


def _of_cell(dots_at: tuple[bytes, ...], place: int) -> int:
    """The dots of one cell from row `place` on, or before it, depending on the tables."""
    return sum(table[_PIVOT + place] for table in dots_at)


def _in_all(dots: int, cells: int) -> int:
    """The same dots in `cells` cells, as one integer."""
    return int.from_bytes(bytes([dots]) * cells, "big")


def _resolve_overlap(above: int, below: int, cells: int) -> tuple[int, int]:
    """For each cell, keep the side with more dots; above if equal."""
    pairs = zip(above.to_bytes(cells, "big"), below.to_bytes(cells, "big"), strict=True)
    up = int.from_bytes(bytes(255 * (a.bit_count() >= b.bit_count()) for a, b in pairs), "big")
    return above & up, below & ~up
