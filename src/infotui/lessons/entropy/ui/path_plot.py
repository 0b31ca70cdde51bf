"""The plot of the entropy over the probability of one class, and the point where the state is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from textual.message import Message

from infotui.canvas.axes import Axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.plot_panel import plot_panel
from infotui.canvas.plots import axhline, free_label, point, polyline
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform
from infotui.core.reading import format_number
from infotui.lessons.entropy.model.entropy_path import EntropyPath
from infotui.ui.widgets.cell_widget import CachedLayer, painted
from infotui.ui.widgets.drag_mixin import DragMixin

_BORDER = 4
"""Columns of the border beside a title in it: a corner, a blank on both sides, and a piece of the line."""
_STEP = 0.01
_HINT, _POINT = "hint", "point"


class EntropyPathView(NamedTuple):
    """The curve, its maximum, and the point where the state is.

    `titles` mean the same, the longest first; so do `maximum_labels`, one of which stands at the dashed line.
    `action_hint` is a word at the edge that can be clicked.
    """

    curve: EntropyPath
    maximum: float
    point: tuple[float, float]
    titles: tuple[str, ...]
    maximum_labels: tuple[str, ...]
    action_hint: str = ""


class PathPlot(DragMixin):
    """The curve, its dashed maximum, and the moving point, which can be dragged along the curve."""

    view_name = "curve"
    view: painted[EntropyPathView | None] = painted(None)
    """What to show."""

    @dataclass(eq=False, repr=False)
    class Moved(Message):
        """The point was dragged to the probability `x`. Moves of one drag share their `gesture`."""

        x: float
        gesture: object

        def can_replace(self, message: Message) -> bool:
            """Coalesce the moves of one drag."""
            return isinstance(message, PathPlot.Moved) and message.gesture is self.gesture

    class HintPressed(Message):
        """The action hint was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._background = CachedLayer()

    def paint(self, width: int, height: int) -> CellBuffer:
        """The cached curve, and the point on it."""
        path = self.view
        if path is None:
            return CellBuffer(width, height)
        frame = self._frame(path, width, height)
        key = (path.curve, frame, path.maximum)
        buffer = self._background.get(key, lambda: self._paint_background(path, frame))
        point(buffer, frame.transform, *path.point, Role.POINT, self.glyphs)
        return buffer

    def _paint_background(self, path: EntropyPathView, frame: Axes) -> CellBuffer:
        """All but the point: it stays the same during a drag."""
        buffer = frame.buffer.copy()
        axhline(buffer, frame.transform, path.maximum, Role.MAXIMUM, self.glyphs)
        polyline(buffer, frame.transform, path.curve.p, path.curve.entropy, Role.CURVE, self.glyphs)
        self._label_guides(buffer, path, frame.transform)
        return buffer

    def _label_guides(self, buffer: CellBuffer, path: EntropyPathView, transform: PlotTransform) -> None:
        """Where H is largest, and what the dashed line is, in the row above it if there is one."""
        row, right = round(transform.row(path.maximum)) - 1, transform.left + transform.width
        arrow, at = self.glyphs.table.arrows[1], round(transform.column(path.curve.peak))
        most = f"most at {format_number(path.curve.peak, '.2f')}"
        if not free_label(buffer, transform, (at, row), f"{arrow} {most}", Role.POINT, self.glyphs):
            left = at - len(most) - 1
            free_label(buffer, transform, (left, row), f"{most} {arrow}", Role.POINT, self.glyphs)
        for label in path.maximum_labels:
            for x in (right - len(label), transform.left):
                if free_label(buffer, transform, (x, row), label, Role.POINT, self.glyphs):
                    return

    def hit_test(self, x: int, y: int) -> str | None:
        """What a press would do: run the action of the hint, or drag the point."""
        return None if self.view is None else _HINT if self._is_on_hint(x, y) else _POINT

    def begin_drag(self, x: int, y: int) -> bool:
        """Take the point, from anywhere on the plot; a press on the hint is announced instead."""
        if self._is_on_hint(x, y):
            self.post_message(self.HintPressed())
            return False
        return self.view is not None

    def drag_to(self, x: int, y: int) -> None:
        """Announce where the point is dragged, rounded to hundredths as keys move it."""
        if self.view is not None:
            p = self._frame(self.view, *self.size).transform.x(x)
            self.post_message(self.Moved(round(min(max(p, 0.0), 1.0), 2), self.gesture))

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """Move the point by hundredths."""
        if self.view is not None:
            p = self.view.point[0] + by * _STEP
            self.post_message(self.Moved(min(max(round(p, 12), 0.0), 1.0), object()))

    def _is_on_hint(self, x: int, y: int) -> bool:
        view, width = self.view, self.size.width
        return view is not None and y == 0 and x >= width - len(self._hint(view, width)) - _BORDER

    def _title(self, path: EntropyPathView, width: int) -> str:
        """The longest title that leaves room for the hint, or else the longest that fits."""
        fitting = [title for title in path.titles if len(title) <= width - _BORDER]
        return next(
            (title for title in fitting if _leaves_room(title, path.action_hint, width)), "".join(fitting[:1])
        )

    def _hint(self, path: EntropyPathView, width: int) -> str:
        """The action hint, unless it would run into the title."""
        return path.action_hint if _leaves_room(self._title(path, width), path.action_hint, width) else ""

    def _frame(self, path: EntropyPathView, width: int, height: int) -> Axes:
        return plot_panel(
            width,
            height,
            (0.0, 1.0),
            (0.0, path.maximum * 1.08),
            y_ticks=(
                (0.0, "0"),
                (path.maximum / 2, format_number(path.maximum / 2, ".2f")),
                (path.maximum, format_number(path.maximum, ".2f")),
            ),
            title=self._title(path, width),
            value=self._hint(path, width),
            glyphs=self.glyphs,
        )


def _leaves_room(title: str, hint: str, width: int) -> bool:
    """Whether a title at the left of the border ends before a hint at the right."""
    return len(title) + len(hint) + 2 * _BORDER <= width
