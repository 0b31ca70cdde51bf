"""Signed numbers as bars on both sides of zero, and their sum."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Size

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import signed_bar, text, text_right, vline
from infotui.canvas.roles import Role
from infotui.core.reading import format_column, format_number

from .cell_widget import CellWidget, painted

_NUMBER_WIDTH = 9
_HEADER_ROWS = 1


class SignedRow(NamedTuple):
    """A number with its name."""

    name: str
    value: float


class SignedBarsView(NamedTuple):
    """Rows on a scale from −limit to limit, and the sum below them, or None."""

    title: str
    rows: tuple[SignedRow, ...]
    limit: float
    total: float | None
    selected: int


class SignedBars(CellWidget):
    """Bars on one scale, with an arrow where one is off it; the selected row is always in view."""

    view: painted[SignedBarsView] = painted(SignedBarsView("", (), 1.0, None, -1))
    """What to show."""

    def __init__(self, view_name: str) -> None:
        super().__init__()
        self.view_name = view_name

    def watch_view(self, old: SignedBarsView, new: SignedBarsView) -> None:
        """Paint; more or fewer rows need another height."""
        if len(old.rows) != len(new.rows):
            self.refresh(layout=True)
        self.repaint()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows of the title, the numbers and the sum."""
        return _HEADER_ROWS + len(self.view.rows) + (self.view.total is not None)

    def paint(self, width: int, height: int) -> CellBuffer:
        """The title, as many rows as fit, the sum."""
        buffer, signed = CellBuffer(width, height), self.view
        has_room = len(self.glyphs.transliterate(signed.title)) <= width
        title = signed.title if has_room else signed.title.partition(":")[0]
        text(buffer, 0, 0, title, Role.TITLE, self.glyphs)
        footer = 0 if signed.total is None else 1
        shown = max(min(len(signed.rows), height - _HEADER_ROWS - footer), 0)
        first = min(max(signed.selected - shown // 2, 0), len(signed.rows) - shown)
        numbers = format_column([row.value for row in signed.rows], ".4f")
        for y, row in enumerate(signed.rows[first : first + shown], _HEADER_ROWS):
            i = first + y - _HEADER_ROWS
            self._paint_row(buffer, y, row, i == signed.selected, gap=max(len(each) for each in numbers) + 1)
            text_right(buffer, width, y, numbers[i], Role.TEXT, self.glyphs)
        if signed.total is not None:
            hidden = len(signed.rows) - shown
            text(
                buffer,
                0,
                _HEADER_ROWS + shown,
                f"Σ  {hidden} more" if hidden else "Σ",
                Role.TITLE,
                self.glyphs,
            )
            total = format_number(signed.total, ".4f")
            text_right(buffer, width, _HEADER_ROWS + shown, total, Role.TITLE, self.glyphs)
        return buffer

    def _paint_row(self, buffer: CellBuffer, y: int, row: SignedRow, is_selected: bool, gap: int) -> None:
        """Name and bar; the number has `gap` columns or more at the right."""
        left = 1 + max(len(row.name) for row in self.view.rows)
        half = max((buffer.width - left - max(_NUMBER_WIDTH, gap)) // 2, 1)
        zero, share = left + half, row.value / self.view.limit
        text(buffer, 0, y, row.name, Role.SELECTED if is_selected else Role.TEXT, self.glyphs)
        buffer.fill(left, y, 2 * half, 1, self.glyphs.table.horizontal_dash[0], Role.TRACK)
        vline(buffer, zero, y, 1, Role.GRID, self.glyphs)
        signed_bar(buffer, zero, y, min(max(share, -1.0), 1.0) * half, glyphs=self.glyphs)
        if abs(share) > 1:
            x, arrow = (left, 2) if share < 0 else (left + 2 * half - 1, 3)
            buffer.fill(x, y, 1, 1, self.glyphs.table.arrows[arrow], Role.POINT)
