"""Resizing during a drag: the final picture equals that of a fresh start at the final size."""

from __future__ import annotations

import random
import shlex

import pytest

from support.emulator import look
from support.pseudo_terminal import INFOTUI, Terminal, mouse_report
from support.scenarios import DRAGGING, Scenario

from .test_input_fuzzing import assert_responds

SIZE = (100, 30)
AWAY = (3, 0)
"""A cell where the pointer highlights nothing."""


def cells(terminal: Terminal) -> list[list[tuple[object, ...]]]:
    """What can be seen of each cell."""
    columns, rows = SIZE
    return [[look(terminal.screen.buffer[y][x]) for x in range(columns)] for y in range(rows)]


def resize_often(terminal: Terminal, scenario: Scenario, count: int, chance: random.Random) -> None:
    """Resize `count` times with some mouse moves, then to `SIZE` on a screen full of other text."""
    terminal.emulates = False
    for _ in range(count):
        terminal.resize(chance.randrange(401), chance.randrange(121))
        if chance.random() < 0.3:
            terminal.type(mouse_report("move", chance.choice(scenario.drag)))
        terminal.read(0.004)
    columns, rows = SIZE
    terminal.emulates = True
    terminal.show_blank(columns, rows, fill=b"\x1b[41;7m" + b"#" * (columns * rows) + b"\x1b[m")
    terminal.resize(columns, rows)


def assert_like_a_fresh_start(scenario: Scenario, count: int, seed: int) -> None:
    """After `count` sizes the screen shows what a fresh start in the same state shows."""
    with scenario.start() as terminal:
        resize_often(terminal, scenario, count, random.Random(seed))
        terminal.wait_until(lambda: "#" not in terminal.text)
        terminal.read(0.3)
        terminal.type(mouse_report("move", scenario.drag[-1]) + mouse_report("release", scenario.drag[-1]))
        terminal.type(mouse_report("hover", AWAY))
        terminal.read(0.5)
        seen = cells(terminal)
        command = shlex.split(assert_responds(terminal))
    with Terminal([*INFOTUI, *command[1:]], *SIZE) as fresh:
        fresh.wait_for("? help")
        fresh.read(0.5)
        expected = cells(fresh)
    different = [
        (x, y, seen[y][x], expected[y][x])
        for y in range(SIZE[1])
        for x in range(SIZE[0])
        if seen[y][x] != expected[y][x]
    ]
    assert not different, f"{len(different)} cells differ: {different[:3]}\n{terminal.text}\n{fresh.text}"


in_each_drag = pytest.mark.parametrize("scenario", DRAGGING.values(), ids=DRAGGING.keys())


@in_each_drag
def test_the_picture_after_many_sizes_is_that_of_a_new_start(scenario: Scenario) -> None:
    assert_like_a_fresh_start(scenario, 15, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 5))
@in_each_drag
def test_the_same_after_many_more_sizes(scenario: Scenario, seed: int) -> None:
    assert_like_a_fresh_start(scenario, 500, seed)
