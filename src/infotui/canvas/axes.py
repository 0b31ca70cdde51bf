"""Axes: frame, ticks, labels and the transform of the data box, drawn by plotext and cached.

The position of the data box is read from plotext's character matrix, which is private API of plotext 5.3.2
and is used in this module only. If that fails or plotext has too little room, a simple frame is drawn.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from math import ceil, floor, isfinite, log10
from typing import Any, NamedTuple

from .cell_buffer import CellBuffer
from .glyphs import GlyphSet
from .nice import nice_ceil
from .primitives import box, text, text_right
from .roles import Role
from .transform import TIE_EPSILON, PlotTransform

Limits = tuple[float, float]
Tick = tuple[float, str]
"""The value and its label."""

_FRAME_CHARACTERS = "─│┌┐└┘├┤┬┴┼"
_MIN_SIZE = 8
"""Cells of a plotext figure on its shorter side, besides the margins that are used."""


class Axes(NamedTuple):
    """The static part of a plot. `buffer` is shared and read-only: copy it before drawing."""

    buffer: CellBuffer
    transform: PlotTransform


class _AxesSpec(NamedTuple):
    """Everything that a set of axes depends on."""

    width: int
    height: int
    x_limits: Limits
    y_limits: Limits
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    title: str
    x_label: str
    y_label: str
    glyphs: GlyphSet

    def transform(self, left: int, top: int, width: int, height: int) -> PlotTransform:
        """The transform of a data box in these axes."""
        return PlotTransform(left, top, width, height, *self.x_limits, *self.y_limits)


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
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> Axes:
    """Axes that fill `width` by `height` cells (at least 1 by 1); cached by their arguments.

    Args:
        width: in cells.
        height: in cells.
        x_limits: the values at the centres of the first and the last column of the data box.
        y_limits: the values at the centres of its bottom and its top row.
        x_ticks: values, or (value, label) pairs; those outside the limits are left out. None: round values.
        y_ticks: the same for y.
        title: centred above the frame.
        x_label: centred below the frame.
        y_label: above the left end of the frame.
        glyphs: the glyphs to use.

    Raises:
        ValueError: the limits are not finite or not ascending.
    """
    for name, (low, high) in (("x_limits", x_limits), ("y_limits", y_limits)):
        if not (isfinite(high - low) and low < high):
            raise ValueError(f"{name} must be finite and ascending, got {low!r} and {high!r}")
    x_limits, y_limits = (float(x_limits[0]), float(x_limits[1])), (float(y_limits[0]), float(y_limits[1]))
    return _cached_axes(
        max(width, 1),
        max(height, 1),
        x_limits,
        y_limits,
        None if x_ticks is None else tuple(x_ticks),
        None if y_ticks is None else tuple(y_ticks),
        title,
        x_label,
        y_label,
        glyphs,
    )


def nice_ticks(low: float, high: float, most: int) -> list[Tick]:
    """About `most` round values from `low` to `high`, evenly spaced by 1, 2 or 5 times a power of ten."""
    try:
        rough = (high - low) / max(most - 1, 1)
        step = nice_ceil(0.7 * rough)
        counts = range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)
    except (OverflowError, ZeroDivisionError, ValueError):  # limits near the smallest or largest float
        return [(low, f"{low:.3g}"), (high, f"{high:.3g}")]
    decimals = max(-floor(log10(step) + 1e-9), 0)
    plain = decimals <= 4 and max(abs(low), abs(high)) < 1e6
    values = [count * step for count in counts]
    return [(value, f"{value:.{decimals}f}" if plain else f"{value:.3g}") for value in values]


def _labelled(
    ticks: Sequence[float | Tick] | None, limits: Limits, most: int, glyphs: GlyphSet
) -> tuple[Tick, ...]:
    """The ticks inside the limits, with transliterated labels."""
    low, high = limits
    if ticks is None:
        ticks = nice_ticks(low, high, most)
    pairs = (tick if isinstance(tick, tuple) else (float(tick), f"{tick:g}") for tick in ticks)
    slack = (high - low) * 1e-9
    return tuple(
        (min(max(float(value), low), high), glyphs.transliterate(label))
        for value, label in pairs
        if low - slack <= value <= high + slack
    )


@lru_cache(maxsize=64)
def _cached_axes(
    width: int,
    height: int,
    x_limits: Limits,
    y_limits: Limits,
    x_ticks: tuple[float | Tick, ...] | None,
    y_ticks: tuple[float | Tick, ...] | None,
    title: str,
    x_label: str,
    y_label: str,
    glyphs: GlyphSet,
) -> Axes:
    """The cached implementation of `axes`."""
    return _draw(
        _AxesSpec(
            width,
            height,
            x_limits,
            y_limits,
            _labelled(x_ticks, x_limits, width // 12, glyphs),
            _labelled(y_ticks, y_limits, min(height // 4 + 1, 6), glyphs),
            glyphs.transliterate(title.strip()),
            glyphs.transliterate(x_label.strip()),
            glyphs.transliterate(y_label.strip()),
            glyphs,
        )
    )


def _draw(spec: _AxesSpec) -> Axes:
    """The axes drawn by plotext, or by our fallback."""
    try:
        drawn = _draw_with_plotext(spec)
    except Exception:  # an unknown version of plotext may fail in any way
        drawn = _draw_fallback(spec)
    drawn.buffer.freeze()
    return drawn


class _Figure(NamedTuple):
    """Plotext's rows of characters, and the margins around its data box in cells."""

    rows: list[str]
    left: int
    right: int
    top: int
    bottom: int


