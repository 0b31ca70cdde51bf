"""Painting the sliders of the logits and the bars of prediction and target."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import fill, hline, text, vertical_bar, vline
from infotui.canvas.roles import Role
from infotui.core.reading import format_number

from .logit_layout import LogitLayout, end_label

_FORMS = (".4f", ".3f", ".2f", ".1f")
"""From the most digits to the fewest: as many are shown as there is room for."""


_SHIFT_NAMES = ("shift (mean z)", "shift", "all")
_SAMPLE_AND_GAP = 3
_LEGENDS = (
    ("logits z    ", "q = softmax    ", "target p (t)    "),
    ("z    ", "q = softmax    ", "p (t)    "),
    ("z    ", "q    ", "p (t)    "),
)
"""Names of what is drawn, the longest first; each ends with a blank and room for a sample."""


class SoftmaxView(NamedTuple):
    """The prediction q, the target p, and the true class, counted from 0."""

    q: tuple[float, ...] = ()
    target: tuple[float, ...] = ()
    true: int = 0


class LogitPainter(NamedTuple):
    """Everything that the picture depends on.

    `z` ends with the mean of all logits, `slot` is the selected slider, `hovered` the one under the pointer.
    """

    layout: LogitLayout
    z: tuple[float, ...]
    slot: int
    hovered: int | None
    view: SoftmaxView
    is_focused: bool
    glyphs: GlyphSet

    def paint(self) -> CellBuffer:
        """Legend and scale, a slider and two bars for each class, and below them name, z and q."""
        layout, bottom = self.layout, self.layout.bottom
        buffer = _background(layout, self.is_focused, self.glyphs).copy()
        for slot, z in enumerate(self.z):
            self._paint_slider(buffer, slot, z)
            self._paint_name(buffer, slot)
        for slot, (q, p) in enumerate(zip(self.view.q, self.view.target, strict=True)):
            x = layout.slot(slot) + layout.unit
            vertical_bar(buffer, x, layout.unit, bottom, q * layout.rows, Role.Q, self.glyphs)
            x, height = x + layout.unit, p * layout.rows
            vertical_bar(buffer, x, layout.unit, bottom, height, Role.P, self.glyphs, "dotted")
        self._paint_numbers(buffer, bottom + 1, "z", self.z)
        self._paint_numbers(buffer, bottom + 2, "q", self.view.q)
        return buffer

    def _paint_slider(self, buffer: CellBuffer, slot: int, z: float) -> None:
        layout, glyphs = self.layout, self.glyphs.table
        column, left, top = layout.slider(slot), layout.slot(slot), layout.top
        half = layout.half_row(z)
        row, zero = top + half // 2, top + layout.half_row(0.0) // 2
        role = Role.POINT if slot == self.slot else Role.Q_BRIGHT if slot == self.hovered else Role.Q
        if top <= row < layout.bottom:
            vline(buffer, column, min(row, zero), abs(row - zero) + 1, role, self.glyphs)
            fill(buffer, left, row, layout.unit, 1, glyphs.thumb[half % 2], role)
        else:
            edge, arrow = (top, 0) if row < top else (layout.bottom - 1, 1)
            vline(buffer, column, min(edge, zero), abs(edge - zero) + 1, role, self.glyphs)
            fill(buffer, column, edge, 1, 1, glyphs.arrows[arrow], role)

    def _paint_name(self, buffer: CellBuffer, slot: int) -> None:
        is_selected, is_all = slot == self.slot, slot == len(self.z) - 1
        pointer = self.glyphs.table.pointer if is_selected else ""
        true = self.glyphs.table.check if slot == self.view.true and not is_all else ""
        name = self._shift_name() if is_all else str(slot + 1)
        role = Role.SELECTED if is_selected else Role.P if true else Role.TEXT
        room = self.layout.slot_width if not is_all else self.layout.width - self.layout.slot(slot)
        label = (pointer + name + true) if len(pointer + name + true) <= room else name + true
        text(buffer, self.layout.slot(slot), self.layout.bottom, label, role, self.glyphs)

    def _shift_name(self) -> str:
        """The name of the last slider, which shifts all logits: as long as there is room for."""
        room = self.layout.width - self.layout.slot(self.layout.last_slot) - 1
        return next((name for name in _SHIFT_NAMES if len(name) <= room), _SHIFT_NAMES[-1])

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
    """The number; a softmax is never 0, only too small for a float."""
    return "<1e-323" if symbol == "q" and value == 0 else format_number(value, form)


@lru_cache(maxsize=4)
def _background(layout: LogitLayout, is_active: bool, glyphs: GlyphSet) -> CellBuffer:
    """What does not depend on the logits: legend, scale and tracks of the sliders."""
    buffer = CellBuffer(layout.width, layout.height)
    _paint_legend(buffer, Role.TITLE if is_active else Role.MUTED, glyphs)
    top, bottom, zero = layout.top, layout.bottom, layout.top + layout.half_row(0.0) // 2
    ends = ((top, end_label(layout.limit, "+")), (bottom - 1, end_label(layout.limit, "−")))
    labels = (*ends, (zero, " 0"), (bottom + 1, "z"), (bottom + 2, "q"))
    for row, label in labels:
        text(buffer, 0, row, label, Role.MUTED, glyphs)
    for slot in range(layout.k + 1):
        vline(buffer, layout.slider(slot), top, layout.rows, Role.TRACK, glyphs)
        hline(buffer, layout.slot(slot), zero, layout.unit, Role.TRACK, glyphs)
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
