"""The headline: the main number of a screen in large digits, with its unit and two facts beside it."""

from __future__ import annotations

from typing import NamedTuple

from infotui.canvas.big_digits import big_digits, big_height, big_width, can_draw
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role

from .cell_widget import CellWidget, painted

_LABEL_ROWS = 1
_GAP = 2
_NARROW_GAP = 1


class HeadlineView(NamedTuple):
    """One number, what it is, and what to read beside it.

    Each of `facts` is one statement in several spellings, the longest first. `about` follows the label
    where there is room.
    """

    label: str
    number: str
    unit: str
    facts: tuple[tuple[str, ...], ...] = ()
    about: str = ""


class Headline(CellWidget):
    """A label, the number in three or five rows, its unit and the facts at the right of it."""

    view_name = "headline"
    view: painted[HeadlineView] = painted(HeadlineView("", "", ""))
    """What to show."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """Draw the number as large as there is room for."""
        buffer, view = CellBuffer(width, height), self.view
        stop = text(buffer, 0, 0, view.label, Role.MUTED, self.glyphs)
        if view.about and stop + _GAP + len(self.glyphs.transliterate(view.about)) <= width:
            text_right(buffer, width, 0, view.about, Role.MUTED, self.glyphs)
        size = self._digit_size(width, height)
        if not size:
            line = f"{view.number} {view.unit}"
            text(buffer, 0, min(_LABEL_ROWS, height - 1), line, Role.TITLE, self.glyphs)
            return buffer
        x = big_digits(buffer, 0, _LABEL_ROWS, view.number, Role.TITLE, self.glyphs, size)
        bottom = _LABEL_ROWS + big_height(size) - 1
        facts = self._fitting_facts(width - x - _NARROW_GAP)
        widest = max(map(len, (*facts, view.unit)))
        x += _GAP if x + _GAP + widest <= width else _NARROW_GAP
        for row, fact in enumerate(facts, bottom - len(facts)):
            text(buffer, x, row, fact, Role.TEXT)
        text(buffer, x, bottom, view.unit, Role.MUTED, self.glyphs)
        return buffer

    def _digit_size(self, width: int, height: int) -> int:
        """The largest size of digits that fits with the unit beside it; 0 for plain text."""
        view = self.view
        if not view.number or not can_draw(view.number):
            return 0
        sizes = (
            size
            for size in (2, 1)
            if height >= _LABEL_ROWS + big_height(size)
            and big_width(view.number, size) + _NARROW_GAP + len(view.unit) <= width
        )
        return next(sizes, 0)

    def _fitting_facts(self, room: int) -> list[str]:
        """Each fact in the longest spelling that fits in `room` columns, "" where none does."""
        spellings = ([self.glyphs.transliterate(s) for s in fact] for fact in self.view.facts)
        return [next((s for s in fact if len(s) <= room), "") for fact in spellings]
