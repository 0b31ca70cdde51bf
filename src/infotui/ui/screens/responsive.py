"""How a screen arranges its parts: the classes its stylesheet goes by, for every size and state."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.widget import Widget

from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.frame_scheduler import FrameScreen
from infotui.ui.widgets.size_warning import is_too_small


class ResponsiveScreen(FrameScreen):
    """A screen whose parts stand where its size and its state say."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (72, "-narrow"), (100, "-wide"), (160, "-huge")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-high"), (44, "-tall")]

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name)
        self._focused_before: Widget | None = None
        self._idle: frozenset[str] = frozenset()

    @property
    def editors(self) -> tuple[Editor[Any], ...]:
        """The editors of this screen."""
        raise NotImplementedError

    def state_classes(self) -> dict[str, bool]:
        """Which classes of the stylesheet hold in the present state."""
        return {}

    @property
    def inactive_actions(self) -> frozenset[str]:
        """Actions with nothing to do in the present state: pressed, they say why; no key line shows them."""
        return frozenset()

    def update_state_classes(self) -> None:
        """Let the stylesheet arrange the parts as the present state wants them."""
        for name, holds in self.state_classes().items():
            self.set_class(holds, name)
        if self._idle != self.inactive_actions:
            self._idle = self.inactive_actions
            self.refresh_bindings()

    def apply_initial_classes(self) -> None:
        """Take every class before there are parts, which else were styled, laid out and painted twice."""
        width, height = size = self.app.size
        fitting = {"-too-small": is_too_small(size), **self.state_classes()}
        for points, length in ((self.HORIZONTAL_BREAKPOINTS, width), (self.VERTICAL_BREAKPOINTS, height)):
            fitting |= dict.fromkeys([name for least, name in points if length >= least][-1:], True)
        self.add_class(*(name for name, holds in fitting.items() if holds), update=False)

    def on_resize(self, event: events.Resize) -> None:
        """Without room to draw, say so instead; what is hidden loses the focus, and gets it back."""
        was_small, is_small = self.has_class("-too-small"), is_too_small(event.size)
        if is_small and not was_small:
            self._focused_before = self.focused
            self.app.capture_mouse(None)  # a drag that nobody can see is over
        self.set_class(is_small, "-too-small")
        if was_small and not is_small:
            self.call_after_refresh(self._focus_again)

    def _focus_again(self) -> None:
        before = self._focused_before
        if self.focused is None:
            self.set_focus(before if before and before.is_attached else next(iter(self.editors), None))
