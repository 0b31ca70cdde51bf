"""A gauge: one quantity beside its maximum."""

from __future__ import annotations

from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role

from .cell_widget import CellWidget, painted

_MARGIN = 1
"""Columns on either side of a label inside a part."""


class LabelledValue(NamedTuple):
    """A quantity on a gauge: its value, its label, and the number as it is written."""

    value: float
    label: str
    text: str


class GaugePart(NamedTuple):
    """A part of the quantity: how much, and its label from the longest spelling to the shortest."""

    value: float
    labels: tuple[str, ...]
    is_selected: bool = False


class Gauge(CellWidget):
    """A horizontal bar divided into the parts of a quantity, with its maximum at the end of the scale."""

    view_name = "gauge"
    parts: painted[tuple[GaugePart, ...]] = painted(())
    """The parts, from the left; together they are the quantity."""
    maximum: painted[LabelledValue] = painted(LabelledValue(1.0, "", ""))
    """The maximum; its value is positive."""
    caption: painted[str] = painted("")
    """A caption for the parts."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """The parts with their labels, and the scale below."""
        buffer = CellBuffer(width, height)
        glyphs, bottom = self.glyphs.table, max(height - 1, 1)
        end = max(width - 1, 1)
        buffer.fill(0, 0, end, bottom, glyphs.textures[2], Role.TRACK)
        buffer.fill(end, 0, 1, bottom, glyphs.vertical_line, Role.MAXIMUM)
        total, start = 0.0, 0
        for part in self.parts:
            total += part.value
            stop = round(min(max(total / self.maximum.value, 0.0), 1.0) * end)
            self._paint_part(buffer, part, start, stop - start, bottom)
            start = stop
        stop = text(buffer, 0, height - 1, "0", Role.MUTED, self.glyphs)
        scale = f"{self.maximum.label} {self.maximum.text}"
        left = text_right(buffer, width, height - 1, scale, Role.MUTED, self.glyphs)
        if stop + 1 + len(self.glyphs.transliterate(self.caption)) < left:
            text(buffer, stop + 1, height - 1, self.caption, Role.MUTED, self.glyphs)
        return buffer

    def _paint_part(self, buffer: CellBuffer, part: GaugePart, x: int, width: int, rows: int) -> None:
        """A full bar that leaves half a cell free, so that neighbours can be distinguished."""
        ladder = self.glyphs.table.horizontal
        role, inside = (Role.P_BRIGHT, Role.SELECTED) if part.is_selected else (Role.P, Role.ON_P)
        buffer.fill(x, 0, width - 1, rows, ladder[-1], role)
        if width > 0:
            buffer.fill(x + width - 1, 0, 1, rows, ladder[(len(ladder) - 1) // 2], role)
        room = width - 2 * _MARGIN
        label = next((label for label in part.labels if len(self.glyphs.transliterate(label)) <= room), "")
        text(buffer, x + _MARGIN, (rows - 1) // 2, label, inside, self.glyphs)
