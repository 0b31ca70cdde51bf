"""A driver with a terminal emulator, which can be busy and can be invalidated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.driver import Driver

from support.emulator import Emulator


class Recorder(Driver):
    """Draws what it is sent, and counts bytes and frames. While it is `busy`, a display should wait."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or (80, 24))
        self.emulator = Emulator(*(size or (80, 24)))
        self.busy = False
        self.sent_while_busy = 0
        self.bytes_sent = 0
        self.frames = 0
        self.on_writable: Callable[[], None] = lambda: None
        self.on_invalidated: Callable[[], None] = lambda: None

    def connect(self, on_writable: Callable[[], None], on_invalidated: Callable[[], None]) -> None:
        self.on_writable, self.on_invalidated = on_writable, on_invalidated

    def send(self, picture: str) -> None:
        self.sent_while_busy += self.busy
        self.frames += 1
        self._show(picture)

    def write(self, data: str) -> None:
        self._show(data)
        self.on_invalidated()

    def become(self, width: int, height: int) -> None:
        """Change the size, and fill the screen with other text."""
        self.emulator = Emulator(width, height)
        self.emulator.scribble()
        self.on_invalidated()

    def free(self) -> None:
        """Become writable again."""
        self.busy = False
        self.on_writable()

    def start_application_mode(self) -> None: ...
    def stop_application_mode(self) -> None: ...
    def disable_input(self) -> None: ...

    def _show(self, data: str) -> None:
        self.bytes_sent += len(data.encode())
        self.emulator.feed(data)
