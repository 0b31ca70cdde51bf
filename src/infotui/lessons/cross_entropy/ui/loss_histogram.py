"""The histogram of the losses: rows per bin on a logarithmic scale, the mean and log K marked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.binding import Binding
from textual.geometry import Offset
from textual.message import Message

from infotui.canvas.axes import Axes, nice_ticks
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.plot_panel import plot_panel
from infotui.canvas.plots import guide_down
from infotui.canvas.primitives import text, text_right, vertical_bar
from infotui.canvas.roles import Role
from infotui.data.display_text import counted
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.hover_widget import HoverWidget

INFINITE = -1
"""Stands for the rows of infinite loss, in place of a bin."""

_TITLE_ROWS = 1
_EDGE = 1
"""Columns of the border beside the words in it."""
_MIN_ROWS_WITH_TICKS = 7
_PARTS_OF_A_CELL = 8
_SELECT = Binding.Group("select", compact=True)


class Mark(NamedTuple):
    """A vertical line at a loss, with its label."""

    value: float
    label: str


class HistogramView(NamedTuple):
    """Rows per bin from 0 to `high`, rows of infinite loss, the marks, and the bin of the selected row."""

    counts: tuple[int, ...]
    infinite: int
    high: float
    marks: tuple[Mark, ...]
    selected: int | None
    unit: str


class LossHistogram(HoverWidget, can_focus=True):
    """Bars, one a bin. ←→ select the next bin with rows; a click goes to the rows of a bin."""

    view_name = "losses"
    BINDINGS = [
        Binding("left,h", "move(-1)", "smaller losses", group=_SELECT),
        Binding("right,l", "move(1)", "larger losses", group=_SELECT),
        Binding("home", "end(1)", "the smallest losses", show=False),
        Binding("end", "end(-1)", "the largest losses", show=False),
        Binding("enter", "open", "open row", key_display="Enter", tooltip="open the row in the editor"),
    ]

    view: painted[HistogramView | None] = painted(None)
    """What to show."""

    @dataclass(eq=False, repr=False)
    class BinPressed(Message):
        """The rows of a bin, or of infinite loss, are to be selected; `is_click` if with the mouse."""

        bin: int
        is_click: bool = False

    class OpenPressed(Message):
        """The selected row is to be opened."""

    def watch_has_focus(self, has_focus: bool) -> None:
        """Repaint: focus is visible."""
        super().watch_has_focus(has_focus)
        self.repaint()

    @property
    def cursor_cell(self) -> Offset:
        """The foot of the selected bin's bar; the count at the right of the title for infinite losses."""
        view = self.view
        if view is None or view.selected is None:
            return Offset()
        if view.selected == INFINITE:
            return Offset(self.size.width - _EDGE - len(_infinite_label(view, self.glyphs)) + 1, 0)
        transform = histogram_frame(view, *self.size, self.glyphs).transform
        column = transform.left + round(view.selected * transform.width / len(view.counts))
        return Offset(column, transform.top + transform.height - 1)

    def action_move(self, by: int) -> None:
        """Select the next bin that has rows."""
        bins = self._bins_with_rows()
        if not bins or self.view is None:
            return
        selected = self.view.selected
        at = bins.index(selected) if selected in bins else 0
        self.post_message(self.BinPressed(bins[min(max(at + by, 0), len(bins) - 1)]))

    def action_end(self, place: int) -> None:
        """Select the first (1) or the last (-1) bin that has rows."""
        bins = self._bins_with_rows()
        if bins:
            self.post_message(self.BinPressed(bins[0 if place > 0 else -1]))

    def action_open(self) -> None:
        """Open the selected row."""
        self.post_message(self.OpenPressed())

    def on_click(self, event: events.Click) -> None:
        """Go to the rows of the bin under the pointer."""
        found = self.hit_test(event.x, event.y)
        if found is not None and found in self._bins_with_rows():
            self.post_message(self.BinPressed(found, is_click=True))

    def hit_test(self, x: int, y: int) -> int | None:
        """The bin at this cell."""
        view = self.view
        if view is None:
            return None
        if y < _TITLE_ROWS:
            label = _infinite_label(view, self.glyphs)
            return INFINITE if view.infinite and x >= self.size.width - _EDGE - len(label) else None
        transform = histogram_frame(view, *self.size, self.glyphs).transform
        share = (x - transform.left) / transform.width
        return int(share * len(view.counts)) if 0 <= share < 1 else None

    def paint(self, width: int, height: int) -> CellBuffer:
        """The bars, their marks, and what is under the pointer."""
        if self.view is None:
            return CellBuffer(width, height)
        return paint_histogram(self.view, self.hovered, self.has_focus, width, height, self.glyphs)

    def _bins_with_rows(self) -> list[int]:
        view = self.view
        if view is None:
            return []
        bins = [i for i, count in enumerate(view.counts) if count]
        return [*bins, INFINITE] if view.infinite else bins


