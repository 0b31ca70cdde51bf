"""The loss as one stacked bar: its minimum and the excess, compared with a uniform guess."""

from __future__ import annotations

from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import stacked_bar, text, text_right
from infotui.canvas.roles import Role
from infotui.core.reading import format_number
from infotui.ui.widgets.cell_widget import CellWidget, painted
from infotui.ui.widgets.gauge import LabelledValue


class LossBreakdown(NamedTuple):
    """A loss in two parts, the loss of a uniform guess, the end of the scale, and the names of the parts."""

    floor: float
    excess: float
    guess: LabelledValue
    scale_max: float
    legend: tuple[str, str]


class LossBar(CellWidget):
    """A stacked bar on a scale with a mark for the guess; an arrow where the loss is off the scale."""

    view_name = "gauge"
    breakdown: painted[LossBreakdown | None] = painted(None)
    """What to show."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """The legend, the bar with the mark across it, the scale."""
        buffer = CellBuffer(width, height)
        cost = self.breakdown
        if cost is None:
            return buffer
        self._paint_legend(buffer, cost)
        cells = width / cost.scale_max
        parts = ((cost.floor * cells, Role.P), (cost.excess * cells, Role.Q))
        mark = min(round(cost.guess.value * cells), width - 1)
        for y in range(1, max(height - 1, 2)):
            buffer.fill(0, y, width, 1, self.glyphs.table.horizontal_dash[0], Role.TRACK)
            stacked_bar(buffer, 0, y, parts, self.glyphs)
            buffer.fill(mark, y, 1, 1, self.glyphs.table.vertical_line, Role.MAXIMUM)
            if cost.floor + cost.excess > cost.scale_max:
                buffer.fill(width - 1, y, 1, 1, self.glyphs.table.arrows[3], Role.POINT)
        text(buffer, 0, height - 1, "0", Role.MUTED, self.glyphs)
        label = f"{cost.guess.label} {cost.guess.text}"
        stop = text(buffer, max(mark - len(label) // 2, 2), height - 1, label, Role.MUTED, self.glyphs)
        end = format_number(cost.scale_max, ".1f")
        if stop + len(end) < width:
            text_right(buffer, width, height - 1, end, Role.MUTED, self.glyphs)
        return buffer

    def _paint_legend(self, buffer: CellBuffer, cost: LossBreakdown) -> None:
        textures = self.glyphs.table.textures
        x = 0
        for word, texture, role in zip(cost.legend, textures, (Role.P, Role.Q), strict=False):
            if word and x + len(self.glyphs.transliterate(word)) + 2 > buffer.width:
                word = word.partition(" =")[0]
            if word:
                if all(cost.legend):  # a single part needs no sample, which would look like a part of its bar
                    x = text(buffer, x, 0, f"{texture} ", role)
                x = text(buffer, x, 0, f"{word} ", Role.MUTED, self.glyphs)
