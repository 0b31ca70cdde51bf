"""Axes: frame, ticks and labels, drawn by plotext once and kept, and the mapping that goes with them.

Where plotext put the data box is read from its character matrix, which is private API of plotext
5.3.2 and is touched in this module only. If it is not as we know it, or the place is too small
for it, a plain frame of our own takes its place.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from math import ceil, floor, isfinite, log10
from typing import Any, NamedTuple

from .cell_buffer import Grid
from .glyphs import Marks
from .primitives import fill, frame, text, text_right
from .roles import Role
from .transform import NUDGE, Mapping

Limits = tuple[float, float]
Tick = tuple[float, str]
"""Where, and what is written there."""

_FRAME = "─│┌┐└┘├┤┬┴┼"
_LEAST = 8
"""Cells that a figure has, on its shorter side, besides what is wanted of it."""


class Axes(NamedTuple):
    """What seldom changes of a plot. The grid is shared and read-only: copy it, then paint."""

    grid: Grid
    mapping: Mapping


class _Order(NamedTuple):
    """All that a set of axes depends on."""

    width: int
    height: int
    x_limits: Limits
    y_limits: Limits
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    title: str
    x_label: str
    y_label: str
    marks: Marks

    def mapping(self, left: int, top: int, width: int, height: int) -> Mapping:
        """The mapping of a data box in these axes."""
        return Mapping(left, top, width, height, *self.x_limits, *self.y_limits)


def axes(
    width: int,
    height: int,
    x_limits: Limits,
    y_limits: Limits,
    *,
    x_ticks: Sequence[float | Tick] | None = None,
    y_ticks: Sequence[float | Tick] | None = None,
    title: str = "",
    x_label: str = "",
    y_label: str = "",
    marks: Marks = Marks.BRAILLE,
) -> Axes:
    """Axes that fill `width` by `height` cells (1 by 1 at least); the same arguments give the same object.

    Args:
        width: cells.
        height: cells.
        x_limits: what the first and the last column of the data box stand for.
        y_limits: what its bottom and its top row stand for.
        x_ticks: values, or (value, label) pairs; those outside the limits are left out. None: chosen.
        y_ticks: likewise.
        title: centred above the frame.
        x_label: centred below it.
        y_label: above its left end.
        marks: the glyphs to use.

    Raises:
        ValueError: limits that are not finite, or not ascending.
    """
    for name, (low, high) in (("x_limits", x_limits), ("y_limits", y_limits)):
        if not (isfinite(high - low) and low < high):
            raise ValueError(f"{name} must be finite and ascending, got {low!r} and {high!r}")
    x_limits, y_limits = (float(x_limits[0]), float(x_limits[1])), (float(y_limits[0]), float(y_limits[1]))
    return _kept(
        max(width, 1),
        max(height, 1),
        x_limits,
        y_limits,
        None if x_ticks is None else tuple(x_ticks),
        None if y_ticks is None else tuple(y_ticks),
        title,
        x_label,
        y_label,
        marks,
    )


def nice_ticks(low: float, high: float, most: int) -> list[Tick]:
    """At most about `most` round values from `low` to `high`, evenly spaced, with short labels."""
    try:
        rough = (high - low) / max(most - 1, 1)
        power = 10.0 ** floor(log10(rough))
        step = next(m for m in (1, 2, 5, 10) if m * power >= rough * 0.7) * power
        counts = range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)
    except (OverflowError, ZeroDivisionError, ValueError):  # limits at the ends of what a float can be
        return [(low, f"{low:.3g}"), (high, f"{high:.3g}")]
    decimals = max(-floor(log10(step) + 1e-9), 0)
    plain = decimals <= 4 and max(abs(low), abs(high)) < 1e6
    values = [count * step for count in counts]
    return [(value, f"{value:.{decimals}f}" if plain else f"{value:.3g}") for value in values]


def _labelled(
    ticks: Sequence[float | Tick] | None, limits: Limits, most: int, marks: Marks
) -> tuple[Tick, ...]:
    """The ticks inside the limits, each with a label that can be shown."""
    low, high = limits
    if ticks is None:
        ticks = nice_ticks(low, high, most)
    pairs = (tick if isinstance(tick, tuple) else (float(tick), f"{tick:g}") for tick in ticks)
    slack = (high - low) * 1e-9
    return tuple(
        (min(max(float(value), low), high), marks.text(label))
        for value, label in pairs
        if low - slack <= value <= high + slack
    )


@lru_cache(maxsize=64)
def _kept(
    width: int,
    height: int,
    x_limits: Limits,
    y_limits: Limits,
    x_ticks: tuple[float | Tick, ...] | None,
    y_ticks: tuple[float | Tick, ...] | None,
    title: str,
    x_label: str,
    y_label: str,
    marks: Marks,
) -> Axes:
    """The axes that `axes` was asked for."""
    return _drawn(
        _Order(
            width,
            height,
            x_limits,
            y_limits,
            _labelled(x_ticks, x_limits, width // 12, marks),
            _labelled(y_ticks, y_limits, min(height // 4 + 1, 6), marks),
            marks.text(title.strip()),
            marks.text(x_label.strip()),
            marks.text(y_label.strip()),
            marks,
        )
    )


def _drawn(order: _Order) -> Axes:
    """The axes as plotext draws them, or else as we do."""
    try:
        drawn = _by_plotext(order)
    except Exception:  # whatever an unknown plotext does: a plot without its ticks beats no plot
        drawn = _by_hand(order)
    drawn.grid.freeze()
    return drawn


class _Figure(NamedTuple):
    """What plotext drew, and how much of it lies beside its data box."""

    rows: list[str]
    left: int
    right: int
    top: int
    bottom: int


def _by_plotext(order: _Order) -> Axes:
    """Put axes together of what lies above and below the data box of one figure, and beside that of another.

    plotext takes its time for every cell of a data box, of which nothing is kept: both are small ones.

    Raises:
        Exception: of any kind, if plotext is not 5.3.2 or has no room for a data box.
    """
    wide = _figure(order, order.width, min(order.height, _LEAST))
    high = _figure(order, min(order.width, wide.left + wide.right + _LEAST), order.height)
    if wide[1:] != high[1:]:
        wide = high = _figure(order, order.width, order.height)
    _, left, right, top, bottom = wide
    mapping = order.mapping(left, top, order.width - left - right, order.height - top - bottom)
    ticks = _one_a_row(order.y_ticks, mapping)
    if len(ticks) < len(order.y_ticks):
        return _by_plotext(order._replace(y_ticks=ticks))
    beside = [(row[:left], row[len(row) - right :]) for row in high.rows[top : order.height - bottom]]
    rows = [before + " " * mapping.width + after for before, after in beside]
    rows = [*wide.rows[:top], *rows, *wide.rows[len(wide.rows) - bottom :]]
    return Axes(_read(rows, order, mapping), mapping)


def _one_a_row(ticks: tuple[Tick, ...], mapping: Mapping) -> tuple[Tick, ...]:
    """Those that have a row to themselves, the ends first: of two in one row plotext writes either."""
    taken: dict[int, Tick] = {}
    for tick in (*ticks[-1:], *ticks):
        taken.setdefault(floor(mapping.row(tick[0]) + 0.5 - NUDGE), tick)
    return tuple(tick for tick in ticks if tick in taken.values())


def _figure(order: _Order, width: int, height: int) -> _Figure:
    """Build a plotext figure of this size, and read its characters and its data box."""
    from textual_plotext.plot import Plot  # slow to import, and not needed before the first plot

    plot: Any = Plot()
    plot._set_size(width, height)
    plot.xlim(*order.x_limits)
    plot.ylim(*order.y_limits)
    plot.scatter([order.x_limits[0]], [order.y_limits[0]], marker=" ")  # no axes without a point
    plot.xticks(*map(list, zip(*order.x_ticks, strict=True)) if order.x_ticks else ([], []))
    plot.yticks(*map(list, zip(*order.y_ticks, strict=True)) if order.y_ticks else ([], []))
    plot.title(order.title or order.y_label)
    plot.xlabel(order.x_label)
    plot.build()
    matrix = plot.monitor.matrix
    if (plot.monitor.xlim[0], plot.monitor.ylim[0]) != (list(order.x_limits), list(order.y_limits)):
        raise ValueError("plotext did not keep the limits")
    rows = ["".join(line) for line in matrix.marker[::-1]]
    if [len(row) for row in rows] != [width] * height:
        raise ValueError("plotext drew another size than it was told")
    across, down = matrix.Cols_canvas, matrix.Rows_canvas
    return _Figure(rows, across.start, width - across.stop, height - down.stop, down.start)


def _read(rows: list[str], order: _Order, mapping: Mapping) -> Grid:
    """A grid of plotext's characters, given top row first, each with the role of the place it is in."""
    grid, shown = Grid(order.width, order.height), {char: order.marks.text(char) for char in _FRAME}
    for y, row in enumerate(rows):
        x = 0
        for is_frame, chars in groupby(row, shown.__contains__):
            role = Role.GRID if is_frame else Role.MUTED
            x = text(grid, x, y, "".join(shown.get(char, char) for char in chars), role)
    _head(grid, order, mapping)
    fill(grid, mapping.left, mapping.top, mapping.width, mapping.height, " ", Role.TEXT)
    return grid


