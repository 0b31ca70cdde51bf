"""One line that says in words what the numbers mean now."""

from __future__ import annotations

from textwrap import wrap

from infotui.canvas.grid import Grid
from infotui.canvas.painters import text
from infotui.canvas.roles import Role

from .cells import CellWidget, shown


class Sentence(CellWidget):
    """A line of text, broken between words over the rows there are."""

    words: shown[str] = shown("")
    """What it says."""

    def watch_words(self) -> None:
        """Show it."""
        self.repaint()

    def paint(self, width: int, height: int) -> Grid:
        """The words, a row at a time."""
        grid = Grid(width, height)
        lines = wrap(
            self.marks.text(self.words), max(width - 2, 1), max_lines=max(height, 1), placeholder=" …"
        )
        for y, line in enumerate(lines):
            text(grid, 1, y, line, Role.TEXT, self.marks)
        return grid
