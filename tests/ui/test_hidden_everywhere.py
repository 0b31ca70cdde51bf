"""What an exercise hides is nowhere: not on the screen, in the help, the palette, a note or the command."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.core.launch import parse_command
from infotui.core.lesson import AnyLesson, Snapshot
from infotui.core.reading import Record, Series, Unit, Value
from infotui.exercises.loader import read_exercises
from infotui.exercises.model import ExerciseSet
from infotui.lessons import LESSONS
from infotui.ui.screens.lesson_screen import LessonScreen

ALL = [entry.lesson for entry in LESSONS]
DATA = "src/infotui/lessons/cross_entropy/predictions.csv"
LINES = {
    "entropy": "entropy 0.5173 0.2831 0.1296 0.07",
    "entropy-sample": "entropy --bytes LICENSE",
    "gaussian": "kl --p 0.37 1.13 --q 1.93 1.77",
    "gaussian-reverse": "kl --p 0.37 1.13 --q 1.93 1.77 --reverse",
    "categorical": "kl categorical --p 0.5173 0.3531 0.1296 --q 0.2417 0.3347 0.4236",
    "mixture": "kl mixture --p 0.43 -2.17 0.83 0.57 1.91 1.27 --q 0.61 1.77",
    "mixture-reverse": "kl mixture --p 0.43 -2.17 0.83 0.57 1.91 1.27 --q 0.61 1.77 --reverse",
    "binary": "cross-entropy binary --p 0.7319",
    "multiclass": "cross-entropy multiclass --logits 1.13 2.07 0.59 -0.47 --true 2 --smoothing 0.137",
    "data": f"cross-entropy data {DATA} --temperature 1.37",
}
MORE_KEYS = {
    "entropy": "s",
    "mixture": "g",
    "mixture-reverse": "g",
    "categorical": "t",
    "multiclass": "g",
    "data": "vvs",
}
"""Keys that show more of a lesson: a sample, gradient steps, other pictures."""
NUMBER = re.compile(r"(?<![\w.])[−+-]?(?:\d[\d,]*\.\d+|\.\d+)(?:e[−-]?\d+)?")
LEAST_DIGITS = 3
HUGE = (200, 50)


def values(value: Value) -> Iterator[float]:
    """Every number in the value of a reading."""
    if isinstance(value, int | float):
        yield value
    parts: Sequence[Any] = ()
    if isinstance(value, tuple):
        parts = value
    elif isinstance(value, Series):
        parts = value.items
    elif isinstance(value, Record):
        parts = [part for _, part in value.fields]
    for part in parts:
        yield from values(part)


def secrets(lesson: AnyLesson, snapshot: Snapshot[Any], name: str) -> set[float]:
    """The numbers of a reading in both units and in percent, but for round ones, which occur anywhere."""
    found: set[float] = set()
    for unit in Unit:
        for reading in lesson.readings(snapshot.state, unit):
            if reading.name == name:
                found.update(abs(x) for x in values(reading.value) if math.isfinite(x))
    return {x for x in found | {100 * x for x in found} if f"{x:.4g}" != f"{x:.2g}"}


def leaks(rows: Sequence[str], hidden: set[float]) -> list[str]:
    """The rows with a number that is a rounded secret."""
    found = []
    for row in rows:
        for match in NUMBER.finditer(row):
            text = match[0].replace("−", "-").replace(",", "")
            mantissa = text.partition("e")[0]
            digits = mantissa.lstrip("+-0.").replace(".", "")
            decimals = len(mantissa.partition(".")[2])
            width = 0.51 * 10.0 ** (int(text.partition("e")[2] or 0) - decimals)
            if len(digits) >= LEAST_DIGITS and any(abs(abs(float(text)) - x) <= width for x in hidden):
                found.append(f"{match[0]} in {row.strip()!r}")
    return found


def rows_of(app: App[None]) -> list[str]:
    """What the screen shows."""
    strips = app.screen._compositor.render_full_update().strips
    return ["".join(strip.text for strip in row) for row in strips]


def one_task_for_each(line: str, names: Sequence[str]) -> ExerciseSet:
    ask = "ask = { choices = ['up', 'down'], is = 'up' }"
    tasks = "".join(
        f"[[task]]\nprompt = 'p'\nopens = 'infotui {line}'\nhide = ['{name}']\n{ask}\n" for name in names
    )
    return read_exercises(f"title = 't'\nopens = 'infotui {line}'\n{tasks}", ALL)


class Search:
    """Searches what a screen shows for the digits of the reading that is hidden on it."""

    def __init__(self, pilot: Pilot[None], hidden: str) -> None:
        self._pilot = pilot
        self._hidden = hidden
        self.found: list[str] = []

    async def after(self, *keys: str) -> None:
        """Press keys, and search the whole screen."""
        await self._pilot.press(*keys)
        await self._pilot.pause()
        self.search(*rows_of(self._pilot.app), place=" ".join(keys))

    def search(self, *rows: str, place: str) -> None:
        """Search some text."""
        screen = next(s for s in self._pilot.app.screen_stack if isinstance(s, LessonScreen))
        assert self._hidden in screen.cover.names
        numbers = secrets(screen.LESSON, screen.snapshot, self._hidden)
        self.found += [f"{self._hidden}, {place or 'at rest'}: {leak}" for leak in leaks(rows, numbers)]


@pytest.mark.parametrize(
    "size", [(80, 24), pytest.param(HUGE, marks=pytest.mark.long)], ids="{0[0]}x{0[1]}".format
)
@pytest.mark.parametrize("name", LINES)
async def test_a_hidden_reading_is_nowhere(name: str, size: tuple[int, int]) -> None:
    lesson, snapshot = parse_command(f"infotui {LINES[name]}", ALL)
    readings = lesson.readings(snapshot.state, snapshot.unit)
    names = [found.name for found in readings if secrets(lesson, snapshot, found.name)]
    exercises = one_task_for_each(LINES[name], names)
    app = InfotuiApp(lesson.name, {lesson.name: exercises.initial}, exercises=exercises)
    found: list[str] = []
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for reading in names:
            search = Search(pilot, reading)
            await search.after()
            for key in MORE_KEYS.get(name, "") if size == HUGE else "":
                await search.after(key)
            found += search.found
            await pilot.press("n")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", LINES)
async def test_pages_and_notes_do_not_tell_a_hidden_reading(name: str) -> None:
    lesson, _ = parse_command(f"infotui {LINES[name]}", ALL)
    hidden = "loss" if name in ("binary", "multiclass", "data") else "entropy"
    hidden = hidden if "entropy" in name or hidden == "loss" else "kl_pq"
    exercises = one_task_for_each(LINES[name], [hidden])
    app = InfotuiApp(lesson.name, {lesson.name: exercises.initial}, exercises=exercises)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        search = Search(pilot, hidden)
        await search.after("question_mark")
        await search.after("escape", "p")
        await search.after("escape", "ctrl+p")
        await search.after("escape", "c")
        await search.after("b")
        await search.after("enter")
        await pilot.press("escape")
        search.search(*screen.commands_to_print, screen.copied_command, place="the command")
        assert not search.found


@pytest.mark.parametrize("size", [(80, 24), HUGE], ids="{0[0]}x{0[1]}".format)
async def test_what_explains_is_hidden_with_the_theory(size: tuple[int, int]) -> None:
    line = LINES["mixture"]
    exercises = one_task_for_each(line, ["forward_best"])
    app = InfotuiApp("kl", {"kl": exercises.initial}, exercises=exercises)
    told = ("reverse fit", "mass-covering", "6 σ apart", "local minim")
    async with app.run_test(size=size) as pilot:
        for keys in ([], ["question_mark"], ["escape", "p"], ["escape", "ctrl+p"], ["p", "r", "e", "s"]):
            await pilot.press(*keys)
            await pilot.pause(0.3)
            shown = " ".join(rows_of(app))
            assert not [words for words in told if words in shown], keys
        await pilot.press("escape", "enter", "1", "enter", "p")
        await pilot.pause(0.3)
        assert "6 σ apart" in " ".join(rows_of(app))
