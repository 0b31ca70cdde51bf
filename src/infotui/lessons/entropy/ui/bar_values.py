"""The probabilities above the bars: where each is written, and which have no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role
from infotui.core.reading import format_number, scientific

from .bar_layout import BarLayout

_FORM = ".3f"
_LINES = frozenset((Role.TRACK, Role.POINT))
"""The roles of gridlines, of the guide 1/k and of the marks of frequencies."""


class BarValue(NamedTuple):
    """A probability and its first cell."""

    x: int
    y: int
    number: str
    is_selected: bool


def place_values(p: Sequence[float], selected: int, layout: BarLayout) -> Iterator[BarValue]:
    """The value of the selected bar, then those that fit above their own bars and keep a blank to it."""
    chosen = [_place(p, i, format_number(p[i], _FORM), layout, True) for i in [selected] if i < len(p)]
    yield from chosen
    for i, probability in enumerate(p):
        number = _short(probability, layout.slot_width)
        if i != selected and len(number) < layout.slot_width:
            value = _place(p, i, number, layout, False)
            if not any(_touches(value, other) for other in chosen):
                yield value


def paint_value(buffer: CellBuffer, value: BarValue, glyphs: GlyphSet) -> None:
    """Write a value; lines beside it keep a blank to it, as a dash before a number looks like a minus."""
    lines = (glyphs.table.horizontal_dash[0], glyphs.table.focused_frame[0])
    for x in (value.x - 1, value.x + len(value.number)):
        is_inside = 0 <= x < buffer.width and 0 <= value.y < buffer.height
        if is_inside and buffer.char(x, value.y) in lines and buffer.role(x, value.y) in _LINES:
            buffer.fill(x, value.y, 1, 1, " ", Role.TEXT)
    text(buffer, value.x, value.y, value.number, Role.TITLE if value.is_selected else Role.TEXT, glyphs)


def _short(probability: float, room: int) -> str:
    """Three decimals; of a small probability one digit where three do not fit: 2e−5."""
    number = format_number(probability, _FORM)
    return scientific(probability, 1) if "e" in number and len(number) >= room else number


def _place(p: Sequence[float], i: int, number: str, layout: BarLayout, is_selected: bool) -> BarValue:
    """The cell above bar `i`; where the number is wider than its slot, above the bars that it would cover."""
    x = max(layout.bar(i) + layout.bar_width // 2 - len(number) // 2, layout.gutter)
    beside = range(i, i + 1)
    if len(number) >= layout.slot_width:
        x = max(min(x, layout.gutter + layout.room - len(number)), layout.gutter)
        beside = range(layout.slot_at(x - 1), layout.slot_at(x + len(number)) + 1)
    row = layout.row_of(max(p[j] for j in beside)) - 1
    return BarValue(x, max(row, layout.top - 1), number, is_selected)


def _touches(one: BarValue, other: BarValue) -> bool:
    """Whether two values are in one row without a blank between them."""
    apart = one.x + len(one.number) < other.x or other.x + len(other.number) < one.x
    return one.y == other.y and not apart
