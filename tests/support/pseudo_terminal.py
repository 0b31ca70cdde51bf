"""A terminal that is played: a program runs behind it, and what the program leaves behind can be asked."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pyte

APPS = Path(__file__).parent / "apps"
_MODE = re.compile(rb"\x1b\[\?(\d+(?:;\d+)*)([hl])|\x1b\[([<>])(\d*)u")
_NOT_PYTE = re.compile(rb"\x1b\[[<>=][\d;]*[a-z]|\x1b\[\?\d+\$p")
_ORDINARY = {"7", "25"}
"""Modes that a terminal starts with: wrapping lines, showing the cursor."""


class StillRunningError(AssertionError):
    """The program has not ended in the time that it was given."""


class Terminal:
    """A terminal of `columns` by `rows` with `command` in it, in a session of its own.

    `prepare` runs in it before the command does; `controlling` is whether the terminal tells it of hang-ups.
    """

    def __init__(
        self,
        command: list[str],
        columns: int = 80,
        rows: int = 24,
        *,
        environment: dict[str, str] | None = None,
        prepare: Callable[[], None] = lambda: None,
        controlling: bool = True,
    ) -> None:
        self.screen = pyte.Screen(columns or 80, rows or 24)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = b""
        self.master, slave = os.openpty()
        self._name = os.ttyname(slave)
        self.resize(columns, rows)
        self.attributes_before = termios.tcgetattr(slave)
        variables = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})}
        self.pid = os.fork()
        if self.pid == 0:
            with suppress(BaseException):
                os.setsid()
                if controlling:
                    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                _become(command, slave, variables, prepare)
            os._exit(127)
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        for number in (signal.SIGCONT, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        self.hang_up()

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self.screen.display)

    @property
    def modes(self) -> set[str]:
        """The modes that are not as they were at the start."""
        changed: set[str] = set()
        for numbers, how, kitty, _ in _MODE.findall(self.sent):
            if kitty:
                (changed.add if kitty == b">" else changed.discard)("kitty keys")
            for number in numbers.decode().split(";") if numbers else ():
                on = how == b"h"
                (changed.discard if on == (number in _ORDINARY) else changed.add)(number)
        return changed

    @property
    def attributes(self) -> list[object]:
        """What `stty` would say now."""
        return termios.tcgetattr(self.master)

    def resize(self, columns: int, rows: int) -> None:
        """Become `columns` by `rows`, and say so."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows or 24, columns or 80)

    def type(self, data: str | bytes) -> None:
        """Send keys, or whatever else."""
        left = data.encode() if isinstance(data, str) else data
        while left:
            if select.select([], [self.master], [], 0.02)[1]:
                left = left[os.write(self.master, left[:1024]) :]
            self.read(0)

    def read(self, quiet: float = 0.1) -> bytes:
        """Show what comes, until nothing has for `quiet` seconds, or for a few seconds; returns it."""
        found, deadline = b"", time.monotonic() + 5
        while time.monotonic() < deadline and select.select([self.master], [], [], quiet)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                break
            if not data:
                break
            found += data
            self.sent += data
            self._stream.feed(_NOT_PYTE.sub(b"", data))
        return found

    def unread(self) -> bytes:
        """What a program that ran now would find typed already."""
        slave = os.open(self._name, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
        attributes = termios.tcgetattr(slave)
        attributes[3] &= ~termios.ICANON
        termios.tcsetattr(slave, termios.TCSANOW, attributes)
        try:
            return os.read(slave, 65536)
        except BlockingIOError:
            return b""
        finally:
            os.close(slave)

    def wait_for(self, wanted: str, seconds: float = 10) -> None:
        """Wait until the screen shows `wanted`."""
        deadline = time.monotonic() + seconds
        while wanted not in self.text:
            if time.monotonic() > deadline:
                raise AssertionError(f"{wanted!r} did not appear in\n{self.text}")
            self.read(0.02)

    def kill(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def status(self, seconds: float = 5, *, reading: bool = True) -> int:
        """How the program ended (negative: by that signal), waiting for it."""
        deadline = time.monotonic() + seconds
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                if reading:
                    self.read(0.02)
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() > deadline:
                raise StillRunningError(self.text)
            if reading:
                self.read(0.01)
            else:
                time.sleep(0.01)

    def hang_up(self) -> None:
        """Close the terminal, window and all."""
        with suppress(OSError):
            os.close(self.master)


def _become(command: list[str], slave: int, environment: dict[str, str], prepare: Callable[[], None]) -> None:
    for number in (0, 1, 2):
        os.dup2(slave, number)
    os.closerange(3, 64)
    # Whoever runs the tests in the background ignores some; a program started by hand does not.
    for signal_number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(signal_number, signal.SIG_DFL)
    prepare()
    os.execvpe(command[0], command, environment)


def script(name: str, *arguments: str) -> list[str]:
    """The command that runs one of `apps`."""
    return [sys.executable, str(APPS / f"{name}.py"), *arguments]
