"""Random input for the app: keys, mouse reports, sizes and themes, at once or as quick as people type."""

from __future__ import annotations

import asyncio
import random
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

from textual import events

from infotui.canvas.glyphs import GlyphSet
from infotui.ui.screens.open_file import OpenFileScreen
from support.app_harness import HarnessApp
from support.monkey_files import ENTROPY_FILES, PREDICTION_FILES

KEYS = (
    *("left", "right", "up", "down", "h", "l", "j", "k", "J", "K", "pageup", "pagedown", "home", "end") * 2,
    *("tab", "shift+tab", "space", "plus", "minus", "u", "o", "t", "x", "m", "g", "G", "s", "S", "d", "v"),
    *("b", "z", "y", "z", "y", "r", "c", "p", "e", "enter", "escape", "escape", "question_mark", "ctrl+p"),
    *("1", "2", "3", "ctrl+c", "ctrl+z", "f1", "backspace", "delete", "n", "q", "ctrl+q"),
    *("c", "equals_sign", "full_stop", "comma", "slash", "i", "N", "m", "g", "ctrl+l"),
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
_MOUSE_SHARE = 0.3
"""The share of mouse events in a burst."""
GAPS = (0.0, 0.0, 0.001, 0.005, 0.02)
"""Seconds between the parts of a burst: in one piece, or as keys are held or typed."""
DELAYS = (0.0, 0.0, 0.0, 0.001, 0.03, 0.2)
"""Seconds until the terminal answers: over a slow link frames are skipped meanwhile."""


class RandomInput:
    """Sends random events to `app`."""

    def __init__(self, app: HarnessApp, seed: int, remembered: int) -> None:
        self.app, self.random = app, random.Random(seed)
        self.events: deque[str] = deque(maxlen=remembered)
        """The last events, in words."""
        self.kinds: Counter[str] = Counter()
        """How many events of each kind were sent."""
        self._held = 0

    async def settle(self) -> None:
        """Wait until everything sent is handled and drawn."""
        raise NotImplementedError

    async def act(self) -> None:
        """Send one event, or some that belong together."""
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
        """Some keys and mouse events, in one piece or as quick as they are typed."""
        gap = self.random.choice(GAPS)
        for _ in range(self.random.randrange(2, 12)):
            if self.random.random() < _MOUSE_SHARE:
                self._point()
            else:
                self._key(self.random.choice(KEYS))
            await self._wait(gap)

    async def hold(self) -> None:
        """One key held down, and another one right after it."""
        gap, key = self.random.choice(GAPS), self.random.choice(KEYS)
        for _ in range(self.random.randrange(2, 25)):
            self._key(key)
            await self._wait(gap)
        self._key(self.random.choice(("c", "y", "z", "b", self.random.choice(KEYS))))

    async def drag(self) -> None:
        """Press the button, move, and mostly release it."""
        gap = self.random.choice(GAPS)
        width, height = self.app.size
        x, y = self.random.randrange(max(width, 1)), self.random.randrange(max(height, 1))
        self._mouse(events.MouseDown, x, y, 1)
        for _ in range(self.random.randrange(1, 20)):
            x = min(max(x + self.random.randrange(-5, 6), 0), width - 1)
            y = min(max(y + self.random.randrange(-3, 4), 0), height - 1)
            await self._wait(gap)
            self._mouse(events.MouseMove, x, y, 1)
        if self.random.random() < 0.9:
            self._mouse(events.MouseUp, x, y, 1)

    async def _wait(self, seconds: float) -> None:
        self.events.append(f"{1000 * seconds:g} ms")
        if seconds:
            await asyncio.sleep(seconds)

    def _note(self, kind: str, event: str) -> None:
        self.kinds[kind] += 1
        self.events.append(event)

    def _key(self, key: str) -> None:
        self._note("keys", key)
        self.app.terminal.process_message(
            events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None))
        )

    async def enter_value(self) -> None:
        """Type a value, a command or nonsense into whatever opens."""
        self._key(self.random.choice(("enter", "enter", "enter", "enter", "ctrl+p")))
        await self.settle()
        await self._type(self.random.choice(VALUES))

    async def open_file(self) -> None:
        """Open a file of one's own."""
        lesson = self.app.lesson_screen
        name = lesson.LESSON.name if lesson is not None else ""
        self._key("f")
        await self.settle()
        if isinstance(self.app.screen, OpenFileScreen):
            await self._type(
                self.random.choice(PREDICTION_FILES if name == "cross-entropy" else ENTROPY_FILES)
            )

    async def _type(self, text: str) -> None:
        for character in text:
            self._key(character)
        await self.settle()
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
        self._mouse(kind, x, y, button)

    def _mouse(self, kind: type[events.MouseEvent], x: int, y: int, button: int) -> None:
        self._note("mouse reports", f"{kind.__name__}({x}, {y}, {button})")
        self.app.terminal.process_message(kind(None, x, y, 0, 0, button, False, False, False, x, y))

    async def resize(self) -> None:
        """Resize the terminal."""
        width, height = self.random.choice(SIZES)
        self._note("resizes", f"{width}x{height}")
        self.app.terminal.resize(width, height)

    async def change_theme(self) -> None:
        """Change the theme, the characters, or how fast the terminal answers."""
        what = self.random.random()
        if what < 0.3:
            self.app.theme = self.random.choice(("infotui-dark", "infotui-light"))
            self._note("themes", self.app.theme)
        elif what < 0.6:
            self.app.theme = self.random.choice(sorted(self.app.available_themes))
            self._note("themes", self.app.theme)
        elif what < 0.7:
            glyphs = self.random.choice(list(GlyphSet))
            self.app.change_glyphs(glyphs)
            self._note("glyphs", glyphs.name)
        else:
            self.app.terminal.delay = self.random.choice(DELAYS)
            self._note("delays", f"replies after {1000 * self.app.terminal.delay:g} ms")


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
CHARACTERS = {
    "plus": "+",
    "minus": "-",
    "space": " ",
    "question_mark": "?",
    "enter": "\r",
    "tab": "\t",
    "equals_sign": "=",
    "full_stop": ".",
    "comma": ",",
    "slash": "/",
}
_ACTS: tuple[tuple[float, Callable[[RandomInput], Any]], ...] = (
    (0.31, RandomInput.press),
    (0.16, RandomInput.burst),
    (0.14, RandomInput.hold),
    (0.14, RandomInput.drag),
    (0.18, RandomInput.use_mouse),
    (0.02, RandomInput.enter_value),
    (0.01, RandomInput.open_file),
    (0.012, RandomInput.resize),
    (1.0, RandomInput.change_theme),
)
