"""Two densities on one axis; each can be dragged on the plot itself."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from infotui.canvas.axes import Axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.lessons.gaussian_kl.model.state import Parameter
from infotui.maths.distributions import Gaussian
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.drag_mixin import DragMixin

from .density_painter import DensityView, density_frame, paint_densities
from .drag_handles import DragState, Handle, begin_drag, hit_test


class DensityPlot(DragMixin):
    """The curves of p and q with their handles; the one that a press would take is highlighted.

    The plot owns neither Gaussian: it announces which handle was taken and where it was dragged. `hovered` is
    a `Handle`.
    """

    DRAGS_ON_PRESS = False
    view: painted[DensityView | None] = painted(None)
    """What to show."""
    selected: painted[Handle] = painted(Handle(0, Parameter.MEAN))
    """The parameter that keys move."""

    @dataclass
    class Grabbed(Message):
        """A handle was pressed."""

        handle: Handle

    @dataclass
    class Moved(Message):
        """`handle` was dragged: its curve is to be `gaussian`. Moves of one drag share their `gesture`."""

        handle: Handle
        gaussian: Gaussian
        gesture: object

        def can_replace(self, message: Message) -> bool:
            """Coalesce the moves of one drag."""
            return isinstance(message, DensityPlot.Moved) and message.gesture is self.gesture

    @dataclass
    class Scrolled(Message):
        """The wheel was turned over a curve, by so many steps of its standard deviation."""

        curve: int
        steps: int

    class Released(Message):
        """A drag is over."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._drag: DragState | None = None

    @property
    def is_dragging(self) -> bool:
        """Whether a handle is dragged: the axes must not move now."""
        return self._drag is not None

    def hit_test(self, x: int, y: int) -> Handle | None:
        """The handle that a press at this cell would take."""
        view = self.view
        if view is None:
            return None
        return hit_test(self._frame(view).transform, view.pair, x, y, self.selected.curve)

    def begin_drag(self, x: int, y: int) -> bool:
        """Take the handle at this cell."""
        handle = self.hit_test(x, y)
        if handle is None or self.view is None:
            return False
        self._drag = begin_drag(self._frame(self.view).transform, self.view.pair, handle, x)
        self.hovered = handle
        self.post_message(self.Grabbed(handle))
        return True

    def drag_to(self, x: int, y: int) -> None:
        """Announce where the handle is dragged."""
        drag = self._drag
        if drag is not None and self.view is not None:
            gaussian = drag.moved_to(self._frame(self.view).transform.x(x))
            self.screen.post_message(self.Moved(drag.handle, gaussian, self.gesture))

    def drag_ended(self) -> None:
        """Announce the end of the drag."""
        self._drag = None
        self.screen.post_message(self.Released())

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """Announce a turn of the wheel over a curve."""
        handle = self.hit_test(x, y)
        if handle is not None:
            self.post_message(self.Scrolled(handle.curve, by))

    def paint(self, width: int, height: int) -> CellBuffer:
        """The curves and their handles."""
        view = self.view
        if view is None:
            return CellBuffer(width, height)
        return paint_densities(view, self.hovered, self.selected, width, height, self.glyphs)

    def _frame(self, view: DensityView) -> Axes:
        return density_frame(view, *self.size, self.glyphs)
