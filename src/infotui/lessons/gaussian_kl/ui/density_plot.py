"""Two densities on one axis, each taken in hand on the plot itself."""

from __future__ import annotations

from textual import events
from textual.message import Message

from infotui.canvas.axes import Axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.lessons.gaussian_kl.model.state import Parameter
from infotui.maths.distributions import Gaussian
from infotui.ui.widgets.cell_widget import CellWidget, painted

from .density_painter import DensityView, density_frame, paint_densities
from .drag_handles import DragState, Handle, begin_drag, hit_test


class DensityPlot(CellWidget):
    """The curves of p and q with their handles; the one that a press would take is lit.

    The plot owns neither: it tells which handle was taken and where the hand wants it.
    """

    view: painted[DensityView | None] = painted(None)
    """What to show."""
    selected: painted[Handle] = painted(Handle(0, Parameter.MEAN))
    """The parameter that keys move."""
    hovered: painted[Handle | None] = painted(None)
    """What a press would take now; while a drag is on, what it took."""

    class Grabbed(Message):
        """A handle was pressed."""

        def __init__(self, handle: Handle) -> None:
            super().__init__()
            self.handle = handle

    class Moved(Message):
        """The hand on `handle` wants its curve to be `gaussian`; `gesture` is the drag this is part of."""

        def __init__(self, handle: Handle, gaussian: Gaussian, gesture: object) -> None:
            super().__init__()
            self.handle = handle
            self.gaussian = gaussian
            self.gesture = gesture

        def can_replace(self, message: Message) -> bool:
            """Only where the hand is now matters."""
            return isinstance(message, DensityPlot.Moved) and message.gesture is self.gesture

    class Scrolled(Message):
        """The wheel was turned over a curve, by so many steps of its width."""

        def __init__(self, curve: int, steps: int) -> None:
            super().__init__()
            self.curve = curve
            self.steps = steps

    class Released(Message):
        """A drag is over."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._drag: DragState | None = None
        self._gesture: object = None

    @property
    def is_dragging(self) -> bool:
        """Whether a handle is held: the axes must not move now."""
        return self._drag is not None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the handle that is lit."""
        handle = self._hit_test(event)
        if event.button != 1 or handle is None or self.view is None:
            return
        self.capture_mouse()
        column = event.get_content_offset_capture(self).x
        self._drag = begin_drag(self._frame(self.view).transform, self.view.pair, handle, column)
        self._gesture = object()
        self.hovered = handle
        self.post_message(self.Grabbed(handle))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Light what a press would take, or follow the hand; a release that was lost ends the drag here."""
        held = self._drag
        if held is None:
            self.hovered = self._hit_test(event)
            return
        event.stop()
        if event.button == 0:
            self.release_mouse()
        elif self.view is not None:
            x = self._frame(self.view).transform.x(event.get_content_offset_capture(self).x)
            self.screen.post_message(self.Moved(held.handle, held.moved_to(x), self._gesture))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        self._end_drag()  # before anything is to be painted: what follows from it belongs to the same frame
        self.release_mouse()
        self.hovered = self._hit_test(event)

    def on_mouse_release(self) -> None:
        """However the pointer was let go, the drag is over."""
        self._end_drag()

    def _end_drag(self) -> None:
        if self._drag is not None:
            self._drag = None
            self.screen.post_message(self.Released())

    def on_leave(self) -> None:
        """Nothing is under the pointer any more."""
        if self._drag is None:
            self.hovered = None

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The curve under the pointer gets wider."""
        self._post_scrolled(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The curve under the pointer gets narrower."""
        self._post_scrolled(event, -1)

    def _post_scrolled(self, event: events.MouseEvent, steps: int) -> None:
        event.stop()
        handle = self._hit_test(event)
        if self._drag is None and handle is not None:
            self.post_message(self.Scrolled(handle.curve, steps))

    def _hit_test(self, event: events.MouseEvent) -> Handle | None:
        picture, offset = self.view, event.get_content_offset(self)
        if picture is None or offset is None:
            return None
        return hit_test(self._frame(picture).transform, picture.pair, *offset, self.selected.curve)

    def paint(self, width: int, height: int) -> CellBuffer:
        """The picture, with what a press would take lit."""
        picture = self.view
        if picture is None:
            return CellBuffer(width, height)
        return paint_densities(picture, self.hovered, self.selected, width, height, self.glyphs)

    def _frame(self, picture: DensityView) -> Axes:
        return density_frame(picture, *self.size, self.glyphs)
