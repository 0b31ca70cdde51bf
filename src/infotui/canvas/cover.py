"""What is painted where an exercise hides a picture."""

from __future__ import annotations

from .cell_buffer import CellBuffer
from .glyphs import GlyphSet
from .primitives import text
from .roles import Role

_SHADE, _WORD = "▒", " hidden "
_LEAST_ROWS = 3


def covered_buffer(width: int, height: int, glyphs: GlyphSet) -> CellBuffer:
    """A shaded area of this size; where there is room, a word in its middle says that something is hidden."""
    buffer = CellBuffer(width, height)
    paint_cover(buffer, 0, 0, width, height, glyphs)
    return buffer


def paint_cover(buffer: CellBuffer, x: int, y: int, width: int, height: int, glyphs: GlyphSet) -> None:
    """Shade a part of a buffer."""
    buffer.fill(x, y, width, height, glyphs.transliterate(_SHADE), Role.GRID)
    if height >= _LEAST_ROWS and width >= 2 * len(_WORD):
        text(buffer, x + (width - len(_WORD)) // 2, y + (height - 1) // 2, _WORD, Role.MUTED)
