"""The loss against the temperature: the curve, the present point, and the best temperature."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from textual.message import Message

from infotui.canvas.axes import Axes, nice_ticks
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.plot_panel import plot_panel
from infotui.canvas.plots import axhline, clamped_point, polyline
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform
from infotui.lessons.cross_entropy.model.state import MAX_TEMPERATURE, MIN_TEMPERATURE
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.drag_mixin import DragMixin

BEST = "○"

_BORDER = 4
"""Columns of the border beside a title in it: its corners and a blank on both sides."""
_TICKS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
_MIN_ROWS_WITH_TICKS = 7
_WAITING = "the curve is being computed …"


class TemperatureView(NamedTuple):
    """The curve (empty until it is computed), and where the present and the best temperature stand on it.

    `best` is None if it is not on the curve. The titles say the same in words, the longest first. `floor` is
    the least loss that soft labels allow, with its label.
    """

    temperatures: tuple[float, ...]
    losses: tuple[float, ...]
    low: float
    high: float
    now: tuple[float, float]
    best: tuple[float, float] | None
    titles: tuple[str, ...]
    floor: tuple[float, str] | None = None


class TemperaturePlot(DragMixin):
    """The curve on a logarithmic axis of temperature. The point can be dragged; it follows the curve."""

    view_name = "temperature"
    view: painted[TemperatureView | None] = painted(None)
    """What to show."""

    @dataclass(eq=False, repr=False)
    class Moved(Message):
        """The point was dragged to a place on the axis, 0 to 1. Moves of one drag share their `gesture`."""

        fraction: float
        gesture: object

        def can_replace(self, message: Message) -> bool:
            """Coalesce the moves of one drag."""
            return isinstance(message, TemperaturePlot.Moved) and message.gesture is self.gesture

    @dataclass(eq=False, repr=False)
    class Scrolled(Message):
        """The wheel was turned by so many small steps."""

        steps: int

    class Released(Message):
        """A drag is over."""

    def hit_test(self, x: int, y: int) -> bool | None:
        """Whether a press here takes the point: anywhere inside the axes."""
        if self.view is None:
            return None
        transform = temperature_frame(self.view, *self.size, self.glyphs).transform
        inside = transform.left <= x < transform.left + transform.width and y >= transform.top
        return inside or None

    def begin_drag(self, x: int, y: int) -> bool:
        """Take the point."""
        return bool(self.hit_test(x, y))

    def drag_to(self, x: int, y: int) -> None:
        """Announce where the point is dragged."""
        if self.view is not None:
            transform = temperature_frame(self.view, *self.size, self.glyphs).transform
            fraction = (x - transform.left) / max(transform.width - 1, 1)
            self.post_message(self.Moved(min(max(fraction, 0.0), 1.0), self.gesture))

    def drag_ended(self) -> None:
        """Announce the end of the drag."""
        self.post_message(self.Released())

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """Announce a turn of the wheel."""
        self.post_message(self.Scrolled(by))

    def paint(self, width: int, height: int) -> CellBuffer:
        """The curve and its points."""
        if self.view is None:
            return CellBuffer(width, height)
        is_lit = self.gesture is not None or bool(self.hovered)
        return paint_temperature(self.view, is_lit, width, height, self.glyphs)


def temperature_frame(view: TemperatureView, width: int, height: int, glyphs: GlyphSet) -> Axes:
    """The axes in a panel; the title, which follows the point, is drawn later."""
    return plot_panel(
        width,
        height,
        (math.log(MIN_TEMPERATURE), math.log(MAX_TEMPERATURE)),
        (view.low, view.high),
        x_ticks=tuple((math.log(t), f"{t:g}") for t in _TICKS) if height >= _MIN_ROWS_WITH_TICKS else (),
        y_ticks=tuple(nice_ticks(view.low, view.high, max(height // 2, 3))),
        glyphs=glyphs,
    )


@lru_cache(maxsize=4)
def _without_point(view: TemperatureView, width: int, height: int, glyphs: GlyphSet) -> Axes:
    """The axes, the curve, the floor and the best temperature, which stay while the point moves."""
    frame = temperature_frame(view, width, height, glyphs)
    buffer, transform = frame.buffer.copy(), frame.transform
    if view.floor is not None:
        _paint_floor(buffer, transform, *view.floor, glyphs)
    if view.temperatures:
        x = [math.log(t) for t in view.temperatures]
        polyline(buffer, transform, x, view.losses, Role.CURVE, glyphs)
    else:
        text(buffer, transform.left + 2, transform.top, _WAITING, Role.MUTED, glyphs)
    if view.best is not None:
        cell = transform.cell(math.log(view.best[0]), view.best[1])
        if cell is not None:
            text(buffer, *cell, BEST, Role.MAXIMUM, glyphs)
    return Axes(buffer.freeze(), transform)


def paint_temperature(
    view: TemperatureView, is_lit: bool, width: int, height: int, glyphs: GlyphSet
) -> CellBuffer:
    """The whole picture at this size."""
    at_rest, transform = _without_point(view._replace(now=(1.0, 0.0), titles=()), width, height, glyphs)
    buffer = CellBuffer(width, height)
    buffer.blit(at_rest, 0)
    fitting = (title for title in view.titles if len(glyphs.transliterate(title)) + _BORDER <= width)
    text(buffer, 1, 0, f" {next(fitting, '')} ", Role.TITLE, glyphs)
    temperature, loss = view.now
    role = Role.P_BRIGHT if is_lit else Role.POINT
    top = 2 * view.high - view.low  # infinity must not reach the axes
    clamped_point(buffer, transform, math.log(temperature), min(loss, top), role, glyphs)
    return buffer


def _paint_floor(
    buffer: CellBuffer, transform: PlotTransform, loss: float, label: str, glyphs: GlyphSet
) -> None:
    """A dashed line, and its label at its right end, where the curve is far above it."""
    axhline(buffer, transform, loss, Role.MAXIMUM, glyphs)
    cell = transform.cell(math.log(MAX_TEMPERATURE), loss)
    if cell is not None:
        words = f" {glyphs.transliterate(label)} "
        if len(words) < transform.width // 2:
            text_right(buffer, transform.left + transform.width, cell[1], words, Role.MAXIMUM, glyphs)
