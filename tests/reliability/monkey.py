"""A monkey at keys and mouse: it does everything, in an order that a seed gives, and checks every time."""

from __future__ import annotations

import asyncio
import gc
import os
import random
import sys
import time
from argparse import ArgumentParser
from collections import deque
from collections.abc import Callable
from hashlib import blake2b
from multiprocessing import get_context
from typing import Any

from textual import events
from textual.geometry import Size

from infotui.ui.screens.lesson_screen import LessonScreen
from support.app_harness import CagedApp, Usage, awaits_frame
from support.clock import Clock, play
from support.invariants import Watch, bits

KEYS = (
    *("left", "right", "up", "down", "h", "l", "j", "k", "J", "K", "pageup", "pagedown", "home", "end") * 2,
    *("tab", "shift+tab", "space", "plus", "minus", "u", "o", "t", "x", "m", "g", "G", "s", "S", "d", "v"),
    *("b", "z", "y", "z", "y", "r", "c", "p", "e", "enter", "escape", "escape", "question_mark", "ctrl+p"),
    *("1", "2", "3", "ctrl+c", "ctrl+z", "f1", "backspace", "delete", "n", "q", "ctrl+q"),
)
VALUES = (
    "0.25",
    "1/3",
    "1e-9",
    "0",
    "1",
    "1/2 1/4 1/8 1/8",
    "0.1 0.9",
    "-3",
    "7",
    "1e-300",
    "x",
    "",
    "∞",
    "2 0",
)
SIZES = (
    *((80, 24), (60, 20)) * 5,
    *((120, 36), (100, 30), (59, 19), (1, 1), (200, 50), (40, 60), (300, 5)),
)
"""The large ones take longest: most is tried where it takes least."""
UNDO = 250
"""After so many events everything is undone."""
COMPARED = 10
"""After so many what is shown is compared with what a whole new frame would show."""
_PRESSED = 0.3
"""The share of what comes in haste that is the mouse's."""
_SELDOM = (20_000, 20, 20)
"""How often garbage is looked for: as Python would, it takes a quarter of the time."""
_ENOUGH_PERIODS = 20
_MOST_FRAMES = 4
"""The first after a change of size may be laid out as before, and cut off."""
PAUSES = (0.002,) * 1890 + (0.02,) * 90 + (0.3,) * 16 + (1.0,) * 3 + (9.0,)
"""Seconds between two events: runs go on, notes go away, and frames come by themselves."""


class Monkey:
    """Does one thing after the other to `app`, and checks after each that all is well."""

    def __init__(self, app: CagedApp, clock: Clock, seed: int) -> None:
        self.app, self.clock, self.seed, self.chance = app, clock, seed, random.Random(seed)
        self.deeds: deque[str] = deque(maxlen=2 * UNDO)
        self.count = 0
        self._story = blake2b(digest_size=6)
        self._watch = Watch()
        self._held = 0

    @property
    def story(self) -> str:
        """A word for all that has been done and shown: where it is the same, all was the same."""
        return self._story.hexdigest()

    async def play(self, count: int) -> None:
        """Do `count` things."""
        try:
            for _ in range(count):
                self.count += 1
                await self._act()
                await asyncio.sleep(self.chance.choice(PAUSES))
                await self._settle()
                self._check()
                if self.count % UNDO == 0:
                    await self._undo_all()
        except BaseException as error:
            error.add_note(f"after {' '.join(list(self.deeds)[-40:])}")
            again = f"python -m reliability.monkey {self.count} --seed {self.seed} --workers 1"
            error.add_note(f"event {self.count} of seed {self.seed}; to see it again: {again}")
            raise

    async def _act(self) -> None:
        roll = self.chance.random()
        for share, act in _ACTS:
            if roll < share:
                await act(self)
                return
            roll -= share

    async def press(self) -> None:
        """A key."""
        self._key(self.chance.choice(KEYS))

    async def hurry(self) -> None:
        """Some keys and presses at once."""
        for _ in range(self.chance.randrange(2, 8)):
            if self.chance.random() < _PRESSED:
                self._point()
            else:
                self._key(self.chance.choice(KEYS))

    def _key(self, key: str) -> None:
        self.deeds.append(key)
        self.app.bars.process_message(events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))

    async def enter_value(self) -> None:
        """Type a value, a command or rubbish, wherever it goes."""
        self._key(self.chance.choice(("enter", "enter", "enter", "enter", "ctrl+p")))
        await self._settle()
        for character in self.chance.choice(VALUES):
            self._key(character)
        await self._settle()
        self._key("enter")

    async def use_mouse(self) -> None:
        """Press, move, let go; turn the wheel."""
        self._point()

    def _point(self) -> None:
        width, height = self.app.size
        x, y = self.chance.randrange(max(width, 1)), self.chance.randrange(max(height, 1))
        kind, button = self.chance.choice(_MOUSE)
        if kind is events.MouseMove:
            button = self._held
        elif kind in (events.MouseDown, events.MouseUp):
            self._held = button if kind is events.MouseDown else 0
        self.deeds.append(f"{kind.__name__}({x}, {y}, {button})")
        self.app.bars.process_message(kind(None, x, y, 0, 0, button, False, False, False, x, y))

    async def resize(self) -> None:
        """Another size."""
        size = Size(*self.chance.choice(SIZES))
        self.deeds.append(f"{size.width}x{size.height}")
        self.app.bars.become(size)
        self.app.bars.process_message(events.Resize(size, size))

    async def change_theme(self) -> None:
        """Another theme."""
        self.app.theme = self.chance.choice(sorted(self.app.available_themes))
        self.deeds.append(self.app.theme)

    async def _settle(self) -> None:
        """Everything is done that is to be done, and shown."""
        await self._rest()
        for _ in range(_MOST_FRAMES):
            screen = self.app.screen
            screen._on_timer_update()
            await self._rest()
            if not awaits_frame(screen):
                break

    async def _rest(self) -> None:
        await self.clock.rest()
        if self.app._exception is not None:
            raise self.app._exception

    def _check(self) -> None:
        rows = self.app.rows()
        self._watch.assert_readable(rows)
        if self.count % COMPARED == 0:
            self.app.assert_shows_what_there_is()
        screen = self.app.screen
        if isinstance(screen, LessonScreen):
            screen.commit_edits()
            self._watch.assert_sound(screen)
        self._story.update("".join((self.deeds[-1], *rows)).encode())

    async def _undo_all(self) -> None:
        """Undone all the way back, the opening state is there; made again, the present one."""
        screen = await self._lesson_screen()
        if screen.exercises.progress is not None:  # a task holds what is not to move, even by undoing
            await screen.action_exercises()
        screen.commit_edits()
        present = bits(screen, screen.snapshot)
        undone = 0
        while screen.history.can_undo:
            screen.action_undo()
            undone += 1
            assert undone < 10 * UNDO, "undoing does not come to an end"
        assert bits(screen, screen.snapshot) == bits(screen, screen.initial), self.deeds
        for _ in range(undone):
            screen.action_redo()
        assert bits(screen, screen.snapshot) == present
        for _ in range(undone):
            screen.action_undo()
        self.deeds.append("everything undone")

    async def _lesson_screen(self) -> LessonScreen[Any]:
        """Close whatever lies above the lesson."""
        while not isinstance(self.app.screen, LessonScreen):
            self._key("escape")
            await self._settle()
        return self.app.screen


