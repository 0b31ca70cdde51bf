"""Dragging with the mouse: press, move, release, and a release that was lost."""

from __future__ import annotations

from textual import events

from .cell_widget import painted
from .hover_widget import HoverWidget


class DragMixin(HoverWidget):
    """A widget of which a part can be dragged.

    Subclasses define what a press takes (`begin_drag`), where it goes (`drag_to`), what the wheel does
    (`scroll_step`) and, where they need it, what the end of a drag does (`drag_ended`).
    """

    DRAGS_ON_PRESS = True
    """Whether a press alone moves what it takes to the pointer."""
    gesture: painted[object] = painted(None)
    """The drag under way: all its edits are one undo step. None when there is none."""
    _is_held = False

    @property
    def is_dragging(self) -> bool:
        """Whether the button is held, also after a key or undo has ended the gesture."""
        return self._is_held

    def begin_drag(self, x: int, y: int) -> bool:
        """Take what is at this cell; False if there is nothing to drag."""
        return False

    def drag_to(self, x: int, y: int) -> None:
        """Move what is dragged to this cell, which may lie outside the widget."""

    def drag_ended(self) -> None:
        """Called once when a drag is over, however it ended."""

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """Move what is at this cell by `by` small steps."""

    def end_gesture(self) -> None:
        """End the gesture: the next edit is an undo step of its own."""
        self.gesture = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a drag at the pointer."""
        # During a drag the widget receives all presses, wherever they are.
        if event.button == 1 and self._contains(event) and self.begin_drag(event.x, event.y):
            self.capture_mouse()
            self._is_held = True
            self.gesture = object()
            if self.DRAGS_ON_PRESS:
                self.drag_to(event.x, event.y)

    def pointer_moved(self, event: events.MouseMove) -> None:
        """Drag, or highlight what a press would take."""
        if self.gesture is None:
            if not self._is_held:
                super().pointer_moved(event)
            return
        event.stop()
        if event.button == 0:  # the release was lost, for example outside the terminal
            self.release_mouse()
            return
        offset = event.get_content_offset_capture(self)
        self.drag_to(offset.x, offset.y)

    def pointer_left(self) -> None:
        """Highlight nothing, unless it is being dragged."""
        if not self._is_held:
            super().pointer_left()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the drag."""
        self._finish_drag()  # before the mouse is released, so that its effects belong to the same frame
        self.release_mouse()
        self.hovered = self.hit_test(event.x, event.y) if self._contains(event) else None

    def on_mouse_release(self) -> None:
        """End the drag, however the mouse was released."""
        self._finish_drag()

    def _finish_drag(self) -> None:
        if self._is_held:
            self._is_held = False
            self.end_gesture()
            self.drag_ended()
            self.repaint()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """One small step up."""
        self._scroll(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """One small step down."""
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        if not self._is_held and self._contains(event):
            self.scroll_step(event.x, event.y, by)
