"""A monkey at keys and mouse: it does everything, in an order that a seed gives, and checks each time.

cd tests && python -m reliability.monkey 1000000
"""

from __future__ import annotations

import asyncio
import random
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual import events
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Input

from infotui.app import InfotuiApp
from infotui.screens.lesson import LessonScreen
from infotui.widgets.editor import Editor

from .invariants import assert_sound, bits, wrong_in

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
SIZES = ((80, 24), (80, 24), (120, 36), (100, 30), (60, 20), (59, 19), (1, 1), (200, 50), (40, 60), (300, 5))
QUICK_LOOK = 25
"""Whole screens are read every so many events; what has changed, after every one."""
UNDO = 250
"""After so many events everything is undone."""


class CagedApp(InfotuiApp):
    """The app, but for the way out."""

    async def action_quit(self) -> None:
        """Stay."""


class Monkey:
    """Does one thing after the other to `app`, and checks after each that all is well."""

    def __init__(self, app: InfotuiApp, pilot: Pilot[None], seed: int) -> None:
        self.app, self.pilot, self.chance = app, pilot, random.Random(seed)
        self.deeds: list[str] = []
        self._held = 0
        self._seen: dict[object, object] = {}

    async def play(self, count: int) -> None:
        """Do `count` things."""
        try:
            for number in range(1, count + 1):
                await self._act()
                await self._settle()
                self._check(thoroughly=number % QUICK_LOOK == 0)
                if number % UNDO == 0:
                    await self._undo_all()
        except BaseException as error:
            error.add_note(f"the last it did: {' '.join(self.deeds[-40:])}")
            raise

    async def _act(self) -> None:
        roll = self.chance.random()
        for share, act in _ACTS:
            if roll < share:
                await act(self)
                return
            roll -= share

    def _send(self, event: events.Event) -> None:
        driver = self.app._driver
        assert driver is not None
        driver.process_message(event)

    async def press(self) -> None:
        self._key(self.chance.choice(KEYS))

    def _key(self, key: str) -> None:
        self.deeds.append(key)
        self._send(events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))

    async def enter_value(self) -> None:
        """Type a value, a command or rubbish, wherever it goes."""
        self._key(self.chance.choice(("enter", "enter", "ctrl+p")))
        await self._settle()
        for character in self.chance.choice(VALUES):
            self._key(character)
        await self._settle()
        self._key("enter")

    async def use_mouse(self) -> None:
        """Press, move, let go; turn the wheel. The cells near the last are the likeliest."""
        width, height = self.app.size
        x, y = self.chance.randrange(max(width, 1)), self.chance.randrange(max(height, 1))
        kind, button = self.chance.choice(_MOUSE)
        if kind is events.MouseMove:
            button = self._held
        elif kind in (events.MouseDown, events.MouseUp):
            self._held = button if kind is events.MouseDown else 0
        self.deeds.append(f"{kind.__name__}({x}, {y}, {button})")
        self._send(kind(None, x, y, 0, 0, button, False, False, False, x, y))

    async def resize(self) -> None:
        """Another size."""
        await self.resize_to(*self.chance.choice(SIZES))

    async def resize_to(self, width: int, height: int) -> None:
        """That size."""
        self.deeds.append(f"{width}x{height}")
        size = Size(width, height)
        self.app._driver._size = size  # type: ignore[union-attr]
        self._send(events.Resize(size, size))

    async def change_theme(self) -> None:
        """Another theme."""
        self.app.theme = self.chance.choice(sorted(self.app.available_themes))
        self.deeds.append(self.app.theme)

    async def _settle(self) -> None:
        await self.pilot._wait_for_screen()
        if self.app._exception is not None:
            raise self.app._exception
        self.app.screen._on_timer_update()

    def _check(self, *, thoroughly: bool) -> None:
        screen = self.app.screen
        if len(self.app._notifications) > 3:
            self.app.clear_notifications()
        typing = screen.query(Input)  # what is being typed may be anything
        if not typing and (thoroughly or not isinstance(screen, LessonScreen)):
            self._assert_readable("\n".join(strip.text for strip in screen._compositor.render_strips()))
        if isinstance(screen, LessonScreen) and screen.query(Editor):  # else it is on its way
            screen.absorb()
            moment = screen.moment
            assert_sound(moment, screen.LESSON.readings(moment.state, moment.unit), screen.LESSON.name)
            self._assert_readable("\n".join(self._news(screen)))

    def _news(self, screen: LessonScreen[Any]) -> list[str]:
        """What has been painted anew since the last time."""
        found = []
        for widget in screen.query("CellWidget"):
            grid = widget._grid  # type: ignore[attr-defined]
            if grid is not None and grid is not self._seen.get(widget):
                self._seen[widget] = grid
                found += grid.lines()
        return found

    def _assert_readable(self, text: str) -> None:
        assert not wrong_in(text), f"{wrong_in(text)} after {self.deeds[-30:]}\n{text}"

    async def _undo_all(self) -> None:
        """Undone all the way back, the opening state is there; made again, the present one."""
        screen = await self._lesson_screen()
        if screen.progress is not None:  # a task holds what is not to move, even by undoing
            await screen.action_exercises()
        screen.absorb()
        present = bits(screen, screen.moment)
        undone = 0
        while screen.history.can_undo:
            screen.action_undo()
            undone += 1
            assert undone < 10 * UNDO, "undoing does not come to an end"
        assert bits(screen, screen.moment) == bits(screen, screen.opening), self.deeds[-2 * UNDO :]
        for _ in range(undone):
            screen.action_redo()
        assert bits(screen, screen.moment) == present
        for _ in range(undone):
            screen.action_undo()
        self.deeds.append("everything undone")

    async def _lesson_screen(self) -> LessonScreen[Any]:
        """Close whatever lies above the lesson; stop what runs by itself."""
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
    (0.55, Monkey.press),
    (0.35, Monkey.use_mouse),
    (0.08, Monkey.enter_value),
    (0.015, Monkey.resize),
    (1.0, Monkey.change_theme),
)


class Usage:
    """What this process holds: MiB of memory, threads, open files."""

    def __init__(self) -> None:
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        self.memory = int(status["VmRSS"].split()[0]) / 1024
        self.threads = threading.active_count()
        self.files = len(list(Path("/proc/self/fd").iterdir()))

    def __str__(self) -> str:
        return f"{self.memory:.1f} MiB, {self.threads} threads, {self.files} files"


async def soak(count: int, seed: int, tell: Callable[[str], None], period: int = 5000) -> list[Usage]:
    """Let a monkey do `count` things; what the process held after each `period` of them."""
    app = CagedApp()
    found = []
    async with app.run_test(size=(80, 24)) as pilot:
        monkey = Monkey(app, pilot, seed)
        began = time.monotonic()
        for done in range(period, count + 1, period):
            await monkey.play(period)
            monkey.deeds.clear()
            found.append(Usage())
            tell(f"{done} events, {done / (time.monotonic() - began):.0f} a second: {found[-1]}")
        app.exit()
    return found


if __name__ == "__main__":
    asyncio.run(soak(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0, print))
