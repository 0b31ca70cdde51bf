"""The trace of a quantity over the steps of a run, and the floor it falls towards."""

from __future__ import annotations

import math
from typing import NamedTuple

from textual import events
from textual.message import Message

from infotui.canvas.axes import Axes, axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.plots import axhline, clamped_point, polyline
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role

from .cell_widget import CachedLayer, CellWidget, painted
from .gauge import LabelledValue

_FEWEST_STEPS = 32
_ROOM_FOR_TICKS = 9


class TraceView(NamedTuple):
    """The values at every `stride`-th step, where the run stands now, its floor, and the top of the scale."""

    values: tuple[float, ...]
    stride: int
    now: tuple[int, float]
    floor: LabelledValue
    scale_max: float


class TracePlot(CellWidget):
    """The trace, the dashed floor, and the point the run has come to. A press on it runs or stops."""

    view: painted[TraceView | None] = painted(None)
    """What to show."""

    class Pressed(Message):
        """The plot was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._background = CachedLayer()

    def on_click(self, event: events.Click) -> None:
        """Tell of it."""
        self.post_message(self.Pressed())

    def paint(self, width: int, height: int) -> CellBuffer:
        """The frame and the floor as they were kept, the trace and the point on them."""
        view = self.view
        if view is None:
            return CellBuffer(width, height)
        frame = self._frame(view, width, height)
        key = (frame.buffer, frame.transform, view.floor)
        buffer = self._background.get(key, lambda: self._paint_background(view, frame))
        transform, now = frame.transform, min(view.now[1], 2 * view.scale_max)
        if view.now[0]:
            steps = range(0, len(view.values) * view.stride, view.stride)
            values = [min(value, 2 * view.scale_max) for value in view.values]
            polyline(buffer, transform, (*steps, view.now[0]), (*values, now), Role.CURVE, self.glyphs)
        clamped_point(buffer, transform, view.now[0], now, Role.POINT, self.glyphs)
        return buffer

    def _paint_background(self, view: TraceView, frame: Axes) -> CellBuffer:
        """What stays the same while the steps fit in the frame."""
        buffer, transform = frame.buffer.copy(), frame.transform
        axhline(buffer, transform, view.floor.value, Role.MAXIMUM, self.glyphs)
        labels = (f" {view.floor.label} {view.floor.text} ", f" {view.floor.label} ", "")
        label = next(label for label in labels if len(self.glyphs.transliterate(label)) <= transform.width)
        row = min(
            max(round(transform.row(view.floor.value)) - 1, transform.top),
            transform.top + transform.height - 1,
        )
        text(buffer, transform.left + transform.width - len(label), row, label, Role.MUTED, self.glyphs)
        return buffer

    def _frame(self, view: TraceView, width: int, height: int) -> Axes:
        # The end of the axis doubles, so that the axes are seldom drawn anew.
        steps = _FEWEST_STEPS * 2 ** max(math.ceil(math.log2(max(view.now[0], 1) / _FEWEST_STEPS)), 0)
        ticks = None if height >= _ROOM_FOR_TICKS else ()
        return axes(width, height, (0.0, steps), (0.0, view.scale_max), x_ticks=ticks, glyphs=self.glyphs)
