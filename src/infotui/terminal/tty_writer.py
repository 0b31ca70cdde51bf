"""Non-blocking writes to the terminal.

The terminal is opened a second time with O_NONBLOCK; what it does not take at once is buffered and written
when the event loop reports it writable. Setting O_NONBLOCK on the inherited descriptor would change it for
the shell too. Where the terminal cannot be reopened, writes are small and guarded by select.
"""

from __future__ import annotations

import asyncio
import os
import select
import termios
import time
from collections.abc import Callable
from contextlib import suppress

_CHUNK = 256
"""Bytes a write where a write may block: a terminal that select calls writable takes at least these."""


class TtyWriter:
    """Writes bytes to the terminal behind `descriptor` without blocking.

    `drained` is called each time a backlog has been written.
    """

    def __init__(self, descriptor: int, loop: asyncio.AbstractEventLoop, drained: Callable[[], None]) -> None:
        self._loop = loop
        self._drained = drained
        self._pending = bytearray()
        self._watched = False
        own = _reopen(descriptor)
        self._blocking = own is None
        self._descriptor = os.dup(descriptor) if own is None else own

    @property
    def busy(self) -> bool:
        """Whether bytes are still buffered."""
        return bool(self._pending)

    def write(self, data: bytes) -> None:
        """Write `data`, now or as soon as the terminal is writable."""
        self._pending += data
        if not self._watched:
            self._flush()
            if self._pending:
                self._watch(True)

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
        self._watch(False)
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
            self._watch(False)
            self._drained()

    def _watch(self, on: bool) -> None:
        if on and not self._watched:
            self._loop.add_writer(self._descriptor, self._on_writable)
        elif self._watched and not on:
            self._loop.remove_writer(self._descriptor)
        self._watched = on


def _reopen(descriptor: int) -> int | None:
    """A non-blocking descriptor for the terminal behind `descriptor`, or None if it cannot be opened."""
    flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
    # After `su` the terminal's device belongs to another user; /dev/tty can still be opened.
    for path in (os.ttyname, _controlling_terminal):
        with suppress(OSError):
            return os.open(path(descriptor), flags)
    return None


def _controlling_terminal(descriptor: int) -> str:
    """`/dev/tty`, if that is the terminal behind `descriptor`; OSError otherwise."""
    os.tcgetpgrp(descriptor)
    return "/dev/tty"
