"""Panels of plots over the same x; their columns are aligned."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from infotui.canvas.axes import Axes, Tick
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.plot_panel import plot_panel
from infotui.core.reading import typographic

from .axis_ranges import Range

CACHE_SIZE = 48
"""LRU size: drags and undo revisit recent plots."""
_Y_LABEL = 5
_ROWS_A_TICK = 2
_GAP = 3
"""Columns between two labels of the x axis, at least."""


@lru_cache(maxsize=16)
def plot_frame(
    width: int, height: int, x: Range, y: Range, caption: str, glyphs: GlyphSet, x_labels: bool = True
) -> Axes:
    """Axes in a panel with `caption` in its border.

    The labels of y have one width, so that plots of one width have their x in the same columns.
    """
    label_width = max(len(_label(tick)) for tick in x.ticks) + _GAP
    x_ticks = _every_nth(x, ceil(label_width * len(x.ticks) / max(width - _Y_LABEL, 1))) if x_labels else []
    y_ticks = _every_nth(y, ceil(len(y.ticks) * _ROWS_A_TICK / max(height - 2, 1)))
    return plot_panel(
        width,
        height,
        (x.low, x.high),
        (y.low, y.high),
        x_ticks=tuple(x_ticks),
        y_ticks=tuple((value, _y_label(value, label).rjust(_Y_LABEL)) for value, label in y_ticks),
        title=caption,
        glyphs=glyphs,
    )


def _y_label(tick: float, label: str) -> str:
    """A label of at most five characters where possible: the labels of both plots have one width."""
    power = typographic(f"{tick:.0e}".replace("e+0", "e").replace("e-0", "e-"))
    return next((s for s in (label, label.replace("0.", ".")) if len(s) <= _Y_LABEL), power)


def _every_nth(axis: Range, every: int) -> list[Tick]:
    """Every n-th tick of an axis, with 0 if the axis has it."""
    return [(tick, _label(tick)) for tick in axis.ticks if round(tick / axis.step) % every == 0]


def _label(tick: float) -> str:
    return typographic(f"{tick:.4g}".replace("e+0", "e").replace("e-0", "e-"))
