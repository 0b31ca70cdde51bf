"""A clock that moves when there is nothing left to do: nothing is waited for, and all happens again alike."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar
from unittest.mock import patch

T = TypeVar("T")

_ASKED_FOR_THE_TIME = (
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
"""Whatever takes more rounds of the event loop than this in no time at all goes round for ever."""


class Clock(asyncio.SelectorEventLoop):
    """An event loop whose time stands still while anything is done, and else leaps to what is due next."""

    def __init__(self) -> None:
        self.now = 0.0
        self._awaiting_rest: list[asyncio.Future[None]] = []
        super().__init__(_Selector(self.leap))

    def time(self) -> float:
        """Seconds since this clock began."""
        return self.now

    async def rest(self) -> None:
        """Let everything be done that needs no time to pass."""
        future = self.create_future()
        self._awaiting_rest.append(future)
        await future

    def leap(self, seconds: float | None) -> None:
        """Nothing is left to do; `seconds` from now there is."""
        if self._awaiting_rest:
            for future in self._awaiting_rest:
                if not future.done():
                    future.set_result(None)
            self._awaiting_rest.clear()
        elif seconds is None:
            raise RuntimeError("nothing will ever happen again")
        else:
            self.now += seconds


class _Selector(selectors.SelectSelector):
    """Waits for nothing, but tells `leap` when there would have been something to wait for."""

    def __init__(self, leap: Callable[[float | None], None]) -> None:
        super().__init__()
        self._leap = leap
        self._rounds = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready now."""
        self._rounds += 1
        if timeout is None or timeout > 0:
            self._rounds = 0
            self._leap(timeout)
        elif self._rounds > _MOST_ROUNDS:
            raise RuntimeError("it does not come to rest")
        return super().select(0)


@contextmanager
def ticking() -> Iterator[Clock]:
    """A clock by which everything goes that is asked for the time."""
    with ExitStack() as stack:
        runner = stack.enter_context(asyncio.Runner(loop_factory=Clock))
        clock = runner.get_loop()
        assert isinstance(clock, Clock)
        for name in _ASKED_FOR_THE_TIME:
            stack.enter_context(patch(name, clock.time))
        # Where time passes, nothing is being done.
        stack.enter_context(patch("textual._wait.process_time", float))
        yield clock


def play(act: Callable[[Clock], Coroutine[Any, Any, T]]) -> T:
    """What `act` returns, when all that it starts goes by a clock of its own."""
    with ticking() as clock:
        return clock.run_until_complete(act(clock))
