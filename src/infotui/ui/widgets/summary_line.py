"""One line that says in words what the numbers mean now."""

from __future__ import annotations

from textwrap import wrap

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role

from .cell_widget import CellWidget, painted

_CLAUSE_ENDS = ("; ", ": ", ", ")


class SummaryLine(CellWidget):
    """A line of text, broken between words over the rows there are."""

    text: painted[str] = painted("")
    """What it says."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """The words, a row at a time."""
        buffer = CellBuffer(width, height)
        for y, line in enumerate(
            fit_text(self.glyphs.transliterate(self.text), max(width - 2, 1), max(height, 1))
        ):
            text(buffer, 1, y, line, Role.TEXT, self.glyphs)
        return buffer


def fit_text(words: str, width: int, rows: int) -> list[str]:
    """The words in rows; where these are too few without the last clauses, and only then cut short."""
    whole = words
    while len(lines := wrap(words, width)) > rows:
        shorter = max((words.rpartition(end)[0] for end in _CLAUSE_ENDS), key=len)
        if not shorter:
            return wrap(whole, width, max_lines=rows, placeholder=" …")
        words = f"{shorter}."
    return lines
