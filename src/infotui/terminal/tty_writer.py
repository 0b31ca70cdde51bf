"""The way to the terminal: writes never wait, so that a slow link cannot hold up a key."""

from __future__ import annotations

import asyncio
import os
import select
import termios
import time
from collections.abc import Callable
from contextlib import suppress

_CHUNK = 256
"""Bytes written at a time where a write may wait: as little as a terminal that is ready surely takes."""


class TtyWriter:
    """Bytes to the terminal behind `descriptor`; `drained` is called each time all of them have left.

    The terminal is opened a second time, because the flag that keeps writes from waiting belongs to the
    open file, which the shell shares. Where that is not possible a write takes only a little at a time.
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
        """Whether bytes are still waiting for the terminal to take them."""
        return bool(self._pending)

    def write(self, data: bytes) -> None:
        """Send `data`, now or as soon as the terminal takes it."""
        self._pending += data
        if not self._watched:
            self._flush()
            if self._pending:
                self._watch(True)

    def write_final(self, data: bytes, timeout: float) -> None:
        """Send `data` instead of what still waits, from a signal handler too.

        Waits at most `patience` seconds for the terminal to take it; then drops what the terminal has not
        read, which makes room, and tries once more.
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
        """Drop what waits and let the terminal go."""
        self._pending.clear()
        self._watch(False)
        os.close(self._descriptor)

    def _write_when_ready(self, data: bytes, seconds: float) -> int:
        ready = select.select([], [self._descriptor], [], seconds)[1]
        return self._write_some(data) if ready else 0

    def _write_some(self, data: bytes | bytearray) -> int:
        """How much of `data` the terminal took; all of it where there is no terminal any more."""
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
    """The terminal behind `descriptor`, opened anew so that writes never wait; None if it cannot be."""
    flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
    # A terminal taken over by `su` belongs to somebody else: only its alias may then be opened.
    for path in (os.ttyname, _controlling_terminal):
        with suppress(OSError):
            return os.open(path(descriptor), flags)
    return None


def _controlling_terminal(descriptor: int) -> str:
    """`/dev/tty`, if that is the terminal behind `descriptor`; OSError otherwise."""
    os.tcgetpgrp(descriptor)
    return "/dev/tty"
