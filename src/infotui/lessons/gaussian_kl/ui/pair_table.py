"""The table of classes of two distributions: what each class adds to the divergence, and its codeword."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.geometry import Size
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role
from infotui.core.reading import NONE, format_number
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.hover_widget import HoverWidget

_WIDTHS, _NARROW = (6, 6, 8, 7), (6, 6, 0, 7)
"""The widths of the columns p, q, log ratio and term; in narrow tables the ratio has none."""
_LEAST_NAME, _USUAL_NAME, _MOST_NAME = 3, 6, 14
_LEAST_CODE, _WORDS, _MOST_CODE = 4, 6, 26
"""From a width of `_WORDS` on the column of the code has codewords, else their lengths in bits."""
_FORM = ".3f"


class PairRow(NamedTuple):
    """A class: its name, p, q, log ratio (None if undefined) and term, and its codeword (None for none)."""

    name: str
    numbers: tuple[float | None, ...]
    codeword: str | None


class PairTableView(NamedTuple):
    """The headings of all columns, the classes, the sums, and lines about the code in several lengths."""

    headings: tuple[str, ...]
    rows: tuple[PairRow, ...]
    sums: tuple[float | None, ...]
    lines: tuple[tuple[str, ...], ...]
    selected: int


class PairTable(HoverWidget):
    """A row for each class, and sums below. Scrolls to the selected class; a click selects a class."""

    view_name = "classes"
    view: painted[PairTableView] = painted(PairTableView(("",) * 6, (), (), (), 0))
    """What to show."""

    @dataclass(eq=False, repr=False)
    class Pressed(Message):
        """The row of a class was clicked."""

        row: int

    def watch_view(self, old: PairTableView, new: PairTableView) -> None:
        """Repaint; another number of classes needs another height."""
        if len(old.rows) != len(new.rows):
            self.refresh(layout=True)
        self.repaint()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A row for everything."""
        return 2 + len(self.view.rows) + len(self.view.lines)

    def on_click(self, event: events.Click) -> None:
        """Announce which class was clicked."""
        row = self.hit_test(event.x, event.y)
        if row is not None:
            self.post_message(self.Pressed(row))

    def hit_test(self, x: int, y: int) -> int | None:
        """The class in this row."""
        shown = self._shown(self.size.height)
        return shown[y - 1] if 1 <= y <= len(shown) else None

    def paint(self, width: int, height: int) -> CellBuffer:
        """Headings, the classes that have room, the sums, the lines about the code."""
        buffer, view = CellBuffer(width, height), self.view
        code = self._code_width(width)
        name, *headings, last = view.headings
        text(buffer, 0, 0, name, Role.MUTED, self.glyphs)
        self._paint_numbers(buffer, 0, headings, code, Role.MUTED)
        heading = last if code >= _WORDS else "len" if code else ""
        text_right(buffer, width, 0, heading, Role.MUTED, self.glyphs)
        shown = self._shown(height)
        for y, i in enumerate(shown, 1):
            self._paint_class(buffer, y, i, code)
        y = len(shown) + 1
        hidden = len(view.rows) - len(shown)
        text(buffer, 0, y, "Σ", Role.TITLE, self.glyphs)
        if hidden:  # p and q have no sum: their columns are free
            edge = width - code - sum(self._widths(width)[2:])
            text_right(buffer, edge, y, f"{hidden} more", Role.MUTED, self.glyphs)
        sums = [
            _written(x, room) if x is not None else ""
            for x, room in zip(view.sums, self._widths(width), strict=True)
        ]
        self._paint_numbers(buffer, y, sums, code)
        for row, lengths in enumerate(view.lines[: max(height - y - 1, 0)], y + 1):
            line = next((line for line in lengths if len(self.glyphs.transliterate(line)) <= width), "")
            text(buffer, 0, row, line, Role.TEXT, self.glyphs)
        return buffer

    @property
    def _longest_name(self) -> int:
        return max((len(row.name) for row in self.view.rows), default=0)

    def _widths(self, width: int) -> tuple[int, ...]:
        """The widths of the numbers; the log ratio gives way to names of several letters."""
        name = min(max(self._longest_name + 1, _LEAST_NAME), _USUAL_NAME)
        code = _LEAST_CODE if name > _LEAST_NAME else 0
        return _WIDTHS if width >= name + sum(_WIDTHS) + code else _NARROW

    def _code_width(self, width: int) -> int:
        """The columns of the code: what names and numbers leave; 0 where that is too little."""
        numbers = sum(self._widths(width))
        name = min(max(self._longest_name + 1, _USUAL_NAME), _MOST_NAME)
        if width >= name + numbers + _LEAST_CODE:
            return min(width - name - numbers, _MOST_CODE)
        return _LEAST_CODE if width >= _LEAST_NAME + numbers + _LEAST_CODE else 0

    def _paint_class(self, buffer: CellBuffer, y: int, i: int, code: int) -> None:
        row, chosen = self.view.rows[i], i == self.view.selected
        role = Role.SELECTED if chosen else Role.P_BRIGHT if i == self.hovered else Role.TEXT
        if chosen:
            buffer.set_role(0, y, buffer.width, 1, role)
        room = buffer.width - sum(self._widths(buffer.width)) - code - 1
        text(buffer, 0, y, self.glyphs.transliterate(row.name)[:room], role, self.glyphs)
        numbers = [_written(x, room) for x, room in zip(row.numbers, self._widths(buffer.width), strict=True)]
        self._paint_numbers(buffer, y, numbers, code, role)
        if code:
            text_right(buffer, buffer.width, y, _coded(row.codeword, code), role, self.glyphs)

    def _paint_numbers(
        self, buffer: CellBuffer, y: int, cells: list[str], code: int, role: Role = Role.TITLE
    ) -> None:
        widths = self._widths(buffer.width)
        end = buffer.width - code - sum(widths)
        for width, cell in zip(widths, cells, strict=True):
            end += width
            if width:
                text_right(buffer, end, y, cell, role, self.glyphs)

    def _shown(self, height: int) -> range:
        """The classes that have room, the selected one among them; the lines about the code go first."""
        count = len(self.view.rows)
        shown = min(max(height - 2, 0), count)
        first = min(max(self.view.selected - shown // 2, 0), count - shown)
        return range(first, first + shown)


def _written(number: float | None, width: int) -> str:
    """The number with three decimals, or with fewer digits where that is too long for its column."""
    if number is None:
        return NONE
    shown = format_number(number, _FORM)
    return shown if len(shown) < width else format_number(number, ".0e" if abs(number) < 1 else ".0f")


def _coded(word: str | None, width: int) -> str:
    """The codeword; its length in bits where words do not fit."""
    if word is None:
        return NONE
    if width < _WORDS or len(word) >= width:
        return str(len(word)) if width < _WORDS else f"{len(word)} b"
    return word or "empty"
