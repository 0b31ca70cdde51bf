"""A plot in a panel: axes whose tick labels stand inside a border with a title and a value."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, inf

from .axes import Axes, Limits, Tick, axes
from .cell_buffer import CellBuffer
from .glyphs import GlyphSet
from .primitives import panel
from .roles import Role

_BORDER = 1
"""Columns of the left border, which the tick labels leave free."""
_FRAME_ROWS = 2
"""The top and the bottom of the border."""
_TOLERANCE = 1e-9
"""Rounding tolerance, as a share of a step or of a row."""
_MOST_STRETCH = 1.25 + _TOLERANCE
"""How much longer an axis may be so that its ticks are evenly spaced."""


@lru_cache(maxsize=32)
def plot_panel(
    width: int,
    height: int,
    x_limits: Limits,
    y_limits: Limits,
    *,
    x_ticks: tuple[Tick, ...] | None = None,
    y_ticks: tuple[Tick, ...],
    title: str = "",
    value: str = "",
    is_focused: bool = False,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> Axes:
    """Axes in a panel that fills `width` by `height` cells; x tick labels stand below its border.

    The buffer is shared and read-only: copy it, then paint. Where there is no room for labels and border, the
    axes are returned without a panel.

    Args:
        width: cells.
        height: cells.
        x_limits: what the first and the last column of the data box stand for.
        y_limits: what its bottom and its top row stand for, at least; more where ticks would stand unevenly.
        x_ticks: values and labels; None chooses them, an empty tuple leaves them out.
        y_ticks: values and labels.
        title: at the left of the top border.
        value: at the right of it.
        is_focused: whether the panel has the focus.
        glyphs: the characters that may be used.
    """
    room = _BORDER + max((len(glyphs.transliterate(label)) for _, label in y_ticks), default=0)
    labels = [
        (at, label.rjust(room + len(label) - len(glyphs.transliterate(label)))) for at, label in y_ticks
    ]
    rows = height - _FRAME_ROWS - (x_ticks != ())
    even, kept = even_ticks(y_limits, labels, rows)
    frame = axes(width, height, x_limits, even, x_ticks=x_ticks, y_ticks=kept, glyphs=glyphs)
    if frame.transform.height != rows:
        frame = axes(width, height, x_limits, y_limits, x_ticks=x_ticks, y_ticks=labels, glyphs=glyphs)
    transform = frame.transform
    if not (width and height):
        return Axes(CellBuffer(width, height).freeze(), transform)
    if not (transform.top and transform.left > _BORDER and transform.left + transform.width < width):
        return frame
    buffer = frame.buffer.copy()
    _thin_axis(buffer, transform.left - 1, transform.top, transform.height, glyphs)
    panel(
        buffer,
        0,
        transform.top - 1,
        width,
        transform.height + 2,
        title,
        value,
        is_focused=is_focused,
        glyphs=glyphs,
    )
    return Axes(buffer.freeze(), transform)


def even_ticks(limits: Limits, ticks: Sequence[Tick], rows: int) -> tuple[Limits, Sequence[Tick]]:
    """Limits that hold `limits`, and ticks that stand at the centres of evenly spaced rows.

    As many of the ticks, 0 among them, as leave few rows unused; two are always even. Ticks at uneven
    distances stay as they are.

    >>> even_ticks((0, 2), ((0, "0"), (1, "1"), (2, "2")), 6)
    ((0.0, 2.5), ((0, '0'), (1, '1'), (2, '2')))
    """
    values = [at for at, _ in ticks]
    steps = [b - a for a, b in pairwise(values)]
    if rows < 2 or len(ticks) < 3 or max(steps) - min(steps) > _TOLERANCE * max(steps):
        return limits, ticks
    zero = values.index(0) if 0 in values else 0
    for every in range(1, len(ticks)):
        kept = ticks[zero % every :: every]
        if len(kept) < 3:
            return limits, kept
        even = _even_limits(limits, [at for at, _ in kept], rows)
        if even[1] - even[0] <= _MOST_STRETCH * (limits[1] - limits[0]):
            return even, kept
    return limits, ticks


def _even_limits(limits: Limits, ticks: Sequence[float], rows: int) -> Limits:
    """The closest limits at which evenly spaced ticks are a whole number of rows apart; infinite if none."""
    low, high = limits
    step = (ticks[-1] - ticks[0]) / (len(ticks) - 1)
    for rows_a_step in range(floor((rows - 1) * step / (high - low) + _TOLERANCE), 0, -1):
        row = step / rows_a_step
        start = ticks[0] - ceil((ticks[0] - low) / row - _TOLERANCE) * row
        end = start + (rows - 1) * row
        if end >= high - _TOLERANCE * step:
            return start, end
    return low, inf


def _thin_axis(buffer: CellBuffer, column: int, top: int, rows: int, glyphs: GlyphSet) -> None:
    """Shorten the ticks of the y axis and take out the line between them: the border is beside it."""
    for row in range(top, top + rows):
        is_tick = buffer.char(column, row) == glyphs.table.ticks[0]
        buffer.write(column, row, glyphs.table.horizontal_line if is_tick else " ", Role.GRID)
