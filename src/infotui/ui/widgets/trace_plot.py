"""The trace of a quantity over the steps of a run, on a logarithmic axis, and the minimum it converges to."""

from __future__ import annotations

import math
from typing import NamedTuple

from textual import events
from textual.message import Message

from infotui.canvas.axes import Axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.plot_panel import plot_panel
from infotui.canvas.plots import axhline, clamped_point, polyline
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform

from .cell_widget import CachedLayer, CellWidget, painted
from .gauge import LabelledValue

_MIN_DECADES = 2
_TICKS = ("0", "1", "10", "100", "1k", "10k", "100k", "1M")
_MIN_TICK_ROWS = 9


class TraceView(NamedTuple):
    """Values and the step of each, the step and value of the present, the floor, the top of the scale."""

    steps: tuple[int, ...]
    values: tuple[float, ...]
    now: tuple[int, float]
    floor: LabelledValue
    scale_max: float


class TracePlot(CellWidget):
    """The trace, the dashed floor, and the present point. A click runs or pauses.

    The column of a step is the logarithm of its number plus 1, so that step 0 has a column too.
    """

    view_name = "trace"
    view: painted[TraceView | None] = painted(None)
    """What to show."""

    class Pressed(Message):
        """The plot was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._background = CachedLayer()
        self.tooltip = "run gradient steps, or pause (G)"

    def on_click(self, event: events.Click) -> None:
        """Announce the click."""
        self.post_message(self.Pressed())

    def paint(self, width: int, height: int) -> CellBuffer:
        """The cached axes and floor, the trace and the point on them."""
        view = self.view
        if view is None:
            return CellBuffer(width, height)
        frame = self._frame(view, width, height)
        key = (frame.buffer, frame.transform, view.floor)
        buffer = self._background.get(key, lambda: self._paint_background(view, frame))
        transform, (step, value) = frame.transform, view.now
        top = 2 * view.scale_max  # what is above is clamped, and infinity must not reach the axes
        if step:
            x = [_x(earlier) for earlier in (*view.steps, step)]
            y = [min(earlier, top) for earlier in (*view.values, value)]
            polyline(buffer, transform, x, y, Role.POINT, self.glyphs)
        clamped_point(buffer, transform, _x(step), min(value, top), Role.POINT, self.glyphs)
        self._paint_label(buffer, transform, view.floor)
        return buffer

    def _paint_background(self, view: TraceView, frame: Axes) -> CellBuffer:
        """Everything that stays the same while the steps fit on the axis."""
        buffer, transform = frame.buffer.copy(), frame.transform
        axhline(buffer, transform, view.floor.value, Role.MUTED, self.glyphs)
        return buffer

    def _paint_label(self, buffer: CellBuffer, transform: PlotTransform, floor: LabelledValue) -> None:
        """Write what the floor is at the right: above it, in the nearest row that the trace leaves free."""
        bottom = transform.top + transform.height - 1
        above = min(max(round(transform.row(floor.value)) - 1, transform.top), bottom)
        end = transform.left + transform.width
        for label in (f" {floor.label} {floor.text} ", f" {floor.label} "):
            spelled = self.glyphs.transliterate(label)
            if len(spelled) > transform.width:
                continue
            for row in (above, *range(above - 1, transform.top - 1, -1)):
                if buffer.row_slice(row, end - len(spelled), end)[0].isspace():
                    text(buffer, end - len(spelled), row, label, Role.MUTED, self.glyphs)
                    return

    def _frame(self, view: TraceView, width: int, height: int) -> Axes:
        # The end of the axis is a power of ten, so that the axes are seldom drawn again.
        decades = max(math.ceil(math.log10(max(view.now[0], 1))), _MIN_DECADES)
        ticks = [(_x(step), label) for step, label in zip(_tick_steps(decades), _TICKS, strict=False)]
        middle, top = view.scale_max / 2, view.scale_max
        return plot_panel(
            width,
            height,
            (0.0, _x(10**decades)),
            (0.0, view.scale_max),
            x_ticks=tuple(ticks) if height >= _MIN_TICK_ROWS else (),
            y_ticks=((0.0, "0"), (middle, f"{middle:g}"), (top, f"{top:g}")),
            title="loss, step by step",
            value="g step  G run",
            glyphs=self.glyphs,
        )


def _x(step: int) -> float:
    """The place of a step on the axis."""
    return math.log10(1 + step)


def _tick_steps(decades: int) -> list[int]:
    return [0, *(10**power for power in range(decades + 1))]
