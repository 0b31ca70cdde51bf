"""Painting two categorical distributions: paired bars in a panel, p solid and q hatched."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.cover import paint_cover
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import LineStyle, panel, text, text_right, vertical_bar
from infotui.canvas.roles import Role
from infotui.core.cover import COVERED
from infotui.core.reading import format_number
from infotui.lessons.gaussian_kl.model.categorical import CategoricalKLState
from infotui.maths.distributions import Categorical
from infotui.ui.widgets.scaled_bars import fraction, paint_scale

from .pair_layout import PairLayout

_HINTS = ("drag a bar, Tab to the other", "Tab: the other")
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
        buffer = _background(layout, self.is_focused, self.glyphs).copy()
        self._paint_legend(buffer)
        for i in layout.classes:
            self._paint_class(buffer, i)
        self._paint_hidden(buffer)
        self._paint_numbers(buffer)
        return buffer

    def _paint_legend(self, buffer: CellBuffer) -> None:
        """What p and q look like, and the scale, at the left of the border; the hint at its right."""
        x = text(buffer, 1, 0, " ")
        for is_q, name in enumerate("pq"):
            chosen = is_q == self.is_q and self.is_focused
            pointer = self.glyphs.table.pointer if is_q == self.is_q else " "
            label = f"{pointer}{name} {self.glyphs.table.textures[is_q] * 2} "
            x = text(buffer, x, 0, label, (_BRIGHT if chosen else _ROLES)[is_q], self.glyphs)
        scale, room = f"scale to {fraction(self.layout.scale)} ", buffer.width - 2
        if self.layout.scale < 1 and x + len(self.glyphs.transliterate(scale)) < room:
            x = text(buffer, x, 0, scale, Role.FOCUS if self.is_focused else Role.TITLE, self.glyphs)
        hint = next((f" {hint} " for hint in _HINTS if len(hint) + 3 <= room - x), "")
        text_right(buffer, buffer.width - 1, 0, hint, Role.MUTED, self.glyphs)

    def _paint_class(self, buffer: CellBuffer, i: int) -> None:
        layout, values = self.layout, (self.pair.p, self.pair.q)
        for is_q, value in enumerate(values):
            chosen = i == self.selected and is_q == self.is_q
            locked = i in value.locked
            role = _BRIGHT[is_q] if chosen else Role.LOCKED if locked else _ROLES[is_q]
            x, width = layout.bar(i, bool(is_q)), layout.bar_width
            height = min(value.p[i] / layout.scale, 1.0) * layout.rows
            if "pq"[is_q] == self.hidden:
                paint_cover(buffer, x, layout.bottom - layout.rows, width, layout.rows, self.glyphs)
                continue
            vertical_bar(buffer, x, width, layout.bottom, height, role, self.glyphs, _PATTERNS[is_q])
        name = self._label(i)
        is_hovered = self.hovered is not None and self.hovered // 2 == i
        lit = _BRIGHT[(self.hovered or 0) % 2] if is_hovered else Role.TEXT
        role = Role.SELECTED if i == self.selected else lit
        text(buffer, self._centred(i, name), layout.bottom, name, role, self.glyphs)

    def name_cell(self, i: int) -> tuple[int, int]:
        """The cell with the first character of the name of class `i`."""
        label = self._label(i)
        name = self.glyphs.transliterate(self.pair.class_names[i])
        return self._centred(i, label) + max(label.find(name[:1]), 0), self.layout.bottom

    def _centred(self, i: int, string: str) -> int:
        """The first column of a string in the middle of the bars of class `i`, or from their left on."""
        return self.layout.bars(i) + max(2 * self.layout.bar_width - len(string), 0) // 2

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
            buffer.fill(1, layout.bottom, 1, 1, arrows[2], Role.POINT)
        if layout.classes.stop < self.pair.k:
            buffer.fill(buffer.width - 2, layout.bottom, 1, 1, arrows[3], Role.POINT)

    def _paint_numbers(self, buffer: CellBuffer) -> None:
        """Both probabilities below every class, or only of the selected one where there is little room."""
        for row, (name, value) in enumerate(zip("pq", (self.pair.p, self.pair.q), strict=True), 1):
            self._paint_row(buffer, self.layout.bottom + row, name, value, _ROLES[row - 1])

    def _paint_row(self, buffer: CellBuffer, y: int, name: str, value: Categorical, role: Role) -> None:
        layout = self.layout
        is_hidden = name == self.hidden
        numbers = {i: COVERED if is_hidden else format_number(value.p[i], _FORM) for i in layout.classes}
        if max(map(len, numbers.values())) < layout.slot_width:
            text(buffer, layout.gutter - 2, y, name, role, self.glyphs)
            for i, number in numbers.items():
                shown = role if i == self.selected else Role.MUTED
                text(buffer, self._centred(i, number), y, number, shown, self.glyphs)
            return
        label = f"{name}({value.names[self.selected]}) = {numbers[self.selected]}"
        text(buffer, layout.gutter, y, label, role, self.glyphs)


@lru_cache(maxsize=8)
def _background(layout: PairLayout, is_focused: bool, glyphs: GlyphSet) -> CellBuffer:
    """What stays the same while bars move: the panel and the scale."""
    buffer = CellBuffer(layout.width, layout.height)
    panel(buffer, 0, 0, layout.width, layout.height, is_focused=is_focused, glyphs=glyphs)
    paint_scale(buffer, layout, glyphs, None)
    return buffer.freeze()
