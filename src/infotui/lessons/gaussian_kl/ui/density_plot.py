"""Two densities on one axis; each can be dragged on the plot itself."""

from __future__ import annotations

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.transform import PlotTransform
from infotui.ui.widgets.cell_widget import painted

from .density_painter import DensityView, density_frame, paint_densities
from .drag_handles import DragState, Handle, begin_drag, hit_test
from .draggable_plot import DraggablePlot


class DensityPlot(DraggablePlot):
    """The curves of p and q with their handles."""

    view_name = "plot"
    view: painted[DensityView | None] = painted(None)
    """What to show."""

    def transform(self) -> PlotTransform:
        """From data to cells, for the present view and size."""
        assert self.view is not None
        return density_frame(self.view, *self.size, self.glyphs).transform

    def find_handle(self, transform: PlotTransform, x: int, y: int) -> Handle | None:
        """The handle that a press at this cell would take."""
        assert self.view is not None
        found = hit_test(transform, self.view.pair, x, y, self.selected.curve)
        return None if found is None or found.curve == self.view.hidden else found

    def drag_of(self, transform: PlotTransform, handle: Handle, x: int) -> DragState:
        """The drag that begins with a press on `handle` in this column."""
        assert self.view is not None
        return begin_drag(transform, self.view.pair, handle, x)

    def paint(self, width: int, height: int) -> CellBuffer:
        """The curves and their handles."""
        view = self.view
        if view is None:
            return CellBuffer(width, height)
        return paint_densities(view, self.hovered, self.selected, width, height, self.glyphs)
