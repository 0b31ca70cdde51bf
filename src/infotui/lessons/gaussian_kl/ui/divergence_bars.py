"""Both divergences as bars on one scale, where a screen has room for them."""

from __future__ import annotations

import math
from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.nice import nice_ceil
from infotui.canvas.primitives import LineStyle, horizontal_bar, panel, text, text_right
from infotui.canvas.roles import Role
from infotui.core.reading import Reading, format_number
from infotui.ui.widgets.cell_widget import CellWidget, painted

_EDGE = 2
"""Columns of the border and the blank beside it."""
_LEAST_SCALE = 0.05
"""Bars of divergences below it stay short, as they are close to 0."""
_TOLERANCE = 1e-9
_LOOKS: tuple[tuple[Role, LineStyle], ...] = ((Role.P, "solid"), (Role.Q, "dotted"))
"""The bar of KL(p‖q) looks like p, where the data come from, and that of KL(q‖p) like q."""


class DivergenceBarsView(NamedTuple):
    """KL(p‖q) and KL(q‖p) in one unit, and the name of the one that is shown large."""

    divergences: tuple[Reading, Reading]
    shown: str


class DivergenceBars(CellWidget):
    """A panel with two bars, and an arrow where a divergence is infinite."""

    view_name = "divergences"
    view: painted[DivergenceBarsView | None] = painted(None)
    """What to show."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """The border with the scale, and a row for each divergence."""
        buffer, view = CellBuffer(width, height), self.view
        if view is None:
            return buffer
        finite = (each.number for each in view.divergences if math.isfinite(each.number))
        scale = nice_ceil(max(_LEAST_SCALE, *finite, 0.0), _TOLERANCE)
        value = f"0 to {format_number(scale, 'g')} {view.divergences[0].unit}"
        panel(buffer, 0, 0, width, height, "both orders", value, glyphs=self.glyphs)
        room = max(len(self.glyphs.transliterate(each.text)) for each in view.divergences)
        for y, (each, look) in enumerate(zip(view.divergences, _LOOKS, strict=True), 1):
            self._paint_bar(buffer, y, each, scale, look, width - _EDGE - room - 1)
            role = Role.TITLE if each.name == view.shown else Role.TEXT
            text(buffer, _EDGE, y, each.symbol, role, self.glyphs)
            text_right(buffer, width - _EDGE, y, each.text, role, self.glyphs)
        return buffer

    def _paint_bar(
        self,
        buffer: CellBuffer,
        y: int,
        divergence: Reading,
        scale: float,
        look: tuple[Role, LineStyle],
        end: int,
    ) -> None:
        """The bar between the symbol and the column `end`."""
        start = _EDGE + len(self.glyphs.transliterate(divergence.symbol)) + 1
        room, (role, pattern) = max(end - start, 0), look
        buffer.fill(start, y, room, 1, self.glyphs.table.horizontal_dash[0], Role.TRACK)
        share = min(divergence.number / scale, 1.0)
        horizontal_bar(buffer, start, y, share * room, role, self.glyphs, pattern)
        if room and math.isinf(divergence.number):
            buffer.fill(end - 1, y, 1, 1, self.glyphs.table.arrows[3], Role.POINT)
