"""How the logits look, a row for each class: slider z, bar of q with the target, gradient."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import hline, horizontal_bar, panel, signed_bar, text, text_right
from infotui.canvas.roles import Role
from infotui.core.reading import format_number, scientific

from .logit_layout import LogitLayout

_FORMS = (".4f", ".3f", ".2f", ".1f")
"""From the most digits to the fewest: as many are shown as there is room for."""
_LEAST_DOUBLE = "<1e−323"
"""What is shown for a probability that underflows to 0."""
_NUMBER_GAP = 1
_SMALL = 5e-4
"""Below it, four decimals show too little of a number."""
_SUM_FORM = ".4f"


class SoftmaxView(NamedTuple):
    """What the logits lead to: prediction q, target p, the true class from 0, and the gradient.

    The gradient lies between −`limit` and `limit`; `gradient_sum` is its sum, and `gradient_title` says what
    it is.
    """

    q: tuple[float, ...] = ()
    target: tuple[float, ...] = ()
    true: int = 0
    gradient: tuple[float, ...] = ()
    gradient_limit: float = 1.0
    gradient_sum: float = 0.0
    gradient_title: str = ""


class LogitPainter(NamedTuple):
    """All that the picture depends on. `z` ends with the mean of all, `slot` is the selected row."""

    layout: LogitLayout
    z: tuple[float, ...]
    slot: int
    hovered: int | None
    view: SoftmaxView
    is_focused: bool
    glyphs: GlyphSet

    def paint(self) -> CellBuffer:
        """The panel with a heading for each column, the classes, and the row of all."""
        layout, view = self.layout, self.view
        buffer = _background(layout, view.gradient_title, self.is_focused, self.glyphs).copy()
        for slot in layout.shown:
            self._paint_slider(buffer, slot, self.z[slot])
            self._paint_name(buffer, slot)
            if slot < min(layout.k, len(view.q)):
                self._paint_prediction(buffer, slot)
                self._paint_gradient(buffer, slot)
        room = layout.number_width - _NUMBER_GAP
        self._paint_numbers(buffer, _numbers(self.z, room), layout.slider.stop)
        self._paint_numbers(buffer, _probabilities(view.q, room), layout.bar.stop)
        self._paint_numbers(buffer, _terms(view.gradient, room), layout.gradient.stop)
        if view.q and layout.k in layout.shown:
            self._paint_sums(buffer, layout.row(layout.k))
        return buffer

    def _paint_name(self, buffer: CellBuffer, slot: int) -> None:
        is_selected, is_all = slot == self.slot, slot == self.layout.k
        is_true = slot == self.view.true and not is_all
        name = "shift" if is_all else str(slot + 1) + (self.glyphs.table.check if is_true else "")
        pointer = self.glyphs.table.pointer if is_selected else " "
        role = Role.SELECTED if is_selected else Role.P if is_true else Role.TEXT
        text(buffer, 1, self.layout.row(slot), (pointer + name).ljust(4), role, self.glyphs)

    def _paint_slider(self, buffer: CellBuffer, slot: int, z: float) -> None:
        layout, glyphs, row = self.layout, self.glyphs.table, self.layout.row(slot)
        is_selected = slot == self.slot
        role = Role.POINT if is_selected else Role.TITLE if slot == self.hovered else Role.MUTED
        zero, column, at = layout.column(0.0), layout.column(z), layout.knob(z)
        start = min(zero, at)
        buffer.fill(start, row, abs(zero - at) + 1, 1, glyphs.focused_frame[0], role)
        knob = glyphs.dot if column == at else glyphs.arrows[2 if z < 0 else 3]
        buffer.fill(at, row, 1, 1, knob, role)

    def _paint_prediction(self, buffer: CellBuffer, slot: int) -> None:
        layout, glyphs = self.layout, self.glyphs.table
        q, p, cells = self.view.q[slot], self.view.target[slot], len(layout.bar)
        for row in range(layout.row(slot), layout.row(slot) + layout.bar_height):
            buffer.fill(layout.bar.start, row, cells, 1, glyphs.horizontal_dash[0], Role.TRACK)
            horizontal_bar(buffer, layout.bar.start, row, q * cells, Role.Q, self.glyphs)
            if p:
                tick = layout.bar.start + min(round(p * cells), cells - 1)
                buffer.fill(tick, row, 1, 1, glyphs.focused_frame[1], Role.P_BRIGHT)

    def _paint_gradient(self, buffer: CellBuffer, slot: int) -> None:
        layout = self.layout
        half = len(layout.gradient) // 2
        share = self.view.gradient[slot] / self.view.gradient_limit
        for row in range(layout.row(slot), layout.row(slot) + layout.bar_height):
            length = min(max(share, -1.0), 1.0) * half
            signed_bar(buffer, layout.gradient.start + half, row, length, glyphs=self.glyphs)

    def _paint_numbers(self, buffer: CellBuffer, numbers: Sequence[str], start: int) -> None:
        """The numbers of a column, to the right of its bars."""
        for slot, number in enumerate(numbers):
            if slot in self.layout.shown:
                role = Role.TITLE if slot == self.slot else Role.TEXT
                end = start + self.layout.number_width
                text_right(buffer, end, self.layout.row(slot), number, role, self.glyphs)

    def _paint_sums(self, buffer: CellBuffer, row: int) -> None:
        """The sum of q, which is 1, and that of the gradient, which is 0."""
        columns = self.layout.bar, self.layout.gradient
        for column, number in zip(
            columns, ("1", format_number(self.view.gradient_sum, _SUM_FORM)), strict=True
        ):
            text(buffer, column.start, row, "Σ", Role.MUTED, self.glyphs)
            end = column.stop + self.layout.number_width
            text_right(buffer, end, row, number, Role.MUTED, self.glyphs)


def _numbers(values: Sequence[float], room: int) -> Sequence[str]:
    """The numbers of a column, with as many decimals as fit into `room` columns.

    A number near 0 takes no decimals from the others: it is written with fewer digits.
    """
    written = ([_number(value, form, room) for value in values] for form in _FORMS)
    return _first_that_fits(written, room) or [_short(value, room) for value in values]


def _number(value: float, form: str, room: int) -> str:
    found = format_number(value, form)
    return found if len(found) <= room or abs(value) >= 1 else _narrow(value, room)


def _short(value: float, room: int) -> str:
    """A number with one decimal where it fits, or else in scientific notation."""
    found = format_number(value, _FORMS[-1])
    return found if len(found) <= room else _narrow(value, room)


def _narrow(value: float, room: int) -> str:
    """A number in scientific notation with as many digits as fit into `room` columns."""
    if value == 0 or math.isinf(value):
        return format_number(value, ".0f")
    return next((text for digits in (3, 2, 1) if len(text := scientific(value, digits)) <= room), "")


def _probabilities(values: Sequence[float], room: int) -> Sequence[str]:
    """Probabilities of a softmax, none of which is 0."""
    shown = zip(values, _numbers(values, room), strict=True)
    return [number if value else _LEAST_DOUBLE for value, number in shown]


def _terms(values: Sequence[float], room: int) -> Sequence[str]:
    """The terms of a sum: all in scientific notation where the largest is small, so that the sum is seen."""
    if not 0 < max(map(abs, values), default=0) < _SMALL:
        return _numbers(values, room)
    written = ([scientific(value, digits) if value else "0" for value in values] for digits in (3, 2, 1))
    return _first_that_fits(written, room)


def _first_that_fits(columns: Iterable[list[str]], room: int) -> Sequence[str]:
    return next((column for column in columns if max(map(len, column), default=0) <= room), ())


@lru_cache(maxsize=4)
def _background(layout: LogitLayout, gradient: str, is_focused: bool, glyphs: GlyphSet) -> CellBuffer:
    """The panel, the headings and the tracks, which do not depend on the logits."""
    buffer = CellBuffer(layout.width, layout.height)
    panel(buffer, 0, 0, layout.width, layout.height, is_focused=is_focused, glyphs=glyphs)
    limit = (
        f"{layout.limit:.0f}"
        if layout.limit < 1000
        else f"{layout.limit:.0e}".replace("e+0", "e").replace("e+", "e")
    )
    tick = glyphs.table.focused_frame[1]
    headings = (
        (layout.slider.start - 1, (f"logits z, ±{limit}", f"z, ±{limit}", "z")),
        (layout.bar.start - 1, (f"q = softmax(z/T), target p {tick}", f"q, target p {tick}", "q")),
        (layout.gradient.start - 1, (gradient, gradient.rpartition("= ")[2], "∂")),
    )
    ends = (layout.bar.start - 2, layout.gradient.start - 2, layout.width - 1)
    role = Role.FOCUS if is_focused else Role.TITLE
    for (start, spellings), end in zip(headings, ends, strict=True):
        fitting = (s for s in spellings if start + len(glyphs.transliterate(s)) + 2 <= end)
        heading = next(fitting, "")
        if heading:
            text(buffer, start, 0, f" {heading} ", role, glyphs)
    for slot in layout.shown:
        row = layout.row(slot)
        hline(buffer, layout.slider.start, row, len(layout.slider), Role.TRACK, glyphs)
        buffer.fill(layout.column(0.0), row, 1, 1, glyphs.table.vertical_line, Role.GRID)
        if slot < layout.k:
            dash = glyphs.table.horizontal_dash[0]
            half = len(layout.gradient) // 2
            buffer.fill(layout.gradient.start, row, len(layout.gradient), 1, dash, Role.TRACK)
            buffer.fill(layout.gradient.start + half, row, 1, 1, glyphs.table.vertical_line, Role.GRID)
    return buffer.freeze()
