"""Frames: what has changed since the last one is painted once, when the next one is due.

Textual makes a frame in a private method of the screen, overridden here and nowhere else. Where there
is none of that name, whatever changes is painted at once: as right, only more often.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

_CAN_AWAIT_FRAMES = all(hasattr(Screen, name) for name in ("_on_timer_update", "_update_timer", "_set_dirty"))

if TYPE_CHECKING:
    _Screen = Screen[None]
else:
    _Screen = Screen


class FramedWidget(Widget):
    """A widget that can say, when a frame is due, what of it differs from the last one."""

    def renew(self) -> list[Region]:
        """Paint anew; returns the regions that differ from what is shown."""
        raise NotImplementedError

    def paint_soon(self) -> None:
        """Be painted in the next frame."""
        screen = self.screen
        if _CAN_AWAIT_FRAMES and isinstance(screen, FrameScreen):
            screen.frame_soon(self)
        elif regions := self.renew():
            self.refresh(*regions)


class FrameScreen(_Screen):
    """A screen that brings itself up to date when a frame is due, whatever has happened since the last."""

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name=name)
        self._outdated: set[FramedWidget] = set()

    def before_frame(self) -> None:
        """Give the views what they are to show; called before each frame."""

    def frame_soon(self, *widgets: FramedWidget) -> None:
        """Make a frame, with `widgets` painted anew and with what there is to show by then."""
        self._outdated.update(widgets)
        if _CAN_AWAIT_FRAMES:
            self._update_timer.resume()
        else:
            self.before_frame()

    def _on_timer_update(self) -> None:
        if self.is_current and not self.app._batch_count:
            self.before_frame()
            outdated, self._outdated = self._outdated, set()
            for widget in outdated:
                if regions := widget.renew():
                    widget._set_dirty(*regions)
                    self._dirty_widgets.add(widget)
        super()._on_timer_update()
