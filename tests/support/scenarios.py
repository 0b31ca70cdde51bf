"""The program in a terminal, on each screen and busy in each way: where whatever happens may happen to it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from support.pseudo_terminal import Terminal

INFOTUI = [sys.executable, "-m", "infotui"]
APPS = Path(__file__).parent / "apps"

Cell = tuple[int, int]


class Scene(NamedTuple):
    """How infotui is started, what it then shows, and what a hand does there: keys, and a drag not let go."""

    arguments: tuple[str, ...]
    shows: str
    keys: str = ""
    drag: tuple[Cell, ...] = ()

    def play(self, program: Sequence[str] = INFOTUI, **options: Any) -> Terminal:
        """A terminal of 80 by 24 in which the scene has come to its point."""
        terminal = Terminal([*program, *self.arguments], **options)
        terminal.wait_for(self.shows, seconds=30)
        terminal.read(0.05)
        before = terminal.text
        terminal.type(self.keys)
        for event, cell in zip("pm" + "m" * len(self.drag), self.drag, strict=False):
            terminal.type(mouse(event, cell))
        if self.keys or self.drag:
            wait_until(lambda: terminal.text != before, terminal)
        return terminal


STILL = {
    "entropy": Scene((), "2.000 bits"),
    "Gaussians": Scene(("kl",), "1.0166"),
    "binary": Scene(("cross-entropy",), "0.3567"),
    "multiclass": Scene(("cross-entropy", "multiclass"), "0.5147"),
}
DRAGGING = {
    "entropy, dragging": STILL["entropy"]._replace(drag=((5, 9), (5, 6), (5, 5))),
    "Gaussians, dragging": STILL["Gaussians"]._replace(drag=((20, 4), (22, 4), (24, 4))),
    "binary, dragging": STILL["binary"]._replace(drag=((30, 15), (25, 15), (20, 15))),
    "multiclass, dragging": STILL["multiclass"]._replace(drag=((6, 7), (6, 5), (6, 3))),
}
RUNNING = {
    "multiclass, learning": Scene(("cross-entropy", "multiclass", "--rate", "0.01"), "0.5147", keys="G"),
    "entropy, sampling": STILL["entropy"]._replace(keys="S"),
}
SCENES = STILL | DRAGGING | RUNNING
_BUSIEST = ("entropy, dragging", "Gaussians, dragging", "binary, dragging", "multiclass, learning")

everywhere = pytest.mark.parametrize(
    "scene",
    [
        pytest.param(scene, marks=() if name in _BUSIEST else pytest.mark.long)
        for name, scene in SCENES.items()
    ],
    ids=SCENES.keys(),
)
"""In every scene; those in which least is going on are left for the long run."""


def wait_until(holds: Callable[[], bool], terminal: Terminal, seconds: float = 30) -> None:
    """Read `terminal` until something holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, terminal.text
        terminal.read(0.005)


def mouse(event: str, cell: Cell) -> str:
    """What a terminal reports of the left button at a cell counted from 0: `p`ress, `m`ove, `r`elease."""
    button = 32 if event == "m" else 0
    return f"\x1b[<{button};{cell[0] + 1};{cell[1] + 1}{'m' if event == 'r' else 'M'}"
