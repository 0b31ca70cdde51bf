"""The panel of a sample: its estimates, sizes and notes, as many rows as there is room for."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Size

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role
from infotui.ui.widgets.cell_widget import CellWidget, painted
from infotui.ui.widgets.reader_notes import note_lines

_GAP = 1
BLANK_RANK, NOTE_RANK, DERIVED_RANK, SECOND_RANK = 4, 3, 2, 1
"""Ranks of rows: blank ones are left out first, then notes, then what follows from other rows."""


class PanelRow(NamedTuple):
    """One row: a label with a number, its unit and a remark, or right-aligned cells.

    Rows of the highest `rank` are left out first where there is no room for all.
    """

    label: str = ""
    number: str = ""
    after: str = ""
    rank: int = 0
    role: Role = Role.TEXT
    cells: tuple[tuple[float, str], ...] = ()
    """Texts, each with the share of the width that it ends at. One that would touch another moves right."""


class SamplePanel(CellWidget):
    """Labels on the left, numbers in a column of their own, units and remarks after them."""

    view_name = "readings"
    rows: painted[tuple[PanelRow, ...]] = painted(())
    """What to show, from the top."""
    notes: painted[tuple[str, ...]] = painted(())
    """Sentences below the rows, broken between words."""

    def watch_rows(self, old: tuple[PanelRow, ...], new: tuple[PanelRow, ...]) -> None:
        """More or fewer rows need another height."""
        if len(old) != len(new):
            self.refresh(layout=True)
        self.repaint()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A row for everything."""
        return len(self._all_rows(width))

    def _all_rows(self, width: int) -> tuple[PanelRow, ...]:
        """The rows with the notes below them."""
        lines = note_lines(self.notes, width)
        notes = [PanelRow(line, role=Role.POINT, rank=NOTE_RANK) for line in lines]
        return (*self.rows, PanelRow(rank=BLANK_RANK), *notes) if notes else self.rows

    def paint(self, width: int, height: int) -> CellBuffer:
        """The rows that fit."""
        buffer = CellBuffer(width, height)
        shown = fit_rows(self._all_rows(width), height)
        after = max((len(self.glyphs.transliterate(row.after)) for row in shown), default=0)
        for y, row in enumerate(shown):
            self._paint_row(buffer, y, row, width - after - _GAP)
        return buffer

    def _paint_row(self, buffer: CellBuffer, y: int, row: PanelRow, numbers_end: int) -> None:
        label_role = row.role if row.role is not Role.TEXT else Role.MUTED
        stop = text(buffer, 0, y, row.label, label_role if row.number else row.role, self.glyphs)
        number = self.glyphs.transliterate(row.number)
        end = max(numbers_end, stop + _GAP + len(number))
        text_right(buffer, end, y, number, row.role, self.glyphs)
        unit = row.after.partition(" ")[0]
        room = buffer.width - end - _GAP
        after = next(
            (words for words in (row.after, unit) if len(self.glyphs.transliterate(words)) <= room), ""
        )
        text(buffer, end + _GAP, y, after, Role.MUTED, self.glyphs)
        for share, cell in row.cells:
            string = self.glyphs.transliterate(cell)
            x = max(round(share * buffer.width) - len(string), stop + _GAP)
            stop = text(buffer, x, y, string, row.role)


def fit_rows(rows: tuple[PanelRow, ...], height: int) -> list[PanelRow]:
    """The rows for which there is room: those of the highest rank go first, and of these the last."""
    kept = list(rows)
    while len(kept) > height:
        worst = max(range(len(kept)), key=lambda i: (kept[i].rank, i))
        del kept[worst]
    return kept
