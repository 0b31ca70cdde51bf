"""Readings side by side on one line."""

from __future__ import annotations

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role
from infotui.core.reading import Reading

from .cell_widget import CellWidget, painted

_GAP = 2


class ReadingsLine(CellWidget):
    """The symbol, number and unit of each reading, as many as fit; or a hint."""

    view_name = "trace"
    readings: painted[tuple[Reading, ...]] = painted(())
    """What to show, from the left."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self._hint = hint

    def paint(self, width: int, height: int) -> CellBuffer:
        """The line."""
        buffer = CellBuffer(width, height)
        if not self.readings:
            text(buffer, 0, 0, self._hint, Role.MUTED, self.glyphs)
        x = 0
        for reading in self.readings:
            symbol = self.glyphs.transliterate(reading.symbol)
            if x + len(symbol) + 1 + len(self.glyphs.transliterate(reading.text_with_unit)) > width:
                break
            x = text(buffer, x, 0, symbol, Role.MUTED, self.glyphs) + 1
            x = text(buffer, x, 0, reading.text_with_unit, Role.TEXT, self.glyphs) + _GAP
        return buffer
