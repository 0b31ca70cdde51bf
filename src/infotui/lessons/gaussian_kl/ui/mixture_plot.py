"""The densities of a mixture p and of q on one axis; components and q can be dragged on the plot."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from infotui.canvas.axes import Axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.lessons.gaussian_kl.model.state import Parameter
from infotui.maths.distributions import Gaussian
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.drag_mixin import DragMixin

from .drag_handles import DragState, Handle
from .mixture_handles import begin_drag, hit_test
from .mixture_painter import MixtureDensities, mixture_frame, paint_mixture


class MixturePlot(DragMixin):
    """The curves with their handles; the one that a press would take is highlighted.

    The plot owns no distribution: it announces which handle was taken and where it was dragged.
    """

    DRAGS_ON_PRESS = False

    view: painted[MixtureDensities | None] = painted(None)
    """What to show."""
    selected: painted[Handle] = painted(Handle(0, Parameter.MEAN))
    """The parameter that keys move."""

    @dataclass
    class Grabbed(Message):
        """A handle was pressed."""

        handle: Handle

    @dataclass
    class Moved(Message):
        """`handle` was dragged: its Gaussian is to be `gaussian`. Moves of one drag share their `gesture`."""

        handle: Handle
        gaussian: Gaussian
        gesture: object

        def can_replace(self, message: Message) -> bool:
            """Coalesce the moves of one drag."""
            return isinstance(message, MixturePlot.Moved) and message.gesture is self.gesture

    @dataclass
    class Scrolled(Message):
        """The wheel was turned over a curve, by so many steps of its standard deviation."""

        handle: Handle
        steps: int

    class Released(Message):
        """A drag is over."""

    def __init__(self) -> None:
        super().__init__()
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
        return hit_test(self._frame(view).transform, view.p, view.q, x, y, self.selected.curve)

    def begin_drag(self, x: int, y: int) -> bool:
        """Take the handle at this cell."""
        handle, view = self.hit_test(x, y), self.view
        if handle is None or view is None:
            return False
        self._drag = begin_drag(self._frame(view).transform, view.p, view.q, handle, x)
        self.hovered = handle
        self.post_message(self.Grabbed(handle))
        return True

    def drag_to(self, x: int, y: int) -> None:
        """Announce where the handle is dragged."""
        drag, view = self._drag, self.view
        if drag is not None and view is not None:
            gaussian = drag.moved_to(self._frame(view).transform.x(x))
            self.post_message(self.Moved(drag.handle, gaussian, self.gesture))

    def drag_ended(self) -> None:
        """Announce the end of the drag."""
        self._drag = None
        self.post_message(self.Released())

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """Announce a turn of the wheel over a curve."""
        handle = self.hit_test(x, y)
        if handle is not None:
            self.post_message(self.Scrolled(handle, by))

    def paint(self, width: int, height: int) -> CellBuffer:
        """The curves, the optima and the handles."""
        view = self.view
        if view is None:
            return CellBuffer(width, height)
        return paint_mixture(view, self.hovered, self.selected, width, height, self.glyphs)

    def _frame(self, view: MixtureDensities) -> Axes:
        return mixture_frame(view, *self.size, self.glyphs)
