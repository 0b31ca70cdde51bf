"""A pseudo-terminal with an emulator: what a program shows, which modes it sets, what it leaves behind."""

from __future__ import annotations

import os
import re
import shlex
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyte

from support.emulator import FilteredStream
from support.pty_process import PtyProcess, StillRunningError

APPS = Path(__file__).parent / "apps"
INFOTUI = [sys.executable, "-m", "infotui"]
_MODE = re.compile(rb"\x1b\[\?(\d+(?:;\d+)*)([hl])|\x1b\[([<>])(\d*)u")
_ON_BY_DEFAULT = {"7", "25"}
"""Modes that are set in a new terminal: autowrap, cursor visible."""

Cell = tuple[int, int]
"""Column and row, from 0."""


class Terminal(PtyProcess):
    """`command` in an emulated terminal of `columns` by `rows`; the other options are those of PtyProcess."""

    def __init__(
        self,
        command: Sequence[str],
        columns: int = 80,
        rows: int = 24,
        *,
        environment: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        self.show_blank(columns, rows)
        self.sent = b""
        self.emulates = True
        """Whether what is read is drawn; off where only the bytes matter, since pyte is slow."""
        variables = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})}
        super().__init__(command, columns, rows, variables, **options)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def text(self) -> str:
        """The text on the screen."""
        columns, rows = range(self.screen.columns), self.screen.buffer  # `display` asks for each cell's width
        return "\n".join("".join([rows[y][x].data for x in columns]) for y in range(self.screen.lines))

    @property
    def modes(self) -> set[str]:
        """The modes that differ from those of a new terminal."""
        changed: set[str] = set()
        for numbers, how, kitty, _ in _MODE.findall(self.sent):
            if kitty:
                (changed.add if kitty == b">" else changed.discard)("kitty keys")
            for number in numbers.decode().split(";") if numbers else ():
                on = how == b"h"
                (changed.discard if on == (number in _ON_BY_DEFAULT) else changed.add)(number)
        return changed

    def resize(self, columns: int, rows: int) -> None:
        """Change the size; the kernel sends SIGWINCH."""
        super().resize(columns, rows)
        self.screen.resize(rows or 24, columns or 80)

    def show_blank(self, columns: int, rows: int, fill: bytes = b"") -> None:
        """Replace the emulated screen by a new one that shows `fill`."""
        self.screen = pyte.Screen(columns or 80, rows or 24)
        self._stream = FilteredStream(self.screen)
        self._stream.feed(fill)

    def type(self, data: str | bytes) -> None:
        """Send keys, mouse reports or other bytes."""
        self.write_all(data.encode() if isinstance(data, str) else data)

    def read_chunk(self, seconds: float) -> bytes:
        """What one read returns within `seconds`, drawn on the screen."""
        data = super().read_chunk(seconds)
        self.sent += data
        if self.emulates:
            self._stream.feed(data)
        return data

    def drag(self, start: Cell, *stops: Cell) -> None:
        """Press the left button at `start`, move over `stops`, release it at the last."""
        self.type(mouse_report("press", start))
        for stop in stops:
            self.type(mouse_report("move", stop))
        self.type(mouse_report("release", (start, *stops)[-1]))

    def click(self, cell: Cell) -> None:
        """Press and release the left button."""
        self.drag(cell)

    def row_of(self, words: str) -> int:
        """The first row, from 0, that shows `words`."""
        return next(y for y, line in enumerate(self.screen.display) if words in line)

    def wait_for(self, wanted: str, seconds: float = 60) -> None:
        """Wait until the screen shows `wanted`."""
        self.wait_until(lambda: wanted in self.text, seconds, f"{wanted!r} did not appear")

    def wait_until(
        self, holds: Callable[[], bool], seconds: float = 60, reason: str = "waited in vain"
    ) -> None:
        """Read until `holds` returns true; it is asked when something came, and every 20 ms."""
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, f"{reason} in\n{self.text}"
            if self.read_chunk(0.02):
                self.read(0.005)

    def status(self, seconds: float = 60, *, reading: bool = True) -> int:
        """Wait for the end; returns the exit status, negative if a signal ended it."""
        try:
            return super().status(seconds, reading=reading)
        except StillRunningError as error:
            raise StillRunningError(f"{error}\n{self.text}") from None


def infotui(*arguments: str, columns: int = 80, rows: int = 24, **options: Any) -> Terminal:
    """infotui with `arguments` in a terminal."""
    return Terminal([*INFOTUI, *arguments], columns, rows, **options)


def pipe(source: str, *arguments: str, columns: int = 80, rows: int = 24, **options: Any) -> Terminal:
    """infotui with `arguments`, started by a shell that pipes the output of the commands `source` into it."""
    line = f"{source} | {shlex.join([*INFOTUI, *arguments])}"
    return Terminal(["sh", "-c", line], columns, rows, **options)


def script(name: str, *arguments: str) -> list[str]:
    """The command that runs one of `apps`."""
    return [sys.executable, str(APPS / f"{name}.py"), *arguments]


_EVENTS = {"press": (0, "M"), "move": (32, "M"), "release": (0, "m"), "hover": (35, "M")}


def mouse_report(event: str, cell: Cell) -> str:
    """The SGR report (mode 1006) of the left button: "press", "move", "release"; or "hover" without it."""
    button, final = _EVENTS[event]
    return f"\x1b[<{button};{cell[0] + 1};{cell[1] + 1}{final}"


def wheel_report(cell: Cell, *, up: bool) -> str:
    """The SGR report of one notch of the wheel."""
    return f"\x1b[<{64 if up else 65};{cell[0] + 1};{cell[1] + 1}M"
