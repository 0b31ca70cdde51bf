"""Widgets that light what a press would take."""

from __future__ import annotations

from typing import Any

from textual import events

from .cell_widget import CellWidget, painted


class HoverWidget(CellWidget):
    """Knows what is under the pointer. Subclasses say in `target` what that is, and paint it lit."""

    hovered: painted[Any] = painted(None)
    """What a press would take, as `target` tells it; None for nothing."""

    def hit_test(self, x: int, y: int) -> Any:
        """What a press at this cell would take; None for nothing."""
        raise NotImplementedError

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Light what a press would take."""
        self.hovered = self.hit_test(event.x, event.y)

    def on_leave(self) -> None:
        """Nothing is under the pointer any more."""
        self.hovered = None