def _draw_with_plotext(spec: _AxesSpec) -> Axes:
    """Combine the top and bottom margins of a flat figure with the side margins of a narrow one.

    Plotext's time grows with the cells of the data box, which is not used: so both figures are small.

    Raises:
        Exception: of any kind, if plotext is another version or has no room for a data box.
    """
    wide = _figure(spec, spec.width, min(spec.height, _MIN_SIZE))
    high = _figure(spec, min(spec.width, wide.left + wide.right + _MIN_SIZE), spec.height)
    if wide[1:] != high[1:]:
        wide = high = _figure(spec, spec.width, spec.height)
    _, left, right, top, bottom = wide
    transform = spec.transform(left, top, spec.width - left - right, spec.height - top - bottom)
    ticks = _one_tick_per_row(spec.y_ticks, transform)
    if len(ticks) < len(spec.y_ticks):
        return _draw_with_plotext(spec._replace(y_ticks=ticks))
    beside = [(row[:left], row[len(row) - right :]) for row in high.rows[top : spec.height - bottom]]
    rows = [before + " " * transform.width + after for before, after in beside]
    rows = [*wide.rows[:top], *rows, *wide.rows[len(wide.rows) - bottom :]]
    return Axes(_read_figure(rows, spec, transform), transform)


def _one_tick_per_row(ticks: tuple[Tick, ...], transform: PlotTransform) -> tuple[Tick, ...]:
    """The ticks without those that share a row; the last and the first one have priority."""
    taken: dict[int, Tick] = {}
    for tick in (*ticks[-1:], *ticks):
        taken.setdefault(floor(transform.row(tick[0]) + 0.5 - TIE_EPSILON), tick)
    return tuple(tick for tick in ticks if tick in taken.values())


def _figure(spec: _AxesSpec, width: int, height: int) -> _Figure:
    """Build a plotext figure of this size, and read its characters and its data box."""
    from textual_plotext.plot import Plot  # imported here because it is slow

    plot: Any = Plot()
    plot._set_size(width, height)
    plot.xlim(*spec.x_limits)
    plot.ylim(*spec.y_limits)
    plot.scatter([spec.x_limits[0]], [spec.y_limits[0]], marker=" ")  # plotext draws no axes without data
    plot.xticks(*map(list, zip(*spec.x_ticks, strict=True)) if spec.x_ticks else ([], []))
    plot.yticks(*map(list, zip(*spec.y_ticks, strict=True)) if spec.y_ticks else ([], []))
    plot.title(spec.title or spec.y_label)
    plot.xlabel(spec.x_label)
    plot.build()
    matrix = plot.monitor.matrix
    if (plot.monitor.xlim[0], plot.monitor.ylim[0]) != (list(spec.x_limits), list(spec.y_limits)):
        raise ValueError("plotext did not keep the limits")
    rows = ["".join(line) for line in matrix.marker[::-1]]
    if [len(row) for row in rows] != [width] * height:
        raise ValueError("plotext did not keep the size")
    across, down = matrix.Cols_canvas, matrix.Rows_canvas
    return _Figure(rows, across.start, width - across.stop, height - down.stop, down.start)