def histogram_frame(
    view: HistogramView, width: int, height: int, glyphs: GlyphSet, has_focus: bool = False
) -> Axes:
    """The axes in a panel whose title is drawn later; y goes from 0 to 1.

    The ticks of y are at fractions of a cell, so that the axes are drawn anew only where a tick moves: the
    most rows of a bin change with every temperature.
    """
    top = _log_rows(max(view.counts, default=0)) or 1.0
    parts = _PARTS_OF_A_CELL * height
    decades = ((_log_rows(10**power) / top, f"{10**power:,}") for power in range(10))
    has_room = height >= _MIN_ROWS_WITH_TICKS
    return plot_panel(
        width,
        height,
        (0.0, view.high),
        (0.0, 1.0),
        x_ticks=tuple(nice_ticks(0.0, view.high, width // 10)) if has_room else (),
        y_ticks=tuple((round(share * parts) / parts, label) for share, label in decades if share <= 1),
        is_focused=has_focus,
        glyphs=glyphs,
    )


def paint_histogram(
    view: HistogramView, hovered: int | None, has_focus: bool, width: int, height: int, glyphs: GlyphSet
) -> CellBuffer:
    """The whole picture at this size."""
    frame = histogram_frame(view, width, height, glyphs, has_focus)
    buffer, transform = frame.buffer.copy(), frame.transform
    bottom = transform.top + transform.height
    top = _log_rows(max(view.counts, default=0)) or 1.0
    for i, count in enumerate(view.counts):
        if not count:
            continue
        start = transform.left + round(i * transform.width / len(view.counts))
        stop = transform.left + round((i + 1) * transform.width / len(view.counts))
        role = Role.POINT if i == view.selected else Role.P_BRIGHT if i == hovered else Role.CURVE
        rows = _log_rows(count) / top * transform.height
        vertical_bar(buffer, start, max(stop - start, 1), bottom, rows, role, glyphs)
    columns = [max(round(transform.column(mark.value)), transform.left) for mark in view.marks]
    for x in columns:
        if x < buffer.width:
            guide_down(buffer, x, range(transform.top, bottom), Role.MAXIMUM, glyphs)
    for row, (x, mark) in enumerate(zip(columns, view.marks, strict=True)):
        _paint_label(buffer, x, min(transform.top + row, bottom - 1), mark.label, glyphs)
    _paint_title(buffer, view, hovered, has_focus, glyphs)
    return buffer


def _paint_label(buffer: CellBuffer, x: int, y: int, label: str, glyphs: GlyphSet) -> None:
    """The label at the right of a line, or at its left where there is no room."""
    words = glyphs.transliterate(f" {label} ")
    start = x + 1 if x + 1 + len(words) < buffer.width else x - len(words)
    text(buffer, start, y, words, Role.MAXIMUM)


def _paint_title(
    buffer: CellBuffer, view: HistogramView, hovered: int | None, has_focus: bool, glyphs: GlyphSet
) -> None:
    label = _infinite_label(view, glyphs)
    words = (f" in {view.unit}, rows per bin (log)", f" in {view.unit} (log)", f" in {view.unit}", "")
    titles = [f" losses{rest} " for rest in words]
    room = buffer.width - 2 * _EDGE - len(label)
    title = Role.FOCUS if has_focus else Role.TITLE
    end = text(buffer, _EDGE, 0, next((each for each in titles if len(each) <= room), ""), title, glyphs)
    role = (
        Role.POINT if INFINITE in (view.selected, hovered) else Role.NEGATIVE if view.infinite else Role.MUTED
    )
    start = text_right(buffer, buffer.width - _EDGE, 0, label, role, glyphs)
    which = hovered if hovered is not None else view.selected
    if which is None or which == INFINITE:
        return
    low, high = (view.high * edge / len(view.counts) for edge in (which, which + 1))
    content = glyphs.transliterate(f" {low:.3g}–{high:.3g}: {counted(view.counts[which], 'row')} ")
    if end + 1 + len(content) + 1 <= start:
        text(buffer, end + 1, 0, content, Role.MUTED)


def _infinite_label(view: HistogramView, glyphs: GlyphSet) -> str:
    more = f" {glyphs.table.arrows[3]}" if view.infinite else ""
    return glyphs.transliterate(f" ∞: {counted(view.infinite, 'row')}") + f"{more} "


def _log_rows(count: int) -> float:
    return math.log10(1 + count)
