"""The loss of a binary classifier as a curve over the prediction; its point and a slider move it."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

from textual.binding import Binding
from textual.geometry import Offset

from infotui.canvas.axes import Axes, nice_ticks
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.plot_panel import plot_panel
from infotui.canvas.plots import axhline, clamped_point, free_label, polyline
from infotui.canvas.primitives import hline, text, text_right
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform
from infotui.core.cover import Cover
from infotui.core.number_parsing import parse_numbers
from infotui.core.reading import format_number
from infotui.lessons.cross_entropy.model.state import Binary
from infotui.ui.widgets.cell_widget import CachedLayer, painted
from infotui.ui.widgets.drag_editor import DragEditor

from .loss_reading import LossView, paint_reading

_STEP = 0.01
_LABEL, _POINT = range(2)
_LABEL_SHARE = 0.35
"""The share of the width in which the label of the uniform guess stays clear of the curves."""
_TITLE_ROWS = 1
_SLIDER_ROWS = 1
_CELL_ASPECT = 2
"""A cell is about twice as high as it is wide: distances on the screen are measured with that."""
_MOVE = Binding.Group("change", compact=True)


class LossEditor(DragEditor[Binary]):
    """−log q or −log(1 − q) with its moving point; a click on the label above changes it."""

    view_name = "curve"
    BINDINGS = [
        Binding("up,right,k,l", "step(1)", "q + 0.01", group=_MOVE),
        Binding("down,left,j,h", "step(-1)", "q − 0.01", group=_MOVE),
        Binding("pageup,K", "step(10)", "q + 0.1", show=False),
        Binding("pagedown,J", "step(-10)", "q − 0.1", show=False),
        Binding("home", "move_to(0)", "q = 0", show=False),
        Binding("end", "move_to(1)", "q = 1", show=False),
    ]

    view: painted[LossView | None] = painted(None)
    """What to show."""

    def __init__(self, distribution: Binary, *, id: str | None = None) -> None:
        super().__init__(distribution, id=id)
        self._background = CachedLayer()
        self._along_slider = False
        self._hidden: frozenset[str] = frozenset()

    def action_step(self, by: int) -> None:
        """Move p by so many hundredths."""
        self.action_move_to(min(max(round(self.distribution.p + by * _STEP, 12), 0.0), 1.0))

    def action_move_to(self, p: float) -> None:
        """Set p."""
        self.distribution = self.distribution.with_p(p)

    def action_turn(self) -> None:
        """Make the other label the true one."""
        self.distribution = self.distribution.with_label(1 - self.distribution.label)

    @property
    def value_prompt(self) -> str:
        """The label of the prediction."""
        return "q ="

    @property
    def value_text(self) -> str:
        """The prediction, with all its digits."""
        return repr(self.distribution.p)

    def parse_text(self, text: str) -> Binary:
        """One number: the probability of label 1."""
        numbers = parse_numbers(text)
        if len(numbers) != 1:
            raise ValueError("type one probability: 0.25, 1/3, 1e-9")
        value: Binary = self.distribution
        return value.with_p(numbers[0])

    def hit_test(self, x: int, y: int) -> int:
        """The label above, or the point and its slider."""
        return _LABEL if y < _TITLE_ROWS else _POINT

    @property
    def cursor_cell(self) -> Offset:
        """The knob of the slider."""
        column = self._column(self._frame(*self.size).transform, self.distribution.p)
        return Offset(column, self.size.height - _SLIDER_ROWS)

    def begin_drag(self, x: int, y: int) -> bool:
        """Take the point, from anywhere on plot or slider; a press on the title changes the label."""
        if y < _TITLE_ROWS:
            self.action_turn()
            return False
        self._along_slider = y >= self.size.height - _SLIDER_ROWS
        return True

    def drag_to(self, x: int, y: int) -> None:
        """Move the point to the nearest stop on the curve, or on the slider to the stop in this column."""
        if self.view is None:
            return
        transform, stops, ceiling = self._frame(*self.size).transform, self.view.stops, self.view.ceiling

        def distance(stop: tuple[float, float]) -> float:
            p, loss = stop
            row = max(transform.row(min(loss, 2 * ceiling)), transform.top)
            down = 0.0 if self._along_slider else _CELL_ASPECT * (row - y)
            return math.hypot(transform.column(p) - x, down)

        # A stop that is painted in the cell under the pointer comes first.
        p, _ = min(
            zip(stops.p, stops.loss, strict=True),
            key=lambda stop: (transform.cell(*stop) != (x, y), distance(stop)),
        )
        self.action_move_to(round(p, 2))

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """Move the prediction by hundredths."""
        self.action_step(by)

    def paint(self, width: int, height: int) -> CellBuffer:
        """The cached curve; on it label, point and slider."""
        view, value = self.view, self.distribution
        if view is None:
            return CellBuffer(width, height)
        frame = self._frame(width, height)
        key = (view.curve, view.other_curve, frame, view.guess, height)
        buffer = self._background.get(key, lambda: self._paint_background(view, frame, width, height))
        self._paint_title(buffer)
        paint_reading(buffer, frame.transform, view, value.p, self.glyphs)
        clamped_point(
            buffer, frame.transform, value.p, min(view.loss, 2 * view.ceiling), Role.POINT, self.glyphs
        )
        self._paint_slider(buffer, frame.transform)
        return buffer

    def paint_covered(self, width: int, height: int) -> CellBuffer:
        """The label and the prediction, but not the curve."""
        buffer = super().paint_covered(width, height)
        if "q" in self._hidden:
            return buffer
        transform = self._frame(width, height).transform
        buffer.fill(0, 0, width, _TITLE_ROWS, " ", Role.TEXT)
        buffer.fill(0, height - _SLIDER_ROWS, width, _SLIDER_ROWS, " ", Role.TEXT)
        self._paint_title(buffer)
        text_right(buffer, width, 0, f"q = {format_number(self.distribution.p)}", Role.TITLE, self.glyphs)
        self._paint_slider(buffer, transform)
        return buffer

    def take_cover(self, cover: Cover) -> None:
        """Hide the curve, and the prediction where that is hidden."""
        super().take_cover(cover)
        self._hidden = cover.names

    def _paint_background(self, view: LossView, frame: Axes, width: int, height: int) -> CellBuffer:
        """Everything that stays the same during a drag."""
        buffer, transform = CellBuffer(width, height), frame.transform
        buffer.blit(frame.buffer, _TITLE_ROWS)
        axhline(buffer, transform, view.guess.value, Role.MAXIMUM, self.glyphs)
        label_row = round(transform.row(view.guess.value)) - 1
        # Above the guide at the left neither curve comes near.
        label = f"{view.guess.label} = {view.guess.text}"
        if len(label) > _LABEL_SHARE * transform.width:
            label = view.guess.label
        other = view.other_curve
        polyline(buffer, transform, other.p, other.loss, Role.MUTED, self.glyphs, "dotted")
        polyline(buffer, transform, view.curve.p, view.curve.loss, Role.CURVE, self.glyphs)
        free_label(buffer, transform, (transform.left + 1, label_row), label, Role.MUTED, self.glyphs)
        return buffer

    def _paint_title(self, buffer: CellBuffer) -> None:
        x = text(buffer, 0, 0, "true label (t) ", Role.TITLE if self.has_focus else Role.MUTED, self.glyphs)
        for label in (1, 0):
            chosen = label == self.distribution.label
            other = Role.P_BRIGHT if self.hovered == _LABEL else Role.MUTED
            x = text(buffer, x, 0, f" {label} ", Role.SELECTED if chosen else other, self.glyphs)

    def _paint_slider(self, buffer: CellBuffer, transform: PlotTransform) -> None:
        y, p = buffer.height - 1, self.distribution.p
        text_right(buffer, transform.left - 1, y, "q", Role.TITLE, self.glyphs)
        hline(buffer, transform.left, y, transform.width, Role.TRACK, self.glyphs)
        column = self._column(transform, p)
        hline(buffer, transform.left, y, column - transform.left, Role.P, self.glyphs)
        role = Role.P_BRIGHT if self.has_focus or self.hovered == _POINT else Role.P
        buffer.fill(column, y, 1, 1, self.glyphs.table.dot, role)

    @staticmethod
    def _column(transform: PlotTransform, p: float) -> int:
        """The column of the point: the handle of the slider is below it."""
        cell = transform.cell(p, transform.y_min)
        return transform.left if cell is None else cell[0]

    def _frame(self, width: int, height: int) -> Axes:
        ceiling = 1.0 if self.view is None else self.view.ceiling
        title = "" if self.view is None else self.view.formula
        return _frame(width, height, ceiling, title, self.has_focus, self.glyphs)


@lru_cache(maxsize=4)
def _frame(width: int, height: int, ceiling: float, title: str, is_focused: bool, glyphs: GlyphSet) -> Axes:
    """Axes between title and slider; their transform counts rows from the title."""
    rows = max(height - _TITLE_ROWS - _SLIDER_ROWS, 1)
    frame = plot_panel(
        width,
        rows,
        (0.0, 1.0),
        (0.0, ceiling),
        y_ticks=tuple(nice_ticks(0.0, ceiling, min(rows // 4 + 1, 6))),
        title=title,
        value="drag the point",
        is_focused=is_focused,
        glyphs=glyphs,
    )
    return frame._replace(transform=replace(frame.transform, top=frame.transform.top + _TITLE_ROWS))
