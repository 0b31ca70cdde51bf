"""A program in a pseudo-terminal, with the time of each of its bytes."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from support.pty_process import PtyProcess

_MODE_QUERY = re.compile(rb"\x1b\[\?(\d+)\$p")
_SYNCHRONIZED = b"2026"
_DSR_QUERY, _DSR_OK = b"\x1b[5n", b"\x1b[0n"
_REMOVED = ("TEXTUAL", "COLUMNS", "LINES", "NO_COLOR", "PYTHONDONTWRITEBYTECODE")
"""Variables that change the picture, or make every start compile its modules again."""
_END_OF_FRAME = 0.004
"""Seconds of silence between two frames."""


class Chunk(NamedTuple):
    """The bytes of one read, and its time."""

    at: float
    data: bytes


class Program(PtyProcess):
    """`command` in a terminal of `columns` by `rows` that supports synchronized output."""

    def __init__(self, command: Sequence[str], columns: int, rows: int, **environment: str) -> None:
        self.columns, self.rows = columns, rows
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_REMOVED)}
        variables = {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
        super().__init__(command, columns, rows, variables)

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, data: bytes) -> None:
        """Send keys or mouse reports."""
        os.write(self.master, data)

    def read_chunks(self, quiet: float, patience: float = 0.0) -> list[Chunk]:
        """Read until nothing has come for `quiet` seconds; the first byte may take `patience` more."""
        chunks: list[Chunk] = []
        while data := self.read_chunk(quiet if chunks else quiet + patience):
            chunks.append(self._answered(data))
        return chunks

    def read_until(self, deadline: float) -> list[Chunk]:
        """Read until `deadline`."""
        chunks: list[Chunk] = []
        while (left := deadline - time.monotonic()) > 0:
            if data := self.read_chunk(left):
                chunks.append(self._answered(data))
        return chunks

    def _answered(self, data: bytes) -> Chunk:
        """`data` with the time it came, after an answer to each query in it."""
        chunk = Chunk(time.monotonic(), data)
        for mode in _MODE_QUERY.findall(data):
            self.write(b"\x1b[?%s;%d$y" % (mode, 2 if mode == _SYNCHRONIZED else 0))
        self.write(_DSR_OK * data.count(_DSR_QUERY))
        return chunk

    @property
    def cpu(self) -> float:
        """Seconds of processor time used so far, from the kernel's clock of the process."""
        return time.clock_gettime((~self.pid << 3) | 2)

    @property
    def memory(self) -> int:
        """The proportional set size, in KiB."""
        rollup = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        return int(re.findall(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[0])


def frames(chunks: Sequence[Chunk]) -> list[float]:
    """When each frame was complete. Bytes with hardly any silence between them belong to one frame."""
    gaps = [after.at - chunk.at for chunk, after in pairwise(chunks)]
    return [chunk.at for chunk, gap in zip(chunks, [*gaps, 1.0], strict=False) if gap > _END_OF_FRAME]


def delivered(chunks: Sequence[Chunk], bits_per_second: float) -> float:
    """When the last byte has passed a link of that speed, which sends one chunk after the other."""
    free = 0.0
    for chunk in chunks:
        free = max(free, chunk.at) + len(chunk.data) * 8 / bits_per_second
    return free
