"""Two densities on one axis, each taken in hand on the plot itself."""

from __future__ import annotations

from textual import events
from textual.message import Message

from infotui.canvas.axes import Axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.lessons.gaussian_kl.model.state import Parameter
from infotui.maths.distributions import Gaussian
from infotui.ui.widgets.cell_widget import CellWidget, shown

from .density_painter import DensityPicture, density_frame, painted
from .drag_handles import Grab, Handle, grab, handle_at


class GaussianPlot(CellWidget):
    """The curves of p and q with their handles; the one that a press would take is lit.

    The plot owns neither: it tells which handle was taken and where the hand wants it.
    """

    picture: shown[DensityPicture | None] = shown(None)
    """What to show."""
    in_hand: shown[Handle] = shown(Handle(0, Parameter.MEAN))
    """The parameter that keys move."""
    hovered: shown[Handle | None] = shown(None)
    """What a press would take now; while a drag is on, what it took."""

    class Taken(Message):
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
            return isinstance(message, GaussianPlot.Moved) and message.gesture is self.gesture

    class Turned(Message):
        """The wheel was turned over a curve, by so many steps of its width."""

        def __init__(self, curve: int, steps: int) -> None:
            super().__init__()
            self.curve = curve
            self.steps = steps

    class Released(Message):
        """A drag is over."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._grab: Grab | None = None
        self._gesture: object = None

    @property
    def is_dragging(self) -> bool:
        """Whether a handle is held: the axes must not move now."""
        return self._grab is not None

    def watch_picture(self) -> None:
        """Show it."""
        self.repaint()

    def watch_in_hand(self) -> None:
        """Light it."""
        self.repaint()

    def watch_hovered(self) -> None:
        """Light it."""
        self.repaint()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the handle that is lit."""
        handle = self._handle_at(event)
        if event.button != 1 or handle is None or self.picture is None:
            return
        self.capture_mouse()
        column = event.get_content_offset_capture(self).x
        self._grab = grab(self._frame(self.picture).transform, self.picture.pair, handle, column)
        self._gesture = object()
        self.hovered = handle
        self.post_message(self.Taken(handle))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Light what a press would take, or follow the hand; a release that was lost ends the drag here."""
        held = self._grab
        if held is None:
            self.hovered = self._handle_at(event)
            return
        event.stop()
        if event.button == 0:
            self.release_mouse()
        elif self.picture is not None:
            x = self._frame(self.picture).transform.x(event.get_content_offset_capture(self).x)
            self.screen.post_message(self.Moved(held.handle, held.at(x), self._gesture))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        self._let_go()  # before anything is to be painted: what follows from it belongs to the same frame
        self.release_mouse()
        self.hovered = self._handle_at(event)

    def on_mouse_release(self) -> None:
        """However the pointer was let go, the drag is over."""
        self._let_go()

    def _let_go(self) -> None:
        if self._grab is not None:
            self._grab = None
            self.screen.post_message(self.Released())

    def on_leave(self) -> None:
        """Nothing is under the pointer any more."""
        if self._grab is None:
            self.hovered = None

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The curve under the pointer gets wider."""
        self._turn(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The curve under the pointer gets narrower."""
        self._turn(event, -1)

    def _turn(self, event: events.MouseEvent, steps: int) -> None:
        event.stop()
        handle = self._handle_at(event)
        if self._grab is None and handle is not None:
            self.post_message(self.Turned(handle.curve, steps))

    def _handle_at(self, event: events.MouseEvent) -> Handle | None:
        picture, offset = self.picture, event.get_content_offset(self)
        if picture is None or offset is None:
            return None
        return handle_at(self._frame(picture).transform, picture.pair, *offset, self.in_hand.curve)

    def paint(self, width: int, height: int) -> CellBuffer:
        """The picture, with what a press would take lit."""
        picture = self.picture
        if picture is None:
            return CellBuffer(width, height)
        return painted(picture, self.hovered, self.in_hand, width, height, self.glyphs)

    def _frame(self, picture: DensityPicture) -> Axes:
        return density_frame(picture, *self.size, self.glyphs)
