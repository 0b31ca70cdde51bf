"""Theory beside the picture: the card that fits the present state, and more where there is room."""

from __future__ import annotations

from textwrap import wrap

from textual import events

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role
from infotui.core.lesson import Section

from .cell_widget import painted
from .hover_widget import HoverWidget

_GAP_ROWS = 1
_CUT = " …"


class TheoryPanel(HoverWidget):
    """One section of the theory as a card. The sections after it follow, each whole, where there is room.

    A click on the card turns to the next one.
    """

    index: painted[int] = painted(0)
    """The section on the card, counted from 0."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        super().__init__()
        self._sections = sections
        self._suggested = 0
        self.tooltip = "next theory card (.)"

    def suggest(self, index: int) -> None:
        """Show the section that fits the state; pages turned by hand stay until another one fits."""
        if index != self._suggested:
            self._suggested = self.index = index

    def turn(self, by: int) -> None:
        """Turn to another section; after the last comes the first."""
        self.index = (self.index + by) % len(self._sections)

    @property
    def has_room(self) -> bool:
        """Whether the panel is shown at all."""
        return self.display and self.size.height > 1

    def on_click(self, event: events.Click) -> None:
        """Turn to the next section."""
        self.turn(1)

    def hit_test(self, x: int, y: int) -> bool:
        """The whole card."""
        return True

    def paint(self, width: int, height: int) -> CellBuffer:
        """Headings and their texts, a blank row between them."""
        buffer = CellBuffer(width, height)
        y = self._paint_section(buffer, 0, self._sections[self.index])
        for section in self._sections[self.index + 1 :]:
            lines = self._lines(section, width)
            if y + _GAP_ROWS + 1 + len(lines) <= height:
                y = self._paint_section(buffer, y + _GAP_ROWS, section)
        page = f". , {self.index + 1}/{len(self._sections)}"
        if len(self._sections[self.index].heading) + 2 + len(page) <= width:
            text_right(buffer, width, 0, page, Role.P_BRIGHT if self.hovered else Role.MUTED, self.glyphs)
        return buffer

    def _paint_section(self, buffer: CellBuffer, y: int, section: Section) -> int:
        """The heading and the text, cut short where they have no room; returns the row after."""
        text(buffer, 0, y, section.heading, Role.TITLE, self.glyphs)
        lines = self._lines(section, buffer.width)
        room = max(buffer.height - y - 1, 0)
        if len(lines) > room and room:
            lines = [*lines[: room - 1], lines[room - 1][: buffer.width - len(_CUT)] + _CUT]
        for row, line in enumerate(lines[:room], y + 1):
            text(buffer, 0, row, line, Role.MUTED, self.glyphs)
        return y + 1 + len(lines)

    def _lines(self, section: Section, width: int) -> list[str]:
        return wrap(self.glyphs.transliterate(section.text), max(width, 1))
