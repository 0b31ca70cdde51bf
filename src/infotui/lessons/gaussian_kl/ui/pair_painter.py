"""Painting two categorical distributions: paired bars, p solid and q hatched."""

from __future__ import annotations

from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.cover import paint_cover
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import LineStyle, dashed_hline, text, text_right, vertical_bar
from infotui.canvas.roles import Role
from infotui.core.cover import COVERED
from infotui.core.reading import format_number
from infotui.lessons.gaussian_kl.model.categorical import CategoricalKLState
from infotui.maths.distributions import Categorical

from .pair_layout import PairLayout

_HINTS = ("drag a bar, Tab to the other", "Tab: the other", "")
_FORM = ".3f"
_ROLES = (Role.P, Role.Q)
_BRIGHT = (Role.P_BRIGHT, Role.Q_BRIGHT)
_PATTERNS: tuple[LineStyle, LineStyle] = ("solid", "dotted")


class PairPainter(NamedTuple):
    """All that the picture depends on. `hovered` is twice a class, and one more for its bar of q.

    `hidden` is the distribution that an exercise hides: p, q or neither.
    """

    layout: PairLayout
    pair: CategoricalKLState
    selected: int
    is_q: bool
    hovered: int | None
    is_focused: bool
    glyphs: GlyphSet
    hidden: str = ""

    def paint(self) -> CellBuffer:
        """Legend, scale, bars, names and probabilities."""
        layout = self.layout
        buffer = CellBuffer(layout.width, layout.height)
        self._paint_legend(buffer)
        for share, label in ((1.0, "1"), (0.5, ".5")):
            y = layout.bottom - max(round(share * layout.rows), 1)
            dashed_hline(buffer, layout.GUTTER, y, layout.width - layout.GUTTER, Role.TRACK, self.glyphs)
            text_right(buffer, layout.GUTTER - 1, y, label, Role.MUTED, self.glyphs)
        text_right(buffer, layout.GUTTER - 1, layout.bottom - 1, "0", Role.MUTED, self.glyphs)
        for i in layout.classes:
            self._paint_class(buffer, i)
        self._paint_hidden(buffer)
        self._paint_numbers(buffer)
        return buffer

    def _paint_legend(self, buffer: CellBuffer) -> None:
        x = 0
        for is_q, name in enumerate("pq"):
            chosen = is_q == self.is_q and self.is_focused
            pointer = self.glyphs.table.pointer if is_q == self.is_q else " "
            label = f"{pointer}{name} {self.glyphs.table.textures[is_q] * 2}"
            x = text(buffer, x, 0, label, (_BRIGHT if chosen else _ROLES)[is_q], self.glyphs) + 2
        hint = next(hint for hint in _HINTS if len(hint) <= buffer.width - x)
        text(buffer, x, 0, hint, Role.MUTED, self.glyphs)

    def _paint_class(self, buffer: CellBuffer, i: int) -> None:
        layout, values = self.layout, (self.pair.p, self.pair.q)
        for is_q, value in enumerate(values):
            chosen = i == self.selected and is_q == self.is_q
            locked = i in value.locked
            role = _BRIGHT[is_q] if chosen else Role.LOCKED if locked else _ROLES[is_q]
            x, width = layout.bar(i, bool(is_q)), layout.bar_width
            height = value.p[i] * layout.rows
            if "pq"[is_q] == self.hidden:
                paint_cover(buffer, x, layout.bottom - layout.rows, width, layout.rows, self.glyphs)
                continue
            vertical_bar(buffer, x, width, layout.bottom, height, role, self.glyphs, _PATTERNS[is_q])
        name, x = self._label(i), layout.slot(i - layout.first)
        is_hovered = self.hovered is not None and self.hovered // 2 == i
        lit = _BRIGHT[(self.hovered or 0) % 2] if is_hovered else Role.TEXT
        role = Role.SELECTED if i == self.selected else lit
        text(buffer, x, layout.bottom, name, role, self.glyphs)

    def _label(self, i: int) -> str:
        pair, glyphs, room = self.pair, self.glyphs.table, self.layout.slot_width
        locks = "".join(glyphs.lock for value in (pair.p, pair.q) if i in value.locked)
        name = self.glyphs.transliterate(pair.class_names[i])
        mark = (glyphs.pointer if i == self.selected and room > 3 else "") + locks
        return (mark + name)[: room - 1] if len(mark) < room - 1 else (locks[:1] + name)[: room - 1]

    def _paint_hidden(self, buffer: CellBuffer) -> None:
        """Arrows where classes have no room."""
        layout, arrows = self.layout, self.glyphs.table.arrows
        if layout.first:
            buffer.fill(0, layout.bottom, 1, 1, arrows[2], Role.POINT)
        if layout.classes.stop < self.pair.k:
            buffer.fill(buffer.width - 1, layout.bottom, 1, 1, arrows[3], Role.POINT)

    def _paint_numbers(self, buffer: CellBuffer) -> None:
        """Both probabilities below every class, or only of the selected one where there is little room."""
        for row, (name, value) in enumerate(zip("pq", (self.pair.p, self.pair.q), strict=True), 1):
            self._paint_row(buffer, self.layout.bottom + row, name, value, _ROLES[row - 1])

    def _paint_row(self, buffer: CellBuffer, y: int, name: str, value: Categorical, role: Role) -> None:
        layout = self.layout
        is_hidden = name == self.hidden
        numbers = {i: COVERED if is_hidden else format_number(value.p[i], _FORM) for i in layout.classes}
        if max(map(len, numbers.values())) < layout.slot_width:
            text(buffer, 0, y, name, role, self.glyphs)
            for i, number in numbers.items():
                shown = role if i == self.selected else Role.MUTED
                text(buffer, layout.slot(i - layout.first), y, number, shown, self.glyphs)
            return
        label = f"{name}({value.names[self.selected]}) = {numbers[self.selected]}"
        text(buffer, 0, y, label, role, self.glyphs)
