"""A simulated clock for asyncio: time jumps to the next timer when nothing is left to do.

Tests wait for nothing, and every run is the same.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar, TypeVarTuple, Unpack
from unittest.mock import patch

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_CLOCKS = (
    "textual._time.get_time",
    "textual._wait.monotonic",
    "textual.command.monotonic",
    "textual.message_pump.time",
    "textual.notifications.time",
    "textual.widget.monotonic",
    "textual.widgets._loading_indicator.time",
    "infotui.ui.type_ahead.monotonic",
)
_MOST_ROUNDS = 100_000
"""More rounds of the event loop than this without time passing are an endless loop."""
_LONGEST_WAIT = 10.0
"""Real seconds to wait for a thread when no timer is set."""


class Clock(asyncio.SelectorEventLoop):
    """An event loop whose time stands still while callbacks run, and jumps to the next timer after them.

    It also stands still while a thread of the executor works, so a run with threads is the same every time.
    """

    def __init__(self) -> None:
        self.now = 0.0
        self._threads = 0
        self._idle_waiters: list[asyncio.Future[None]] = []
        super().__init__(_Selector(self.advance, self._may_be_woken, self._has_threads))

    def time(self) -> float:
        """Seconds since the loop was made."""
        return self.now

    async def rest(self) -> None:
        """Run everything that is due at the present time."""
        future = self.create_future()
        self._idle_waiters.append(future)
        await future

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[Ts]], T], *args: *Ts
    ) -> asyncio.Future[T]:
        """Call `func` in a thread."""

        def count_off(_: object) -> None:
            self._threads -= 1

        self._threads += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(count_off)
        return future

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:
        """Wait for threads without a time limit: Python 3.12 sets one, and this clock would jump to it."""
        await super().shutdown_default_executor()

    def _may_be_woken(self) -> bool:
        """Whether a thread of the executor may still call back, and nobody waits for rest."""
        return not self._idle_waiters and getattr(self, "_default_executor", None) is not None

    def _has_threads(self) -> bool:
        """Whether time stands still until a thread of the executor calls back."""
        return self._threads > 0

    def advance(self, seconds: float | None) -> None:
        """Called when nothing is due: wake those who wait for that, or jump `seconds` to the next timer."""
        if self._idle_waiters:
            for future in self._idle_waiters:
                if not future.done():
                    future.set_result(None)
            self._idle_waiters.clear()
        elif seconds is None:
            raise RuntimeError("deadlock: no timer is set")
        else:
            self.now += seconds


class _Selector(selectors.SelectSelector):
    """A selector that calls `advance` instead of waiting, and waits only for threads when no timer is set."""

    def __init__(
        self,
        advance: Callable[[float | None], None],
        may_be_woken: Callable[[], bool],
        has_threads: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._advance, self._may_be_woken, self._has_threads = advance, may_be_woken, has_threads
        self._rounds = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """The files that are ready now."""
        self._rounds += 1
        if timeout is None or timeout > 0:
            self._rounds = 0
            if self._has_threads() and (ready := super().select(_LONGEST_WAIT)):
                return ready
            if timeout is None and self._may_be_woken() and (ready := super().select(_LONGEST_WAIT)):
                return ready
            self._advance(timeout)
        elif self._rounds > _MOST_ROUNDS:
            raise RuntimeError("endless loop: callbacks keep scheduling callbacks")
        return super().select(0)


@contextmanager
def simulated_clock() -> Iterator[Clock]:
    """A clock that replaces every clock that Textual and infotui read."""
    with ExitStack() as stack:
        runner = stack.enter_context(asyncio.Runner(loop_factory=Clock))
        clock = runner.get_loop()
        assert isinstance(clock, Clock)
        for name in _CLOCKS:
            stack.enter_context(patch(name, clock.time))
        # Textual waits while this process uses processor time; on the simulated clock it uses none.
        stack.enter_context(patch("textual._wait.process_time", float))
        yield clock


def run_simulated(main: Callable[[Clock], Coroutine[Any, Any, T]]) -> T:
    """Run a coroutine function on a simulated clock and return its result."""
    with simulated_clock() as clock:
        return clock.run_until_complete(main(clock))