_MOUSE: tuple[tuple[type[events.MouseEvent], int], ...] = (
    (events.MouseDown, 1),
    (events.MouseDown, 1),
    (events.MouseDown, 3),
    (events.MouseMove, 0),
    (events.MouseMove, 0),
    (events.MouseMove, 0),
    (events.MouseMove, 0),
    (events.MouseUp, 1),
    (events.MouseUp, 1),
    (events.MouseScrollUp, 0),
    (events.MouseScrollDown, 0),
)
CHARACTERS = {"plus": "+", "minus": "-", "space": " ", "question_mark": "?", "enter": "\r", "tab": "\t"}
_ACTS: tuple[tuple[float, Callable[[Monkey], Any]], ...] = (
    (0.562, Monkey.press),
    (0.03, Monkey.hurry),
    (0.375, Monkey.use_mouse),
    (0.02, Monkey.enter_value),
    (0.01, Monkey.resize),
    (1.0, Monkey.change_theme),
)


def say(line: str) -> None:
    """Print it, wherever the app has led what is printed."""
    print(line, file=sys.__stdout__, flush=True)


def soak(count: int, seed: int, tell: Callable[[str], None] = say, period: int = 5000) -> list[Usage]:
    """Let a monkey do `count` things; what the process held after each `period` of them.

    Raises:
        Exception: whatever is wrong, with a note of what to run to see it again.
    """

    async def act(clock: Clock) -> list[Usage]:
        app, found = CagedApp(), []
        began = time.perf_counter()
        async with app.run_test(headless=False, size=(80, 24), notifications=True, tooltips=True):
            monkey = Monkey(app, clock, seed)
            while monkey.count < count:
                await monkey.play(min(period, count - monkey.count))
                found.append(Usage())
                rate = monkey.count / (time.perf_counter() - began)
                tell(f"seed {seed}: {monkey.count} events, {rate:.0f} a second, {found[-1]}, {monkey.story}")
            app.exit()
        return found

    return play(act)


def work(count: int, seed: int) -> None:
    """A worker's share: a soak in which nothing may go wrong, and nothing grow once all has been seen.

    That is half-way: Textual keeps up to 16,384 styled or cut texts, which is as many as so long a run meets.
    """
    gc.set_threshold(*_SELDOM)
    usage = soak(count, seed)
    warm = usage[len(usage) // 2]
    say(f"seed {seed}: done, half-way with {warm}, at last {usage[-1]}")
    if len(usage) >= _ENOUGH_PERIODS:
        usage[-1].assert_no_more_than(warm)


def main() -> int:
    """Share the events among worker processes, each with a seed of its own."""
    parser = ArgumentParser(prog="python -m reliability.monkey", description=__doc__)
    parser.add_argument("count", type=int, help="events, of all workers together")
    parser.add_argument("--seed", type=int, default=0, help="the first worker's; the others count on (0)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (one a core)")
    asked = parser.parse_args()
    os.environ["PYTHONHASHSEED"] = "0"  # the order of sets: what happens is to happen again
    spawn = get_context("spawn")
    seeds = range(asked.seed, asked.seed + asked.workers)
    workers = [spawn.Process(target=work, args=(-(-asked.count // len(seeds)), seed)) for seed in seeds]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    failed = [seed for seed, worker in zip(seeds, workers, strict=True) if worker.exitcode]
    found = f"something with seed {', '.join(map(str, failed))}, see above" if failed else "nothing"
    say(f"{asked.count} events, {len(seeds)} workers: found {found}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
