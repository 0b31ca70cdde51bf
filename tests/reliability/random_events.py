"""Random events for the app, with invariants checked after each."""

from __future__ import annotations

import asyncio
from hashlib import blake2b
from typing import Any

from infotui.ui.screens.lesson_screen import LessonScreen
from support.app_harness import HarnessApp
from support.app_parts import awaits_frame
from support.clock import Clock
from support.expected_cells import difference
from support.invariants import InvariantChecker, bits
from support.tmux_emulator import TmuxEmulator

from .random_input import RandomInput
from .reopened import assert_reopens

UNDO_INTERVAL = 250
"""Events between two times that everything is undone."""
COMPARE_INTERVAL = 10
"""Events between two comparisons of the terminal with a full redraw."""
REOPEN_INTERVAL = 60
"""Events between two times that the copied command is opened and compared."""
_LOST_AFTER = 0.06
FRAME = 1 / 60
_MAX_FRAMES = 75
"""A screen without a run rests after so many frames: after a second, and what scrolling takes."""
PAUSES = (0.002,) * 1890 + (0.02,) * 90 + (0.3,) * 16 + (1.0,) * 3 + (9.0,)
"""Seconds between two events: runs go on, notifications expire, and timers draw frames."""


class Monkey(RandomInput):
    """Sends random events to `app` and checks invariants after each."""

    def __init__(self, app: HarnessApp, clock: Clock, seed: int, further: TmuxEmulator | None = None) -> None:
        super().__init__(app, seed, 2 * UNDO_INTERVAL)
        self.clock, self.seed = clock, seed
        self.steps = 0
        """How often events were sent, one or some at once, and the screen was checked after them."""
        self._digest = blake2b(digest_size=6)
        self._checker = InvariantChecker()
        self._further = further

    @property
    def digest(self) -> str:
        """A hash of all events and all rows shown: equal hashes mean equal runs."""
        return self._digest.hexdigest()

    @property
    def count(self) -> int:
        """How many events were sent."""
        return self.kinds.total()

    @property
    def summary(self) -> str:
        """How many events were sent, of each kind, and how often the screen was checked."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items()))
        return f"{self.count} events ({kinds}; {self.steps} checks)"

    async def play(self, count: int) -> None:
        """Send events until there were `count`."""
        try:
            while self.count < count:
                self.steps += 1
                await self.act()
                await asyncio.sleep(self.random.choice(PAUSES))
                await self.settle()
                await self._check()
                if self.steps % UNDO_INTERVAL == 0:
                    await self._undo_all()
        except BaseException as error:
            error.add_note(f"after {' '.join(list(self.events)[-40:])}")
            again = f"python -m reliability.monkey {self.count} --seed {self.seed} --workers 1"
            error.add_note(f"event {self.count} of seed {self.seed}; to reproduce: {again}")
            raise

    async def settle(self) -> None:
        """Wait for the next frame, and for those that follow from it."""
        for _ in range(_MAX_FRAMES):
            await asyncio.sleep(FRAME)
            await self._rest()
            if not (awaits_frame(self.app.screen) or self.app.terminal.busy):
                return
        assert self._has_run() or self.app.terminal.busy, "the screen does not come to rest"

    def _has_run(self) -> bool:
        lesson = self.app.lesson_screen
        return lesson is not None and any(timer._active.is_set() for timer in lesson._timers)

    async def _rest(self) -> None:
        await self.clock.rest()
        if self.app._exception is not None:
            raise self.app._exception

    async def _check(self) -> None:
        rows = self.app.rows()
        self._checker.assert_readable(rows)
        self.app.assert_emulated()
        if self.app._queued:  # a key for a widget that was removed: noticed within 50 ms
            await asyncio.sleep(_LOST_AFTER)
            await self.settle()
        assert not self.app._queued, "input waits for a timer"
        screen = self.app.screen
        if isinstance(screen, LessonScreen) and not awaits_frame(screen):
            self._checker.assert_sound(screen)
            self._checker.assert_shown(screen)
        if self.steps % COMPARE_INTERVAL == 0:
            self.app.assert_matches_full_frame()
            self._assert_further_emulated()
        if self.steps % REOPEN_INTERVAL == 0 and isinstance(screen, LessonScreen):
            await assert_reopens(self.app, screen, self.clock)
        self._digest.update("".join((self.events[-1], *rows)).encode())

    def _assert_further_emulated(self) -> None:
        if self._further is not None and not self.app.terminal.busy:
            found = difference(self._further.cells(), self.app.shown_cells())
            assert not found, f"in tmux: {found}"

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
            await self.settle()
        return self.app.screen
