"""The trace of a quantity over the steps of a run, and the floor it falls towards."""

from __future__ import annotations

import math
from typing import NamedTuple

from textual import events
from textual.message import Message

from infotui.canvas.axes import Axes, axes
from infotui.canvas.curves import level, pinned_dot, polyline
from infotui.canvas.grid import Grid
from infotui.canvas.painters import text
from infotui.canvas.roles import Role

from .cells import CellWidget, shown
from .gauge import Level

_FEWEST_STEPS = 32
_ROOM_FOR_TICKS = 9


class TraceView(NamedTuple):
    """The values at every `stride`-th step, where the run stands now, its floor, and the top of the scale."""

    values: tuple[float, ...]
    stride: int
    now: tuple[int, float]
    floor: Level
    most: float


class TracePlot(CellWidget):
    """The trace, the dashed floor, and the point the run has come to. A press on it runs or stops."""

    view: shown[TraceView | None] = shown(None)
    """What to show."""

    class Pressed(Message):
        """The plot was pressed."""

    def watch_view(self) -> None:
        """Show it."""
        self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Tell of it."""
        self.post_message(self.Pressed())

    def paint(self, width: int, height: int) -> Grid:
        """The frame, kept while steps fit in it; floor, trace and point."""
        view = self.view
        if view is None:
            return Grid(width, height)
        frame = self._frame(view, width, height)
        grid, mapping = frame.grid.copy(), frame.mapping
        level(grid, mapping, view.floor.value, Role.MAXIMUM, self.marks)
        label = f" {view.floor.label} {view.floor.text} "
        row = min(
            max(round(mapping.row(view.floor.value)) - 1, mapping.top), mapping.top + mapping.height - 1
        )
        text(grid, mapping.left + mapping.width - len(label), row, label, Role.MUTED, self.marks)
        steps = range(0, len(view.values) * view.stride, view.stride)
        xs, ys = (*steps, view.now[0]), (*view.values, view.now[1])
        polyline(grid, mapping, xs, [min(y, 2 * view.most) for y in ys], Role.CURVE, self.marks)
        pinned_dot(grid, mapping, view.now[0], min(view.now[1], 2 * view.most), Role.POINT, self.marks)
        return grid

    def _frame(self, view: TraceView, width: int, height: int) -> Axes:
        # The end of the axis doubles, so that the axes are seldom drawn anew.
        steps = _FEWEST_STEPS * 2 ** max(math.ceil(math.log2(max(view.now[0], 1) / _FEWEST_STEPS)), 0)
        ticks = None if height >= _ROOM_FOR_TICKS else ()
        return axes(width, height, (0.0, steps), (0.0, view.most), x_ticks=ticks, marks=self.marks)
