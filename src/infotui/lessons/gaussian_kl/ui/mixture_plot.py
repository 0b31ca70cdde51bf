"""The densities of a mixture p and of q on one axis; components and q can be dragged on the plot."""

from __future__ import annotations

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.transform import PlotTransform
from infotui.ui.widgets.cell_widget import painted

from .drag_handles import DragState, Handle
from .draggable_plot import DraggablePlot
from .mixture_handles import Q_CURVE, begin_drag, hit_test
from .mixture_painter import MixtureDensities, mixture_frame, paint_mixture


class MixturePlot(DraggablePlot):
    """The curves of p, of its components and of q, with their handles."""

    view_name = "plot"
    view: painted[MixtureDensities | None] = painted(None)
    """What to show."""

    def transform(self) -> PlotTransform:
        """From data to cells, for the present view and size."""
        assert self.view is not None
        return mixture_frame(self.view, *self.size, self.glyphs).transform

    def find_handle(self, transform: PlotTransform, x: int, y: int) -> Handle | None:
        """The handle that a press at this cell would take."""
        assert self.view is not None
        found = hit_test(transform, self.view.p, self.view.q, x, y, self.selected.curve)
        is_p = found is not None and found.curve != Q_CURVE
        return None if is_p and self.view.hides_p else found

    def drag_of(self, transform: PlotTransform, handle: Handle, x: int) -> DragState:
        """The drag that begins with a press on `handle` in this column."""
        assert self.view is not None
        return begin_drag(transform, self.view.p, self.view.q, handle, x)

    def paint(self, width: int, height: int) -> CellBuffer:
        """The curves, the optima and the handles."""
        view = self.view
        if view is None:
            return CellBuffer(width, height)
        return paint_mixture(view, self.hovered, self.selected, width, height, self.glyphs)
