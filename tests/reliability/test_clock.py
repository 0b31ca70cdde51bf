"""The simulated clock of the tests."""

from __future__ import annotations

import asyncio
import time

import pytest

from support.clock import Clock, run_simulated


def test_a_thread_still_running_at_the_end_is_no_deadlock() -> None:
    async def act(clock: Clock) -> None:
        asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.1)
        await clock.rest()

    run_simulated(act)


def test_waiting_for_nothing_is_a_deadlock() -> None:
    async def act(_: Clock) -> None:
        await asyncio.get_running_loop().create_future()

    with pytest.raises(RuntimeError, match="deadlock"):
        run_simulated(act)


def test_time_stands_still_while_a_thread_works() -> None:
    async def act(clock: Clock) -> None:
        work = asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.1)
        await asyncio.sleep(0.05)
        assert work.done()
        assert clock.time() == 0.05

    run_simulated(act)
