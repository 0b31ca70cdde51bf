"""Notes of the reader of a file: what it skipped, ignored or assumed."""

from __future__ import annotations

from textwrap import wrap

from textual.geometry import Size

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role

from .cell_widget import CellWidget, painted


def note_lines(notes: tuple[str, ...], width: int) -> list[str]:
    """The notes as lines of at most `width` cells, broken between words."""
    return [line for note in notes for line in wrap(f"Note: {note}", max(width, 1))]


class ReaderNotes(CellWidget):
    """The notes one below the other; the widget takes no room where there are none."""

    notes: painted[tuple[str, ...]] = painted(())
    """What to show: a sentence each."""

    def watch_notes(self, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        """Other notes need another height."""
        self.display = bool(new)
        self.refresh(layout=True)
        self.repaint()

    def on_mount(self) -> None:
        """Take no room before there are notes."""
        self.display = bool(self.notes)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A row for each line."""
        return len(note_lines(self.notes, width))

    def paint(self, width: int, height: int) -> CellBuffer:
        """The lines that fit; the last one says how many do not."""
        buffer, lines = CellBuffer(width, height), note_lines(self.notes, width)
        if len(lines) > height > 0:
            lines[height - 1 :] = [f"… {len(lines) - height + 1} more lines: see --text"]
        for y, line in enumerate(lines):
            text(buffer, 0, y, line, Role.POINT, self.glyphs)
        return buffer