def _read_figure(rows: list[str], spec: _AxesSpec, transform: PlotTransform) -> CellBuffer:
    """A buffer with plotext's characters, top row first: the frame as GRID, labels as MUTED."""
    buffer = CellBuffer(spec.width, spec.height)
    frame = {char: spec.glyphs.transliterate(char) for char in _FRAME_CHARACTERS}
    for y, row in enumerate(rows):
        x = 0
        for is_frame, chars in groupby(row, frame.__contains__):
            role = Role.GRID if is_frame else Role.MUTED
            x = text(buffer, x, y, "".join(frame.get(char, char) for char in chars), role)
    _title_row(buffer, spec, transform)
    buffer.fill(transform.left, transform.top, transform.width, transform.height, " ", Role.TEXT)
    return buffer


def _title_row(buffer: CellBuffer, spec: _AxesSpec, transform: PlotTransform) -> None:
    """Write the y label and, if there is room, the title in the row above the frame."""
    if not (spec.title or spec.y_label):
        return
    buffer.fill(0, 0, buffer.width, 1, " ", Role.TEXT)
    stop = text(buffer, 0, 0, spec.y_label, Role.MUTED)
    start = transform.left + (transform.width - len(spec.title)) // 2
    if start > stop or not spec.y_label:
        text(buffer, max(start, 0), 0, spec.title, Role.TITLE)


def _draw_fallback(spec: _AxesSpec) -> Axes:
    """A simple frame, with or without ticks and labels depending on the size, or no frame."""
    margin = max((len(label) for _, label in spec.y_ticks), default=0)
    head = int(bool(spec.title or spec.y_label))
    foot = int(bool(spec.x_ticks)) + int(bool(spec.x_label))
    width, height = spec.width - margin - 2, spec.height - head - foot - 2
    buffer = CellBuffer(spec.width, spec.height)
    if width < 1 or height < 1:
        if margin or head or foot:
            return _draw_fallback(spec._replace(x_ticks=(), y_ticks=(), title="", x_label="", y_label=""))
        return Axes(buffer, spec.transform(0, 0, spec.width, spec.height))
    transform = spec.transform(margin + 1, head + 1, width, height)
    box(buffer, margin, head, width + 2, height + 2, Role.GRID, spec.glyphs)
    _draw_fallback_ticks(buffer, spec, transform)
    _title_row(buffer, spec, transform)
    if spec.x_label:
        start = transform.left + (width - len(spec.x_label)) // 2
        text(buffer, max(start, 0), spec.height - 1, spec.x_label, Role.MUTED)
    return Axes(buffer, transform)


def _draw_fallback_ticks(buffer: CellBuffer, spec: _AxesSpec, transform: PlotTransform) -> None:
    """Draw ticks and labels; on the x axis, labels that would touch their neighbour are left out."""
    y_tick, x_tick = spec.glyphs.table.ticks[0], spec.glyphs.table.ticks[1]
    for value, label in spec.y_ticks:
        row = floor(transform.row(value) + 0.5 - TIE_EPSILON)
        text_right(buffer, transform.left - 1, row, label, Role.MUTED)
        buffer.fill(transform.left - 1, row, 1, 1, y_tick, Role.GRID)
    free, bottom = 0, transform.top + transform.height
    for value, label in spec.x_ticks:
        column = floor(transform.column(value) + 0.5 + TIE_EPSILON)
        start = min(max(column - len(label) // 2, 0), buffer.width - len(label))
        if start >= free:
            free = text(buffer, start, bottom + 1, label, Role.MUTED) + 1
            buffer.fill(column, bottom, 1, 1, x_tick, Role.GRID)
