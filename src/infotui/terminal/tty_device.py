"""The terminal device: non-blocking descriptors of it, and callbacks when they are ready.

A terminal is opened a second time, because O_NONBLOCK belongs to the open file, which the shell shares. Where
the event loop cannot watch a descriptor (kqueue and /dev/tty on macOS), it is polled. POSIX only.
"""

from __future__ import annotations

import asyncio
import os
import select
from collections.abc import Callable
from contextlib import suppress

_POLL_INTERVAL = 0.02
"""Seconds between two polls where the event loop cannot watch a descriptor."""


def open_nonblocking(descriptor: int, access: int) -> int | None:
    """A new non-blocking descriptor of the terminal behind `descriptor`.

    Args:
        descriptor: an open terminal.
        access: os.O_RDONLY or os.O_WRONLY.

    Returns:
        The descriptor, which the caller closes, or None if the terminal cannot be opened again.
    """
    flags = access | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
    # After `su` the terminal's device belongs to another user; /dev/tty can still be opened.
    for path in (os.ttyname, _controlling_terminal):
        with suppress(OSError):
            return os.open(path(descriptor), flags)
    return None


def _controlling_terminal(descriptor: int) -> str:
    """`/dev/tty`, if that is the terminal behind `descriptor`; OSError otherwise."""
    os.tcgetpgrp(descriptor)
    return "/dev/tty"


class Watch:
    """Calls `callback` on the event loop whenever `descriptor` is ready, while it is started."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        descriptor: int,
        callback: Callable[[], None],
        *,
        writing: bool = False,
    ) -> None:
        self._loop, self._descriptor, self._callback = loop, descriptor, callback
        self._writing = writing
        self._timer: asyncio.TimerHandle | None = None
        self.started = False
        """Whether `callback` may be called."""

    def start(self) -> None:
        """Watch the descriptor, or poll it if the event loop cannot watch it."""
        if self.started:
            return
        self.started = True
        try:
            add = self._loop.add_writer if self._writing else self._loop.add_reader
            add(self._descriptor, self._callback)
        except OSError:
            self._poll()

    def stop(self) -> None:
        """Stop watching."""
        if not self.started:
            return
        self.started = False
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            return
        remove = self._loop.remove_writer if self._writing else self._loop.remove_reader
        remove(self._descriptor)

    def _poll(self) -> None:
        self._timer = self._loop.call_later(_POLL_INTERVAL, self._poll)
        watched = [self._descriptor]
        reading, writing = ([], watched) if self._writing else (watched, [])
        if any(select.select(reading, writing, [], 0)):
            self._callback()
