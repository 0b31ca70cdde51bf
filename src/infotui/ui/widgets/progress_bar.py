"""A bar that shows how far a reading is."""

from __future__ import annotations

from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import horizontal_bar, text, text_right
from infotui.canvas.roles import Role
from infotui.core.reading_progress import input_name, rate_text
from infotui.data.display_text import ELLIPSIS
from infotui.data.source import Progress

from .cell_widget import CellWidget, painted
from .key_bar import escape_name

_READING = "Reading "
_PERCENT_WIDTH = 6


class ReadingProgress(NamedTuple):
    """The input that is read, how far that is, and for how many seconds it has been read."""

    path: str
    progress: Progress
    seconds: float


class ProgressBar(CellWidget):
    """The name of the input, a bar with its percentage (no bar for a pipe), rows and rate."""

    progress: painted[ReadingProgress] = painted(ReadingProgress("", Progress(0, None), 0.0))
    """What to show."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """Three rows and the key that cancels."""
        buffer = CellBuffer(width, height)
        path, progress, seconds = self.progress
        name = input_name(path) if path else ""
        room = max(width - len(_READING), 1)
        shown = name if len(name) <= room else ELLIPSIS + name[len(name) - room + 1 :]  # the end tells more
        text(buffer, 0, 0, _READING + shown, Role.TITLE, self.glyphs)
        self._paint_bar(buffer, progress.fraction)
        text(buffer, 0, 2, rate_text(progress, seconds), Role.TEXT, self.glyphs)
        text(buffer, 0, 3, f"{escape_name()} cancels", Role.MUTED, self.glyphs)
        return buffer

    def _paint_bar(self, buffer: CellBuffer, fraction: float | None) -> None:
        if fraction is None:
            return
        length = buffer.width - _PERCENT_WIDTH
        buffer.fill(0, 1, length, 1, self.glyphs.table.textures[2], Role.TRACK)
        horizontal_bar(buffer, 0, 1, fraction * length, Role.P, self.glyphs)
        text_right(buffer, buffer.width, 1, f"{fraction:.0%}".replace("%", " %"), Role.TEXT, self.glyphs)
