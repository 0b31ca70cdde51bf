"""An editor whose value follows the mouse from press to release."""

from __future__ import annotations

from textual import events

from .cell_widget import painted
from .editor import D, Editor


class DragEditor(Editor[D]):
    """Takes something in hand at a press, moves it with the pointer, and lets go at the release.

    Subclasses say what a press takes, where it goes, and what the wheel does.
    """

    hovered: painted[int | None] = painted(None)
    """What a press would take, as `target` numbers it; None for nothing."""

    def hit_test(self, x: int, y: int) -> int | None:
        """What a press at this cell would take, to be lit; None for nothing."""
        return None

    def begin_drag(self, x: int, y: int) -> bool:
        """Take in hand what is at this cell; False if there is nothing to drag."""
        raise NotImplementedError

    def drag_to(self, x: int, y: int) -> None:
        """Move what is in hand to this cell, which may lie outside the widget."""
        raise NotImplementedError

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """Move what is at this cell by `by` fine steps."""
        raise NotImplementedError

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take it in hand, and to the pointer; a second press during a drag may lie anywhere."""
        if event.button == 1 and self._contains(event) and self.begin_drag(event.x, event.y):
            self.capture_mouse()
            self.gesture = object()
            self.drag_to(event.x, event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Light what a press would take, or follow the hand; a release that was lost ends the drag here."""
        if self.gesture is None:
            self.hovered = self.hit_test(event.x, event.y)
            return
        event.stop()
        if event.button == 0:
            self.release_mouse()
            return
        offset = event.get_content_offset_capture(self)
        self.drag_to(offset.x, offset.y)

    def on_leave(self) -> None:
        """Nothing is under the pointer any more."""
        self.hovered = None

    def on_mouse_up(self) -> None:
        """Let go."""
        self.release_mouse()

    def on_mouse_release(self) -> None:
        """However the pointer was let go, the drag is over."""
        self.end_gesture()
        self.repaint()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """One fine step up."""
        self._scroll(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """One fine step down."""
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        if self.gesture is None and self._contains(event):
            self.scroll_step(event.x, event.y, by)

    def _contains(self, event: events.MouseEvent) -> bool:
        """Whether it lies within this widget: as long as this has the mouse, it hears of all there is."""
        return self.size.region.contains(event.x, event.y)
