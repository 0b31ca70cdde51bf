"""The summary sentence below the plot."""

from __future__ import annotations

from textwrap import wrap

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role

from .cell_widget import CellWidget, painted

CLAUSE_ENDS = (". ", "; ", ": ", ", ")


class SummaryLine(CellWidget):
    """A sentence, broken between words into the rows that there are."""

    view_name = "sentence"
    text: painted[str] = painted("")
    """The sentence."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """The sentence, row by row."""
        buffer = CellBuffer(width, height)
        for y, line in enumerate(
            fit_text(self.glyphs.transliterate(self.text), max(width - 2, 1), max(height, 1))
        ):
            text(buffer, 1, y, line, Role.TEXT, self.glyphs)
        return buffer


def fit_text(words: str, width: int, rows: int) -> list[str]:
    """The words in rows: without the last clauses if there are too few, cut short only as a last resort."""
    if len(words) <= width:
        return [words]
    whole = words
    while len(lines := wrap(words, width)) > rows:
        shorter = max((words.rpartition(end)[0] for end in CLAUSE_ENDS), key=len)
        if not shorter:
            return wrap(whole, width, max_lines=rows, placeholder=" …")
        words = f"{shorter}."
    return lines
