"""The list of rows, one line each; one is selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from textual import events
from textual.binding import Binding
from textual.geometry import Offset
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.hover_widget import HoverWidget

_HEADER_ROWS = 1
_SELECT = Binding.Group("select", compact=True)


class Column(NamedTuple):
    """A column: its heading, its width in cells, and whether its cells end at its right edge."""

    heading: str
    width: int
    is_number: bool


class RowSource(Protocol):
    """Where the rows come from. A place is a row's position in the file's order; an index, in the list's."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    def place_at(self, index: int) -> int | None:
        """The place of a row of the list; None beyond its ends."""

    def index_of(self, place: int) -> int | None:
        """Where a row stands in the list; None if it is not listed."""

    def is_sorted(self, index: int) -> bool:
        """Whether the row of the list can be told at once: a long list is sorted only where it is shown."""

    def columns(self, width: int) -> Sequence[Column]:
        """The columns that `width` cells have room for."""

    def cells(self, start: int, stop: int, width: int) -> list[tuple[str, ...]]:
        """The texts of these rows, one a column."""

    def find(self, typed: str) -> int:
        """The place of the row that `typed` names; ValueError if there is none."""

    @property
    def order(self) -> str:
        """In which order the rows are."""

    @property
    def prompt(self) -> str:
        """The label of the prompt that finds a row."""


class RowList(HoverWidget, Editor[int], can_focus=True):
    """Arrows and pages select a row, whose place is `distribution`; `Enter` opens it."""

    view_name = "rows"
    BINDINGS = [
        Binding("up,k", "move(-1)", "previous row", group=_SELECT),
        Binding("down,j", "move(1)", "next row", group=_SELECT),
        Binding("pageup,K", "page(-1)", "one page up", show=False),
        Binding("pagedown,J", "page(1)", "one page down", show=False),
        Binding("home", "go(0)", "first row", show=False),
        Binding("end", "go(-1)", "last row", show=False),
        Binding("enter", "open", "open row", key_display="Enter", tooltip="open the row in the editor"),
    ]

    rows: painted[RowSource | None] = painted(None)
    """The rows of the list."""

    class OrderPressed(Message):
        """The order in the heading was clicked."""

    class Opened(Message):
        """The selected row is to be opened."""

    @dataclass(eq=False, repr=False)
    class Wanted(Message):
        """A row of the list is to be selected that is not sorted yet."""

        index: int

    def __init__(self) -> None:
        super().__init__(0)
        self._moves = object()
        self._top = 0

    @property
    def index(self) -> int:
        """Where the selected row stands in the list; 0 if it is not listed."""
        found = None if self.rows is None else self.rows.index_of(self.distribution)
        return 0 if found is None else found

    @property
    def visible_rows(self) -> int:
        """How many rows there is room for."""
        return max(self.size.height - _HEADER_ROWS, 1)

    def select(self, place: int) -> None:
        """Select a row. Moves that follow each other are one undo step."""
        self.gesture = self._moves
        self.distribution = place
        self.gesture = None

    def action_move(self, by: int) -> None:
        """Select a row so many rows further on."""
        self._go_to(self.index + by)

    def action_page(self, by: int) -> None:
        """Select a row one page further on."""
        self._go_to(self.index + by * self.visible_rows)

    def action_go(self, end: int) -> None:
        """Select the first (0) or the last (-1) row."""
        self._go_to(0 if end == 0 or self.rows is None else self.rows.count - 1)

    def action_open(self) -> None:
        """Open the selected row."""
        self.post_message(self.Opened())

    def _go_to(self, index: int) -> None:
        if self.rows is not None:
            index = min(max(index, 0), self.rows.count - 1)
            if not self.rows.is_sorted(index):
                self.post_message(self.Wanted(index))
                return
            place = self.rows.place_at(index)
            if place is not None:
                self.select(place)

    def hit_test(self, x: int, y: int) -> int | None:
        """The index of the row at this cell."""
        if self.rows is None or y < _HEADER_ROWS:
            return None
        index = self._top + y - _HEADER_ROWS
        return index if index < self.rows.count else None

    @property
    def cursor_cell(self) -> Offset:
        """The first cell of the selected row."""
        return Offset(0, _HEADER_ROWS + self.index - self._top)

    def on_click(self, event: events.Click) -> None:
        """Select the row that was clicked; a double click opens it."""
        if event.y < _HEADER_ROWS:
            self.post_message(self.OrderPressed())
            return
        index = self.hit_test(event.x, event.y)
        if index is None:
            return
        self._go_to(index)
        if event.chain > 1:
            self.action_open()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """One row up."""
        event.stop()
        self.action_move(-1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """One row down."""
        event.stop()
        self.action_move(1)

    @property
    def value_prompt(self) -> str:
        """The label of the prompt."""
        return "row =" if self.rows is None else self.rows.prompt

    @property
    def value_text(self) -> str:
        """Nothing: what is typed is searched for."""
        return ""

    def parse_text(self, text: str) -> int:
        """The place of the row of this number or name."""
        if self.rows is None:
            raise ValueError("there are no rows")
        return self.rows.find(text)

    def paint(self, width: int, height: int) -> CellBuffer:
        """Headings, and the rows around the selected one."""
        buffer, rows = CellBuffer(width, height), self.rows
        if rows is None:
            return buffer
        visible = max(height - _HEADER_ROWS, 0)
        index = self.index
        top = min(max(self._top, index - visible + 1), index)
        self._top = top = min(max(top, 0), max(rows.count - visible, 0))
        columns, pointer = rows.columns(width), self.glyphs.table.pointer
        self._paint_row(buffer, 0, " ", tuple(c.heading for c in columns), columns, Role.TITLE)
        label = self.glyphs.transliterate(f"s {rows.order}")
        if 1 + sum(column.width + 1 for column in columns) + len(label) <= width:
            text_right(buffer, width, 0, label, Role.MUTED)
        shown = rows.cells(top, top + visible, width) if rows.is_sorted(index) else []
        for y, cells in enumerate(shown, _HEADER_ROWS):
            is_selected = top + y - _HEADER_ROWS == index
            mark = pointer if is_selected else " "
            role = Role.POINT if is_selected else Role.TEXT
            if is_selected and self.has_focus:
                role = Role.SELECTED
            elif self.hovered == top + y - _HEADER_ROWS:
                role = Role.P_BRIGHT
            self._paint_row(buffer, y, mark, cells, columns, role)
        return buffer

    def _paint_row(
        self,
        buffer: CellBuffer,
        y: int,
        mark: str,
        cells: tuple[str, ...],
        columns: Sequence[Column],
        role: Role,
    ) -> None:
        """One line: a mark and the cells, in few pieces of text, since a drag paints many lines."""
        words = [self.glyphs.transliterate(cell) for cell in cells]
        line, x, others = mark, 1, []
        for word, column in zip(words, columns, strict=True):
            if column.is_number:
                line += f"{word:>{column.width}} "
            elif word.isascii():
                line += f"{word[: column.width]:<{column.width}} "
            else:  # a name may have wide characters
                line += " " * (column.width + 1)
                others.append((x, word[: column.width]))
            x += column.width + 1
        text(buffer, 0, y, line[: buffer.width], role)
        for x, word in others:
            text(buffer, x, y, word, role)
