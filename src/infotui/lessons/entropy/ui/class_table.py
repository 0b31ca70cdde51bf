"""The table of classes: what each one contributes to the entropy, and its codeword."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.hover_widget import HoverWidget

from .table_view import Table, TableColumns, code_text, fitted, fitted_probability, right_edges

_FOOTER_ROWS = 1
_CODE_ROWS = 2
_MAX_HEADER_ROWS = 2


class ClassTable(HoverWidget):
    """A row for each class with its numbers and its codeword, and sums below; a click selects a class.

    The selected class is always in view.
    """

    view_name = "table"
    table: painted[Table] = painted(Table((), (), (), (), 0))
    """What to show."""

    @dataclass(eq=False, repr=False)
    class Pressed(Message):
        """The row of a class was clicked."""

        row: int

    def __init__(self) -> None:
        super().__init__()
        self.tooltip = "click a row to select its class"

    def watch_table(self, old: Table, new: Table) -> None:
        """Repaint; another number of classes needs another height."""
        if len(old.rows) != len(new.rows):
            self.refresh(layout=True)
        self.repaint()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows of headings, classes, sums and the line about the code."""
        return _MAX_HEADER_ROWS + len(self.table.rows) + _FOOTER_ROWS + _CODE_ROWS

    def on_click(self, event: events.Click) -> None:
        """Announce which class was clicked."""
        row = self.hit_test(event.x, event.y)
        if row is not None:
            self.post_message(self.Pressed(row))

    def hit_test(self, x: int, y: int) -> int | None:
        """The class in this row."""
        height = self.size.height
        row = y - self._header_rows(height)
        return row + self._first(height) if 0 <= row < self._rows_shown(height) else None

    def paint(self, width: int, height: int) -> CellBuffer:
        """Headings, as many classes as fit, sums, and the line about the code."""
        buffer = CellBuffer(width, height)
        columns = TableColumns.within(width)
        first, rows, top = self._first(height), self._rows_shown(height), self._header_rows(height)
        self._headings(buffer, columns)
        if top > 1:
            self._units(buffer, columns)
        for y, i in enumerate(range(first, first + rows), top):
            self._row(buffer, columns, y, i)
        bottom = top + rows
        self._sums(buffer, columns, bottom, len(self.table.rows) - rows)
        self._about_code(buffer, min(bottom + 2, height - 1), bottom)
        return buffer

    def _headings(self, buffer: CellBuffer, columns: TableColumns) -> None:
        if not self.table.headings:
            return
        name, *numbers, code = self.table.headings
        text(buffer, 0, 0, name, Role.MUTED, self.glyphs)
        for right, heading in zip(right_edges(buffer.width, columns), numbers, strict=True):
            text_right(buffer, right, 0, heading, Role.MUTED, self.glyphs)
        self._code(buffer, columns, 0, code, Role.MUTED)

    def _units(self, buffer: CellBuffer, columns: TableColumns) -> None:
        for right, unit in zip(right_edges(buffer.width, columns), self.table.units, strict=False):
            text_right(buffer, right, 1, unit, Role.MUTED, self.glyphs)
        if not columns.spells_code:
            self._code(buffer, columns, 1, "bits", Role.MUTED)

    def _row(self, buffer: CellBuffer, columns: TableColumns, y: int, i: int) -> None:
        row = self.table.rows[i]
        plain = Role.P_BRIGHT if i == self.hovered else Role.LOCKED if row.locked else Role.TEXT
        role = Role.SELECTED if i == self.table.selected else plain
        if i == self.table.selected:
            buffer.set_role(0, y, buffer.width, 1, role)
        room = buffer.width - sum(columns.numbers) - columns.code
        text(buffer, 0, y, row.name[: max(room - 1, 0)], role, self.glyphs)
        self._numbers(buffer, columns, y, row.numbers, role)
        self._code(buffer, columns, y, code_text(row.codeword, columns), role)

    def _sums(self, buffer: CellBuffer, columns: TableColumns, y: int, hidden: int) -> None:
        end = text(buffer, 0, y, "Σ", Role.TITLE, self.glyphs)
        total, *others = self.table.sums or (None,)
        has_room = end + columns.numbers[0] <= right_edges(buffer.width, columns)[0]
        self._numbers(buffer, columns, y, (total if has_room else None, *others), Role.TITLE)
        if hidden:  # surprisals have no sum: their column is free
            edge, room = right_edges(buffer.width, columns)[1], columns.numbers[1] - 1
            words = (f"{hidden} more", f"+{hidden}")
            text_right(buffer, edge, y, next(w for w in words if len(w) <= room), Role.MUTED, self.glyphs)

    def _numbers(
        self, buffer: CellBuffer, columns: TableColumns, y: int, numbers: tuple[float | None, ...], role: Role
    ) -> None:
        edges = right_edges(buffer.width, columns)
        forms = (fitted_probability, fitted, fitted)
        for right, width, number, form in zip(edges, columns.numbers, numbers, forms, strict=False):
            if number is not None:
                text_right(buffer, right, y, form(number, width - 1), role, self.glyphs)

    def _code(self, buffer: CellBuffer, columns: TableColumns, y: int, string: str, role: Role) -> None:
        if columns.spells_code:
            text(buffer, buffer.width - columns.code + 2, y, string, role, self.glyphs)
        else:
            text_right(buffer, buffer.width, y, string, role, self.glyphs)

    def _about_code(self, buffer: CellBuffer, y: int, bottom: int) -> None:
        """The longest form that fits, below the sums."""
        fitting = (line for line in self.table.lines if len(self.glyphs.transliterate(line)) <= buffer.width)
        if y > bottom:
            text(buffer, 0, y, next(fitting, ""), Role.TEXT, self.glyphs)

    def _header_rows(self, height: int) -> int:
        """Units have a row of their own unless a class, or the line about the code, needs it."""
        needed = len(self.table.rows) + _FOOTER_ROWS + _CODE_ROWS
        return min(max(height - needed, 1), _MAX_HEADER_ROWS)

    def _rows_shown(self, height: int) -> int:
        """How many classes fit; where some are hidden anyway, the line about the code keeps its row."""
        room = height - self._header_rows(height) - _FOOTER_ROWS
        return max(len(self.table.rows) if len(self.table.rows) <= room else room - 1, 0)

    def _first(self, height: int) -> int:
        rows = self._rows_shown(height)
        return min(max(self.table.selected - rows // 2, 0), len(self.table.rows) - rows)
