"""Painting a parameter of the mixture mode: its label, its slider or bar, its number."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import hline, horizontal_bar, text, text_right
from infotui.canvas.roles import Role
from infotui.core.reading import format_number

from .mixture_slots import Kind, Slot

_NUMBER = 8
"""Columns after the sliders."""


class Track(NamedTuple):
    """Where the sliders are: their first column and their length."""

    start: int
    length: int

    def column(self, share: float) -> int:
        """The column of a knob, given the share of the slider to the left of it."""
        return self.start + round(share * (self.length - 1))

    def share(self, x: int) -> float:
        """The share of the slider to the left of column `x`, from 0 to 1."""
        return min(max((x - self.start) / max(self.length - 1, 1), 0.0), 1.0)


class SlotView(NamedTuple):
    """A parameter and its value; whether it is selected, whether keys or a drag move it, and hovered."""

    slot: Slot
    value: float
    is_selected: bool
    is_lit: bool
    is_hovered: bool


@lru_cache(maxsize=8)
def track_of(slots: tuple[Slot, ...], width: int, glyphs: GlyphSet) -> Track:
    """The sliders right of the longest label, as long as numbers leave room for."""
    start = 2 + max(len(glyphs.transliterate(slot.label)) for slot in slots)
    return Track(start, max(width - start - _NUMBER, 2))


@lru_cache(maxsize=32)
def paint_slot(view: SlotView, track: Track, width: int, glyphs: GlyphSet) -> CellBuffer:
    """The row of a parameter. Cached, because all but one stay the same; not to be written into."""
    buffer, slot = CellBuffer(width, 1), view.slot
    plain, bright = slot.roles
    role = bright if view.is_lit or view.is_hovered else plain
    pointer = glyphs.table.pointer if view.is_selected else " "
    text(buffer, 0, 0, pointer + slot.label, role if view.is_lit else Role.TEXT, glyphs)
    hline(buffer, track.start, 0, track.length, Role.TRACK, glyphs)
    share = slot.spec.to_fraction(view.value)
    if slot.kind is Kind.WEIGHT:
        horizontal_bar(buffer, track.start, 0, share * track.length, role, glyphs)
    else:
        buffer.fill(track.column(share), 0, 1, 1, glyphs.table.dot, role)
    number = format_number(view.value, ".2f" if slot.kind.parameter else ".3f")
    text_right(buffer, width, 0, number, Role.TITLE if view.is_lit else Role.TEXT, glyphs)
    return buffer.freeze()
