"""The panel of readings: name, symbol, number and unit, one in each row."""

from __future__ import annotations

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role
from infotui.core.reading import Reading

from .cell_widget import CellWidget, painted

_SYMBOL_AT = 17
_ROOM_FOR_SYMBOLS = 42
_PERCENT = " %"


class ReadingsPanel(CellWidget):
    """Readings that are one number each, the most important first."""

    view_name = "readings"
    readings: painted[tuple[Reading, ...]] = painted(())
    """What to show, from the top."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """A row for each reading that has room, with numbers and units in columns."""
        buffer = CellBuffer(width, height)
        unit_width = max((len(_unit(reading)) for reading in self.readings), default=0)
        for y, reading in enumerate(self.readings[:height]):
            main = Role.TITLE if y == 0 else Role.TEXT
            text(buffer, 0, y, reading.label, main, self.glyphs)
            if width >= _ROOM_FOR_SYMBOLS:
                text(buffer, _SYMBOL_AT, y, reading.symbol, Role.MUTED, self.glyphs)
            number = reading.text.removesuffix(_PERCENT)
            text_right(buffer, width - unit_width - 1, y, number, main, self.glyphs)
            text(buffer, width - unit_width, y, _unit(reading), Role.MUTED, self.glyphs)
        return buffer


def _unit(reading: Reading) -> str:
    return reading.unit or (_PERCENT.strip() if reading.text.endswith(_PERCENT) else "")
