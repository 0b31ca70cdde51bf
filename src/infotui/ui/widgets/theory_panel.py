"""Theory beside the picture: the card that fits the present state, and more where there is room."""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap

from textual import events

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import panel, text, text_right
from infotui.canvas.roles import Role
from infotui.core.lesson import Section

from .cell_widget import painted
from .hover_widget import HoverWidget

_GAP_ROWS = 1
_MARGIN = 2
"""Columns of the border of the card, and of the blank beside it."""
_GAP = 2
_SENTENCE_END = ". "


class TheoryPanel(HoverWidget):
    """One section of the theory as a card; the sections after it follow, each whole, where there is room.

    A click on the card turns to the next one.
    """

    view_name = "theory"
    index: painted[int] = painted(0)
    """The section on the card, counted from 0."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        super().__init__()
        self._sections = sections
        self._suggested = 0
        self.tooltip = "next theory card (.)"

    def suggest(self, index: int) -> None:
        """Show the section that fits the state; pages turned by hand stay until another one fits."""
        if index != self._suggested:
            self._suggested = self.index = index

    def turn(self, by: int) -> None:
        """Turn to another section; after the last comes the first."""
        self.index = (self.index + by) % len(self._sections)

    @property
    def has_room(self) -> bool:
        """Whether there is room for the card, or at least for its first sentence."""
        width, height = self.size
        return self.display and bool(
            _fitting_lines(self._sections[self.index], width, height - 1, self.glyphs)
        )

    def on_click(self, event: events.Click) -> None:
        """Turn to the next section."""
        self.turn(1)

    def hit_test(self, x: int, y: int) -> bool:
        """The whole card."""
        return True

    def paint(self, width: int, height: int) -> CellBuffer:
        """The card and the sections after it, a blank row between them."""
        return _paint(self._sections, self.index, bool(self.hovered), width, height, self.glyphs)


@lru_cache(maxsize=8)
def _paint(
    sections: tuple[Section, ...], index: int, is_lit: bool, width: int, height: int, glyphs: GlyphSet
) -> CellBuffer:
    """The panel. The buffer is cached, because cards come again, and must not be written into."""
    buffer = CellBuffer(width, height)
    card, page = sections[index], f". , {index + 1}/{len(sections)}"
    lines = _fitting_lines(card, width, height - 1, glyphs)
    if not lines:
        return buffer
    y = _paint_card(buffer, card, page, is_lit, glyphs) or _paint_section(
        buffer, 0, card.heading, lines, glyphs
    )
    for section in sections[index + 1 :]:
        lines = _lines(section.text, width, glyphs)
        if y + _GAP_ROWS + 1 + len(lines) <= height:
            y = _paint_section(buffer, y + _GAP_ROWS, section.heading, lines, glyphs)
    return buffer.freeze()


def _paint_card(buffer: CellBuffer, card: Section, page: str, is_lit: bool, glyphs: GlyphSet) -> int:
    """Draw the card whole in a border; returns the row after, or 0 where it has no room.

    `page` names the keys that turn to another section, and which one this is.
    """
    lines = _lines(card.text, buffer.width - 2 * _MARGIN, glyphs)
    rows = len(lines) + 2
    if rows > buffer.height:
        if len(glyphs.transliterate(card.heading)) + _GAP + len(page) <= buffer.width:
            role = Role.P_BRIGHT if is_lit else Role.MUTED
            text_right(buffer, buffer.width, 0, page, role, glyphs)
        return 0
    panel(buffer, 0, 0, buffer.width, rows, card.heading, page, glyphs=glyphs)
    for row, line in enumerate(lines, 1):
        text(buffer, _MARGIN, row, line, Role.TEXT if is_lit else Role.MUTED)
    return rows


def _paint_section(buffer: CellBuffer, y: int, heading: str, lines: list[str], glyphs: GlyphSet) -> int:
    """Draw a heading and its text; returns the row after."""
    text(buffer, 0, y, heading, Role.TITLE, glyphs)
    for row, line in enumerate(lines, y + 1):
        text(buffer, 0, row, line, Role.MUTED, glyphs)
    return y + 1 + len(lines)


def _fitting_lines(section: Section, width: int, rows: int, glyphs: GlyphSet) -> list[str]:
    """The text of a section in `rows` rows, without its last sentences where they have no room."""
    sentences = section.text.split(_SENTENCE_END)
    for count in range(len(sentences), 0, -1):
        words = _SENTENCE_END.join(sentences[:count])
        lines = _lines(words if words.endswith(".") else f"{words}.", width, glyphs)
        if len(lines) <= rows:
            return lines
    return []


def _lines(words: str, width: int, glyphs: GlyphSet) -> list[str]:
    return wrap(glyphs.transliterate(words), max(width, 1))
