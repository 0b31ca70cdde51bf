"""The line for notes above the key bar: what a key did, or why it did nothing."""

from __future__ import annotations

from textwrap import wrap
from typing import NamedTuple

from textual.geometry import Size

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role

from .cell_widget import CellWidget, painted

_MAX_ROWS = 3
_MARGIN = 1


class Note(NamedTuple):
    """A message, and whether something was refused."""

    text: str
    is_warning: bool = False


class NoteBar(CellWidget):
    """A note in as many rows as it needs; the stylesheet shows it only while there is one."""

    note: painted[Note | None] = painted(None)
    """What to show."""

    def watch_note(self) -> None:
        """Take as many rows as the note needs."""
        self.refresh(layout=True)
        self.repaint()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows that the note needs."""
        return max(len(self._lines(width)), 1)

    def paint(self, width: int, height: int) -> CellBuffer:
        """The note."""
        buffer = CellBuffer(width, height)
        if self.note is not None:
            role = Role.ERROR if self.note.is_warning else Role.POINT
            for y, line in enumerate(self._lines(width)[:height]):
                text(buffer, _MARGIN, y, line, role, self.glyphs)
        return buffer

    def _lines(self, width: int) -> list[str]:
        if self.note is None:
            return []
        words = self.glyphs.transliterate(self.note.text)
        return wrap(words, max(width - 2 * _MARGIN, 1), max_lines=_MAX_ROWS, placeholder=" …")
