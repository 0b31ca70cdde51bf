"""Widgets that highlight what a click would act on."""

from __future__ import annotations

from typing import Any

from textual import events

from .cell_widget import CellWidget, painted


class HoverWidget(CellWidget):
    """Knows what is under the pointer. Subclasses find it in `hit_test` and paint it highlighted."""

    hovered: painted[Any] = painted(None)
    """What a click would act on, as `hit_test` returns it; None for nothing."""

    def hit_test(self, x: int, y: int) -> Any:
        """What a click at this cell would act on; None for nothing."""
        return None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the pointer. Textual calls the handlers of all base classes, so none overrides this one."""
        self.pointer_moved(event)

    def on_leave(self) -> None:
        """Follow the pointer out of the widget."""
        self.pointer_left()

    def pointer_moved(self, event: events.MouseMove) -> None:
        """Highlight what is under the pointer."""
        self.hovered = self.hit_test(event.x, event.y) if self._contains(event) else None

    def pointer_left(self) -> None:
        """Highlight nothing."""
        self.hovered = None

    def _contains(self, event: events.MouseEvent) -> bool:
        """Whether the pointer is inside the widget.

        A widget that captured the mouse receives all events, also those that were sent before it handled
        the release.
        """
        return self.size.region.contains(event.x, event.y)
