"""A plot whose curves can be dragged by handles: what the plots of Gaussians and mixtures share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual.message import Message
from textual.widget import Widget

from infotui.canvas.transform import PlotTransform
from infotui.lessons.gaussian_kl.model.state import Parameter
from infotui.maths.distributions import Gaussian
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.drag_mixin import DragMixin

from .drag_handles import DragState, Handle


class DraggablePlot(DragMixin):
    """Curves with handles; the one that a press would take is highlighted.

    The plot owns no distribution: it announces which handle was taken and where it was dragged. `hovered` is
    a `Handle`. Subclasses find handles in the data of their view.
    """

    DRAGS_ON_PRESS = False
    view: painted[Any] = painted(None)
    """What to show; None for nothing yet."""
    selected: painted[Handle] = painted(Handle(0, Parameter.MEAN))
    """The parameter that keys move."""

    @dataclass(eq=False, repr=False)
    class Grabbed(Message):
        """A handle was pressed."""

        handle: Handle

    @dataclass(eq=False, repr=False)
    class Moved(Message):
        """`handle` was dragged: its curve is to be `gaussian`. Moves of one drag share their `gesture`."""

        handle: Handle
        gaussian: Gaussian
        gesture: object

        def can_replace(self, message: Message) -> bool:
            """Coalesce the moves of one drag."""
            return isinstance(message, DraggablePlot.Moved) and message.gesture is self.gesture

    @dataclass(eq=False, repr=False)
    class Scrolled(Message):
        """The wheel was turned over a curve, by so many steps of its standard deviation."""

        handle: Handle
        steps: int

    class Released(Message):
        """A drag is over."""

    def __init__(self, receiver: Widget | None = None) -> None:
        super().__init__()
        self._receiver = receiver
        self._drag: DragState | None = None

    def transform(self) -> PlotTransform:
        """From data to cells, for the present view and size."""
        raise NotImplementedError

    def find_handle(self, transform: PlotTransform, x: int, y: int) -> Handle | None:
        """The handle that a press at this cell would take."""
        raise NotImplementedError

    def drag_of(self, transform: PlotTransform, handle: Handle, x: int) -> DragState:
        """The drag that begins with a press on `handle` in this column."""
        raise NotImplementedError

    def hit_test(self, x: int, y: int) -> Handle | None:
        """The handle that a press at this cell would take."""
        return None if self.view is None else self.find_handle(self.transform(), x, y)

    def begin_drag(self, x: int, y: int) -> bool:
        """Take the handle at this cell."""
        handle = self.hit_test(x, y)
        if handle is None:
            return False
        self._drag = self.drag_of(self.transform(), handle, x)
        self.hovered = handle
        self._announce(self.Grabbed(handle))
        return True

    def drag_to(self, x: int, y: int) -> None:
        """Announce where the handle is dragged."""
        if self._drag is not None:
            gaussian = self._drag.moved_to(self.transform().x(x))
            self._announce(self.Moved(self._drag.handle, gaussian, self.gesture))

    def drag_ended(self) -> None:
        """Announce the end of the drag."""
        self._drag = None
        self._announce(self.Released())

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """Announce a turn of the wheel over a curve."""
        handle = self.hit_test(x, y)
        if handle is not None:
            self._announce(self.Scrolled(handle, by))

    def _announce(self, message: Message) -> None:
        """Post to the receiver at once: bubbling through the containers would delay a drag."""
        (self._receiver or self.screen).post_message(message)
