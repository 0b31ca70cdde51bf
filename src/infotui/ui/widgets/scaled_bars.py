"""Bars in a panel with a scale to the largest of them: what all bar charts of probabilities share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import dashed_hline, text_right
from infotui.canvas.roles import Role

from .slot_layout import SlotLayout

MAX_BAR = 14
"""The most columns of a bar."""
_GUTTER, _RIGHT = 6, 1
_EVEN_SLOT = 6
"""Narrower slots are all as wide as each other, or the gaps between bars would look uneven."""
_SMALLEST_SCALE = 1 / 32
_HEADROOM = 0.8
"""The share of a new scale that the largest bar may fill."""
_FINEST = 0.01
"""The step of probabilities that the mouse sets, as keys reach them, or less where a row is less."""
_FRACTIONS = {1.0: "1", 0.5: "½", 0.25: "¼", 0.125: "⅛"}
_ROWS_WITH_QUARTERS = 12


def scale_for(largest: float) -> float:
    """The top of the scale: the smallest of 1, ½, ¼, … that leaves headroom above the largest probability."""
    scale = 1.0
    while scale > _SMALLEST_SCALE and largest <= _HEADROOM * scale / 2:
        scale /= 2
    return scale


def fraction(value: float) -> str:
    """A value of the scale in at most four characters: ½, .75, 1/16, .047."""
    if value in _FRACTIONS:
        return _FRACTIONS[value]
    whole = 1 / value
    return f"1/{whole:.0f}" if whole == round(whole) else f"{value:.2g}".removeprefix("0")


@dataclass(frozen=True)
class ScaledLayout(SlotLayout):
    """The slots of `k` classes.

    A bar whose top fills the row `y` has the probability `probability_at(y)`: the highest row is `scale`,
    the row below the lowest is 0.
    """

    LEAST_SLOT: ClassVar[int] = 1
    """The columns that a slot needs at least."""

    scale: float = 1.0

    @cached_property
    def gutter(self) -> int:
        """The columns of the border and the labels of the scale, fewer where the bars need them."""
        return max(min(_GUTTER, self.width - _RIGHT - self.LEAST_SLOT * self.k), 1)

    @cached_property
    def room(self) -> int:
        """The columns of the data box."""
        return max(self.width - self.gutter - _RIGHT, self.k)

    @cached_property
    def _slots(self) -> tuple[int, int]:
        """The first column of the first slot, and the columns of all slots."""
        used = self.room if self.slot_width >= _EVEN_SLOT else self.slot_width * self.k
        return self.gutter + (self.room - used) // 2, used

    @cached_property
    def slot_width(self) -> int:
        """The columns each class has at least, the gap around its bars included."""
        return max(self.room // self.k, 1)

    def slot(self, i: int) -> int:
        """The first column of slot `i`: wide slots share all the room there is."""
        start, used = self._slots
        return start + i * used // self.k

    def slot_at(self, x: int) -> int:
        """The slot that column `x` is in; the nearest one beside the slots."""
        start, used = self._slots
        column = min(max(x - start, 0), used - 1)
        return min(((column + 1) * self.k - 1) // used, self.last_slot)

    def probability_at(self, y: int) -> float:
        """The probability of a bar whose top is at row `y`, as round as rows are far apart; up to 1."""
        a_row = self.scale / self.rows
        step = min(10.0 ** math.floor(math.log10(a_row)), _FINEST)
        value = min(max((self.bottom - y) * a_row, 0.0), 1.0)
        return min(round(round(value / step) * step, 12), 1.0)

    def row_of(self, probability: float) -> int:
        """The row that the top of a bar of `probability` fills."""
        return self.bottom - max(math.ceil(probability / self.scale * self.rows - 1e-9), 0)


def paint_scale(buffer: CellBuffer, layout: ScaledLayout, glyphs: GlyphSet, guide: float | None) -> None:
    """Draw gridlines with their values, and a yellow one at `guide`, 1/k for k classes."""
    shares = (1.0, 0.75, 0.5, 0.25) if layout.rows >= _ROWS_WITH_QUARTERS else (1.0, 0.5)
    for share in shares:
        row = layout.row_of(share * layout.scale)
        dashed_hline(buffer, layout.gutter, row, layout.room, Role.TRACK, glyphs)
        _paint_label(buffer, layout, row, fraction(share * layout.scale), Role.MUTED, glyphs)
    _paint_label(buffer, layout, layout.bottom - 1, "0", Role.MUTED, glyphs)
    if guide is not None and guide <= layout.scale:
        row = layout.row_of(guide)
        dashed_hline(buffer, layout.gutter, row, layout.room, Role.POINT, glyphs)
        _paint_label(buffer, layout, row, f"1/{1 / guide:.0f}", Role.POINT, glyphs)


def _paint_label(
    buffer: CellBuffer, layout: ScaledLayout, row: int, label: str, role: Role, glyphs: GlyphSet
) -> None:
    """A label of the scale; it takes the place of one that is there."""
    if len(glyphs.transliterate(label)) > layout.gutter - 2:  # bars may need the columns of the scale
        return
    buffer.fill(1, row, layout.gutter - 1, 1, " ", Role.TEXT)
    text_right(buffer, layout.gutter - 1, row, label, role, glyphs)
