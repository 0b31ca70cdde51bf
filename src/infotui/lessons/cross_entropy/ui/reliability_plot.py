"""The reliability diagram: accuracy against confidence, in equal bins."""

from __future__ import annotations

from typing import NamedTuple

from infotui.canvas.axes import Axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.plot_panel import plot_panel
from infotui.canvas.plots import polyline
from infotui.canvas.primitives import text, vertical_bar
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform
from infotui.maths.batch import BINS
from infotui.ui.widgets.cell_widget import CellWidget, painted

_BORDER = 4
"""Columns of the border beside a title in it: its corners and a blank on both sides."""
_COUNT_ROWS = 1
_AXIS_CELLS = 6
_MIN_COUNT_WIDTH = 3
_TICKS, _FEW_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0), (0.0, 0.5, 1.0)
_MIN_ROWS_WITH_TICKS = 9
_THOUSAND = 1000


class ReliabilityBar(NamedTuple):
    """The rows of a bin: their number, accuracy, mean confidence, and half the 95 % interval of accuracy."""

    n: int
    accuracy: float
    confidence: float
    half_width: float


class ReliabilityView(NamedTuple):
    """The bars from confidence 0 to 1, and titles, the longest first."""

    bars: tuple[ReliabilityBar, ...]
    titles: tuple[str, ...]


class ReliabilityPlot(CellWidget):
    """Bars of accuracy with their intervals, the diagonal of a calibrated model, and rows per bin."""

    view_name = "reliability"
    view: painted[ReliabilityView | None] = painted(None)
    """What to show."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """The diagram."""
        if self.view is None:
            return CellBuffer(width, height)
        return paint_reliability(self.view, width, height, self.glyphs)


def paint_reliability(view: ReliabilityView, width: int, height: int, glyphs: GlyphSet) -> CellBuffer:
    """The whole picture at this size."""
    fitting = (title for title in view.titles if len(glyphs.transliterate(title)) + _BORDER <= width)
    panel, transform = _frame(width, height, next(fitting, ""), glyphs)
    buffer = CellBuffer(width, height)
    buffer.blit(panel, 0)
    columns = [
        transform.left + round(i * transform.width / len(view.bars)) for i in range(len(view.bars) + 1)
    ]
    bottom = transform.top + transform.height
    for bar, start, stop in zip(view.bars, columns, columns[1:], strict=False):
        if not bar.n:
            continue
        width_of_bar = max(stop - start - 1, 1)
        role = Role.NEGATIVE if bar.confidence > bar.accuracy else Role.POSITIVE
        rows = bar.accuracy / transform.y_max * transform.height
        vertical_bar(buffer, start, width_of_bar, bottom, rows, role, glyphs)
        _paint_interval(buffer, transform, bar, start + width_of_bar // 2, glyphs)
    polyline(buffer, transform, (0.0, 1.0), (0.0, 1.0), Role.MAXIMUM, glyphs)
    _paint_counts(buffer, view, columns, height, glyphs)
    return buffer


def _frame(width: int, height: int, title: str, glyphs: GlyphSet) -> Axes:
    rows = height - (_COUNT_ROWS if _has_room_for_counts(width) else 0)
    y_ticks = _TICKS if rows >= _MIN_ROWS_WITH_TICKS else _FEW_TICKS
    return plot_panel(
        width,
        max(rows, 1),
        (0.0, 1.0),
        (0.0, 1.0),
        x_ticks=tuple((tick, f"{tick:g}") for tick in _TICKS),
        y_ticks=tuple((tick, f"{tick:g}") for tick in y_ticks),
        title=title,
        glyphs=glyphs,
    )


def _has_room_for_counts(width: int) -> bool:
    """Whether the bins are wide enough for the numbers of their rows."""
    return width >= _MIN_COUNT_WIDTH * BINS + _AXIS_CELLS


def _paint_interval(
    buffer: CellBuffer, transform: PlotTransform, bar: ReliabilityBar, x: int, glyphs: GlyphSet
) -> None:
    """The interval of the accuracy as a line over the middle of its bar."""
    top = round(transform.row(min(bar.accuracy + bar.half_width, 1.0)))
    bottom = round(transform.row(max(bar.accuracy - bar.half_width, 0.0)))
    buffer.fill(x, top, 1, bottom - top + 1, glyphs.table.vertical_line, Role.POINT)


def _paint_counts(
    buffer: CellBuffer, view: ReliabilityView, columns: list[int], height: int, glyphs: GlyphSet
) -> None:
    """The rows of each bin below the axis, where a bin is wide enough."""
    y = height - 1
    if not _has_room_for_counts(buffer.width):
        return
    text(buffer, 0, y, "n", Role.MUTED, glyphs)
    for bar, start, stop in zip(view.bars, columns, columns[1:], strict=False):
        label = _short_count(bar.n)
        if bar.n and len(label) < stop - start + 1:
            text(buffer, start, y, label, Role.MUTED, glyphs)


def _short_count(n: int) -> str:
    for suffix in ("", "k", "M"):
        if n < _THOUSAND:
            return f"{n}{suffix}"
        n //= _THOUSAND
    return f"{n}G"
