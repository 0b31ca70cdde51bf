"""A gauge: one quantity beside its maximum."""

from __future__ import annotations

from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import fill, horizontal_bar, text, text_right
from infotui.canvas.roles import Role

from .cell_widget import CellWidget, painted


class LabelledValue(NamedTuple):
    """A quantity on a gauge: its value, its label, and the number as it is written."""

    value: float
    label: str
    text: str


class Gauge(CellWidget):
    """A horizontal bar for a quantity, with its maximum as a dashed line at the end of the scale."""

    value: painted[LabelledValue] = painted(LabelledValue(0.0, "", ""))
    """The quantity."""
    maximum: painted[LabelledValue] = painted(LabelledValue(1.0, "", ""))
    """The maximum; its value is positive."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """The label and number, the bar on its track, the scale."""
        buffer = CellBuffer(width, height)
        glyphs = self.glyphs.table
        end = max(width - 2, 1)
        text(buffer, 0, 0, self.value.label, Role.TITLE, self.glyphs)
        text_right(buffer, width, 0, self.value.text, Role.TEXT, self.glyphs)
        fill(buffer, 0, 1, end, max(height - 2, 1), glyphs.textures[2], Role.TRACK)
        share = min(max(self.value.value / self.maximum.value, 0.0), 1.0)
        for y in range(1, max(height - 1, 2)):
            horizontal_bar(buffer, 0, y, share * end, Role.P, self.glyphs)
            text(buffer, end, y, glyphs.vertical_dash, Role.MAXIMUM, self.glyphs)
        text(buffer, 0, height - 1, "0", Role.MUTED, self.glyphs)
        text_right(
            buffer, width, height - 1, f"{self.maximum.label} {self.maximum.text}", Role.MUTED, self.glyphs
        )
        return buffer
