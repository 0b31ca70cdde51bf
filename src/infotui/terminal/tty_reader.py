"""Non-blocking reads from the terminal.

A read never blocks, in no mode of the terminal: after Ctrl+Z and `fg` the shell may have left the terminal in
canonical mode, where a read on the shared descriptor would wait for a whole line.
"""

from __future__ import annotations

import asyncio
import os
import select
from collections.abc import Callable

from .tty_device import Watch, open_nonblocking

_MAX_READ = 4096


class TtyReader:
    """Reads from the terminal behind `descriptor`; calls `on_readable` when bytes have arrived."""

    def __init__(
        self, descriptor: int, loop: asyncio.AbstractEventLoop, on_readable: Callable[[], None]
    ) -> None:
        self._shared = descriptor
        self._own = open_nonblocking(descriptor, os.O_RDONLY)
        # kqueue can watch the terminal's device, but not the /dev/tty that may have been opened instead.
        self._watch = Watch(loop, descriptor, on_readable)

    def start(self) -> None:
        """Begin to call `on_readable`."""
        self._watch.start()

    def stop(self) -> None:
        """Stop calling `on_readable`."""
        self._watch.stop()

    def read(self, timeout: float = 0.0) -> bytes | None:
        """The bytes that can be read within `timeout` seconds; None: nothing yet. b"": hung up."""
        if (timeout or self._own is None) and not select.select([self._shared], [], [], timeout)[0]:
            return None
        try:
            return os.read(self._shared if self._own is None else self._own, _MAX_READ)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def close(self) -> None:
        """Stop, and close the reader's own descriptor."""
        self.stop()
        if self._own is not None:
            os.close(self._own)
            self._own = None
