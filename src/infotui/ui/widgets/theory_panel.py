"""The theory of a lesson beside the picture, where there is room for it."""

from __future__ import annotations

from textwrap import wrap

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role
from infotui.core.lesson import Section

from .cell_widget import CellWidget


class TheoryPanel(CellWidget):
    """The first sections of a theory that have room, each whole: nothing ends in mid-sentence."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        super().__init__()
        self._sections = sections

    def paint(self, width: int, height: int) -> CellBuffer:
        """Headings and their texts, a blank row between them."""
        buffer = CellBuffer(width, height)
        y = 0
        for section in self._sections:
            lines = wrap(self.glyphs.transliterate(section.text), max(width, 1))
            if y + 1 + len(lines) > height:
                continue
            text(buffer, 0, y, section.heading, Role.TITLE, self.glyphs)
            for row, line in enumerate(lines, y + 1):
                text(buffer, 0, row, line, Role.MUTED, self.glyphs)
            y += len(lines) + 2
        return buffer
