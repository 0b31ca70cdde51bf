"""The table of all classes of a sample, which scrolls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.binding import Binding
from textual.geometry import Offset
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role
from infotui.core.reading import Unit, format_number
from infotui.data.display_text import ELLIPSIS
from infotui.lessons.entropy.model.counted_sample import ClassNumbers, CountedSample
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.hover_widget import HoverWidget

_WHEEL_ROWS = 3
_HEADINGS = ("count", "p", "−log p", "−p log p")
_FORM = ".3f"
_WIDTHS = (9, 9, 8, 9)
_LEAST_NAME, _MOST_NAME = 10, 44
_MOST_SHOWN = 200
"""Only so many characters of a label are examined: it may have thousands."""
_ROW = Binding.Group("class", compact=True)
_PAGE = Binding.Group("page", compact=True)


class SampleTableView(NamedTuple):
    """The sample and the unit of its information."""

    sample: CountedSample
    unit: Unit


class SampleTable(HoverWidget, can_focus=True):
    """A row for each class, sorted by frequency where not all have a bar. Only rows on view are computed."""

    view_name = "table"
    BINDINGS = [
        Binding("up,k", "move(-1)", "previous class", group=_ROW),
        Binding("down,j", "move(1)", "next class", group=_ROW),
        Binding("pageup,K", "page(-1)", "previous page", group=_PAGE),
        Binding("pagedown,J", "page(1)", "next page", group=_PAGE),
        Binding("home", "go_to(0)", "first class", show=False),
        Binding("end", "go_to(-1)", "last class", show=False),
    ]

    view: painted[SampleTableView | None] = painted(None)
    """What to show."""
    cursor: painted[int] = painted(0)
    """The row that is marked, counted from 0."""
    first: painted[int] = painted(0)
    """The first row on view."""

    @dataclass(eq=False, repr=False)
    class Selected(Message):
        """The cursor was moved to a class."""

        row: int

    @property
    def classes_count(self) -> int:
        """How many classes there are."""
        return self.view.sample.table.classes if self.view else 0

    def show(self, view: SampleTableView | None, selected: int) -> None:
        """Show a sample with the cursor on a class; the same sample stays where it is scrolled to."""
        is_same = self.view is not None and view is not None and self.view.sample is view.sample
        self.view = view
        if not is_same or (self._follows_bars and selected != self.cursor):
            self.move_to(selected)

    @property
    def _follows_bars(self) -> bool:
        """Whether the cursor is on a class that has a bar: then it is the class selected there."""
        return self.view is not None and self.cursor < len(self.view.sample.shown)

    def on_resize(self) -> None:
        """Keep the cursor on view where there are fewer rows now."""
        if self._follows_bars:
            self.move_to(self.cursor)

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, and scroll as far as is needed to show it."""
        self.cursor = min(max(row, 0), max(self.classes_count - 1, 0))
        page = self._page(self.size.height)
        self.first = min(max(self.first, self.cursor - page + 1, 0), self.cursor)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._select(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Move by a page."""
        self._select(self.cursor + by * self._page(self.size.height))

    def action_go_to(self, row: int) -> None:
        """Go to a row; −1 is the last."""
        self._select(row % max(self.classes_count, 1))

    def _select(self, row: int) -> None:
        self.move_to(row)
        self.post_message(self.Selected(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the class that was clicked."""
        row = self.hit_test(event.x, event.y)
        if row is not None:
            self._select(row)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self._scroll(_WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self._scroll(-_WHEEL_ROWS)

    def _scroll(self, by: int) -> None:
        last = max(self.classes_count - self._page(self.size.height), 0)
        self.first = min(max(self.first + by, 0), last)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Repaint: focus is visible."""
        super().watch_has_focus(has_focus)
        self.repaint()

    def hit_test(self, x: int, y: int) -> int | None:
        """The class in this row."""
        row = self.first + y - 1
        return row if 0 < y <= self._page(self.size.height) and row < self.classes_count else None

    @property
    def cursor_cell(self) -> Offset:
        """The first cell of the marked class, or of the row nearest to it on view."""
        row = self.cursor - self.first
        return Offset(0, min(max(row, 0), self._page(self.size.height) - 1) + 1)

    def _page(self, height: int) -> int:
        """How many classes are on view: all rows but the headings and the last."""
        return max(height - 2, 1)

    def paint(self, width: int, height: int) -> CellBuffer:
        """Headings, the classes on view, and which of them these are."""
        buffer = CellBuffer(width, height)
        if self.view is None:
            return buffer
        sample, unit = self.view
        role = Role.TITLE if self.has_focus else Role.MUTED
        self._paint_cells(buffer, 0, "class", _HEADINGS, role)
        page = self._page(height)
        first = min(self.first, max(self.classes_count - page, 0))
        rows = sample.rows(first, first + page, unit.base)
        for y, row in enumerate(rows, 1):
            self._paint_class(buffer, y, first + y - 1, row)
        total = self.classes_count
        line = f"{first + 1:,}–{first + len(rows):,} of {total:,}"
        order = "by count" if sample.has_rest else "as read"
        what = "class" if total == 1 else "classes"
        hint = "arrows, pages, wheel scroll" if self.has_focus else "Tab here scrolls"
        for words in (f"{line} {what}, {order}; {hint}", f"{line} {what}, {order}", line):
            if len(words) <= width:
                text(buffer, 0, height - 1, words, Role.MUTED, self.glyphs)
                break
        return buffer

    def _paint_class(self, buffer: CellBuffer, y: int, i: int, row: ClassNumbers) -> None:
        lit = Role.P_BRIGHT if i == self.hovered else Role.TEXT
        role = Role.SELECTED if i == self.cursor else lit
        if i == self.cursor:
            buffer.set_role(0, y, buffer.width, 1, role)
        numbers = (format_number(x, _FORM) for x in (row.p, row.surprisal, row.term))
        self._paint_cells(buffer, y, row.name, (f"{row.observed:,}", *numbers), role)

    def _fitted(self, name: str, room: int) -> str:
        """A name in the characters that can be shown, cut to its column."""
        shown, dots = self.glyphs.transliterate(name[:_MOST_SHOWN]), self.glyphs.transliterate(ELLIPSIS)
        return shown if len(shown) <= room else shown[: max(room - len(dots), 0)] + dots

    def _paint_cells(self, buffer: CellBuffer, y: int, name: str, cells: tuple[str, ...], role: Role) -> None:
        """The name and as many columns as leave room for it."""
        widths: tuple[int, ...] = _WIDTHS
        while len(widths) > 1 and buffer.width - 1 - sum(widths) < _LEAST_NAME:
            widths = widths[:-1]
        room = min(buffer.width - 1 - sum(widths), _MOST_NAME)
        text(buffer, 0, y, self._fitted(name, room - 1), role, self.glyphs)
        for width, cell in zip(widths, cells, strict=False):
            room += width
            text_right(buffer, room, y, cell, role, self.glyphs)
