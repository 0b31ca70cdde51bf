"""The panel of readings: name, symbol, number and unit, one in each row."""

from __future__ import annotations

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role
from infotui.core.reading import Reading

from .cell_widget import CachedLayer, CellWidget, painted

Words = tuple[tuple[str, str, str], ...]
"""Label, symbol and unit of each reading."""

_SYMBOL_AT = 17
_ROOM_FOR_SYMBOLS = 42
_PERCENT = " %"


class ReadingsPanel(CellWidget):
    """Readings that are one number each, the most important first."""

    view_name = "readings"
    readings: painted[tuple[Reading, ...]] = painted(())
    """What to show, from the top."""

    def __init__(self) -> None:
        super().__init__()
        self._words = CachedLayer()

    def paint(self, width: int, height: int) -> CellBuffer:
        """A row for each reading that has room, with numbers and units in columns."""
        texts = [reading.text for reading in self.readings]
        words = tuple(
            (reading.label, reading.symbol, _unit(reading, shown))
            for reading, shown in zip(self.readings, texts, strict=True)
        )
        buffer = self._words.get((words, width, height), lambda: self._paint_words(words, width, height))
        right = width - _unit_width(words) - 1
        for y, shown in enumerate(texts[:height]):
            number = shown.removesuffix(_PERCENT)
            text_right(buffer, right, y, number, _main_role(y), self.glyphs)
        return buffer

    def _paint_words(self, words: Words, width: int, height: int) -> CellBuffer:
        """Everything but the numbers."""
        buffer = CellBuffer(width, height)
        unit_at = width - _unit_width(words)
        for y, (label, symbol, unit) in enumerate(words[:height]):
            text(buffer, 0, y, label, _main_role(y), self.glyphs)
            if width >= _ROOM_FOR_SYMBOLS:
                text(buffer, _SYMBOL_AT, y, symbol, Role.MUTED, self.glyphs)
            text(buffer, unit_at, y, unit, Role.MUTED, self.glyphs)
        return buffer


def _unit(reading: Reading, shown: str) -> str:
    return reading.unit or (_PERCENT.strip() if shown.endswith(_PERCENT) else "")


def _unit_width(words: Words) -> int:
    return max((len(unit) for _, _, unit in words), default=0)


def _main_role(y: int) -> Role:
    return Role.TITLE if y == 0 else Role.TEXT
