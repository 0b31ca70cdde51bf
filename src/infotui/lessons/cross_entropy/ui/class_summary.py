"""The table of the true classes: rows, mean loss, share of the total, accuracy, most frequent mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.binding import Binding
from textual.geometry import Offset
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.hover_widget import HoverWidget

NAME_CELLS = 12
_HEADER_ROWS = 1
_PAGE = 10
_MANY = 1000
"""Of more classes, only those shown decide how wide the columns are."""
_SELECT = Binding.Group("select", compact=True)


class ClassSummaryView(NamedTuple):
    """Headings; a row of texts a class, the first its name; and which class the list is filtered by."""

    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    filtered: int | None


class ClassSummary(HoverWidget, can_focus=True):
    """↑↓ select a class, `Enter` or a click shows its rows only; the same again shows all."""

    view_name = "classes"
    BINDINGS = [
        Binding("up,k", "move(-1)", "previous class", group=_SELECT),
        Binding("down,j", "move(1)", "next class", group=_SELECT),
        Binding("pageup,K", f"move(-{_PAGE})", "ten classes up", show=False),
        Binding("pagedown,J", f"move({_PAGE})", "ten classes down", show=False),
        Binding("home", "move(-1000000)", "first class", show=False),
        Binding("end", "move(1000000)", "last class", show=False),
        Binding("enter", "choose", "only this class", key_display="Enter"),
    ]

    view: painted[ClassSummaryView | None] = painted(None)
    """What to show."""
    selected: painted[int] = painted(0)
    """The class that `Enter` acts on, counted from 0."""

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """Only rows of this true class are to be shown; None for all."""

        true_class: int | None

    def watch_has_focus(self, has_focus: bool) -> None:
        """Repaint: focus is visible."""
        super().watch_has_focus(has_focus)
        self.repaint()

    def action_move(self, by: int) -> None:
        """Select another class."""
        if self.view is not None:
            self.selected = min(max(self.selected + by, 0), len(self.view.rows) - 1)

    def action_choose(self) -> None:
        """Show the rows of the selected class only, or all if they are."""
        if self.view is not None:
            is_shown = self.view.filtered == self.selected
            self.post_message(self.Chosen(None if is_shown else self.selected))

    def hit_test(self, x: int, y: int) -> int | None:
        """The class in this row."""
        if self.view is None:
            return None
        row = y - _HEADER_ROWS + self._first(self.size.height)
        return row if y >= _HEADER_ROWS and row < len(self.view.rows) else None

    @property
    def cursor_cell(self) -> Offset:
        """The first cell of the selected class."""
        return Offset(0, _HEADER_ROWS + self.selected - self._first(self.size.height))

    def on_click(self, event: events.Click) -> None:
        """Select and choose the class that was clicked."""
        row = self.hit_test(event.x, event.y)
        if row is not None:
            self.selected = row
            self.action_choose()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """One class up."""
        event.stop()
        self.action_move(-1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """One class down."""
        event.stop()
        self.action_move(1)

    def paint(self, width: int, height: int) -> CellBuffer:
        """Headings and as many classes as there is room for, the selected one among them."""
        buffer, view = CellBuffer(width, height), self.view
        if view is None:
            return buffer
        first = self._first(height)
        shown = view.rows[first : first + max(height - _HEADER_ROWS, 0)]
        measured = view.rows if len(view.rows) <= _MANY else shown
        ends = _column_ends((view.headings, *measured), width)
        headings = (self._range(first, len(shown)), *view.headings[1:])
        self._paint_row(buffer, 0, " ", headings, ends, Role.TITLE)
        for y, row in enumerate(shown, _HEADER_ROWS):
            index = first + y - _HEADER_ROWS
            is_selected = index == self.selected and self.has_focus
            role = (
                Role.SELECTED
                if is_selected
                else Role.P_BRIGHT
                if index in (view.filtered, self.hovered)
                else Role.TEXT
            )
            mark = self.glyphs.table.pointer if is_selected or index == view.filtered else " "
            self._paint_row(buffer, y, mark, row, ends, role)
        return buffer

    def _range(self, first: int, shown: int) -> str:
        """The heading of the names: which classes are shown, where there is no room for all of them."""
        assert self.view is not None
        count, heading = len(self.view.rows), self.view.headings[0]
        if shown == count:
            return heading
        part, whole = f"{first + 1:,}–{first + shown:,} of {count:,}", f"of {count:,}"
        return part if len(part) <= NAME_CELLS else whole

    def _first(self, height: int) -> int:
        count = 0 if self.view is None else len(self.view.rows)
        visible = max(height - _HEADER_ROWS, 1)
        return min(max(self.selected - visible // 2, 0), max(count - visible, 0))

    def _paint_row(
        self, buffer: CellBuffer, y: int, mark: str, row: tuple[str, ...], ends: list[int], role: Role
    ) -> None:
        text(buffer, 0, y, f"{mark}{row[0]}".ljust(NAME_CELLS + 1), role, self.glyphs)
        for cell, end in zip(row[1:], ends, strict=False):
            text_right(buffer, end, y, cell, Role.TITLE if role is Role.TITLE else Role.TEXT, self.glyphs)


def _column_ends(rows: tuple[tuple[str, ...], ...], width: int) -> list[int]:
    """Where each column after the names ends; columns that have no room are left out."""
    end, ends = NAME_CELLS + 1, []
    for column in zip(*(row[1:] for row in rows), strict=True):
        end += 2 + max(map(len, column))
        if end > width:
            break
        ends.append(end)
    return ends
