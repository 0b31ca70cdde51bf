"""Rasterize a polyline: its vertical extent in each dot column.

The extent follows from the points in a column and from the crossings of its edges. Column edges are mapped to
data coordinates once, and extents are mapped back to half dots from the top of the box, so no point is mapped
by itself. A dot is drawn where its centre is covered.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import inf, isfinite, isnan, nan
from typing import NamedTuple

from .subcell import Resolution
from .transform import TIE_EPSILON, PlotTransform

CLAMP_LIMIT = 1e6
"""Dots; ordinates further away (infinity too) are clamped to this, so that arithmetic stays finite."""
_NUMBERS = re.compile(rb"\0+")
"""A run of ordinates that are not NaN."""
_MAX_SLOPE = 1e300
"""Half dots per data unit."""


class ColumnSpan(NamedTuple):
    """The extent of a curve in neighbouring dot columns, from `column` on.

    `tops` and `bottoms` are its highest and lowest position in each, in half dots from the top of the box.
    """

    column: int
    tops: list[float]
    bottoms: list[float]


def rasterize(
    transform: PlotTransform, xs: Sequence[float], ys: Sequence[float], resolution: Resolution, columns: range
) -> list[ColumnSpan]:
    """The polyline through (xs, ys), clipped to `columns`, as spans that share no dot column.

    Args:
        transform: the data box.
        xs: abscissae, finite and ascending.
        ys: ordinates, as many as `xs`; NaN makes a gap.
        resolution: dots (across, down) in a cell.
        columns: the visible columns of cells.
    """
    spans: list[ColumnSpan] = []
    if not columns:
        return spans
    sides, first = _column_edges(transform, resolution[0], columns), columns.start * resolution[0]
    if transform.height == 1:  # infinity is outside the only row
        ys = [y if isfinite(y) else nan for y in ys]
    for us, vs in _segments(xs, ys):
        us, vs = _clip_x(us, _clamp_y(transform, vs, resolution[1]), sides[0], sides[-2])
        if us:
            place, least, greatest = _scan_columns(us, vs, sides)
            span = ColumnSpan(first + place, *_to_half_dots(transform, least, greatest, resolution[1]))
            if spans and spans[-1].column + len(spans[-1].tops) > span.column:
                _union(spans[-1], span)
            else:
                spans.append(span)
    return spans


@lru_cache(maxsize=32)
def _column_edges(transform: PlotTransform, across: int, columns: range) -> tuple[float, ...]:
    """The abscissae of the edges of all dot columns, followed by infinity as a sentinel."""
    steps, half = transform.width - 1, 0.5 + TIE_EPSILON
    places = range(columns.start * across, columns.stop * across + 1)
    if not steps:
        return (*(-inf if place <= half * across else inf for place in places), inf)
    span = transform.x_max - transform.x_min
    return (*(transform.x_min + (place / across - half) / steps * span for place in places), inf)


def _clamp_y(transform: PlotTransform, ys: Sequence[float], down: int) -> Sequence[float]:
    """The ordinates, none of them NaN, clamped to `CLAMP_LIMIT` dots."""
    steps, half = transform.height - 1, 0.5 - TIE_EPSILON
    if not steps:
        return [transform.y_max] * len(ys)
    row_height = (transform.y_max - transform.y_min) / steps
    ends = (
        transform.y_max + (CLAMP_LIMIT / down + half) * row_height,
        transform.y_max - (CLAMP_LIMIT / down - half) * row_height,
    )
    least, most = min(ends), max(ends)
    if ys and least < min(ys) and max(ys) < most:
        return ys
    return [min(max(y, least), most) for y in ys]


def _segments(xs: Sequence[float], ys: Sequence[float]) -> Iterator[tuple[Sequence[float], Sequence[float]]]:
    """The points between NaNs, as separate curves."""
    if not isnan(sum(ys)):
        yield xs, ys
        return
    for found in _NUMBERS.finditer(bytes(map(isnan, ys))):
        part = slice(*found.span())
        yield xs[part], ys[part]


def _clip_x(
    xs: Sequence[float], ys: Sequence[float], left: float, right: float
) -> tuple[Sequence[float], Sequence[float]]:
    """The polyline clipped to `left` and `right`, with interpolated points where it crosses them."""
    i, j = bisect_left(xs, left), bisect_left(xs, right)
    if i == 0 and j == len(xs):
        return xs, ys
    us, vs = [*xs[i:j]], [*ys[i:j]]
    if 0 < i < len(xs):
        us.insert(0, left)
        vs.insert(0, _crossing(xs, ys, i, left))
    if 0 < j < len(xs):
        us.append(right)
        vs.append(_crossing(xs, ys, j, right))
    return us, vs


def _crossing(xs: Sequence[float], ys: Sequence[float], i: int, side: float) -> float:
    """The ordinate at which the line to point `i` crosses x = `side`."""
    return ys[i - 1] + (ys[i] - ys[i - 1]) * ((side - xs[i - 1]) / (xs[i] - xs[i - 1]))


def _scan_columns(
    xs: Sequence[float], ys: Sequence[float], sides: tuple[float, ...]
) -> tuple[int, list[float], list[float]]:
    """The first dot column of a polyline, and its least and greatest ordinate in each from there on."""
    least: list[float] = []
    greatest: list[float] = []
    x0 = xs[0]
    y0 = low = high = ys[0]
    first = next_side = bisect_right(sides, x0)
    side = sides[next_side]
    for x1, y1 in zip(xs, ys, strict=True):
        if x1 >= side:
            slope = (y1 - y0) / (x1 - x0)
            while x1 >= side:
                crossing = y0 + slope * (side - x0)
                if crossing < low:
                    low = crossing
                elif crossing > high:
                    high = crossing
                least.append(low)
                greatest.append(high)
                low = high = crossing
                next_side += 1
                side = sides[next_side]
        if y1 < low:
            low = y1
        elif y1 > high:
            high = y1
        x0, y0 = x1, y1
    if next_side < len(sides) - 1:
        least.append(low)
        greatest.append(high)
    return first - 1, least, greatest


def _to_half_dots(
    transform: PlotTransform, least: list[float], greatest: list[float], down: int
) -> tuple[list[float], list[float]]:
    """Ordinates as half dots from the top of the box: (tops, bottoms)."""
    top, span, half = transform.y_max, transform.y_max - transform.y_min, (1 - 2 * TIE_EPSILON) * down
    scale = min((transform.height - 1) * 2 * down / span, _MAX_SLOPE)
    if span < 0:
        least, greatest = greatest, least
    return [(top - y) * scale + half for y in greatest], [(top - y) * scale + half for y in least]


def _union(one: ColumnSpan, other: ColumnSpan) -> None:
    """Append `other`, which begins in the last column of `one`."""
    one.tops[-1] = min(one.tops[-1], other.tops[0])
    one.bottoms[-1] = max(one.bottoms[-1], other.bottoms[0])
    one.tops.extend(other.tops[1:])
    one.bottoms.extend(other.bottoms[1:])
