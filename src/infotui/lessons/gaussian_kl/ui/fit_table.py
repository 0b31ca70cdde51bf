"""Both divergences of a mixture and q beside their minima, and the list of all optima."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role
from infotui.core.reading import Reading, format_number
from infotui.maths.distributions import Gaussian
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.hover_widget import HoverWidget

from .divergence_table import DivergenceTable

_COLUMNS = (8, 8, 8)
"""The widths of μ, σ and KL."""
_FORM = ".4f"
_ROOM_FOR_UNIT = _ROOM_FOR_NAME = 34
_HEAD_ROWS = 4
"""Both divergences, the moments of p, and the headings of the list."""


class FitRow(NamedTuple):
    """An optimum: whether it is of KL(q‖p), where it is, and its divergence in the unit of the screen."""

    is_reverse: bool
    q: Gaussian
    kl: float


class FitTableView(NamedTuple):
    """Both divergences with their minima, the moments of p, the optima, the shown direction.

    `is_moving` says that the optima were followed during a drag, and new ones not searched for yet.
    """

    divergences: tuple[Reading, Reading]
    best: tuple[float, float]
    moments: tuple[Reading, ...]
    fits: tuple[FitRow, ...]
    reverse: bool
    is_moving: bool


class FitTable(HoverWidget):
    """A click on a divergence shows that direction, a click on an optimum moves q there."""

    view_name = "table"
    view: painted[FitTableView | None] = painted(None)
    """What to show."""

    @dataclass(eq=False, repr=False)
    class FitPressed(Message):
        """The row of an optimum was clicked."""

        q: Gaussian

    def on_click(self, event: events.Click) -> None:
        """Announce what was clicked."""
        row, view = self.hit_test(event.x, event.y), self.view
        if row is None or view is None:
            return
        if row < len(view.divergences):
            self.post_message(DivergenceTable.Pressed(view.divergences[row].name))
        else:
            self.post_message(self.FitPressed(view.fits[row - _HEAD_ROWS].q))

    def hit_test(self, x: int, y: int) -> int | None:
        """The row, if it can be clicked."""
        view = self.view
        if view is None or not (0 <= y < 2 or _HEAD_ROWS <= y < _HEAD_ROWS + len(view.fits)):
            return None
        return y

    def paint(self, width: int, height: int) -> CellBuffer:
        """The divergences, the moments, the optima that have room."""
        buffer, view = CellBuffer(width, height), self.view
        if view is None:
            return buffer
        for y, (reading, best) in enumerate(zip(view.divergences, view.best, strict=True)):
            self._paint_divergence(buffer, y, reading, best, bool(y) == view.reverse)
        x = 1
        for reading in view.moments:
            if x + len(reading.symbol) + 1 + len(reading.text) > width:
                break
            x = text(buffer, x, 2, f"{reading.symbol} ", Role.MUTED, self.glyphs)
            x = text(buffer, x, 2, reading.text, Role.TEXT, self.glyphs) + 2
        self._paint_headings(buffer, view)
        for i, fit in enumerate(view.fits[: max(height - _HEAD_ROWS, 0)]):
            first = not i or view.fits[i - 1].is_reverse != fit.is_reverse
            self._paint_fit(buffer, _HEAD_ROWS + i, fit, first)
        return buffer

    def _paint_divergence(
        self, buffer: CellBuffer, y: int, reading: Reading, best: float, is_shown: bool
    ) -> None:
        lit = Role.P_BRIGHT if self.hovered == y else Role.TITLE if is_shown else Role.TEXT
        pointer = self.glyphs.table.pointer if is_shown else " "
        text(buffer, 0, y, pointer + reading.symbol, lit, self.glyphs)
        text_right(buffer, 16, y, reading.text, Role.TITLE if is_shown else Role.TEXT, self.glyphs)
        if buffer.width >= _ROOM_FOR_UNIT:
            text(buffer, 17, y, reading.unit or "", Role.MUTED, self.glyphs)
        least = f"best {format_number(best, _FORM)}"
        text_right(buffer, buffer.width, y, least, Role.TITLE if is_shown else Role.MUTED, self.glyphs)

    def _paint_headings(self, buffer: CellBuffer, view: FitTableView) -> None:
        y = _HEAD_ROWS - 1
        title = "moving" if view.is_moving else "minima at"
        title = title if buffer.width >= _ROOM_FOR_NAME else title[:6].strip()
        text(buffer, 1, y, title, Role.POINT if view.is_moving else Role.MUTED, self.glyphs)
        self._paint_cells(buffer, y, ("μ", "σ", "KL"), Role.MUTED)

    def _paint_fit(self, buffer: CellBuffer, y: int, fit: FitRow, is_first: bool) -> None:
        assert self.view is not None
        is_shown = fit.is_reverse == self.view.reverse
        role = Role.P_BRIGHT if self.hovered == y else Role.TEXT if is_shown else Role.MUTED
        mark = self.glyphs.table.optima[fit.is_reverse]
        text(buffer, 0, y, mark, Role.MAXIMUM if is_shown else Role.MUTED, self.glyphs)
        if is_first and buffer.width >= _ROOM_FOR_NAME:
            text(buffer, 2, y, "KL(q‖p)" if fit.is_reverse else "KL(p‖q)", role, self.glyphs)
        cells = [format_number(value, _FORM) for value in (fit.q.mu, fit.q.sigma, fit.kl)]
        self._paint_cells(buffer, y, tuple(cells), role)

    def _paint_cells(self, buffer: CellBuffer, y: int, cells: tuple[str, ...], role: Role) -> None:
        end = buffer.width
        for width, cell in reversed(list(zip(_COLUMNS, cells, strict=True))):
            text_right(buffer, end, y, cell, role, self.glyphs)
            end -= width
