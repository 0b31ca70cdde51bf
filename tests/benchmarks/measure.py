"""The measurements: a key, a drag, a start, memory, rest. Each returns numbers by name."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from .program import Program, delivered, frames
from .repaint import TerminalCells, changed, smallest_repaint

Numbers = dict[str, float]

FLOOR = [sys.executable, str(Path(__file__).with_name("floor.py"))]
INFOTUI = [sys.executable, "-m", "infotui"]
UP_DOWN, RIGHT_LEFT = (b"\x1b[A", b"\x1b[B"), (b"\x1b[C", b"\x1b[D")
"""The keys that move a bar, and those that move a slider: one way and back."""
_TURN_AFTER = 6
"""Keys one way before as many keys back, so that the state stays within its limits."""
_QUIET = 0.05
_RATE = 100
"""Mouse moves per second."""
_LINK = 1e6
_FURTHEST, _LEAST_ROWS = 8, 32
"""Rows that a drag goes up before it turns, on a screen of at least so many rows."""


class Subject:
    """A running program, its screen, and the number of keys sent."""

    def __init__(
        self,
        command: list[str],
        columns: int,
        rows: int,
        move_keys: tuple[bytes, bytes] = UP_DOWN,
        setup: bytes = b"",
    ) -> None:
        self.program = Program(command, columns, rows)
        self._picture = TerminalCells(columns, rows)
        self._keys = 0
        self._move_keys = move_keys
        self._show(_QUIET * 6, patience=20)
        if setup:
            self._show(_QUIET * 20, patience=1)  # a file is read first
            self.program.write(setup)
            self._show(_QUIET * 6, patience=1)

    def _show(self, quiet: float, patience: float = 0.0) -> int:
        chunks = self.program.read_chunks(quiet, patience)
        self._picture.feed(b"".join(chunk.data for chunk in chunks))
        return sum(len(chunk.data) for chunk in chunks)

    def key(self) -> Numbers:
        """Milliseconds from a key to the last byte; bytes relative to the smallest repaint."""
        before, cpu = self._picture.cells(), self.program.cpu
        start = time.monotonic()
        self.program.write(self._move_keys[self._keys // _TURN_AFTER % 2])
        self._keys += 1
        chunks = self.program.read_chunks(_QUIET, patience=1)
        data = b"".join(chunk.data for chunk in chunks)
        self._picture.feed(data)
        least = smallest_repaint(before, self._picture.cells())
        return {
            "key": (chunks[-1].at - start) * 1e3 if chunks else float("nan"),
            "key cpu": (self.program.cpu - cpu) * 1e3,
            "bytes": len(data) / least if least else 1.0,
        }

    def drag(self, place: tuple[int, int], seconds: float) -> Numbers:
        """A drag back and forth, 100 moves a second: frames, lag on a slow link, processor time."""
        self.program.write(_mouse(0, *place))
        self._show(_QUIET, patience=0.1)
        chunks, start, cpu = [], time.monotonic(), self.program.cpu
        for number, (x, y) in zip(range(int(seconds * _RATE)), self._back_and_forth(*place), strict=False):
            chunks += self.program.read_until(start + number / _RATE)
            self.program.write(_mouse(32, x, y))
            last = time.monotonic()
        chunks += self.program.read_until(start + seconds)
        used = self.program.cpu - cpu
        self._release(place)
        seen = [at for at in frames(chunks) if at <= start + seconds]
        chunks += self.program.read_chunks(_QUIET * 2, patience=0.2)
        self._picture.feed(b"".join(chunk.data for chunk in chunks))
        return {
            "frames": len(seen) / seconds,
            "lag": (delivered(chunks, _LINK) - last) * 1e3,
            "drag cpu": used / seconds * 100,
        }

    def place_to_drag(self) -> tuple[int, int]:
        """The start of the drag that changes most cells at each step, found by trying several."""
        columns, rows = self.program.columns, self.program.rows
        places = [(columns * x // 24, rows * y // 12) for x in range(2, 14, 2) for y in range(4, 10, 2)]
        return max(places, key=self._change)

    def _change(self, place: tuple[int, int]) -> int:
        """The fewest cells that one step of a drag from `place` changes."""
        self.program.write(_mouse(0, *place))
        self._show(_QUIET)
        cells = []
        for x, y in islice(self._back_and_forth(*place), 1, self._furthest):
            before = self._picture.cells()
            self.program.write(_mouse(32, x, y))
            self._show(_QUIET)
            cells.append(len(changed(before, self._picture.cells())))
        self._release(place)
        self._show(_QUIET)
        return min(cells)

    @property
    def _furthest(self) -> int:
        return min(_FURTHEST * self.program.rows // _LEAST_ROWS, _FURTHEST)

    def _back_and_forth(self, x: int, y: int) -> Iterator[tuple[int, int]]:
        """The cells of the drag. A terminal reports a move only when the pointer enters another cell."""
        while True:
            for step in (*range(1, self._furthest), *range(self._furthest, -1, -1)):
                yield x + 2 * step, max(y - step, 0)

    def _release(self, place: tuple[int, int]) -> None:
        """Release where the drag began, so that the next drag starts in the same state."""
        self.program.write(_mouse(32, *place) + _mouse(0, *place, final="m"))

    def rest(self, seconds: float) -> Numbers:
        """Bytes sent and processor time used without input; memory in MiB."""
        cpu = self.program.cpu
        sent = sum(len(chunk.data) for chunk in self.program.read_until(time.monotonic() + seconds))
        used = (self.program.cpu - cpu) / seconds * 100
        return {"idle bytes": sent / seconds, "idle cpu": used, "memory": self.program.memory / 1024}


def start(command: list[str], columns: int, rows: int, **environment: str) -> Numbers:
    """Milliseconds from the start of a program to its first complete frame, and its memory then.

    The queries that a program sends before its first frame are no frame, however long it then takes.
    """
    picture = TerminalCells(columns, rows)
    with Program(command, columns, rows, **environment) as program:
        while picture.is_blank:
            chunks = program.read_chunks(0.3, patience=20)
            picture.feed(b"".join(chunk.data for chunk in chunks))
            if not chunks:
                raise TimeoutError(f"{command} draws nothing")
        return {"start": (chunks[-1].at - program.started) * 1e3, "memory": program.memory / 1024}


def middle(found: list[Numbers]) -> Numbers:
    """The median of each number, without the nan of keys that changed nothing."""
    return {
        name: median([numbers[name] for numbers in found if numbers[name] == numbers[name]])
        for name in found[0]
    }


def _mouse(button: int, x: int, y: int, final: str = "M") -> bytes:
    return f"\x1b[<{button};{x + 1};{y + 1}{final}".encode()
