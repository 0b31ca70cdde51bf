"""What the true class costs, on the curve −log q: one class of the multi-class mode, where there is room."""

from __future__ import annotations

from typing import NamedTuple

from infotui.canvas.axes import Axes, nice_ticks
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.plot_panel import plot_panel
from infotui.canvas.plots import axhline, clamped_point, free_label, polyline
from infotui.canvas.roles import Role
from infotui.core.reading import Reading
from infotui.lessons.cross_entropy.model.binary import LossCurve
from infotui.ui.widgets.cell_widget import CachedLayer, CellWidget, painted
from infotui.ui.widgets.gauge import LabelledValue

from .loss_reading import paint_drop_lines


class TrueClassView(NamedTuple):
    """The curve −log q, the top of the plot, q and the cost of the true class, a uniform guess, a remark."""

    curve: LossCurve
    ceiling: float
    q: float
    cost: Reading
    guess: LabelledValue
    remark: str


class TrueClassPlot(CellWidget):
    """The curve with its point, and dashes from the point to both axes. It only shows: logits are edited."""

    view_name = "curve"
    view: painted[TrueClassView | None] = painted(None)
    """What to show."""

    def __init__(self) -> None:
        super().__init__()
        self._background = CachedLayer()

    def paint(self, width: int, height: int) -> CellBuffer:
        """The cached curve; on it the point."""
        view = self.view
        if view is None:
            return CellBuffer(width, height)
        frame = self._frame(view, width, height)
        key = (view.curve, view.guess, frame)
        buffer = self._background.get(key, lambda: self._paint_background(view, frame))
        transform, cost = frame.transform, view.cost.number
        paint_drop_lines(buffer, transform, view.q, cost, self.glyphs)
        clamped_point(buffer, transform, view.q, min(cost, 2 * view.ceiling), Role.POINT, self.glyphs)
        return buffer

    def _paint_background(self, view: TrueClassView, frame: Axes) -> CellBuffer:
        """Everything that stays the same while the point moves."""
        buffer, transform = frame.buffer.copy(), frame.transform
        axhline(buffer, transform, view.guess.value, Role.MAXIMUM, self.glyphs)
        polyline(buffer, transform, view.curve.p, view.curve.loss, Role.CURVE, self.glyphs)
        label = f"{view.guess.label} = {view.guess.text}"
        right = transform.left + transform.width - len(self.glyphs.transliterate(label)) - 1
        row = round(transform.row(view.guess.value)) - 1
        free_label(buffer, transform, (right, row), label, Role.MUTED, self.glyphs)
        return buffer

    def _frame(self, view: TrueClassView, width: int, height: int) -> Axes:
        return plot_panel(
            width,
            height,
            (0.0, 1.0),
            (0.0, view.ceiling),
            y_ticks=tuple(nice_ticks(0.0, view.ceiling, min(height // 4 + 1, 6))),
            title=f"{view.cost.symbol} in {view.cost.unit}",
            value=view.remark,
            glyphs=self.glyphs,
        )
