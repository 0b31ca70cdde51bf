"""Whatever sizes a window takes while a hand drags, what is shown in the end is what there is to show."""

from __future__ import annotations

import random
import shlex

import pytest

from support.emulator import look
from support.pseudo_terminal import INFOTUI, Terminal, mouse_report
from support.scenarios import DRAGGING, Scenario

from .test_input_fuzzing import assert_well

SIZE = (100, 30)
AWAY = (3, 0)
"""A cell where a mouse lights nothing up."""


def cells(terminal: Terminal) -> list[list[tuple[object, ...]]]:
    """What can be seen."""
    columns, rows = SIZE
    return [[look(terminal.screen.buffer[y][x]) for x in range(columns)] for y in range(rows)]


def storm(terminal: Terminal, scenario: Scenario, count: int, chance: random.Random) -> None:
    """Take `count` sizes, the hand moving now and then, and `SIZE` at last, on a screen full of rubbish."""
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
    with scenario.start() as terminal:
        storm(terminal, scenario, count, random.Random(seed))
        terminal.wait_until(lambda: "#" not in terminal.text)
        terminal.read(0.3)
        terminal.type(mouse_report("move", scenario.drag[-1]) + mouse_report("release", scenario.drag[-1]))
        terminal.type(mouse_report("hover", AWAY))
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


everything_dragged = pytest.mark.parametrize("scenario", DRAGGING.values(), ids=DRAGGING.keys())


@everything_dragged
def test_after_a_storm_of_sizes_the_picture_is_that_of_a_fresh_start(scenario: Scenario) -> None:
    assert_like_a_fresh_start(scenario, 125, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 5))
@everything_dragged
def test_after_long_storms_too(scenario: Scenario, seed: int) -> None:
    assert_like_a_fresh_start(scenario, 500, seed)
