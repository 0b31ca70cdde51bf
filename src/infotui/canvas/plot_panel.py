"""A plot in a panel: axes whose tick labels stand inside a border with a title and a value."""

from __future__ import annotations

from functools import lru_cache

from .axes import Axes, Limits, Tick, axes
from .cell_buffer import CellBuffer
from .glyphs import GlyphSet
from .primitives import panel
from .roles import Role

_BORDER = 1
"""Columns of the left border, which the tick labels leave free."""


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
        y_limits: what its bottom and its top row stand for.
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


def _thin_axis(buffer: CellBuffer, column: int, top: int, rows: int, glyphs: GlyphSet) -> None:
    """Shorten the ticks of the y axis and take out the line between them: the border is beside it."""
    for row in range(top, top + rows):
        is_tick = buffer.char(column, row) == glyphs.table.ticks[0]
        buffer.write(column, row, glyphs.table.horizontal_line if is_tick else " ", Role.GRID)
