"""Axes of plots over the same x, below a headline; their columns are aligned."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import ceil

from infotui.canvas.axes import Axes, Tick, axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role

from .axis_ranges import Range

CACHE_SIZE = 48
"""LRU size: drags and undo revisit recent plots."""
_Y_LABEL = 6
_ROWS_A_TICK = 2
_GAP = 3
"""Columns between two labels of the x axis, at least."""


@lru_cache(maxsize=16)
def plot_frame(
    width: int, height: int, x: Range, y: Range, caption: str, glyphs: GlyphSet, x_labels: bool = True
) -> Axes:
    """A blank headline in the first row, and axes below it with `caption` in their upper border.

    The labels of y have one width, so that plots of one width have their x in the same columns.
    """
    label_width = max(len(_label(tick)) for tick in x.ticks) + _GAP
    x_ticks = _every_nth(x, ceil(label_width * len(x.ticks) / max(width - _Y_LABEL, 1))) if x_labels else []
    y_ticks = _every_nth(y, ceil(len(y.ticks) * _ROWS_A_TICK / max(height - 3, 1)))
    below = axes(
        width,
        height - 1,
        (x.low, x.high),
        (y.low, y.high),
        x_ticks=x_ticks,
        y_ticks=[(value, label.rjust(_Y_LABEL)) for value, label in y_ticks],
        glyphs=glyphs,
    )
    buffer = CellBuffer(width, height)
    buffer.blit(below.buffer, 1)
    transform = replace(below.transform, top=below.transform.top + 1)
    if transform.top > 1 and transform.width > len(caption) + 3:
        text(buffer, transform.left + 1, 1, f" {caption} ", Role.MUTED, glyphs)
    return Axes(buffer.freeze(), transform)


def _every_nth(axis: Range, every: int) -> list[Tick]:
    """Every n-th tick of an axis, with 0 if the axis has it."""
    return [(tick, _label(tick)) for tick in axis.ticks if round(tick / axis.step) % every == 0]


def _label(tick: float) -> str:
    return f"{tick:.4g}".replace("e+0", "e").replace("e-0", "e-").replace("-", "−")
