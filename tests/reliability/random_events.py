"""Random keys, mouse events, sizes and themes for the app, with invariants checked after each."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from textual import events
from textual.geometry import Size

from infotui.ui.screens.lesson_screen import LessonScreen
from support.app_harness import HarnessApp, awaits_frame
from support.clock import Clock
from support.invariants import InvariantChecker, bits

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
"""Small sizes are more frequent because they are faster."""
UNDO_INTERVAL = 250
"""Events between two times that everything is undone."""
COMPARE_INTERVAL = 10
"""Events between two comparisons of the terminal with a full frame."""
_MOUSE_SHARE = 0.3
"""The share of mouse events in a burst."""
_MAX_FRAMES = 4
"""The first frame after a resize may still have the old layout, cut off."""
PAUSES = (0.002,) * 1890 + (0.02,) * 90 + (0.3,) * 16 + (1.0,) * 3 + (9.0,)
"""Seconds between two events: runs go on, notifications expire, and timers draw frames."""


class Monkey:
    """Sends random events to `app` and checks invariants after each."""

    def __init__(self, app: HarnessApp, clock: Clock, seed: int) -> None:
        self.app, self.clock, self.seed, self.random = app, clock, seed, random.Random(seed)
        self.events: deque[str] = deque(maxlen=2 * UNDO_INTERVAL)
        self.count = 0
        self._digest = blake2b(digest_size=6)
        self._checker = InvariantChecker()
        self._held = 0

    @property
    def digest(self) -> str:
        """A hash of all events and all rows shown: equal hashes mean equal runs."""
        return self._digest.hexdigest()

    async def play(self, count: int) -> None:
        """Send `count` events."""
        try:
            for _ in range(count):
                self.count += 1
                await self._act()
                await asyncio.sleep(self.random.choice(PAUSES))
                await self._settle()
                self._check()
                if self.count % UNDO_INTERVAL == 0:
                    await self._undo_all()
        except BaseException as error:
            error.add_note(f"after {' '.join(list(self.events)[-40:])}")
            again = f"python -m reliability.monkey {self.count} --seed {self.seed} --workers 1"
            error.add_note(f"event {self.count} of seed {self.seed}; to reproduce: {again}")
            raise

    async def _act(self) -> None:
        roll = self.random.random()
        for share, act in _ACTS:
            if roll < share:
                await act(self)
                return
            roll -= share

    async def press(self) -> None:
        """One key."""
        self._key(self.random.choice(KEYS))

    async def burst(self) -> None:
        """Some keys and mouse events at once."""
        for _ in range(self.random.randrange(2, 8)):
            if self.random.random() < _MOUSE_SHARE:
                self._point()
            else:
                self._key(self.random.choice(KEYS))

    def _key(self, key: str) -> None:
        self.events.append(key)
        self.app.null_driver.process_message(
            events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None))
        )

    async def enter_value(self) -> None:
        """Type a value, a command or nonsense into whatever opens."""
        self._key(self.random.choice(("enter", "enter", "enter", "enter", "ctrl+p")))
        await self._settle()
        for character in self.random.choice(VALUES):
            self._key(character)
        await self._settle()
        self._key("enter")

    async def use_mouse(self) -> None:
        """One mouse event."""
        self._point()

    def _point(self) -> None:
        width, height = self.app.size
        x, y = self.random.randrange(max(width, 1)), self.random.randrange(max(height, 1))
        kind, button = self.random.choice(_MOUSE)
        if kind is events.MouseMove:
            button = self._held
        elif kind in (events.MouseDown, events.MouseUp):
            self._held = button if kind is events.MouseDown else 0
        self.events.append(f"{kind.__name__}({x}, {y}, {button})")
        self.app.null_driver.process_message(kind(None, x, y, 0, 0, button, False, False, False, x, y))

    async def resize(self) -> None:
        """Resize the terminal."""
        size = Size(*self.random.choice(SIZES))
        self.events.append(f"{size.width}x{size.height}")
        self.app.null_driver.set_size(size)
        self.app.null_driver.process_message(events.Resize(size, size))

    async def change_theme(self) -> None:
        """Change the theme."""
        self.app.theme = self.random.choice(sorted(self.app.available_themes))
        self.events.append(self.app.theme)

    async def _settle(self) -> None:
        """Run everything that is due, and draw it."""
        await self._rest()
        for _ in range(_MAX_FRAMES):
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
        self._checker.assert_readable(rows)
        if self.count % COMPARE_INTERVAL == 0:
            self.app.assert_matches_full_frame()
        screen = self.app.screen
        if isinstance(screen, LessonScreen):
            screen.commit_edits()
            self._checker.assert_sound(screen)
        self._digest.update("".join((self.events[-1], *rows)).encode())

    async def _undo_all(self) -> None:
        """Undoing everything leads to the initial state, and redoing everything back."""
        screen = await self._lesson_screen()
        if screen.exercises.progress is not None:  # a task may hold values fixed, also against undo
            await screen.action_exercises()
        screen.commit_edits()
        present = bits(screen, screen.snapshot)
        undone = 0
        while screen.history.can_undo:
            screen.action_undo()
            undone += 1
            assert undone < 10 * UNDO_INTERVAL, "undo does not end"
        assert bits(screen, screen.snapshot) == bits(screen, screen.initial), self.events
        for _ in range(undone):
            screen.action_redo()
        assert bits(screen, screen.snapshot) == present
        for _ in range(undone):
            screen.action_undo()
        self.events.append("undo everything")

    async def _lesson_screen(self) -> LessonScreen[Any]:
        """Close all modal screens."""
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
    (0.03, Monkey.burst),
    (0.375, Monkey.use_mouse),
    (0.02, Monkey.enter_value),
    (0.01, Monkey.resize),
    (1.0, Monkey.change_theme),
)
