"""Lines of text about the numbers beside them."""

from __future__ import annotations

from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role

from .cell_widget import CellWidget, painted


class Note(NamedTuple):
    """A line, and whether it applies to the present state."""

    line: str
    holds: bool = False


class Notes(CellWidget):
    """Lines; those that apply now are marked."""

    view_name = "notes"
    notes: painted[tuple[Note, ...]] = painted(())
    """What to show, from the top."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """A row for each line."""
        buffer = CellBuffer(width, height)
        for y, note in enumerate(self.notes):
            stop = text(buffer, 0, y, note.line, Role.TITLE if note.holds else Role.TEXT, self.glyphs)
            if note.holds:
                text(buffer, stop + 1, y, self.glyphs.table.arrows[2], Role.POINT, self.glyphs)
        return buffer
