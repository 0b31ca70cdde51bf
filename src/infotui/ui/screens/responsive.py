"""The layout of a screen: the classes of its stylesheet for every size and state."""

from __future__ import annotations

from typing import Any

from textual import events, on
from textual.geometry import Size
from textual.widget import Widget

from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.frame_scheduler import FrameScreen
from infotui.ui.widgets.size_warning import is_too_small

TYPING_CLASS = "-typing"
"""The class of a screen on which the prompt for a value is open."""


class ResponsiveScreen(FrameScreen):
    """A screen whose layout depends on its size and on its state."""

    PORTRAIT_WIDTH, PORTRAIT_HEIGHT = 80, 40
    HUGE_WIDTH, TALL_ROWS = 160, 44
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (72, "-narrow"), (100, "-wide"), (HUGE_WIDTH, "-huge")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-high"), (TALL_ROWS, "-tall")]
    LOW_ROWS = 24
    """With fewer rows a screen has the class `-low` as well as `-short`."""
    CARD_ROWS = 36
    """With fewer rows the guide has no room for a second card, unless it has a column of its own."""

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name)
        self._focused_before: Widget | None = None
        self._inactive: frozenset[str] = frozenset()
        self._was_shown = False

    @property
    def editors(self) -> tuple[Editor[Any], ...]:
        """The editors of this screen."""
        raise NotImplementedError

    def state_classes(self) -> dict[str, bool]:
        """The classes of the stylesheet, and whether each applies in the present state."""
        return {}

    @property
    def inactive_actions(self) -> frozenset[str]:
        """Actions that do nothing in the present state but say why; the key bar does not show them."""
        return frozenset()

    def has_room_for_card(self, size: Size) -> bool:
        """Whether the guide has room for the card "Try" in the present state; else it is a line."""
        return size.width >= self.HUGE_WIDTH or size.height >= self.CARD_ROWS

    def update_state_classes(self) -> None:
        """Apply the classes of the present state."""
        self._apply_classes({**self.state_classes(), "-card": self.has_room_for_card(self.app.size)})
        if self._inactive != self.inactive_actions:
            self._inactive = self.inactive_actions
            self.refresh_bindings()

    def _apply_classes(self, fitting: dict[str, bool]) -> None:
        """Set or remove classes at once: each change styles every widget of the screen again."""
        classes = (self.classes - fitting.keys()) | {name for name, holds in fitting.items() if holds}
        if classes != self.classes:
            self.classes = classes

    def apply_initial_classes(self) -> None:
        """Apply all classes before there are widgets, which would be laid out and painted twice otherwise."""
        width, height = size = self.app.size
        fitting = {
            "-too-small": is_too_small(size),
            "-portrait": self.is_portrait(size),
            "-low": height < self.LOW_ROWS,
            "-card": self.has_room_for_card(size),
        }
        fitting |= self.state_classes()
        for points, length in ((self.HORIZONTAL_BREAKPOINTS, width), (self.VERTICAL_BREAKPOINTS, height)):
            fitting |= dict.fromkeys([name for start, name in points if length >= start][-1:], True)
        self.add_class(*(name for name, holds in fitting.items() if holds), update=False)

    def is_portrait(self, size: Size) -> bool:
        """Whether the terminal is tall and narrow: then there is one column."""
        return size.width < self.PORTRAIT_WIDTH and size.height > self.PORTRAIT_HEIGHT

    @on(events.ScreenResume)
    def _style_once(self, event: events.ScreenResume) -> None:
        """Apply the stylesheet again, but not the first time: every widget was styled when it was mounted."""
        if hasattr(event, "refresh_styles"):  # Textual 6.12 has no such choice
            event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True

    def on_resize(self, event: events.Resize) -> None:
        """Show a warning where there is no room to draw; the focus that is lost then is restored later."""
        was_small, is_small = self.has_class("-too-small"), is_too_small(event.size)
        if is_small and not was_small:
            self._focused_before = self.focused
            self.app.capture_mouse(None)  # end a drag that cannot be seen
        self._apply_classes(
            {
                "-too-small": is_small,
                "-portrait": self.is_portrait(event.size),
                "-low": event.size.height < self.LOW_ROWS,
                "-card": self.has_room_for_card(event.size),
            }
        )
        if was_small and not is_small:
            self.call_after_refresh(self.restore_focus)

    def restore_focus(self) -> None:
        """Give the focus back after the terminal was too small."""
        before = self._focused_before
        if self.focused is None:
            self.set_focus(before if before and before.is_attached else next(iter(self.editors), None))
