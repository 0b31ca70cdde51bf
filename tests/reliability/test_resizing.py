"""Whatever sizes a window takes while a hand drags, what is shown in the end is what there is to show."""

from __future__ import annotations

import random
import shlex

import pyte
import pytest

from support.emulator import look
from support.pseudo_terminal import Terminal
from support.scenarios import DRAGGING, INFOTUI, Scene, mouse, wait_until

from .test_input_fuzzing import Deaf, assert_well

SIZE = (100, 30)
AWAY = (3, 0)
"""A cell where a mouse lights nothing up."""


def cells(terminal: Terminal) -> list[list[tuple[object, ...]]]:
    """What can be seen."""
    columns, rows = SIZE
    return [[look(terminal.screen.buffer[y][x]) for x in range(columns)] for y in range(rows)]


def storm(terminal: Terminal, scene: Scene, count: int, chance: random.Random) -> None:
    """Take `count` sizes, the hand moving now and then, and `SIZE` at last, on a screen full of rubbish."""
    terminal._stream = Deaf()  # type: ignore[assignment]
    for _ in range(count):
        terminal.resize(chance.randrange(401), chance.randrange(121))
        if chance.random() < 0.3:
            terminal.type(mouse("m", chance.choice(scene.drag)))
        terminal.read(0.004)
    columns, rows = SIZE
    terminal.screen = pyte.Screen(columns, rows)
    terminal._stream = pyte.ByteStream(terminal.screen)
    terminal._stream.feed(b"\x1b[41;7m" + b"#" * (columns * rows) + b"\x1b[m")
    terminal.resize(columns, rows)


def assert_like_a_fresh_start(scene: Scene, count: int, seed: int) -> None:
    with scene.play() as terminal:
        storm(terminal, scene, count, random.Random(seed))
        wait_until(lambda: "#" not in terminal.text, terminal)
        terminal.read(0.3)
        terminal.type(mouse("m", scene.drag[-1]) + mouse("r", scene.drag[-1]))
        terminal.type(f"\x1b[<35;{AWAY[0] + 1};{AWAY[1] + 1}M")
        terminal.read(0.5)
        seen = cells(terminal)
        command = shlex.split(assert_well(terminal))
    with Terminal([*INFOTUI, *command[1:]], *SIZE) as fresh:
        fresh.wait_for("? help", seconds=30)
        fresh.read(0.5)
        expected = cells(fresh)
    different = [
        (x, y, seen[y][x], expected[y][x])
        for y in range(SIZE[1])
        for x in range(SIZE[0])
        if seen[y][x] != expected[y][x]
    ]
    assert not different, f"{len(different)} cells differ: {different[:3]}\n{terminal.text}\n{fresh.text}"


everything_dragged = pytest.mark.parametrize("scene", DRAGGING.values(), ids=DRAGGING.keys())


@everything_dragged
def test_after_a_storm_of_sizes_the_picture_is_that_of_a_fresh_start(scene: Scene) -> None:
    assert_like_a_fresh_start(scene, 125, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 5))
@everything_dragged
def test_after_long_storms_too(scene: Scene, seed: int) -> None:
    assert_like_a_fresh_start(scene, 500, seed)
