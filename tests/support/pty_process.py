"""A program in a pseudo-terminal: starting it, reading and writing bytes, signals, its exit status."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import termios
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

Stream = int | str | None
"""What a standard stream is connected to: a file descriptor, a path, or None where it is closed."""

_DEFAULT_SIGNALS = (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM)
"""A test run in the background may ignore some of these; a program started by hand does not."""
_WRITE_SIZE = 1024


class StillRunningError(AssertionError):
    """The program did not end in time."""


class PtyProcess:
    """`command` in a pseudo-terminal of `columns` by `rows`, in a session of its own.

    `os.posix_spawn` starts it: unlike a fork it is safe where other threads run, and gives no warning there.

    Args:
        streams: Standard streams, by number, that are not the terminal.
        controlling: Whether the terminal is the controlling one, which sends SIGHUP when it is closed.
        blocked: Signals that are blocked in the program.
    """

    def __init__(
        self,
        command: Sequence[str],
        columns: int,
        rows: int,
        environment: Mapping[str, str],
        *,
        streams: Mapping[int, Stream] | None = None,
        controlling: bool = True,
        blocked: Iterable[signal.Signals] = (),
    ) -> None:
        self.master, slave = os.openpty()
        self.name = os.ttyname(slave)
        self._set_size(columns, rows)
        self.attributes_before = termios.tcgetattr(slave)
        self.started = time.monotonic()
        try:
            self.pid = os.posix_spawnp(
                command[0],
                list(command),
                environment,
                file_actions=_file_actions(self.name, streams or {}, controlling),
                setsid=True,
                setsigdef=_DEFAULT_SIGNALS,
                setsigmask=list(blocked),
            )
        finally:
            os.close(slave)

    def close(self) -> None:
        """Kill the program if it still runs, and close the terminal."""
        for number in (signal.SIGCONT, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        self.hang_up()

    @property
    def attributes(self) -> list[object]:
        """The terminal's attributes, as `stty` shows them."""
        return termios.tcgetattr(self.master)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size; the kernel sends SIGWINCH."""
        self._set_size(columns, rows)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def write_all(self, data: bytes) -> None:
        """Write all of `data`, reading what the program sends meanwhile."""
        while data:
            if select.select([], [self.master], [], 0.02)[1]:
                data = data[os.write(self.master, data[:_WRITE_SIZE]) :]
            self.read(0)

    def read(self, quiet: float = 0.1) -> bytes:
        """Read until nothing has come for `quiet` seconds, for five seconds at most."""
        found, deadline = b"", time.monotonic() + 5
        while time.monotonic() < deadline and (data := self.read_chunk(quiet)):
            found += data
        return found

    def read_chunk(self, seconds: float) -> bytes:
        """What one read returns within `seconds`; empty if nothing came or the program has ended."""
        if not select.select([self.master], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self.master, 65536)
        except OSError:
            return b""

    def unread(self) -> bytes:
        """The bytes that were typed and that nobody has read: the next program would get them."""
        slave = os.open(self.name, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
        attributes = termios.tcgetattr(slave)
        attributes[3] &= ~termios.ICANON
        termios.tcsetattr(slave, termios.TCSANOW, attributes)
        try:
            return os.read(slave, 65536)
        except BlockingIOError:
            return b""
        finally:
            os.close(slave)

    def kill(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def status(self, seconds: float = 60, *, reading: bool = True) -> int:
        """Wait for the end; returns the exit status, negative if a signal ended it."""
        deadline = time.monotonic() + seconds
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                if reading:
                    self.read(0.02)
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() > deadline:
                raise StillRunningError(f"{self.pid} still runs after {seconds} s")
            if reading:
                self.read(0.01)
            else:
                time.sleep(0.01)

    def hang_up(self) -> None:
        """Close the terminal, as closing its window does."""
        with suppress(OSError):
            os.close(self.master)


def _file_actions(
    terminal: str, streams: Mapping[int, Stream], controlling: bool
) -> list[tuple[int, int] | tuple[int, int, int] | tuple[int, int, str, int, int]]:
    """What posix_spawn does to the standard streams.

    A session leader that opens a terminal without O_NOCTTY gets it as its controlling terminal.
    """
    flags = os.O_RDWR if controlling else os.O_RDWR | os.O_NOCTTY
    actions: list[tuple[int, int] | tuple[int, int, int] | tuple[int, int, str, int, int]]
    actions = [(os.POSIX_SPAWN_OPEN, number, terminal, flags, 0) for number in (0, 1, 2)]
    for number, stream in streams.items():
        if stream is None:
            actions.append((os.POSIX_SPAWN_CLOSE, number))
        elif isinstance(stream, str):
            actions.append((os.POSIX_SPAWN_OPEN, number, stream, os.O_RDWR, 0))
        else:
            actions.append((os.POSIX_SPAWN_DUP2, stream, number))
    return actions
