"""A driver that draws frames in terminal emulators, and is busy where a terminal behind a link would be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

from textual import events
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size

from infotui.terminal.flow_control import FlowControl
from infotui.terminal.modes import ENTER
from support.emulator import Emulator


class FurtherEmulator(Protocol):
    """An emulator that draws what the first one draws."""

    def feed(self, data: str) -> None:
        """Draw `data`."""

    def resize(self, width: int, height: int) -> None:
        """Change the size."""


class EmulatedDriver(HeadlessDriver):
    """A terminal that answers status queries after `delay` seconds: the driver is congested until then."""

    def __init__(
        self, app: App[Any], *, size: tuple[int, int] | None = None, further: FurtherEmulator | None = None
    ) -> None:
        super().__init__(app, size=size)
        self.delay = 0.0
        self.emulator = Emulator(*(size or (80, 24)))
        self._further = further
        self._flow = FlowControl()
        self._on_writable: Callable[[], None] = lambda: None
        self._on_invalidated: Callable[[], None] = lambda: None
        self._show(ENTER)

    @property
    def is_headless(self) -> bool:
        """False, so that frames go through the display as in a terminal."""
        return False

    @property
    def busy(self) -> bool:
        """Whether a frame sent now would only be queued."""
        return self._flow.is_congested

    def connect(self, on_writable: Callable[[], None], on_invalidated: Callable[[], None]) -> None:
        """Set the callbacks: a frame can be sent again; the terminal's contents are unknown."""
        self._on_writable, self._on_invalidated = on_writable, on_invalidated

    def send(self, frame: str) -> None:
        """Draw a frame."""
        assert not self.busy, "a frame was sent to a busy terminal"
        self._show(frame)
        if self._flow.count_sent(len(frame.encode())):
            asyncio.get_running_loop().call_later(self.delay, self._reply)

    def resize(self, width: int, height: int) -> None:
        """Change the size of the terminal, as SIGWINCH tells of it; what it shows then is unknown."""
        before, self._size = self._size, (width, height)
        self.emulator = Emulator(width, height)
        if self._further is not None:
            self._further.resize(width, height)
        self._show(ENTER)
        self.emulator.scribble()
        self._on_invalidated()
        size = Size(width, height)
        self.process_message(events.Resize(size, size))
        if before == self._size:  # no new layout and so no new frame will follow
            self._on_writable()

    def _reply(self) -> None:
        was_busy = self.busy
        self._flow.reply_received()
        if was_busy:
            self._on_writable()

    def _show(self, data: str) -> None:
        self.emulator.feed(data)
        if self._further is not None:
            self._further.feed(data)
