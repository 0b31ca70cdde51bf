"""Something to try in the present state: a line, or a card where there is room for one."""

from __future__ import annotations

from textual import events
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import panel, text
from infotui.canvas.roles import Role
from infotui.core.lesson import AnySuggestion

from .cell_widget import painted
from .clickable_spans import ClickableSpans, WordRoles
from .hover_widget import HoverWidget
from .summary_line import fit_text

_TITLE = "Try"
_MORE = "e more"
_LINE_MARGIN = 1
_CARD_MARGIN = 2
"""Columns of the border of the card, and of the blank beside it."""
_GAP = 2
_LEAST_CARD_ROWS = 3
_PUNCTUATION = ",.;:?"
_ARROW_NAMES = {"↑": "Up", "↓": "Down", "←": "Left", "→": "Right"}
"""What the arrow keys are called where their signs would be those of letters."""


class TryHint(HoverWidget):
    """A suggestion, its keys in the colour of keys, and the words that open the exercises."""

    suggestion: painted[AnySuggestion | None] = painted(None)
    """What to try; None for nothing."""

    class ExercisesPressed(Message):
        """The exercises were clicked."""

    def watch_hovered(self, is_hovered: bool | None) -> None:
        """Show what a click does as a tooltip."""
        self.tooltip = "open the exercises" if is_hovered else None
        self.repaint()

    def hit_test(self, x: int, y: int) -> bool | None:
        """Whether this is one of the words that open the exercises."""
        return self._more(*self.size).hit_test(x, y) if self.suggestion else None

    def on_click(self, event: events.Click) -> None:
        """Announce a click on these words."""
        if self.hit_test(event.x, event.y):
            self.post_message(self.ExercisesPressed())

    def paint(self, width: int, height: int) -> CellBuffer:
        """The suggestion in one row, or in a border where there are rows for it."""
        buffer = CellBuffer(width, height)
        if self.suggestion is None:
            return buffer
        if height < _LEAST_CARD_ROWS:
            self._paint_line(buffer, self.suggestion)
        else:
            self._paint_card(buffer, self.suggestion)
        self._more(width, height).paint(buffer, self._more_roles)
        return buffer

    def _paint_line(self, buffer: CellBuffer, suggestion: AnySuggestion) -> None:
        x = text(buffer, _LINE_MARGIN, 0, f"{_TITLE}:", Role.TITLE, self.glyphs) + 1
        stop = self._more(buffer.width, buffer.height).start
        room = (buffer.width if stop is None else stop - _GAP) - x
        self._write(buffer, x, 0, suggestion, room, 1)

    def _paint_card(self, buffer: CellBuffer, suggestion: AnySuggestion) -> None:
        panel(buffer, 0, 0, buffer.width, buffer.height, _TITLE, glyphs=self.glyphs)
        room = buffer.width - 2 * _CARD_MARGIN
        self._write(buffer, _CARD_MARGIN, 1, suggestion, room, buffer.height - 2)

    def _write(
        self, buffer: CellBuffer, x: int, y: int, suggestion: AnySuggestion, width: int, rows: int
    ) -> None:
        """Write the suggestion into a box; its keys have the colour of keys."""
        keys = set(map(self._drawable, suggestion.keys))
        lines = fit_text(self._drawable(suggestion.text), max(width, 1), rows)
        for row, line in enumerate(lines, y):
            column = x
            for word in line.split(" "):
                is_key = word.rstrip(_PUNCTUATION) in keys
                buffer.write(column, row, word, Role.HOT_KEY if is_key else Role.TEXT)
                column += len(word) + 1

    def _drawable(self, words: str) -> str:
        """The words as the terminal can show them."""
        for arrow, name in _ARROW_NAMES.items():
            if self.glyphs.transliterate(arrow) != arrow:
                words = words.replace(arrow, name)
        return self.glyphs.transliterate(words)

    def _more(self, width: int, height: int) -> ClickableSpans[bool]:
        """The words that open the exercises: at the end of the line, or in the border of the card."""
        if height < _LEAST_CARD_ROWS:
            return ClickableSpans.from_right([(_MORE, True)], width - _LINE_MARGIN, 0)
        return ClickableSpans.from_right([(_MORE, True)], width - _CARD_MARGIN, 0)

    def _more_roles(self, target: bool) -> WordRoles:
        return (Role.P_BRIGHT, Role.P_BRIGHT) if self.hovered else (Role.HOT_KEY, Role.MUTED)
