"""How the sliders of the logits look, with the bars of what they lead to."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import fill, hline, text, vertical_bar, vline
from infotui.canvas.roles import Role
from infotui.core.reading import format_number

from .logit_layout import LogitLayout

_FORMS = (".4f", ".3f", ".2f", ".1f")
"""From the most digits to the fewest: as many are shown as there is room for."""


_SAMPLE_AND_GAP = 3
_LEGENDS = (
    ("logits z    ", "q = softmax    ", "target p (t)    "),
    ("z    ", "q = softmax    ", "p (t)    "),
    ("z    ", "q    ", "p (t)    "),
)
"""What is drawn, from the longest to the shortest; each name ends with a blank and room for a sample."""


class SoftmaxView(NamedTuple):
    """What the logits lead to: prediction q, target p, and which class is true, counted from 0."""

    q: tuple[float, ...] = ()
    target: tuple[float, ...] = ()
    true: int = 0


class LogitPainter(NamedTuple):
    """All that the picture depends on. `z` ends with the mean of all, `slot` is the slider in hand, and
    `hovered` the one that a press would take.
    """

    layout: LogitLayout
    z: tuple[float, ...]
    slot: int
    hovered: int | None
    view: SoftmaxView
    is_focused: bool
    glyphs: GlyphSet

    def paint(self) -> CellBuffer:
        """Legend and scale, a slider and two bars a class, and below them name, z and q."""
        geometry, bottom = self.layout, self.layout.bottom
        buffer = _ground(geometry, self.is_focused, self.glyphs).copy()
        for slot, z in enumerate(self.z):
            self._paint_slider(buffer, slot, z)
            self._paint_name(buffer, slot)
        for slot, (q, p) in enumerate(zip(self.view.q, self.view.target, strict=True)):
            x = geometry.slot(slot) + geometry.unit
            vertical_bar(buffer, x, geometry.unit, bottom, q * geometry.rows, Role.Q, self.glyphs)
            x, height = x + geometry.unit, p * geometry.rows
            vertical_bar(buffer, x, geometry.unit, bottom, height, Role.P, self.glyphs, "dotted")
        self._paint_numbers(buffer, bottom + 1, "z", self.z)
        self._paint_numbers(buffer, bottom + 2, "q", self.view.q)
        return buffer

    def _paint_slider(self, buffer: CellBuffer, slot: int, z: float) -> None:
        geometry, glyphs = self.layout, self.glyphs.table
        column, left, top = geometry.slider(slot), geometry.slot(slot), geometry.top
        half = geometry.half_row(z)
        row, zero = top + half // 2, top + geometry.half_row(0.0) // 2
        role = Role.POINT if slot == self.slot else Role.Q_BRIGHT if slot == self.hovered else Role.Q
        if top <= row < geometry.bottom:
            vline(buffer, column, min(row, zero), abs(row - zero) + 1, role, self.glyphs)
            fill(buffer, left, row, geometry.unit, 1, glyphs.thumb[half % 2], role)
        else:
            edge, arrow = (top, 0) if row < top else (geometry.bottom - 1, 1)
            vline(buffer, column, min(edge, zero), abs(edge - zero) + 1, role, self.glyphs)
            fill(buffer, column, edge, 1, 1, glyphs.arrows[arrow], role)

    def _paint_name(self, buffer: CellBuffer, slot: int) -> None:
        chosen, is_all = slot == self.slot, slot == len(self.z) - 1
        pointer = self.glyphs.table.pointer if chosen else ""
        true = self.glyphs.table.check if slot == self.view.true and not is_all else ""
        name = "all" if is_all else str(slot + 1)
        role = Role.SELECTED if chosen else Role.P if true else Role.TEXT
        room = self.layout.slot_width if not is_all else 4
        label = (pointer + name + true) if len(pointer + name + true) <= room else name + true
        text(buffer, self.layout.slot(slot), self.layout.bottom, label, role, self.glyphs)

    def _paint_numbers(self, buffer: CellBuffer, y: int, symbol: str, values: tuple[float, ...]) -> None:
        for form in _FORMS:
            numbers = [_written(symbol, value, form) for value in values]
            if max(map(len, numbers), default=0) < self.layout.slot_width:
                break
        else:
            numbers = ["" for _ in values]
            if self.slot < len(values):
                numbers[self.slot] = _written(symbol, values[self.slot], _FORMS[0])
        for slot, number in enumerate(numbers):
            x = min(self.layout.slot(slot), buffer.width - len(number))
            text(buffer, x, y, number, Role.TEXT if slot == self.slot else Role.MUTED, self.glyphs)


def _written(symbol: str, value: float, form: str) -> str:
    """The number; a softmax is never 0, only too small to be held."""
    return "<1e-323" if symbol == "q" and value == 0 else format_number(value, form)


@lru_cache(maxsize=4)
def _ground(geometry: LogitLayout, in_hand: bool, glyphs: GlyphSet) -> CellBuffer:
    """What no logit changes: the legend, the scale, the tracks of the sliders."""
    buffer = CellBuffer(geometry.width, geometry.height)
    _paint_legend(buffer, Role.TITLE if in_hand else Role.MUTED, glyphs)
    top, bottom, zero = geometry.top, geometry.bottom, geometry.top + geometry.half_row(0.0) // 2
    ends = ((top, _end(geometry.limit, "+")), (bottom - 1, _end(geometry.limit, "−")))
    labels = (*ends, (zero, " 0"), (bottom + 1, "z"), (bottom + 2, "q"))
    for row, label in labels:
        text(buffer, 0, row, label, Role.MUTED, glyphs)
    for slot in range(geometry.k + 1):
        vline(buffer, geometry.slider(slot), top, geometry.rows, Role.TRACK, glyphs)
        hline(buffer, geometry.slot(slot), zero, geometry.unit, Role.TRACK, glyphs)
    return buffer.freeze()


def _paint_legend(buffer: CellBuffer, role: Role, glyphs: GlyphSet) -> None:
    table = glyphs.table
    samples = (
        (table.thumb[1], Role.POINT),
        (table.textures[0], Role.Q),
        (table.textures[1], Role.P),
    )
    names = next((names for names in _LEGENDS if len("".join(names)) <= buffer.width), _LEGENDS[-1])
    x = 0
    for name, (sample, sample_role) in zip(names, samples, strict=True):
        x = text(buffer, x, 0, name, role, glyphs)
        text(buffer, x - _SAMPLE_AND_GAP, 0, sample, sample_role)


def _end(limit: float, sign: str) -> str:
    """The end of the scale, in three characters after its sign at most."""
    return sign + (f"{limit:.0f}" if limit < 1000 else f"{limit:.0e}".replace("e+0", "e").replace("e+", "e"))