def _head(grid: Grid, order: _Order, mapping: Mapping) -> None:
    """Write the label of y and the title in the row above the frame, as far as there is room for both."""
    if not (order.title or order.y_label):
        return
    fill(grid, 0, 0, grid.width, 1, " ", Role.TEXT)
    stop = text(grid, 0, 0, order.y_label, Role.MUTED)
    start = mapping.left + (mapping.width - len(order.title)) // 2
    if start > stop or not order.y_label:
        text(grid, max(start, 0), 0, order.title, Role.TITLE)


def _by_hand(order: _Order) -> Axes:
    """A frame of our own: with ticks and labels, or without them, or none, as there is room."""
    margin = max((len(label) for _, label in order.y_ticks), default=0)
    head = int(bool(order.title or order.y_label))
    foot = int(bool(order.x_ticks)) + int(bool(order.x_label))
    width, height = order.width - margin - 2, order.height - head - foot - 2
    grid = Grid(order.width, order.height)
    if width < 1 or height < 1:
        if margin or head or foot:
            return _by_hand(order._replace(x_ticks=(), y_ticks=(), title="", x_label="", y_label=""))
        return Axes(grid, order.mapping(0, 0, order.width, order.height))
    mapping = order.mapping(margin + 1, head + 1, width, height)
    frame(grid, margin, head, width + 2, height + 2, Role.GRID, order.marks)
    _ticks_by_hand(grid, order, mapping)
    _head(grid, order, mapping)
    if order.x_label:
        start = mapping.left + (width - len(order.x_label)) // 2
        text(grid, max(start, 0), order.height - 1, order.x_label, Role.MUTED)
    return Axes(grid, mapping)


def _ticks_by_hand(grid: Grid, order: _Order, mapping: Mapping) -> None:
    """Write the tick labels; on the x axis those that would touch their neighbour are left out."""
    y_tick, x_tick = order.marks.glyphs.ticks[0], order.marks.glyphs.ticks[1]
    for value, label in order.y_ticks:
        row = floor(mapping.row(value) + 0.5 - NUDGE)
        text_right(grid, mapping.left - 1, row, label, Role.MUTED)
        fill(grid, mapping.left - 1, row, 1, 1, y_tick, Role.GRID)
    free, bottom = 0, mapping.top + mapping.height
    for value, label in order.x_ticks:
        column = floor(mapping.column(value) + 0.5 + NUDGE)
        start = min(max(column - len(label) // 2, 0), grid.width - len(label))
        if start >= free:
            free = text(grid, start, bottom + 1, label, Role.MUTED) + 1
            fill(grid, column, bottom, 1, 1, x_tick, Role.GRID)
