"""Lines of text that can be scrolled: what was checked of a file, and a comparison of two models."""

from __future__ import annotations

from textwrap import wrap

from textual import events
from textual.binding import Binding

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role
from infotui.ui.widgets.cell_widget import CellWidget, painted

_TITLE_ROWS = 1
_SCROLL = Binding.Group("scroll", compact=True)


class LinesPanel(CellWidget, can_focus=True):
    """A title, and lines below it; (name, value) has its value at the right, (text, "") is wrapped."""

    BINDINGS = [
        Binding("up,k", "scroll_by(-1)", "up", group=_SCROLL),
        Binding("down,j", "scroll_by(1)", "down", group=_SCROLL),
        Binding("pageup,K", "scroll_by(-10)", "ten lines up", show=False),
        Binding("pagedown,J", "scroll_by(10)", "ten lines down", show=False),
        Binding("home", "scroll_by(-1000000)", "first line", show=False),
        Binding("end", "scroll_by(1000000)", "last line", show=False),
    ]

    title: painted[str] = painted("")
    """The first row."""
    lines: painted[tuple[tuple[str, str], ...]] = painted(())
    """What to show below it."""
    top: painted[int] = painted(0)
    """The first line that is shown, counted from 0."""

    def __init__(self, view_name: str) -> None:
        super().__init__(id=view_name)
        self.view_name = view_name

    def watch_has_focus(self, has_focus: bool) -> None:
        """Repaint: focus is visible."""
        super().watch_has_focus(has_focus)
        self.repaint()

    def action_scroll_by(self, lines: int) -> None:
        """Scroll by so many lines, as far as there are lines."""
        hidden = len(self._wrapped(self.size.width)) - (self.size.height - _TITLE_ROWS)
        self.top = min(max(self.top + lines, 0), max(hidden, 0))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """One line up."""
        event.stop()
        self.action_scroll_by(-1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """One line down."""
        event.stop()
        self.action_scroll_by(1)

    def paint(self, width: int, height: int) -> CellBuffer:
        """The lines from `top` on; an arrow in the title says that there are more."""
        buffer = CellBuffer(width, height)
        pointer = self.glyphs.table.pointer if self.has_focus else " "
        text(buffer, 0, 0, f"{pointer}{self.title}", Role.TITLE, self.glyphs)
        found = self._wrapped(width)
        top = min(self.top, max(len(found) - (height - _TITLE_ROWS), 0))
        shown = found[top : top + max(height - _TITLE_ROWS, 0)]
        arrows = (self.glyphs.table.arrows[0] if top else "") + (
            self.glyphs.table.arrows[1] if top + len(shown) < len(found) else ""
        )
        text_right(buffer, width, 0, arrows, Role.POINT)
        for y, (name, value) in enumerate(shown, _TITLE_ROWS):
            text(buffer, 1, y, name, Role.MUTED if value else Role.TEXT)
            text_right(buffer, width, y, value, Role.TEXT)
        return buffer

    def _wrapped(self, width: int) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for name, value in self.lines:
            name, value = self.glyphs.transliterate(name), self.glyphs.transliterate(value)
            if value and len(name) + len(value) + 2 <= width:
                found.append((name, value))
                continue
            words = f"{name}: {value}" if value else name
            found += [(line, "") for line in wrap(words, max(width - 1, 8), subsequent_indent="  ")]
        return found
