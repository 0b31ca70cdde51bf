"""Non-blocking writes to the terminal.

What the terminal does not take at once is buffered, and written when the event loop reports it writable.
Where the terminal cannot be opened a second time for that, writes are small and guarded by select.
"""

from __future__ import annotations

import asyncio
import os
import select
import termios
import time
from collections.abc import Callable
from contextlib import suppress

from .tty_device import Watch, open_nonblocking

_CHUNK = 256
"""Bytes a write where a write may block: a terminal that select calls writable takes at least these."""


class TtyWriter:
    """Writes bytes to the terminal behind `descriptor` without blocking.

    `drained` is called each time a backlog has been written.
    """

    def __init__(self, descriptor: int, loop: asyncio.AbstractEventLoop, drained: Callable[[], None]) -> None:
        self._drained = drained
        self._pending = bytearray()
        own = open_nonblocking(descriptor, os.O_WRONLY)
        self._blocking = own is None
        self._descriptor = os.dup(descriptor) if own is None else own
        self._watch = Watch(loop, self._descriptor, self._on_writable, writing=True)

    @property
    def busy(self) -> bool:
        """Whether bytes are still buffered."""
        return bool(self._pending)

    def write(self, data: bytes) -> None:
        """Write `data`, now or as soon as the terminal is writable."""
        self._pending += data
        if not self._watch.started:
            self._flush()
            if self._pending:
                self._watch.start()

    def write_final(self, data: bytes, timeout: float) -> None:
        """Drop the buffered bytes and write `data`; may be called from a signal handler.

        Waits at most `timeout` seconds for the terminal to become writable. Then discards the kernel's
        output queue, which makes room, and tries once more.
        """
        self._pending.clear()
        for attempt in range(2):
            deadline = time.monotonic() + timeout
            while data and (left := deadline - time.monotonic()) > 0:
                data = data[self._write_when_ready(data, left) :]
            if not data:
                return
            if attempt == 0:
                with suppress(termios.error):
                    termios.tcflush(self._descriptor, termios.TCOFLUSH)

    def close(self) -> None:
        """Drop the buffered bytes and close the descriptor."""
        self._pending.clear()
        self._watch.stop()
        os.close(self._descriptor)

    def _write_when_ready(self, data: bytes, seconds: float) -> int:
        ready = select.select([], [self._descriptor], [], seconds)[1]
        return self._write_some(data) if ready else 0

    def _write_some(self, data: bytes | bytearray) -> int:
        """How many bytes of `data` were written; all of them after a hang-up."""
        try:
            return os.write(self._descriptor, data[:_CHUNK] if self._blocking else data)
        except BlockingIOError:
            return 0
        except OSError:
            return len(data)

    def _flush(self) -> None:
        while self._pending and (not self._blocking or select.select([], [self._descriptor], [], 0)[1]):
            taken = self._write_some(self._pending)
            if not taken:
                return
            del self._pending[:taken]

    def _on_writable(self) -> None:
        self._flush()
        if not self._pending:
            self._watch.stop()
            self._drained()
