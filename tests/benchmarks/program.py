"""A program in a pseudo-terminal, and what its user would see of it, and when."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

_MODE_ASKED = re.compile(rb"\x1b\[\?(\d+)\$p")
_SYNCHRONIZED = b"2026"
_ARE_YOU_WELL, _WELL = b"\x1b[5n", b"\x1b[0n"
_LET_GO = ("TEXTUAL", "COLUMNS", "LINES", "NO_COLOR", "PYTHONDONTWRITEBYTECODE")
"""What would change a picture, or let every start compile anew what only the first has to."""
_END_OF_FRAME = 0.004
"""Seconds of silence that part two frames."""


class Chunk(NamedTuple):
    """Bytes that were read together, and when."""

    at: float
    data: bytes


class Program:
    """`command` in a pseudo-terminal of `columns` by `rows` which says that it can show frames as a whole."""

    def __init__(self, command: Sequence[str], columns: int, rows: int, **environment: str) -> None:
        self.columns, self.rows = columns, rows
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_LET_GO)}
        variables = {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
        self.started = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            self._become(command, slave, variables)
        os.close(slave)

    def _become(self, command: Sequence[str], slave: int, variables: dict[str, str]) -> None:
        try:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for descriptor in (0, 1, 2):
                os.dup2(slave, descriptor)
            os.closerange(3, 64)
            os.execvpe(command[0], list(command), variables)
        finally:
            os._exit(127)

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._master)

    def write(self, data: bytes) -> None:
        """Send keys or mouse reports."""
        os.write(self._master, data)

    def read(self, quiet: float, patience: float = 0.0) -> list[Chunk]:
        """What comes until nothing has for `quiet` seconds; the first may take `patience` more."""
        chunks: list[Chunk] = []
        while select.select([self._master], [], [], quiet if chunks else quiet + patience)[0]:
            if not self._take(chunks):
                break
        return chunks

    def read_until(self, snapshot: float) -> list[Chunk]:
        """What comes until then."""
        chunks: list[Chunk] = []
        while (left := snapshot - time.monotonic()) > 0:
            if select.select([self._master], [], [], left)[0] and not self._take(chunks):
                break
        return chunks

    def _take(self, chunks: list[Chunk]) -> bool:
        """Read what there is and answer what it asks; False if the program has ended."""
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        chunks.append(Chunk(time.monotonic(), data))
        for mode in _MODE_ASKED.findall(data):
            self.write(b"\x1b[?%s;%d$y" % (mode, 2 if mode == _SYNCHRONIZED else 0))
        self.write(_WELL * data.count(_ARE_YOU_WELL))
        return True

    @property
    def cpu(self) -> float:
        """Seconds of processor time used so far, by the kernel's clock of that process."""
        return time.clock_gettime((~self.pid << 3) | 2)

    @property
    def memory(self) -> int:
        """The proportional set size, in KiB."""
        rollup = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        return int(re.findall(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[0])


def frames(chunks: Sequence[Chunk]) -> list[float]:
    """When each frame was complete: bytes with hardly any silence between them are one."""
    gaps = [after.at - chunk.at for chunk, after in pairwise(chunks)]
    return [chunk.at for chunk, gap in zip(chunks, [*gaps, 1.0], strict=False) if gap > _END_OF_FRAME]


def delivered(chunks: Sequence[Chunk], bits_a_second: float) -> float:
    """When the last byte has left a link that fast, which everything has to wait its turn for."""
    free = 0.0
    for chunk in chunks:
        free = max(free, chunk.at) + len(chunk.data) * 8 / bits_a_second
    return free
