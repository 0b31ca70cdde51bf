"""The table of classes: what each one adds to the entropy."""

from __future__ import annotations

from typing import NamedTuple

from textual import events
from textual.message import Message
from textual.reactive import reactive

from infotui.canvas.grid import Grid
from infotui.canvas.painters import text, text_right
from infotui.canvas.roles import Role
from infotui.lessons.reading import format_number

from .cells import CellWidget

_COLUMNS = (7, 9, 9)
"""The width of each column of numbers; what is left is the names'."""
_HEADER_ROWS = 1
_FOOTER_ROWS = 1


class ClassRow(NamedTuple):
    """One class: its name and its numbers, a column each."""

    name: str
    numbers: tuple[float, ...]
    locked: bool = False


class Table(NamedTuple):
    """What the table shows: headings (the first is that of the names), classes, sums (None where none)."""

    headings: tuple[str, ...]
    rows: tuple[ClassRow, ...]
    sums: tuple[float | None, ...]
    selected: int


class ClassTable(CellWidget):
    """A row a class with its numbers, and their sums below. It keeps the selected class in view."""

    table: reactive[Table] = reactive(Table((), (), (), 0), init=False)
    """What to show."""

    class Pressed(Message):
        """A class was pressed with the mouse."""

        def __init__(self, table: ClassTable, row: int) -> None:
            super().__init__()
            self.table = table
            self.row = row

        @property
        def control(self) -> ClassTable:
            """The table that was pressed."""
            return self.table

    def watch_table(self) -> None:
        """Show it."""
        self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Tell which class was pressed."""
        row = event.y - _HEADER_ROWS
        if 0 <= row < self._rows_shown(self.size.height):
            self.post_message(self.Pressed(self, row + self._first(self.size.height)))

    def paint(self, width: int, height: int) -> Grid:
        """Headings, the classes there is room for, and the sums."""
        grid = Grid(width, height)
        first, shown = self._first(height), self._rows_shown(height)
        for column, heading in enumerate(self.table.headings):
            self._cell(grid, 0, column, heading, Role.MUTED)
        for y, i in enumerate(range(first, first + shown), _HEADER_ROWS):
            self._row(grid, y, i)
        self._sums(grid, _HEADER_ROWS + shown, len(self.table.rows) - shown)
        return grid

    def _row(self, grid: Grid, y: int, i: int) -> None:
        row = self.table.rows[i]
        role = Role.SELECTED if i == self.table.selected else Role.LOCKED if row.locked else Role.TEXT
        if i == self.table.selected:
            grid.styles[y, :] = role
        self._cell(grid, y, 0, row.name, role)
        for column, number in enumerate(row.numbers, 1):
            self._cell(grid, y, column, format_number(number, ".3f"), role)

    def _sums(self, grid: Grid, y: int, hidden: int) -> None:
        self._cell(grid, y, 0, f"Σ (+{hidden})" if hidden else "Σ", Role.TITLE)
        for column, total in enumerate(self.table.sums, 1):
            if total is not None:
                self._cell(grid, y, column, format_number(total, ".3f"), Role.TITLE)

    def _cell(self, grid: Grid, y: int, column: int, string: str, role: Role) -> None:
        right = grid.width - sum(_COLUMNS[column:])
        if column:
            text_right(grid, right, y, string, role, self.marks)
        else:
            text(grid, 0, y, string[: max(right - 1, 0)], role, self.marks)

    def _rows_shown(self, height: int) -> int:
        return max(min(len(self.table.rows), height - _HEADER_ROWS - _FOOTER_ROWS), 0)

    def _first(self, height: int) -> int:
        shown = self._rows_shown(height)
        return min(max(self.table.selected - shown // 2, 0), len(self.table.rows) - shown)
