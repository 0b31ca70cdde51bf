"""The real program in a real pseudo-terminal, with an emulator that knows what its screen shows."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from contextlib import suppress

import pyte


class Session:
    """`command` (default: infotui with `arguments`) in a pseudo-terminal of `columns` by `rows`."""

    def __init__(
        self,
        arguments: Sequence[str] = (),
        *,
        columns: int = 80,
        rows: int = 24,
        environment: dict[str, str] | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = b""
        words = list(command or (sys.executable, "-m", "infotui")) + list(arguments)
        environment = {**os.environ, "TERM": "xterm-256color", **(environment or {})}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(words[0], words, environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        with suppress(OSError):
            os.close(self.fd)

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self.screen.display)

    def write(self, keys: str | bytes) -> None:
        """Type."""
        os.write(self.fd, keys.encode() if isinstance(keys, str) else keys)

    def read(self, seconds: float = 0.1) -> bytes:
        """Show what comes until nothing has come for `seconds`; returns it."""
        found = b""
        while select.select([self.fd], [], [], seconds)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                break
            if not data:
                break
            found += data
            self._stream.feed(data)
        self.sent += found
        return found

    def wait_for(self, wanted: str, seconds: float = 20) -> None:
        """Wait until the screen shows `wanted`."""
        deadline = time.monotonic() + seconds
        while wanted not in self.text:
            if time.monotonic() > deadline:
                raise AssertionError(f"{wanted!r} did not appear on\n{self.text}")
            self.read(0.05)

    def wait(self, seconds: float = 10) -> int:
        """Wait for the end and return its status as `os.waitstatus_to_exitcode` gives it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"still running after {seconds} s:\n{self.text}")

    def drag(self, start: tuple[int, int], *stops: tuple[int, int]) -> None:
        """Press at `start`, move over `stops`, let go at the last; cells from (0, 0), in SGR reports."""
        self.write(_mouse(0, start, "M"))
        for stop in stops:
            self.write(_mouse(32, stop, "M"))
        self.write(_mouse(0, (start, *stops)[-1], "m"))


def _mouse(button: int, cell: tuple[int, int], final: str) -> str:
    return f"\x1b[<{button};{cell[0] + 1};{cell[1] + 1}{final}"
