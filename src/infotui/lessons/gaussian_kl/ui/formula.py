"""The closed form of a divergence: its terms, the numbers in them, and their values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role
from infotui.core.reading import Reading
from infotui.lessons.gaussian_kl.model.closed_form import Term
from infotui.ui.widgets.cell_widget import CellWidget, painted

from .running_formula import running_formula
from .stacked_formula import stacked_formula


class ClosedForm(NamedTuple):
    """A quantity and the terms that add up to it."""

    total: Reading
    terms: tuple[Term, ...]


class Formula(CellWidget):
    """Three lines: the formula, the same with numbers, and the value of each term, in columns if they fit."""

    view_name = "formula"
    closed_form: painted[ClosedForm | None] = painted(None)
    """What to show."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """The three lines, with as many digits as there is room for, and the total."""
        buffer = CellBuffer(width, height)
        if self.closed_form is None:
            return buffer
        if self._paint_stacked(buffer, self.closed_form):
            return buffer
        lines = self._lines(self.closed_form, width - 2)
        if lines is None:
            total, terms = self.closed_form
            running = running_formula(total, terms, width - 2, self.glyphs.transliterate)
            self._paint_lines(buffer, running)
            return buffer
        self._paint_lines(buffer, lines)
        self._paint_total(buffer, self.closed_form, len(lines[-1].rstrip()) + 2)
        return buffer

    def _paint_lines(self, buffer: CellBuffer, lines: Sequence[str]) -> None:
        roles = (Role.MUTED, Role.TEXT, Role.TITLE)
        for y, (line, role) in enumerate(zip(lines, roles, strict=True)):
            text(buffer, 1, y, line, role, self.glyphs)
            self._tint_letters(buffer, line, y)

    def _paint_stacked(self, buffer: CellBuffer, closed_form: ClosedForm) -> bool:
        """Draw the fractions stacked if there is room for that; returns whether there is."""
        bar, spell = self.glyphs.table.horizontal_line, self.glyphs.transliterate
        lines = stacked_formula(closed_form.total, closed_form.terms, bar, spell)
        if len(lines[0]) + 2 > buffer.width or buffer.height < len(lines):
            return False
        for y, line in enumerate(lines):
            buffer.write(1, y, line, Role.TEXT)
            self._tint_letters(buffer, line, y)
        return True

    def _tint_letters(self, buffer: CellBuffer, line: str, y: int) -> None:
        for found in re.finditer("[σμ]_([pq])", line):
            buffer.set_role(found.start() + 1, y, 3, 1, Role.P if found[1] == "p" else Role.Q)

    def _lines(self, closed_form: ClosedForm, room: int) -> list[str] | None:
        """The first form in columns that leaves room for the total; None if none does."""
        digits = range(len(closed_form.terms[0].numbers))
        forms = [self._in_columns(closed_form, spelling, gap) for spelling in digits for gap in (" ", "")]
        total = len(f" = {closed_form.total.text}")
        return next(
            (lines for lines in forms if max(len(lines[0]), len(lines[-1].rstrip()) + total) <= room), None
        )

    def _in_columns(self, closed_form: ClosedForm, spelling: int, gap: str) -> list[str]:
        head = self.glyphs.transliterate(closed_form.total.symbol)
        lines = [head, " " * len(head), " " * len(head)]
        for i, term in enumerate(closed_form.terms):
            column = [
                self.glyphs.transliterate(cell) for cell in (term.formula, term.numbers[spelling], term.text)
            ]
            width = max(map(len, column))
            operator = gap + (self.glyphs.transliterate(term.sign) if i else "=") + gap
            lines = [line + operator + cell.center(width) for line, cell in zip(lines, column, strict=True)]
        return lines

    def _paint_total(self, buffer: CellBuffer, closed_form: ClosedForm, x: int) -> None:
        """Draw the total, and its unit where there is room."""
        total = closed_form.total
        if x + len(f"= {total.text}") <= buffer.width:
            x = text(buffer, x, 2, f"= {total.text}", Role.TITLE, self.glyphs) + 1
        if total.unit and x + len(total.unit) < buffer.width:
            text(buffer, x, 2, total.unit, Role.MUTED, self.glyphs)
