"""The plot of a quantity along the way that the value in hand can take, and where it stands."""

from __future__ import annotations

from typing import NamedTuple

from textual import events
from textual.message import Message

from infotui.canvas.axes import Axes, axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.plots import axhline, point, polyline
from infotui.canvas.primitives import text_right
from infotui.canvas.roles import Role
from infotui.core.reading import format_number
from infotui.lessons.entropy.model.lesson import EntropyPath
from infotui.ui.widgets.cell_widget import CachedLayer, CellWidget, painted

_GUTTER = 8
"""At most as many columns do the labels of the scale and the frame take."""
_LABELS = 6
"""The columns of the tick labels and the frame beside them, as they usually are."""


class EntropyPathView(NamedTuple):
    """The way of a value, a level it cannot pass, and the point where the state stands.

    `titles` are of one meaning, the longest first; `offer` says at the edge what else this place can show,
    for a press.
    """

    curve: EntropyPath
    maximum: float
    point: tuple[float, float]
    titles: tuple[str, ...]
    x_label: str
    action_hint: str = ""


class PathPlot(CellWidget):
    """The curve, its dashed maximum, and the moving point, which the mouse can take along the curve."""

    view: painted[EntropyPathView | None] = painted(None)
    """What to show."""

    class Moved(Message):
        """The mouse took the point to `x`; `gesture` is the drag it is part of, None when it ends."""

        def __init__(self, plot: PathPlot, x: float, gesture: object) -> None:
            super().__init__()
            self.plot = plot
            self.x = x
            self.gesture = gesture

        @property
        def control(self) -> PathPlot:
            """The plot the point is on."""
            return self.plot

        def can_replace(self, message: Message) -> bool:
            """Only where the hand is now matters."""
            return isinstance(message, PathPlot.Moved) and message.gesture is self.gesture

    class HintPressed(Message):
        """The offer was pressed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._gesture: object = None
        self._background = CachedLayer()

    def paint(self, width: int, height: int) -> CellBuffer:
        """The frame as it was kept, and the data on it."""
        path = self.view
        if path is None:
            return CellBuffer(width, height)
        frame = self._frame(path, width, height)
        key = (path.curve, frame, path.maximum)
        buffer = self._background.get(key, lambda: self._paint_background(path, frame))
        point(buffer, frame.transform, *path.point, Role.POINT, self.glyphs)
        return buffer

    def _paint_background(self, path: EntropyPathView, frame: Axes) -> CellBuffer:
        """All but the point: the same for a whole drag."""
        buffer = frame.buffer.copy()
        axhline(buffer, frame.transform, path.maximum, Role.MAXIMUM, self.glyphs)
        polyline(buffer, frame.transform, path.curve.p, path.curve.entropy, Role.CURVE, self.glyphs)
        text_right(buffer, buffer.width, 0, self._hint_span(path, buffer.width), Role.MUTED, self.glyphs)
        return buffer

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the point to the pointer."""
        path = self.view
        if path is None:
            return
        width = self.size.width
        if event.y == 0 and event.x >= width - len(self._hint_span(path, width)):
            self.post_message(self.HintPressed())
        elif event.button == 1:
            self.capture_mouse()
            self._gesture = object()
            self._post_moved(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the hand; a release that was lost ends the drag here."""
        if self._gesture is not None:
            event.stop()
            if event.button == 0:
                self.release_mouse()
            else:
                self._post_moved(event)

    def on_mouse_up(self) -> None:
        """Let go."""
        self.release_mouse()

    def on_mouse_release(self) -> None:
        """However the pointer was let go, the drag is over."""
        self._gesture = None

    def _post_moved(self, event: events.MouseEvent) -> None:
        if self.view is not None:
            frame = self._frame(self.view, *self.size)
            x = frame.transform.x(event.get_content_offset_capture(self).x)
            self.post_message(self.Moved(self, round(min(max(x, 0.0), 1.0), 2), self._gesture))

    def _title(self, path: EntropyPathView, width: int) -> str:
        """The longest title that leaves room for the offer, or else the longest that fits."""
        fitting = [title for title in path.titles if len(title) <= width - _GUTTER]
        return next(
            (title for title in fitting if _leaves_room(title, path.action_hint, width)), "".join(fitting[:1])
        )

    def _hint_span(self, path: EntropyPathView, width: int) -> str:
        """What else there is, unless it would run into the title."""
        return path.action_hint if _leaves_room(self._title(path, width), path.action_hint, width) else ""

    def _frame(self, path: EntropyPathView, width: int, height: int) -> Axes:
        return axes(
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
            x_label=path.x_label,
            glyphs=self.glyphs,
        )


def _leaves_room(title: str, offer: str, width: int) -> bool:
    """Whether a title in the middle of the frame ends before an offer at the right."""
    return (width + _LABELS + len(title)) // 2 < width - len(offer)
