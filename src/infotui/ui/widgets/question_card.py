"""A question in large type: what a lecturer shows before the picture."""

from __future__ import annotations

from textwrap import wrap

from infotui.canvas.big_letters import big_letters, drawable, letters_height, letters_width, wrapped_letters
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import panel, text
from infotui.canvas.roles import Role

from .cell_widget import CellWidget, painted

_MARGIN = 4
"""Columns of the border, and of the blank beside it."""
_TEXT_ROWS = 2


class QuestionCard(CellWidget):
    """The question and the answers it offers, in the middle of a frame, as large as there is room for."""

    title: painted[str] = painted("")
    """The title in the frame."""
    question: painted[str] = painted("")
    """The question."""
    choices: painted[tuple[str, ...]] = painted(())
    """The answers that it offers, if any."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """Large letters, or where these have no room, text with wide spacing."""
        buffer = CellBuffer(width, height)
        panel(buffer, 0, 0, width, height, self.title, is_focused=True, glyphs=self.glyphs)
        is_large = any(self._paint_large(buffer, size) for size in (2, 1))
        if not is_large and not self._paint_text(buffer, " "):
            self._paint_text(buffer, "")
        return buffer

    def _paint_large(self, buffer: CellBuffer, size: int) -> bool:
        """Draw large letters; False if they have no room, or the terminal has no half blocks."""
        question, *choices = (drawable(words) or "" for words in (self.question, *self.choices))
        if not (question and all(choices)) or (self.glyphs is GlyphSet.ASCII and size == 1):
            return False
        room = buffer.width - 2 * _MARGIN
        lines = [(line, Role.TITLE) for line in wrapped_letters(question, room, size)]
        if choices:
            lines.append(("", Role.TITLE))
        lines += [(line, Role.POINT) for words in choices for line in wrapped_letters(words, room, size)]
        step = letters_height(size) + size
        rows = step * len(lines) - size
        if rows > buffer.height - 2 or any(letters_width(line, size) > room for line, _ in lines):
            return False
        y = (buffer.height - rows) // 2
        for i, (line, role) in enumerate(lines):
            x = (buffer.width - letters_width(line, size)) // 2
            big_letters(buffer, x, y + step * i, line, role, self.glyphs, size)
        return True

    def _paint_text(self, buffer: CellBuffer, spacing: str) -> bool:
        """Write the question with `spacing` between its characters; False if it has no room."""
        room = max((buffer.width - 2 * _MARGIN) // (1 + len(spacing)), 1)
        shown = self.glyphs.transliterate
        lines = [
            *((line, Role.TITLE) for line in wrap(shown(self.question), room)),
            *((line, Role.POINT) for line in wrap(shown("  ".join(self.choices)), room)),
        ]
        if spacing and _TEXT_ROWS * len(lines) > buffer.height - 2:
            return False
        step = _TEXT_ROWS if spacing else 1
        y = max((buffer.height - step * len(lines)) // 2, 1)
        for i, (line, role) in enumerate(lines):
            words = spacing.join(line)
            text(buffer, (buffer.width - len(words)) // 2, y + step * i, words, role, self.glyphs)
        return True
