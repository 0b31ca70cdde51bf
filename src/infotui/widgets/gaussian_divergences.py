"""Readings in both units side by side, the one being shown with an arrow before it."""

from __future__ import annotations

from typing import NamedTuple

from textual import events
from textual.message import Message

from infotui.canvas.grid import Grid
from infotui.canvas.painters import text, text_right
from infotui.canvas.roles import Role
from infotui.lessons.reading import Reading, Unit, format_number

from .cells import CellWidget, shown

_SHORTER = (".2f", ".0f")
_WIDE_COLUMN, _NARROW_COLUMN = 11, 9
_LABEL = 8
_ABOUT = {
    "kl_pq": "data p, code q",
    "kl_qp": "data q, code p",
    "kl_gap": "KL(q‖p) − KL(p‖q)",
    "entropy_p": "entropy of p",
    "entropy_q": "entropy of q",
    "cross_entropy_pq": "cross-entropy",
}
_ABOUT_AT = 11
_ROOM_FOR_ABOUT = 52
_HEADER_ROWS = 1


class BothUnits(NamedTuple):
    """The same readings in nats and in bits, the name of the shown one, and the unit of the screen."""

    nats: tuple[Reading, ...]
    bits: tuple[Reading, ...]
    shown: str
    unit: Unit


class Divergences(CellWidget):
    """A row a reading, a column a unit.

    Press a divergence to show it, the head of a column to read in its unit.
    """

    table: shown[BothUnits | None] = shown(None)
    """What to show."""

    class Pressed(Message):
        """The reading called `reading` was pressed."""

        def __init__(self, reading: str) -> None:
            super().__init__()
            self.reading = reading

    class UnitPressed(Message):
        """The head of a column was pressed."""

        def __init__(self, unit: Unit) -> None:
            super().__init__()
            self.unit = unit

    def watch_table(self) -> None:
        """Show it."""
        self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Tell what was pressed."""
        table = self.table
        if table is None:
            return
        row = event.y - _HEADER_ROWS
        if 0 <= row < len(table.nats):
            self.post_message(self.Pressed(table.nats[row].name))
        elif row < 0 and event.x >= self.size.width - 2 * _column(self.size.width):
            is_last = event.x >= self.size.width - _column(self.size.width)
            self.post_message(self.UnitPressed(Unit.BITS if is_last else Unit.NATS))

    def paint(self, width: int, height: int) -> Grid:
        """Heads and rows."""
        grid = Grid(width, height)
        table = self.table
        if table is None:
            return grid
        self._paint_labels(grid, table)
        column = _column(width)
        for right, unit, readings in (
            (width - column, Unit.NATS, table.nats),
            (width, Unit.BITS, table.bits),
        ):
            head = Role.TITLE if unit is table.unit else Role.MUTED
            text_right(grid, right, 0, unit.value, head, self.marks)
            for y, reading in enumerate(readings, _HEADER_ROWS):
                role = Role.TITLE if reading.name == table.shown else Role.TEXT
                text_right(grid, right, y, _fitted(reading, column - 1), role, self.marks)
        return grid

    def _paint_labels(self, grid: Grid, table: BothUnits) -> None:
        for y, reading in enumerate(table.nats, _HEADER_ROWS):
            shown = reading.name == table.shown
            pointer = self.marks.glyphs.pointer if shown else " "
            text(grid, 0, y, pointer + reading.symbol, Role.TITLE if shown else Role.TEXT, self.marks)
            if grid.width >= _ROOM_FOR_ABOUT:
                text(grid, _ABOUT_AT, y, _ABOUT[reading.name], Role.MUTED, self.marks)


def _column(width: int) -> int:
    return _WIDE_COLUMN if width >= _LABEL + 2 * _WIDE_COLUMN else _NARROW_COLUMN


def _fitted(reading: Reading, room: int) -> str:
    """The number with as many decimals as there is room for."""
    found = reading.text
    for form in _SHORTER:
        if len(found) <= room:
            break
        found = format_number(reading.number, form)
    return found
