"""A driver that is a terminal: it shows what it is sent, when it feels like it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.driver import Driver

from support.emulator import Emulator


class Recorder(Driver):
    """Shows what it is sent. While it is `busy` a display should wait."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or (80, 24))
        self.emulator = Emulator(*(size or (80, 24)))
        self.busy = False
        self.sent_while_busy = 0
        self.bytes_sent = 0
        self.frames = 0
        self.on_free: Callable[[], None] = lambda: None
        self.on_lost: Callable[[], None] = lambda: None

    def connect(self, on_free: Callable[[], None], on_lost: Callable[[], None]) -> None:
        self.on_free, self.on_lost = on_free, on_lost

    def send(self, picture: str) -> None:
        self.sent_while_busy += self.busy
        self.frames += 1
        self._show(picture)

    def write(self, data: str) -> None:
        self._show(data)
        self.on_lost()

    def become(self, width: int, height: int) -> None:
        """Be a terminal of another size, with rubbish on it."""
        self.emulator = Emulator(width, height)
        self.emulator.scribble()
        self.on_lost()

    def free(self) -> None:
        """Have taken everything."""
        self.busy = False
        self.on_free()

    def start_application_mode(self) -> None: ...
    def stop_application_mode(self) -> None: ...
    def disable_input(self) -> None: ...

    def _show(self, data: str) -> None:
        self.bytes_sent += len(data.encode())
        self.emulator.feed(data)
