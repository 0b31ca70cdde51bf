"""How the binary loss is read off its plot: drop lines to both axes, and the tangent at the point."""

from __future__ import annotations

import math
from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.plots import free_label, guide_across, guide_down, polyline
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform
from infotui.core.reading import format_number
from infotui.lessons.cross_entropy.model.binary import LossCurve
from infotui.ui.widgets.gauge import LabelledValue

_TANGENT_WIDTH = 0.2
"""How far the tangent goes to either side of the point, along the axis of q."""
_TANGENT_HEIGHT = 0.2
"""How far it goes up and down at most, as a share of the ceiling."""
_TAIL_LABEL = 3
"""Columns between a drop line and its label at least."""


class LossView(NamedTuple):
    """What the plot shows besides q.

    Attributes:
        curve: the loss of the true label over q.
        other_curve: the loss of the other label.
        stops: the points of the curve where a drag can stop.
        ceiling: the top of the plot.
        loss: the loss at q.
        slope: the derivative of the loss by q, in the unit of the plot; infinite at the pole.
        guess: what a uniform guess costs.
        formula: what the curve is.
    """

    curve: LossCurve
    other_curve: LossCurve
    stops: LossCurve
    ceiling: float
    loss: float
    slope: float
    guess: LabelledValue
    formula: str


def paint_reading(
    buffer: CellBuffer, transform: PlotTransform, view: LossView, p: float, glyphs: GlyphSet
) -> None:
    """Draw the tangent, and dashes from the point to both axes with q and the loss at their ends."""
    paint_drop_lines(buffer, transform, p, view.loss, glyphs)
    if math.isfinite(view.slope) and view.loss <= view.ceiling:
        steep = _TANGENT_HEIGHT * view.ceiling / abs(view.slope)
        half = min(_TANGENT_WIDTH, steep)
        ends = [max(p - half, 0.0), min(p + half, 1.0)]
        losses = [view.loss + view.slope * (x - p) for x in ends]
        role = Role.NEGATIVE if view.slope < 0 else Role.POSITIVE
        polyline(buffer, transform, ends, losses, role, glyphs)


def paint_drop_lines(
    buffer: CellBuffer, transform: PlotTransform, p: float, loss: float, glyphs: GlyphSet
) -> None:
    """Draw dashes from the point to both axes, with q and the loss at their ends."""
    cell = transform.cell(p, loss)
    if cell is None:
        return
    column, row = cell
    bottom = transform.top + transform.height - 1
    columns = range(transform.left, column, len(glyphs.table.horizontal_dash))
    guide_across(buffer, columns, row, Role.POINT, glyphs)
    guide_down(buffer, column, range(row + 1, bottom + 1), Role.POINT, glyphs)
    label = f"q = {format_number(p, '.2f')}"
    start = column - len(label) - 1 if p > 1 / 2 else column + 2
    free_label(buffer, transform, (start, bottom), label, Role.POINT, glyphs)
    number = format_number(loss, ".4f")
    if column - transform.left > len(number) + _TAIL_LABEL:
        free_label(buffer, transform, (transform.left + 1, row - 1), number, Role.POINT, glyphs)
